import type {PlatformFact} from '../../records/platform-fact.js'
import type {KernelUse} from './kernel-need.js'

const KIB = 1024

/** Rows of /proc/meminfo by what they count. */
const ROWS: readonly (readonly [row: string, use: keyof KernelUse])[] = [
  ['Slab', 'slab'],
  ['KernelStack', 'kernelStack'],
  ['PageTables', 'pageTables'],
  ['Percpu', 'percpu'],
  ['VmallocUsed', 'vmallocUsed'],
]

/** What the kernel was seen to keep for itself, the largest reading of each row, bytes; undefined where none was read. */
export function kernelUseIn(facts: readonly PlatformFact[]): KernelUse | undefined {
  const rows = facts.flatMap(fact => (fact.fact === 'meminfo' ? [fact] : []))
  const read = ROWS.flatMap(([row, use]) => {
    const values = rows.filter(({name}) => name === row).map(({kiB}) => kiB * KIB)
    return values.length === 0 ? [] : [[use, values.reduce((most, value) => Math.max(most, value), 0)] as const]
  })
  return read.length === 0 ? undefined : Object.fromEntries(read)
}
