import {type MemoryError, SEVERITY_ORDER, type Severity} from '../errors/memory-error.js'
import type {Incident} from '../incidents/incident.js'

/** Classes in which data was lost: everything from deferred on. */
const UNCORRECTED: ReadonlySet<Severity> = new Set(SEVERITY_ORDER.slice(SEVERITY_ORDER.indexOf('deferred')))

/** True when data was lost, whether or not anybody has read it yet. */
export const isUncorrected = ({severity}: Pick<MemoryError, 'severity'>): boolean => UNCORRECTED.has(severity)

/** True when hardware repaired the data, by UC = 0 as well as by class. */
export const isRepaired = ({severity, flags}: Pick<MemoryError, 'severity' | 'flags'>): boolean =>
  !UNCORRECTED.has(severity) && severity !== 'unknown' && flags.uncorrected !== true

/** True for the parts of a processor that hold or use copies of data. */
export const isProcessorUnit = ({unit}: Pick<MemoryError, 'unit'>): boolean =>
  unit === 'core' || unit === 'cache' || unit === 'tlb'

const LATENT: ReadonlySet<Severity> = new Set(['ucna', 'srao', 'deferred'] as const)

/** True when the bad data was found and dealt with before anybody used it. */
export function isUnconsumed({consumption, severity, outcome}: Incident): boolean {
  if (outcome === 'panic' || outcome === 'reboot' || outcome === 'process-killed') return false
  return consumption === 'none' || consumption === 'scrubber' || (consumption === 'unknown' && LATENT.has(severity))
}
