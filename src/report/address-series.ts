import type {MemoryError} from '../errors/memory-error.js'
import type {MirrorLayout, MirrorRegion} from '../mirror/layout.js'
import type {Analysis, AnalysisHost} from './analysis.js'
import type {AddressMapData} from './charts/address-map.js'
import {bytes, count, hex} from './format.js'

/** Errors nearer than this share of what is drawn become one mark. */
const TOGETHER = 1 / 90

/** Bytes that a map shows: all it spans, or twice what is filled where holes are drawn short. */
const drawnBytes = (regions: AddressMapData['regions'], end: number): number =>
  Math.min(end, regions.reduce((sum, region) => sum + region.end - region.start, 0) * 2)

type Coverage = AddressMapData['regions'][number]['kind']

const kindOf = (mirrored: boolean | undefined): Coverage =>
  mirrored === undefined ? 'unknown' : mirrored ? 'mirrored' : 'plain'

/** Regions in order, neighbours of one kind joined. */
function joined(regions: readonly MirrorRegion[]): AddressMapData['regions'] {
  const spans: {start: number; end: number; kind: Coverage}[] = []
  for (const {start, end, mirrored} of [...regions].sort((a, b) => (a.start < b.start ? -1 : 1))) {
    const last = spans.at(-1)
    const kind = kindOf(mirrored)
    if (last !== undefined && last.end === Number(start) && last.kind === kind) last.end = Number(end)
    else spans.push({start: Number(start), end: Number(end), kind})
  }
  return spans
}

/** True for addresses that can be laid over the system's memory map. */
export const isMappable = ({address}: MemoryError): boolean =>
  address !== undefined && (address.kind === 'system' || address.kind === 'page-frame')

function whereIs(start: number, end: number, regions: AddressMapData['regions']): string {
  const met = regions.filter(region => region.start < end && region.end > start)
  if (met.length === 0) return regions.length === 0 ? 'map not known' : 'outside the map'
  const kinds = new Set(met.map(region => region.kind))
  if (kinds.size > 1) return 'straddles a border'
  return {mirrored: 'mirrored', plain: 'not mirrored', unknown: 'not known'}[met[0]?.kind ?? 'unknown']
}

interface Mark {
  at: number
  /** Widest span an error of it may lie in, bytes. */
  width: number
  errors: number
  addresses: Set<bigint>
  where: string
  grave: boolean
}

function marks(errors: readonly MemoryError[], regions: AddressMapData['regions'], top: number): readonly Mark[] {
  const found: Mark[] = []
  const sorted = [...errors].sort((a, b) => ((a.address?.value ?? 0n) < (b.address?.value ?? 0n) ? -1 : 1))
  for (const error of sorted) {
    if (error.address === undefined) continue
    const at = Number(error.address.value)
    const where = whereIs(at, at + error.address.granularityBytes, regions)
    const grave = error.severity !== 'corrected'
    const last = found.at(-1)
    if (last !== undefined && at - last.at < top * TOGETHER && last.where === where) {
      last.errors += 1
      last.addresses.add(error.address.value)
      last.grave ||= grave
      last.width = Math.max(last.width, error.address.granularityBytes)
    } else
      found.push({
        at,
        width: error.address.granularityBytes,
        errors: 1,
        addresses: new Set([error.address.value]),
        where,
        grave,
      })
  }
  return found
}

/** Wider spans than a page are told: the error is somewhere in them. */
const PAGE = 4096

const markLabel = ({addresses, errors, width}: Mark): string => {
  const [first] = addresses
  const address = first === undefined ? '' : hex(first) + (width > PAGE ? ` + ${bytes(width)}` : '')
  if (errors === 1) return address
  return addresses.size === 1 ? `${errors} × ${address}` : `${count(errors, 'error')} near ${address}`
}

const wholeRegion = (layout: MirrorLayout | undefined, top: number): AddressMapData['regions'] => {
  const kind = layout?.mode === 'full' ? 'mirrored' : layout?.mode === 'none' ? 'plain' : 'unknown'
  return [{start: 0, end: top, kind}]
}

/** One host's map with its errors, aggregated for drawing; undefined when neither map nor address is known. */
export function addressMapOf(
  analysis: Pick<Analysis, 'errors'>,
  host: Pick<AnalysisHost, 'id' | 'layout'>,
): AddressMapData | undefined {
  const errors = analysis.errors.filter(error => error.host === host.id && isMappable(error))
  const known = joined(host.layout?.regions ?? [])
  const ends = [...known.map(region => region.end), ...errors.map(error => Number(error.address?.value ?? 0n))]
  const top = ends.reduce((a, b) => Math.max(a, b), 0)
  if (top === 0) return undefined
  const regions = known.length > 0 ? known : wholeRegion(host.layout, top * 1.05)
  const end = regions.reduce((a, region) => Math.max(a, region.end), top)
  return {
    end,
    mapKnown: known.length > 0,
    regions,
    errors: marks(errors, regions, drawnBytes(regions, end)).map(mark => ({
      at: mark.at,
      label: markLabel(mark),
      where: mark.where,
      grave: mark.grave,
    })),
  }
}

const KIND_WORDS: Readonly<Record<Coverage, string>> = {
  mirrored: 'mirrored',
  plain: 'not mirrored',
  unknown: 'not known',
}

/** Rows of the map's table beyond which spans are only counted. */
const ROWS = 60

/** The same as rows of text in address order. */
export function addressRows(data: AddressMapData): readonly string[][] {
  const rows = [
    ...data.regions.map(region => ({
      at: region.start,
      row: [
        hex(BigInt(region.start)),
        hex(BigInt(Math.round(region.end))),
        KIND_WORDS[region.kind],
        bytes(region.end - region.start),
      ],
    })),
    ...data.errors.map(error => ({at: error.at, row: [error.label, '', `✖ error: ${error.where}`, '']})),
  ].sort((a, b) => a.at - b.at)
  const shown = rows.slice(0, ROWS).map(({row}) => row)
  return rows.length > ROWS ? [...shown, [`and ${count(rows.length - ROWS, 'row')} more`, '', '', '']] : shown
}
