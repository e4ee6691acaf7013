import {SEVERITY_ORDER} from '../errors/memory-error.js'
import type {Incident, Outcome} from '../incidents/incident.js'
import type {Analysis, JudgedIncident} from './analysis.js'

const OUTCOME_GRAVITY: readonly Outcome[] = [
  'injected',
  'logged',
  'recovered',
  'unknown',
  'page-offlined',
  'process-killed',
  'reboot',
  'panic',
]

/** What gravity is read from. */
type Told = Pick<Incident, 'outcome' | 'severity'> & {readonly injected?: boolean}

const gravity = (incident: Told): number =>
  (incident.injected === true ? -100 : 0) +
  OUTCOME_GRAVITY.indexOf(incident.outcome) * 10 +
  SEVERITY_ORDER.indexOf(incident.severity)

/** True when the first is graver than the second. */
export const outweighs = (a: Told, b: Told): boolean => gravity(a) > gravity(b)

const lossOfMirror = (incident: JudgedIncident): number =>
  incident.verdicts.some(v => v.layout === 'actual' && v.verdict === 'observed-redundancy-lost') ? 1 : 0

/** Incidents with the gravest first: by how they ended, then by severity, then the latest. */
export function byGravity(incidents: readonly JudgedIncident[]): readonly JudgedIncident[] {
  const place = new Map(incidents.map((incident, index) => [incident, index]))
  return [...incidents].sort(
    (a, b) => gravity(b) - gravity(a) || lossOfMirror(b) - lossOfMirror(a) || (place.get(b) ?? 0) - (place.get(a) ?? 0),
  )
}

/** The incident the front page is about; undefined when there was none. */
export const gravestOf = (analysis: Analysis): JudgedIncident | undefined => byGravity(analysis.incidents)[0]

/** Outcomes by which something was lost. */
const HARM: readonly Outcome[] = ['panic', 'reboot', 'process-killed']

/** True when nothing worse than corrected errors happened; an error of unknown gravity is judged by how it ended. */
export function isMild({severity, outcome}: Pick<Incident, 'severity' | 'outcome'>): boolean {
  if (HARM.includes(outcome) || (severity === 'unknown' && outcome === 'page-offlined')) return false
  return SEVERITY_ORDER.indexOf(severity) <= SEVERITY_ORDER.indexOf('corrected')
}
