import type {Analysis, AnalysisHost} from '../analysis.js'
import type {TimelineData} from '../charts/timeline.js'
import {type Block, defineSection} from '../document.js'
import {count} from '../format.js'
import {hostName} from '../front-page.js'
import {byGravity} from '../gravest.js'
import {timelineOf, timelineRows, undatedErrors} from '../timeline-series.js'

/** Hosts with a time line of their own. */
const DRAWN = 4
/** Rows of the table under it. */
const ROWS = 120

/** Hosts with the gravest incident first. */
function hostsByGravity(analysis: Analysis): readonly AnalysisHost[] {
  const order = [...new Set(byGravity(analysis.incidents).map(incident => incident.host))]
  const named = order.flatMap(id => analysis.hosts.find(host => host.id === id) ?? [])
  return [...named, ...analysis.hosts.filter(host => !order.includes(host.id))]
}

const sum = (counted: readonly {readonly count: number}[]): number =>
  counted.reduce((total, {count: one}) => total + one, 0)

const FOUND = [
  ['uncorrected', 'uncorrected incident', 'uncorrected incidents'],
  ['unknown', 'incident of unknown gravity', 'incidents of unknown gravity'],
  ['mirror', 'mirror event', 'mirror events'],
] as const

/** What the picture shows, in numbers. */
function findings({bars, marks, downs}: TimelineData): string {
  const parts = [
    sum(bars) === 0 ? [] : [count(sum(bars), 'corrected error')],
    ...FOUND.map(([kind, one, more]) => {
      const found = sum(marks.filter(mark => mark.kind === kind))
      return found === 0 ? [] : [count(found, one, more)]
    }),
    sum(downs) === 0 ? [] : [count(sum(downs), 'outage')],
  ].flat()
  return parts.length === 0 ? 'nothing with a clock but boots' : parts.join(', ')
}

function line(analysis: Analysis, host: AnalysisHost): Block[] {
  const data = timelineOf(analysis, host)
  if (data === undefined)
    return [{block: 'paragraph', text: [`${hostName(host.id)}: no time line, for nothing in its log carries a clock.`]}]
  const rows = timelineRows(data)
  const left = rows.length - ROWS
  const undated = undatedErrors(analysis, host)
  const chart: Block = {
    block: 'chart',
    chart: 'timeline',
    title: `${hostName(host.id)}: ${findings(data)}`,
    description:
      'Corrected errors as bars, uncorrected ones as triangles, those of unknown gravity as circles, boots and outages as a band, over one time axis.',
    data,
    table: {
      head: ['From', 'To', 'What'],
      rows: left > 0 ? [...rows.slice(0, ROWS), ['', '', `and ${count(left, 'row')} more`]] : rows,
    },
  }
  const missing = `Not on the line: ${count(undated, 'error')} without a clock in common with the others.`
  return undated === 0 ? [chart] : [chart, {block: 'paragraph', text: [missing]}]
}

/** When it happened: errors, outages and boots of each host. */
export default defineSection({
  id: 'timeline',
  title: 'Timeline',
  order: 40,
  depth: 'full',
  compose: (analysis): Block[] => {
    if (analysis.errors.length === 0) return []
    const hosts = hostsByGravity(analysis).filter(host => analysis.errors.some(error => error.host === host.id))
    const left = hosts.length - DRAWN
    return [
      ...hosts.slice(0, DRAWN).flatMap(host => line(analysis, host)),
      ...(left > 0
        ? [{block: 'paragraph' as const, text: [`Not drawn: ${count(left, 'host')} with milder incidents.`]}]
        : []),
    ]
  },
})
