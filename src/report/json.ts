import type {MemoryError} from '../errors/memory-error.js'
import {writeLayout} from '../mirror/write-layout.js'
import type {Analysis, AnalysisHost, JudgedIncident} from './analysis.js'
import {gatherEvidence} from './evidence-lines.js'
import type {Json} from './plain-json.js'
import {plainJson} from './plain-json.js'

export {readAnalysis} from './read-analysis.js'

/** A MemoryError as the contract writes it: registers as `"0x…"`, without its lines and without the sorting clock. */
export function errorToJson(error: MemoryError): Json {
  const {evidence: _lines, epochMs: _clock, ...told} = error
  return plainJson(told)
}

/** An incident as the contract writes it: errors by id, the victim as logged, what was made of it in `victimDetail`. */
function incidentToJson(incident: JudgedIncident, kept: ReadonlySet<MemoryError> | undefined): Json {
  const {
    errors,
    evidence,
    startMs: _start,
    endMs: _end,
    victim,
    verdicts,
    tolerance,
    ladder,
    narrative,
    ...told
  } = incident
  const {asLogged, ...victimDetail} = victim
  return plainJson({
    ...told,
    errors: errors.filter(error => kept?.has(error) !== false).map(error => error.id),
    ...(asLogged === undefined ? {} : {victim: asLogged}),
    victimDetail,
    positions: evidence.map(line => line.position),
    verdicts,
    tolerance,
    ladder,
    narrative,
  })
}

function hostToJson(host: AnalysisHost): Json {
  const boots = host.boots.map(({startMs: _start, endMs: _end, ...boot}) => boot)
  const {layout, ...told} = host
  return plainJson({...told, boots, ...(layout === undefined ? {} : {layout: writeLayout(layout)})})
}

/** How much of an analysis its JSON carries. */
export interface JsonLimits {
  /** Errors in `errors[]`; the gravest stay. */
  readonly errors: number
  /** Lines in `evidence[]`; the gravest incidents’ stay. */
  readonly evidence: number
}

/** Every error, and as many log lines as fit a few hundred kilobytes. */
export const WHOLE: JsonLimits = {errors: Number.POSITIVE_INFINITY, evidence: 2000}

const gravestErrors = ({errors, incidents}: Analysis, limit: number): readonly MemoryError[] => {
  if (errors.length <= limit) return errors
  const mild = errors.filter(error => error.severity === 'corrected')
  const grave = errors.filter(error => error.severity !== 'corrected')
  const firsts = new Set(incidents.flatMap(incident => incident.errors.slice(0, 1)))
  const kept = new Set([...grave, ...mild.filter(error => firsts.has(error)), ...mild].slice(0, limit))
  return errors.filter(error => kept.has(error))
}

/** The analysis as the contract's JSON-able object; what limits left out is counted in `omitted`. */
export function analysisToJson(analysis: Analysis, limits: JsonLimits = WHOLE): Json {
  const errors = gravestErrors(analysis, limits.errors)
  const kept = errors.length < analysis.errors.length ? new Set(errors) : undefined
  const {lines, omitted} = gatherEvidence(analysis, limits.evidence)
  const left = {
    ...(errors.length < analysis.errors.length ? {errors: analysis.errors.length - errors.length} : {}),
    ...(omitted > 0 ? {evidence: omitted} : {}),
  }
  return {
    schema: analysis.schema,
    tool: plainJson(analysis.tool),
    inputs: plainJson(analysis.inputs),
    hosts: analysis.hosts.map(hostToJson),
    errors: errors.map(errorToJson),
    incidents: analysis.incidents.map(incident => incidentToJson(incident, kept)),
    risk: plainJson(analysis.risk),
    notices: plainJson(analysis.notices),
    evidence: lines.map(({position, text}) => ({...position, text})),
    ...(Object.keys(left).length === 0 ? {} : {omitted: left}),
    summary: plainJson(analysis.summary),
  }
}
