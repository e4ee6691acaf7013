import {type MemoryError, SEVERITY_ORDER} from '../errors/memory-error.js'
import type {JudgedIncident} from '../report/analysis.js'
import type {FleetCounts, FleetSpan, FleetWorst} from '../report/fleet/fleet.js'
import {toMs} from '../report/format.js'
import {isMild, outweighs} from '../report/gravest.js'
import {isOutage} from '../report/summarize.js'

/** Counts while they grow. */
export type Growing = {-readonly [Name in keyof FleetCounts]: number} & {
  first?: string
  last?: string
  worst?: FleetWorst
}

/** Nothing counted yet. */
export const noCounts = (): Growing => ({
  incidents: 0,
  graveIncidents: 0,
  outages: 0,
  correctedAtLeast: 0,
  graveErrors: 0,
})

/** True for incidents worse than corrected errors that are no test. */
export const isGrave = (incident: JudgedIncident): boolean => !isMild(incident) && !incident.injected

function widen(counts: Growing, time: string | undefined): void {
  const ms = toMs(time)
  if (time === undefined || ms === undefined) return
  if (counts.first === undefined || ms < (toMs(counts.first) ?? 0)) counts.first = time
  if (counts.last === undefined || ms > (toMs(counts.last) ?? 0)) counts.last = time
}

/** Adds an incident. */
export function addIncident(counts: Growing, incident: JudgedIncident): void {
  const {severity, outcome} = incident
  counts.incidents += 1
  if (isGrave(incident)) counts.graveIncidents += 1
  if (isOutage(incident)) counts.outages += 1
  if (counts.worst === undefined || outweighs(incident, counts.worst)) counts.worst = {severity, outcome}
  widen(counts, incident.start)
}

/** Severities above corrected. */
const isWorse = (severity: MemoryError['severity']): boolean =>
  SEVERITY_ORDER.indexOf(severity) > SEVERITY_ORDER.indexOf('corrected')

/** Adds an error. */
export function addError(
  counts: Growing,
  {severity, count, time}: {readonly severity: MemoryError['severity']; readonly count: number; readonly time?: string},
): void {
  if (severity === 'corrected') counts.correctedAtLeast += count
  else if (isWorse(severity)) counts.graveErrors += count
  widen(counts, time)
}

/** The counts alone. */
export const countsOf = ({
  incidents,
  graveIncidents,
  outages,
  correctedAtLeast,
  graveErrors,
}: Growing): FleetCounts => ({
  incidents,
  graveIncidents,
  outages,
  correctedAtLeast,
  graveErrors,
})

/** First and last moment. */
export const spanOf = ({first, last}: Growing): FleetSpan => ({
  ...(first === undefined ? {} : {first}),
  ...(last === undefined ? {} : {last}),
})

/** The worst first: outages, then incidents worse than corrected, then what the worst was, then corrected errors. */
export const byHarm = (
  a: FleetCounts & {readonly worst?: FleetWorst},
  b: FleetCounts & {readonly worst?: FleetWorst},
): number =>
  b.outages - a.outages ||
  b.graveIncidents - a.graveIncidents ||
  b.graveErrors - a.graveErrors ||
  b.correctedAtLeast - a.correctedAtLeast ||
  b.incidents - a.incidents
