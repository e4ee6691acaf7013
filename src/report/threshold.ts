import {SEVERITY_ORDER, type Severity} from '../errors/memory-error.js'
import type {Analysis, JudgedIncident} from './analysis.js'

/** Thresholds of `--fail-on`. */
export type FailOn = 'none' | 'corrected' | 'uncorrected' | 'fatal' | 'unabsorbed'

const reaches = (severity: Severity, floor: Severity): boolean =>
  SEVERITY_ORDER.indexOf(severity) >= SEVERITY_ORDER.indexOf(floor)

/** Uncorrected and not held off by the mirror that was there. */
const unabsorbed = (incident: JudgedIncident): boolean =>
  reaches(incident.severity, 'deferred') &&
  !incident.verdicts.some(v => v.layout === 'actual' && v.verdict.startsWith('observed-'))

/** Whether an analysis crosses the threshold a script asked for. */
export function crossesThreshold(analysis: Analysis, failOn: FailOn): boolean {
  if (failOn === 'none') return false
  if (failOn === 'unabsorbed') return analysis.incidents.some(unabsorbed)
  const floor: Severity = failOn === 'uncorrected' ? 'deferred' : failOn
  return analysis.errors.some(error => reaches(error.severity, floor))
}
