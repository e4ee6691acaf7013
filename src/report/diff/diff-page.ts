import type {Analysis, JudgedIncident} from '../analysis.js'
import type {Block, Fact, Inline, ReportDocument} from '../document.js'
import {count, dateTime, group, printable, shorten, twoDigits} from '../format.js'
import {hostName} from '../front-page.js'
import {hostCell} from '../host-cell.js'
import {ownDocument} from '../own-document.js'
import {VERDICTS} from '../words.js'
import type {AnalysisDiff} from './diff-analyses.js'
import {incidentBlocks} from './diff-incidents.js'
import {diffJson} from './diff-json.js'
import {diffLead, PLACE_CHANGES} from './diff-lead.js'
import {type Row, table, text} from './diff-table.js'

/** Longest text of a log in a sentence. */
const TEXT = 80

const places = ({places: all}: AnalysisDiff): readonly Block[] =>
  table(
    'DIMMs and channels',
    ['Where', 'Host', 'Errors before', 'New since', 'How it stands'],
    all.map(({host, place, before, since, change, expected}) => [
      text(place),
      text(hostCell(host)),
      [group(before)],
      [group(since)],
      [
        PLACE_CHANGES[change] +
          (since > 0 || before === 0 || expected === undefined
            ? ''
            : ` (as before, about ${twoDigits(expected)} episodes were to be expected)`),
      ],
    ]),
    [2, 3],
  )

const machine = ({settings, counters}: AnalysisDiff): readonly Block[] => [
  ...table(
    'What was set up otherwise',
    ['What', 'Host', 'Before', 'After'],
    settings.map(({host, what, before, after}) => [text(what), text(hostCell(host)), text(before), text(after)]),
  ),
  ...table(
    'Counters',
    ['Counter', 'Host', 'Before', 'After', 'Remark'],
    counters.map(({host, scope, name, before, after, reset}) => [
      text(`${scope} ${name}`),
      text(hostCell(host)),
      [before === undefined ? '–' : group(before)],
      [after === undefined ? '–' : group(after)],
      [reset ? 'began anew' : ''],
    ]),
    [2, 3],
  ),
]

const verdictRows = ({before, after}: AnalysisDiff): readonly Row[] => {
  const layouts = [...new Set([before, after].flatMap(({summary}) => Object.keys(summary.verdicts)))]
  return layouts.flatMap(layout => {
    const [old = {}, now = {}] = [before.summary.verdicts[layout], after.summary.verdicts[layout]]
    const words = Object.entries(VERDICTS).filter(([word]) => old[word] !== now[word])
    return words.map(
      ([word, {sign, word: said}]): Row => [
        text(layout),
        [`${sign} ${said}`],
        [group(old[word] ?? 0)],
        [group(now[word] ?? 0)],
      ],
    )
  })
}

const verdicts = (diff: AnalysisDiff): readonly Block[] =>
  table(
    'Verdicts, incidents of each whole analysis',
    ['Layout', 'Verdict', 'Before', 'After'],
    verdictRows(diff),
    [2, 3],
  )

/** `0.9 (0.1 to 4.1)`: median and 90 % interval. */
const interval = (
  told: {readonly median: number; readonly p5: number; readonly p95: number} | undefined,
): readonly Inline[] => [
  told === undefined ? '–' : `${twoDigits(told.median)} (${twoDigits(told.p5)} to ${twoDigits(told.p95)})`,
]

const estimateOf = ({risk}: Analysis, id: string | undefined) => risk.hosts.find(({host}) => host === id)

function riskRows({hosts, before, after}: AnalysisDiff): readonly Row[] {
  return hosts.flatMap(({host, before: old, after: now}) => {
    const [was, is] = [estimateOf(before, old?.id), estimateOf(after, now?.id)]
    if (was === undefined || is === undefined) return []
    const minutes = (estimate: typeof was) => estimate.downtime.find(({measure}) => measure === 'as-it-was')
    return [
      [text(hostCell(host)), ['uncorrected incidents a year'], interval(was.rate), interval(is.rate)],
      [text(hostCell(host)), ['minutes of downtime a year, as it was'], interval(minutes(was)), interval(minutes(is))],
    ]
  })
}

const risk = (diff: AnalysisDiff): readonly Block[] =>
  table('Risk: median and 90 % interval', ['Host', 'What', 'Before', 'After'], riskRows(diff))

const inputsOf = ({inputs}: Analysis): string =>
  inputs.length === 1 ? shorten(printable(inputs[0]?.name ?? ''), TEXT) : count(inputs.length, 'input')

function spanOf({hosts}: AnalysisDiff, side: 'windowBefore' | 'windowAfter'): string {
  const windows = hosts.flatMap(host => host[side] ?? [])
  if (windows.length === 0) return 'no clock'
  const [from, to] = [Math.min(...windows.map(({startMs}) => startMs)), Math.max(...windows.map(({endMs}) => endMs))]
  return `${dateTime(new Date(from).toISOString(), 'none')} to ${dateTime(new Date(to).toISOString(), 'none')}`
}

function facts(diff: AnalysisDiff): readonly Fact[] {
  const {before, after, errors, fresh, gone, changed, unchanged} = diff
  const total = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((sum, own) => sum + own, 0)
  return [
    {name: 'Before', value: [`${inputsOf(before)}, ${spanOf(diff, 'windowBefore')}`]},
    {name: 'After', value: [`${inputsOf(after)}, ${spanOf(diff, 'windowAfter')}`]},
    {
      name: 'Incidents',
      value: [
        `${group(fresh.length)} new, ${group(gone.length)} gone, ${group(changed.length)} told otherwise, ${group(unchanged)} the same`,
      ],
    },
    {
      name: 'Errors',
      value: [`${group(total(errors.fresh))} new, ${group(total(errors.gone))} gone, ${group(errors.both)} in both`],
    },
  ]
}

const HOW: readonly string[] = [
  'An error is the same on both sides when its log line is; else when its registers are; else when its place and address are; always at the same moment, allowing for clocks that name no zone or year.',
  'An incident is the same when it shares errors. New means that the later analysis alone tells it; the lines may be older than the earlier collection.',
  'A place has stopped when none is seen although three or more episodes were to be expected: chance alone would show that in one of twenty cases.',
]

/** A comparison as a document: what changed in a sentence, then incidents, places, the machine, verdicts, risk. */
export function diffDocument(diff: AnalysisDiff, version: string): ReportDocument {
  const section = (id: string, title: string, blocks: readonly Block[], depth: 'front' | 'ticket' = 'front') => ({
    id,
    title,
    depth,
    blocks,
  })
  const names = [...new Set(diff.hosts.map(({host}) => hostName(host)))]
  return ownDocument({
    title: `${names.length === 1 ? names[0] : count(names.length, 'host')} · before and after`,
    version,
    sections: [
      section('summary', 'What changed', [
        {block: 'lead', sentences: diffLead(diff)},
        {block: 'facts', facts: facts(diff)},
      ]),
      section('changes', 'Incidents', incidentBlocks(diff)),
      section('places', 'DIMMs', places(diff)),
      section('machine', 'The machine', machine(diff)),
      section('verdicts', 'Verdicts', verdicts(diff), 'ticket'),
      section('risk', 'Risk', risk(diff), 'ticket'),
      section('method', 'How this was compared', [{block: 'list', items: HOW.map(sentence => [sentence])}], 'ticket'),
    ],
    own: {
      json: diffJson(diff),
      rows: () => rowsOf(diff),
      closing: 'Verdicts and risk stand in the report: -o diff.html or -o diff.md',
    },
  })
}

const CSV_HEAD = ['change', 'id', 'host', 'start', 'severity', 'outcome'] as const

function* rowsOf({fresh, gone, changed}: AnalysisDiff) {
  yield CSV_HEAD
  const row = (change: string, {id, host, start, severity, outcome}: JudgedIncident) => [
    change,
    id,
    host,
    start,
    severity,
    outcome,
  ]
  for (const incident of fresh) yield row('new', incident)
  for (const {after, changed: what} of changed) yield row(`changed: ${what.join(' ')}`, after)
  for (const {incident, because} of gone) yield row(because, incident)
}
