import type {RedundancySpan, RedundancyTrack} from '../../mirror/redundancy.js'
import type {Analysis, AnalysisHost} from '../analysis.js'
import {type Block, defineSection, type Inline} from '../document.js'
import {capital, count, shortTime} from '../format.js'
import {hostName} from '../front-page.js'
import {lineLabel} from '../line-label.js'

/** Hosts and rows told one by one. */
const HOSTS = 20
const ROWS = 60

const STATES: Readonly<Record<RedundancySpan['state'], Inline>> = {
  whole: {badge: 'whole', sign: '✔', tone: 'good'},
  degraded: {badge: 'one copy only', sign: '▲', tone: 'warn'},
  off: {badge: 'off', sign: '–', tone: 'neutral'},
  unknown: {badge: 'not known', sign: '?', tone: 'neutral'},
}

const when = (at: string | undefined, otherwise: string): string => (at === undefined ? otherwise : shortTime(at))

function source(analysis: Analysis, {positions}: RedundancySpan): Inline[] {
  const [first] = positions
  return first === undefined ? [] : [' ', {line: first, label: lineLabel(analysis, first)}]
}

const rowsOf = (analysis: Analysis, {pair, spans}: RedundancyTrack): Inline[][][] =>
  spans.map((span, index) => [
    [index === 0 ? capital(pair) : ''],
    [when(span.since, 'start of the log')],
    [when(span.until, 'end of the log')],
    [STATES[span.state]],
    [capital(span.because), '.', ...source(analysis, span)],
  ])

function table(analysis: Analysis, host: AnalysisHost): Block[] {
  const rows = (host.redundancy ?? []).flatMap(track => rowsOf(analysis, track))
  const left = rows.length - ROWS
  return [
    {
      block: 'table',
      caption: `${hostName(host.id)}: how each mirrored pair stood`,
      head: ['Pair', 'From', 'Until', 'State', 'Because'],
      rows: rows.slice(0, ROWS),
    },
    ...(left > 0 ? [{block: 'paragraph' as const, text: [`and ${count(left, 'row')} more in the JSON.`]}] : []),
  ]
}

const FIRMWARE_FIRST =
  'No line here is not the same as no event: where firmware handles memory errors first, what the mirror did may stand only in the BMC’s event log.'

/** Redundancy through time: when each mirrored pair was whole, on one copy, or not known. */
export default defineSection({
  id: 'redundancy',
  title: 'Redundancy: how the mirror fared',
  order: 45,
  compose: (analysis): Block[] => {
    const told = analysis.hosts.filter(({redundancy}) => redundancy !== undefined)
    if (told.length === 0 || analysis.errors.length === 0) return []
    const left = told.length - HOSTS
    return [
      ...told.slice(0, HOSTS).flatMap(host => table(analysis, host)),
      ...(left > 0 ? [{block: 'paragraph' as const, text: [`Not shown: ${count(left, 'host')} more.`]}] : []),
      {block: 'paragraph', text: [FIRMWARE_FIRST]},
    ]
  },
})
