import type {LogLine} from '../../logs/log-line.js'
import {type DialectOutput, defineDialect} from '../define-dialect.js'
import {quoteLines} from '../evidence-line.js'
import type {PlatformFact} from '../platform-fact.js'

// /proc/meminfo:
//   HardwareCorrupted:     8 kB
// the kernel's report on memory, to an out-of-memory kill or SysRq m:
//   2 pages hwpoisoned
// /sys/devices/system/node/node1/memory_failure, path and value:
//   /sys/devices/system/node/node1/memory_failure/total:3
// Totals since the boot of pages that the kernel took out of use: they tell how many, never when.

const ID = 'poisoned-pages'

const MEMINFO = /^HardwareCorrupted:\s+(\d{1,12}) kB$/
const REPORT = /^(\d{1,9}) pages hwpoisoned$/
const NODE =
  /(?:^|[\s/!])(node\d{1,4})\/memory_failure\/(total|recovered|ignored|failed|delayed)(?: ?[:=] ?|\s+)(\d{1,12})$/

const PAGE_KIB = 4

const OUTCOMES: Readonly<Record<string, string>> = {
  total: 'Poisoned pages',
  recovered: 'Poisoned pages recovered',
  ignored: 'Poisoned pages ignored',
  failed: 'Poisoned pages not recovered',
  delayed: 'Poisoned pages not yet dealt with',
}

interface Total {
  readonly scope: string
  readonly name: string
  readonly count: number
}

function totalIn(text: string): Total | undefined {
  const kib = MEMINFO.exec(text)?.[1]
  if (kib !== undefined) return {scope: 'machine', name: 'Poisoned pages', count: Number(kib) / PAGE_KIB}
  const pages = REPORT.exec(text)?.[1]
  if (pages !== undefined) return {scope: 'machine', name: 'Poisoned pages', count: Number(pages)}
  const [, node = '', outcome = '', count] = NODE.exec(text) ?? []
  return count === undefined ? undefined : {scope: node, name: OUTCOMES[outcome] ?? outcome, count: Number(count)}
}

/** A total as a fact; at zero it says that nothing was taken out of use, and gives nothing. */
function tellTotal({scope, name, count}: Total, line: LogLine): DialectOutput {
  if (count === 0) return {}
  const evidence = quoteLines(line)
  const fact: PlatformFact = {
    kind: 'fact',
    fact: 'error-counter',
    dialect: ID,
    envelope: line.envelope,
    evidence,
    scope,
    name,
    count,
    period: 'current',
  }
  return {
    facts: [fact],
    notices: [
      {
        code: 'errors-counted',
        message: `${name}: ${count} (${scope}): a total without moments or addresses, not among the errors listed.`,
        positions: evidence.map(({position}) => position),
      },
    ],
  }
}

/** How many pages the kernel took out of use because of bad memory. */
export default defineDialect({
  id: ID,
  title: 'pages the kernel took out of use: meminfo, memory reports, memory_failure folders',
  literals: ['HardwareCorrupted:', ' pages hwpoisoned', '/memory_failure/'],
  samples: [
    'HardwareCorrupted:     8 kB',
    '2 pages hwpoisoned',
    '/sys/devices/system/node/node1/memory_failure/total:3',
  ],
  read(line) {
    const total = totalIn(line.text.trim())
    return total === undefined ? undefined : tellTotal(total, line)
  },
})
