import {isConsumption} from '../errors/consumption.js'
import type {ErrorUnit, MemoryError, MirrorEvidence, Severity} from '../errors/memory-error.js'
import type {Incident} from '../incidents/incident.js'
import type {Verdict} from '../mirror/verdict.js'
import type {LadderRung} from '../tolerance/tolerance-verdict.js'

/** An incident with what the rules made of it, under the actual layout and any what-ifs, and what other measures would have done. */
export type RiskIncident = Incident & {
  readonly verdicts?: readonly Verdict[]
  readonly ladder?: readonly LadderRung[]
}

/** What an incident is to a rate of uncorrected memory incidents. */
export type Standing =
  /** Data was lost or taken down with the host. */
  | 'uncorrected'
  /** A mirror supplied the data; without one it would have been uncorrected. */
  | 'absorbed'
  | 'corrected'
  /** Uncorrected, but not in memory. */
  | 'not-memory'
  /** Neither the registers nor what followed tells whether data was lost. */
  | 'untold'
  | 'injected'

/** Gravities of errors whose data no code could correct. */
export const UNCORRECTED: readonly Severity[] = ['deferred', 'ucna', 'srao', 'uncorrected', 'srar', 'fatal']
const SAVED_BY_MIRROR: readonly MirrorEvidence[] = ['failover', 'scrubbed', 'secondary', 'broken']
const MEMORY: readonly ErrorUnit[] = ['dram', 'memory-controller', 'cxl', 'unknown']
/** Poison from memory is told by the cache that received it, as something to recover from. */
const POISON_SEEN_BY_CACHE: readonly Severity[] = ['srao', 'srar']

/** Bad data that a core read came from memory, however gravely the core told it. */
const ofMemory = (error: MemoryError): boolean =>
  MEMORY.includes(error.unit) ||
  isConsumption(error) ||
  (error.unit === 'cache' && POISON_SEEN_BY_CACHE.includes(error.severity))

const savedByMirror = ({errors, verdicts = []}: RiskIncident): boolean =>
  errors.some(({mirrorEvidence}) => SAVED_BY_MIRROR.includes(mirrorEvidence)) ||
  verdicts.some(({layout, verdict}) => layout === 'actual' && verdict.startsWith('observed-'))

/** Where no register tells, what followed may: pages are poisoned and tasks killed only for lost data; soft offlining moves good data. */
function lostByOutcome({outcome, outcomeBecause}: RiskIncident): boolean {
  const taken = outcome === 'page-offlined' || outcome === 'recovered'
  return (
    outcome === 'panic' ||
    outcome === 'reboot' ||
    outcome === 'process-killed' ||
    (taken && !/soft.?offlin/i.test(outcomeBecause))
  )
}

const isUncorrected = (incident: RiskIncident): boolean =>
  UNCORRECTED.includes(incident.severity) || (incident.severity === 'unknown' && lostByOutcome(incident))

/** What an incident is to the rate. Injected ones tell nothing of the hardware; what a mirror absorbed counts as uncorrected. */
export function standingOf(incident: RiskIncident): Standing {
  if (incident.injected) return 'injected'
  if (isUncorrected(incident)) {
    const grave = incident.errors.filter(({severity}) => UNCORRECTED.includes(severity))
    const blamed = grave.length === 0 ? incident.errors : grave
    return blamed.length === 0 || blamed.some(ofMemory) ? 'uncorrected' : 'not-memory'
  }
  if (savedByMirror(incident)) return 'absorbed'
  return incident.severity === 'unknown' ? 'untold' : 'corrected'
}

/** True for incidents the rate counts. */
export const counts = (standing: Standing): boolean => standing === 'uncorrected' || standing === 'absorbed'
