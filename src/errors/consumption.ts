import type {MemoryError, Severity} from './memory-error.js'
import {isMemoryUnit} from './memory-unit.js'

const READ_BAD_DATA: ReadonlySet<Severity> = new Set(['uncorrected', 'srar', 'fatal'] as const)

/**
 * True when a core read data that was already bad, rather than spoiling it: a data load or instruction fetch at the
 * first level (MCACOD 0x134, 0x150; SDM vol. 3B, 16.9.3.2), or AMD's poison mark. The fault itself lies elsewhere.
 */
export function isConsumption({
  unit,
  severity,
  flags,
  mca,
}: Pick<MemoryError, 'unit' | 'severity' | 'flags' | 'mca'>): boolean {
  if (isMemoryUnit({unit}) || !READ_BAD_DATA.has(severity)) return false
  if (flags.poison === true) return true
  return mca?.kind === 'cache' && mca.level === 0 && (mca.request === 'DRD' || mca.request === 'IRD')
}
