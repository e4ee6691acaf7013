import type {LogLine} from '../../logs/log-line.js'
import {type DialectOutput, defineDialect} from '../define-dialect.js'
import {quoteLines} from '../evidence-line.js'
import type {PlatformFactBody} from '../platform-fact.js'

// /proc/meminfo (fs/proc/meminfo.c), what the kernel keeps for itself:
//   Slab:            1234567 kB
//   KernelStack:       32112 kB
// with openEuler's counters of reliable memory (mm/mem_reliable.c):
//   ReliableTotal:    8156000 kB
// and its word at start-up:
//   mem reliable: init succeed, mirrored memory size(68719476736)

const ID = 'meminfo'

/** Rows that say something of mirrored memory or of what has to fit into it. */
const NAMES: ReadonlySet<string> = new Set([
  'Slab',
  'KernelStack',
  'PageTables',
  'SecPageTables',
  'Percpu',
  'VmallocUsed',
  'ReliableTotal',
  'ReliableUsed',
  'ReliableTaskUsed',
  'ReliableBuddyMem',
  'ReliableShmem',
  'ReliableFileCache',
])

const ROW = /^([A-Z][A-Za-z]{3,20}): {1,24}(\d{1,15}) kB$/
const INIT = /^mem reliable: init (?:succeed, mirrored memory size\((\d{1,19})\)|failed(?:[,:.].{0,120})?$)/

function bodyOf(text: string): PlatformFactBody | undefined {
  const [, name, kiB] = ROW.exec(text) ?? []
  if (name !== undefined && NAMES.has(name)) return {kind: 'fact', fact: 'meminfo', name, kiB: Number(kiB)}
  const init = INIT.exec(text)
  if (init === null) return undefined
  return {kind: 'fact', fact: 'memory-grading', ...(init[1] === undefined ? {} : {bytes: BigInt(init[1])}), text}
}

const read = (line: LogLine): DialectOutput | undefined => {
  const body = bodyOf(line.text.trim())
  return body && {facts: [{dialect: ID, envelope: line.envelope, evidence: quoteLines(line), ...body}]}
}

/** What the kernel uses of memory for itself, and how much of it is mirrored where openEuler grades memory. */
export default defineDialect({
  id: ID,
  title: '/proc/meminfo: the kernel’s own use, reliable memory',
  literals: [
    'Slab: ',
    'KernelStack: ',
    'PageTables: ',
    'Percpu: ',
    'VmallocUsed: ',
    'ReliableTotal: ',
    'ReliableUsed: ',
    'ReliableTaskUsed: ',
    'ReliableBuddyMem: ',
    'ReliableShmem: ',
    'ReliableFileCache: ',
    'mem reliable: init ',
  ],
  samples: [
    'Slab:            1234567 kB',
    'KernelStack:       32112 kB',
    'ReliableTotal:    8156000 kB',
    'mem reliable: init succeed, mirrored memory size(68719476736)',
  ],
  read,
})
