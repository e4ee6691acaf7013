import type {Location, Result} from 'sarif'
import {adviceOn} from '../advice.js'
import type {Analysis, JudgedIncident} from '../analysis.js'
import {gatherEvidence} from '../evidence-lines.js'
import {printable} from '../format.js'
import {isMild} from '../gravest.js'
import {actualVerdict} from '../happened.js'
import {dramOf, placeKey, shortPlace, tellingError} from '../place.js'
import {locationOf} from './_sarif-places.js'

/** Lines of one incident that travel with its result. */
const LINES = 60

/** How loud a result is: harm done, something to act on, or a note. */
function levelOf(incident: JudgedIncident): Result['level'] {
  if (incident.injected) return 'note'
  if (['panic', 'reboot', 'process-killed'].includes(incident.outcome)) return 'error'
  const lost = actualVerdict(incident.verdicts)?.verdict === 'observed-redundancy-lost'
  return isMild(incident) && !lost ? 'note' : 'warning'
}

/** Equal for incidents of one place of one host across runs, whatever the ids of the analysis are. */
function fingerprintOf(incident: JudgedIncident): string {
  const dram = dramOf(incident)
  const error = tellingError(incident)
  const place = placeKey(dram) ?? `bank ${error?.registers.bank ?? 'unknown'}`
  const cell = dram?.bank === undefined ? '' : ` bank ${dram.bank} row ${dram.row ?? 'unknown'}`
  return printable(`${incident.host} ${place}${cell} ${incident.severity} ${incident.start ?? incident.bootIndex}`)
}

/** Fields a filter may ask for, by the names of the JSON. */
function propertiesOf(incident: JudgedIncident, analysis: Analysis): Record<string, unknown> {
  const {id, host, start, end, severity, consumption, outcome, downtimeSeconds, injected} = incident
  const place = shortPlace(dramOf(incident))
  return {
    incident: id,
    host,
    severity,
    consumption,
    outcome,
    injected,
    ...(start === undefined ? {} : {start}),
    ...(end === undefined ? {} : {end}),
    ...(downtimeSeconds === undefined ? {} : {downtimeSeconds}),
    ...(place === undefined ? {} : {place}),
    errors: incident.errors.length,
    verdicts: Object.fromEntries(
      incident.verdicts.map(v => [v.layout, {verdict: v.verdict, confidence: v.confidence}]),
    ),
    advice: adviceOn(incident, analysis),
  }
}

/** An incident as a SARIF result: its story as the message, its first log line as the place, the others beside it. */
export function resultOf(incident: JudgedIncident, analysis: Analysis): Result {
  const {lines} = gatherEvidence({incidents: [incident], errors: []}, LINES)
  const places: Location[] = lines.map(({position, text}) => locationOf(position, analysis.inputs, text))
  const [first, ...others] = places
  return {
    ruleId: `memory-error/${incident.severity}`,
    level: levelOf(incident),
    message: {text: printable(incident.narrative)},
    partialFingerprints: {'place/v1': fingerprintOf(incident)},
    ...(first === undefined ? {} : {locations: [first]}),
    ...(others.length === 0 ? {} : {relatedLocations: others.map((place, id) => ({id, ...place}))}),
    properties: propertiesOf(incident, analysis),
  }
}
