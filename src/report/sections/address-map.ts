import {addressMapOf, addressRows, isMappable} from '../address-series.js'
import type {Analysis, AnalysisHost} from '../analysis.js'
import {type Block, defineSection} from '../document.js'
import {bytes, count} from '../format.js'
import {hostName} from '../front-page.js'

/** Hosts whose map is drawn. */
const DRAWN = 3

const off = (analysis: Analysis, host: AnalysisHost): string | undefined => {
  const others = analysis.errors.filter(error => error.host === host.id && !isMappable(error))
  const foreign = others.filter(error => error.address !== undefined).length
  const none = others.length - foreign
  const parts = [
    ...(foreign > 0
      ? [
          `${count(foreign, 'error')} with an address that cannot be laid over this map (of a channel, a device, or virtual)`,
        ]
      : []),
    ...(none > 0 ? [`${count(none, 'error')} without an address`] : []),
  ]
  return parts.length === 0 ? undefined : `Not on the map: ${parts.join('; ')}.`
}

function map(analysis: Analysis, host: AnalysisHost): Block[] {
  const data = addressMapOf(analysis, host)
  const missing = off(analysis, host)
  const note: Block[] = missing === undefined ? [] : [{block: 'paragraph', text: [missing]}]
  if (data === undefined)
    return [
      {
        block: 'paragraph',
        text: [`${hostName(host.id)}: no map, for the log shows neither a memory map nor an address that fits one.`],
      },
      ...note,
    ]
  const mirrored = data.regions
    .filter(region => region.kind === 'mirrored')
    .reduce((sum, r) => sum + r.end - r.start, 0)
  const unmapped = data.mapKnown ? '' : ' (the log holds no memory map)'
  const unsure = data.regions.some(region => region.kind === 'unknown')
  const state =
    mirrored > 0 ? `${bytes(mirrored)} mirrored` : unsure ? 'not known what is mirrored' : 'nothing is mirrored'
  return [
    {
      block: 'chart',
      chart: 'address-map',
      title: `${hostName(host.id)}: ${data.mapKnown ? state : 'where the errors are'}${unmapped}`,
      description:
        'The physical address space from zero up: mirrored spans hatched, others plain, holes empty; a cross marks an error.',
      data,
      table: {head: ['From', 'To', 'What', 'Size'], rows: addressRows(data)},
    },
    ...note,
  ]
}

/** Where it happened: the physical address space, its mirrored spans, and the errors in it. */
export default defineSection({
  id: 'address-map',
  title: 'Address map',
  order: 50,
  depth: 'full',
  compose: (analysis): Block[] => {
    const mapped = analysis.hosts.filter(
      host => (host.layout?.regions.length ?? 0) > 0 || analysis.errors.some(error => error.host === host.id),
    )
    const order = [...mapped].sort((a, b) => errorsOf(analysis, b) - errorsOf(analysis, a))
    const left = order.length - DRAWN
    return [
      ...order.slice(0, DRAWN).flatMap(host => map(analysis, host)),
      ...(left > 0
        ? [{block: 'paragraph' as const, text: [`Not drawn: ${count(left, 'host')} with fewer errors.`]}]
        : []),
    ]
  },
})

const errorsOf = (analysis: Analysis, host: AnalysisHost): number =>
  analysis.errors.filter(error => error.host === host.id && error.severity !== 'corrected').length
