import type {Surrounding} from '../../incidents/incident.js'
import type {Analysis, JudgedIncident} from '../analysis.js'
import {type Block, defineSection, type Inline} from '../document.js'
import {count, group, printable, shorten, shortTime} from '../format.js'
import {byGravity} from '../gravest.js'

/** Incidents whose surroundings are told. */
const TOLD = 5

/** What kinds of lines tell, and why none of them counts as an error. */
const KINDS: Readonly<Record<Surrounding['what'], readonly [name: string, why: string]>> = {
  'events-logged': ['records were logged', 'says that there are records, not what they say'],
  'user-space-decoder': ['advice to run a decoder', 'advice, no error'],
  'cmci-storm': ['error interrupts came too fast', 'the kernel polled instead: counts are lower bounds'],
  'storm-over': ['error interrupts calmed down', 'the end of a storm'],
  'records-lost': ['records or messages dropped', 'what they said is not known: counts are lower bounds'],
  'rendezvous-timeout': ['CPUs did not answer', 'follows from an error, is none of its own'],
  collector: ['pages given up as a precaution', 'the kernel’s collector counted those errors, not the log'],
  'decode-failed': ['an address could not be translated', 'belongs to the error it is about'],
  thermal: ['heat', 'the processor was hot or slowed down: not memory'],
  pcie: ['PCI Express errors', 'a device or its link: not memory'],
  gpu: ['GPU errors', 'a graphics processor and its own memory'],
  'soft-lockup': ['a CPU hung', 'what hung it is not told'],
  'clock-jump': ['the clock was set', 'times before and behind it do not compare'],
  'hot-remove': ['memory taken out of use', 'by the administrator or a tool, not for an error'],
  'crash-kernel': ['the crash kernel saved a dump', 'follows the panic'],
  'call-trace': ['where the kernel was', 'belongs to the panic'],
  shutdown: ['a clean shutdown', 'somebody asked for it'],
  other: ['other words of the kernel or a tool', 'no error record by themselves'],
}

const nameOf = (what: Surrounding['what']): string => KINDS[what][0]

const row = ({
  what,
  count: lines,
  message,
  start,
  uptimeSeconds,
  position,
}: Surrounding): readonly (readonly Inline[])[] => [
  [shortTime(start, uptimeSeconds)],
  [nameOf(what)],
  [group(lines)],
  [{line: position, label: shorten(printable(message), 90)}],
]

const table = ({id, around = []}: JudgedIncident): Block => ({
  block: 'table',
  caption: `Around incident ${id}, five minutes before and behind`,
  head: ['When', 'What', 'Lines', 'The first of them'],
  rows: around.map(row),
  numeric: [2],
})

/** What was read and not counted, of all hosts, the most first. */
function ignoredRows({hosts}: Analysis): readonly (readonly Inline[])[] {
  const totals = new Map<Surrounding['what'], number>()
  for (const {ignored = []} of hosts)
    for (const {what, lines} of ignored) totals.set(what, (totals.get(what) ?? 0) + lines)
  return [...totals]
    .sort(([a, most], [b, more]) => more - most || (a < b ? -1 : 1))
    .map(([what, lines]) => [`${nameOf(what)}: ${count(lines, 'line')}; ${KINDS[what][1]}.`])
}

/** What else the log told beside the grave incidents, and what was read and not counted. */
export default defineSection({
  id: 'around',
  title: 'Around it',
  order: 64,
  compose: (analysis): Block[] => {
    const told = byGravity(analysis.incidents)
      .filter(({around}) => around !== undefined)
      .slice(0, TOLD)
    const items = ignoredRows(analysis)
    const ignored: Block[] = [
      {block: 'paragraph', text: ['Read and not counted as errors:']},
      {block: 'list', items},
    ]
    return [...told.map(table), ...(items.length === 0 ? [] : ignored)]
  },
})
