import type {Incident} from '../incidents/incident.js'
import type {Analysis, JudgedIncident} from './analysis.js'
import {count, day, toMs} from './format.js'
import {isMild} from './gravest.js'
import {actualVerdict} from './happened.js'
import {actionPlace, dramOf, isMemory, placeKey, placeText, shortPlace, tellingError} from './place.js'
import {UNITS} from './words.js'

/** Corrected errors on one DIMM before an incident. */
interface History {
  /** Sum of counts, a lower bound. */
  readonly errors: number
  /** Day of the first, where one is known. */
  readonly since?: string
  /** How many of them name the row of the incident. */
  readonly sameRow: 'all' | 'some' | 'unknown'
}

/** Corrected errors of the same place as the log's story joined them, else counted by DIMM here. */
function historyOf(analysis: Pick<Analysis, 'errors'>, incident: Incident): History | undefined {
  const {precededBy} = incident
  if (precededBy === undefined) return countBefore(analysis, incident)
  const {correctedErrors, since, sameRow} = precededBy
  return {
    errors: correctedErrors,
    ...(since === undefined ? {} : {since: day(since)}),
    sameRow: sameRow === true ? 'some' : 'unknown',
  }
}

/** What the log tells of the incident's DIMM before it; undefined when the place is unknown or there was nothing. */
function countBefore(analysis: Pick<Analysis, 'errors'>, incident: Incident): History | undefined {
  const dram = dramOf(incident)
  const key = placeKey(dram)
  if (key === undefined) return undefined
  const startMs = incident.startMs ?? toMs(incident.start)
  const before = analysis.errors.filter(
    error =>
      error.host === incident.host &&
      error.severity === 'corrected' &&
      placeKey(error.dram) === key &&
      (startMs === undefined || (error.epochMs ?? toMs(error.time) ?? 0) <= startMs),
  )
  if (before.length === 0) return undefined
  const since = before.find(error => error.time !== undefined)?.time
  return {
    errors: before.reduce((sum, error) => sum + (error.occurrences?.count ?? 1), 0),
    ...(since === undefined ? {} : {since: day(since)}),
    sameRow: dram?.row !== undefined && before.every(error => error.dram?.row === dram.row) ? 'all' : 'unknown',
  }
}

/** The history in brackets, `(12 corrected errors there since 2026-10-21, all in the same row)`; empty without one. */
function historyText(history: History | undefined): string {
  if (history === undefined) return ''
  const since = history.since === undefined ? 'before' : `since ${history.since}`
  const row = {all: ', all in the same row', some: ', the same row among them', unknown: ''}[history.sameRow]
  return ` (${count(history.errors, 'corrected error')} there ${since}${row})`
}

/** Corrected errors on one DIMM from which on it is worth a replacement even without an uncorrected one. */
const MANY_CORRECTED = 24

function mildAdvice(incident: Incident): string {
  const total = incident.errors.reduce((sum, error) => sum + (error.occurrences?.count ?? 1), 0)
  const place = actionPlace(incident) ?? placeText(incident)
  if (incident.storm !== undefined || total >= MANY_CORRECTED)
    return `plan to replace ${place}: so many corrected errors in one place often come before an uncorrected one`
  return `nothing urgent: watch ${place}, and act when more corrected errors come from it`
}

/** What to do about an incident, in one sentence without capital or full stop. */
export function adviceOn(incident: JudgedIncident, analysis: Pick<Analysis, 'errors' | 'hosts'>): string {
  const error = tellingError(incident)
  const actual = actualVerdict(incident.verdicts)?.verdict
  if (incident.injected || incident.outcome === 'injected') return 'nothing: the error was injected by a test'
  if (analysis.hosts.find(host => host.id === incident.host)?.guest === true)
    return 'look at the log of the host: this one is a virtual machine’s, and the hardware is not its own'
  if (error !== undefined && !isMemory(error))
    return `do not swap DIMMs: the error was in ${placeText(incident)}; if it comes again, replace that part`
  if (actual === 'out-of-scope' && !isMild(incident))
    return `do not swap DIMMs first: the fault was not in them (${UNITS[error?.unit ?? 'unknown']}); the verdict says why`
  const place = actionPlace(incident)
  if (actual === 'observed-redundancy-lost')
    return place === undefined
      ? 'find out from the BMC event log which channel failed over, replace its DIMM, and restore the mirror'
      : `replace ${place} and restore the mirror: until then the next uncorrected error there is not absorbed`
  if (isMild(incident)) return mildAdvice(incident)
  if (place === undefined)
    return 'find the DIMM first: the BMC event log or the EDAC driver’s lines name it; then replace it'
  return `replace ${place}${historyText(historyOf(analysis, incident))}`
}

/** The part for a narrow column: the DIMM's short name, the part that is no DIMM, or that none is named. */
export function partName(incident: Incident): string {
  const error = tellingError(incident)
  const other = error !== undefined && !isMemory(error) ? placeText(incident).replace(/^the /, '') : 'DIMM not named'
  return shortPlace(dramOf(incident)) ?? other
}
