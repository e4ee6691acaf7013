import type {Block, ReportDocument} from '../report/document.js'
import {count, group, printable, shorten} from '../report/format.js'
import {hostName} from '../report/front-page.js'
import {ownDocument} from '../report/own-document.js'
import {type Json, plainJson} from '../report/plain-json.js'
import type {BatchResult} from './batch-tally.js'
import type {PathProblem} from './find-units.js'
import type {Reading} from './ledger-entry.js'

/** Rows shown of each table; the rest is counted. */
const SHOWN = 15

const READINGS: Readonly<Record<Exclude<Reading, 'read'>, string>> = {
  'partly-read': '▲ read in part',
  'not-read': '✖ not read',
  'broke-down': '✖ broke down',
}

/** What a run of `batch` is told by. */
export interface BatchStory extends BatchResult {
  /** Folder of the dataset, as the user named it. */
  readonly out: string
  readonly version: string
  /** Paths that came to no input. */
  readonly problems: readonly PathProblem[]
}

/** The end of a path, which tells inputs apart. */
const inputName = (path: string): string => shorten(printable(path.split('/').slice(-2).join('/')), 60)

/** The reason alone: notices begin with the path, which stands in the row already. */
const reasonOf = (because: string, name: string): string =>
  shorten(printable(because.startsWith(`${name}: `) ? because.slice(name.length + 2) : because), 160)

/** A line below a table that does not hold everything. */
const more = (text: string): Block => ({
  block: 'paragraph',
  text: [`${text}: `, {code: 'mirrorcheck fleet'}, ' lists them.'],
})

function summary({totals, stopped}: BatchStory): Block[] {
  const {inputs, unchanged, readings, hosts, errors, incidents, outages} = totals
  const notWhole = inputs - readings.read
  const lead =
    stopped === undefined
      ? `${count(inputs, 'input')}, ${count(hosts, 'host')}: ${count(incidents, 'incident')}, ${count(outages, 'outage')}.`
      : `Stopped after ${count(inputs, 'input')}: ${stopped}.`
  return [
    {block: 'lead', sentences: [lead]},
    {
      block: 'facts',
      facts: [
        {name: 'Read now', value: [group(inputs - unchanged)]},
        {name: 'Unchanged', value: [group(unchanged)]},
        {name: 'Not read whole', value: [notWhole === 0 ? 'none' : `▲ ${group(notWhole)}`]},
        {name: 'Errors', value: [group(errors)]},
      ],
    },
  ]
}

function hostTable({totals}: BatchStory): Block[] {
  const shown = totals.worst.slice(0, SHOWN)
  if (shown.length === 0) return []
  return [
    {
      block: 'table',
      caption: 'Hosts with errors, the worst first',
      head: ['Host', 'Errors', 'Incidents', 'Outages', 'Input'],
      rows: shown.map(({id, errors, incidents, outages, input}) => [
        [hostName(id)],
        [group(errors)],
        [group(incidents)],
        [group(outages)],
        [inputName(input)],
      ]),
      numeric: [1, 2, 3],
    },
    ...(totals.worst.length > SHOWN ? [more('More hosts have errors')] : []),
  ]
}

function redTable({totals, problems}: BatchStory): Block[] {
  const rows = totals.red
    .slice(0, SHOWN)
    .map(({name, reading, because, kept}) => [
      [inputName(name)],
      [READINGS[reading]],
      [reasonOf(because, name) + (kept ? ' What an earlier run read is kept.' : '')],
    ])
  const lost = problems.map(({name, message}) => [[shorten(printable(name), 60)], ['✖ not read'], [message]])
  const all = [...lost.slice(0, SHOWN), ...rows]
  const left = totals.inputs - totals.readings.read - rows.length
  if (all.length === 0) return []
  return [
    {block: 'table', caption: 'What could not be read whole', head: ['Input', 'How far', 'Why'], rows: all},
    ...(left > 0 ? [more(`${count(left, 'input')} more could not be read whole`)] : []),
  ]
}

/** A run of `batch` as a document: totals, hosts with errors, what could not be read. */
export function batchDocument(story: BatchStory): ReportDocument {
  const section = (id: string, blocks: readonly Block[]) => ({id, title: id, depth: 'front' as const, blocks})
  return ownDocument({
    title: `batch → ${shorten(printable(story.out), 60)}`,
    version: story.version,
    sections: [
      section('summary', summary(story)),
      section('hosts', hostTable(story)),
      section('not-read', redTable(story)),
    ],
    own: {json: batchJson(story), rows: () => [], closing: `The roll-up: mirrorcheck fleet ${printable(story.out)}`},
  })
}

/** A run of `batch` for machines. */
export function batchJson({totals, problems, stopped, out}: BatchStory): Json {
  const {worst, red, ...counts} = totals
  const names = problems.map(({name, message}) => ({name, reading: 'not-read', because: message}))
  return plainJson({
    schema: 'mirrorcheck/batch/1',
    dataset: out,
    ...counts,
    ...(stopped === undefined ? {} : {stopped}),
    worst,
    notReadWhole: [...names, ...red],
  })
}
