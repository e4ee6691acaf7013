import type {JudgedIncident} from './analysis.js'
import {isMild} from './gravest.js'

/** Logs of management controllers and firmware, which do not see what the operating system does. */
const CONTROLLERS: ReadonlySet<string> = new Set([
  'ipmi-sel',
  'redfish',
  'hpe-iml',
  'lenovo-imm',
  'bmc-crashdump',
  'bios-post',
])

/** True for a grave incident that only management controllers told: none of them knows what the system lost by it. */
export const isOnlyControllers = ({
  errors = [],
  severity = 'unknown',
  outcome = 'unknown',
}: Partial<Pick<JudgedIncident, 'errors' | 'severity' | 'outcome'>>): boolean =>
  outcome === 'logged' &&
  !isMild({severity, outcome}) &&
  errors.length > 0 &&
  errors.every(({reporters}) => reporters.length > 0 && reporters.every(name => CONTROLLERS.has(name)))

/** Gravities of bad data that somebody has read: a log that says nothing more was cut, or is not the one that tells. */
const READ: readonly JudgedIncident['severity'][] = ['srar', 'fatal']

/** True for a grave incident of which the log tells neither harm nor that there was none. */
export const isUntold = (incident: Partial<Pick<JudgedIncident, 'errors' | 'severity' | 'outcome'>>): boolean =>
  isOnlyControllers(incident) ||
  (incident.outcome === 'logged' && incident.severity !== undefined && READ.includes(incident.severity))
