import type {MemoryError} from '../errors/memory-error.js'
import {writeLayout} from '../mirror/write-layout.js'
import type {Analysis, AnalysisHost, JudgedIncident} from './analysis.js'
import {gatherEvidence} from './evidence-lines.js'
import type {Json} from './plain-json.js'
import {fieldsText, isRecord, jsonText, plainJson} from './plain-json.js'

export {readAnalysis} from './read-analysis.js'

/** Fields in the order the contract lists them, so that equal analyses give equal bytes; others follow. */
const ERROR_ORDER =
  'id host time timeBasis uptimeSeconds bootIndex severity basis kernelGrade unit cpuModel cpuSignature bankKind registers flags mca modelSpecific threshold correctedCount occurrences address dram notLocated mirrorEvidence symbol exception residue remarks reporters positions'.split(
    ' ',
  )
const INCIDENT_ORDER =
  'id host start end timeBasis bootIndex errors severity consumption victim victimDetail outcome outcomeBecause panicMessage severityReason injected downtimeSeconds storm precededBy around positions verdicts tolerance ladder narrative'.split(
    ' ',
  )

const ordered = (fields: object, order: readonly string[]): Record<string, unknown> => {
  const known: Record<string, unknown> = {...fields}
  const first = order.filter(name => name in known).map(name => [name, known[name]])
  return {
    ...Object.fromEntries(first),
    ...Object.fromEntries(Object.entries(known).filter(([name]) => !order.includes(name))),
  }
}

/** What the contract writes of an error: without its lines and without the sorting clock. */
function toldOf(error: MemoryError): Readonly<Record<string, unknown>> {
  const {evidence: _lines, epochMs: _clock, kernelGrade = [], ...told} = error
  const [grade, ...others] = kernelGrade
  // One kernel's grade stands alone; several stand in a list, because they differ or because all were asked for.
  return grade === undefined ? told : {...told, kernelGrade: others.length === 0 ? grade : kernelGrade}
}

/** A MemoryError as the contract writes it: registers as `"0x…"`. */
export const errorToJson = (error: MemoryError): Json => plainJson(ordered(toldOf(error), ERROR_ORDER))

const IN_ERROR_ORDER: ReadonlySet<string> = new Set(ERROR_ORDER)

/** Fields that `errorToJson` writes in another way or not at all. */
const NOT_AS_THEY_ARE: ReadonlySet<string> = new Set(['evidence', 'epochMs'])

const GRADE_PLACE = ERROR_ORDER.indexOf('kernelGrade')
const BEFORE_GRADE = ERROR_ORDER.slice(0, GRADE_PLACE)
const BEHIND_GRADE = ERROR_ORDER.slice(GRADE_PLACE + 1)

/** `JSON.stringify(errorToJson(error))`, made without the object between, for streams of errors. */
export function errorToJsonText(error: MemoryError): string {
  const told: object = error
  if (!isRecord(told)) return JSON.stringify(errorToJson(error))
  const {kernelGrade = []} = error
  let names = BEHIND_GRADE
  for (const name in told) if (!IN_ERROR_ORDER.has(name) && !NOT_AS_THEY_ARE.has(name)) names = [...names, name]
  const grade = kernelGrade.length === 1 ? jsonText(kernelGrade[0]) : jsonText(kernelGrade)
  const graded = kernelGrade.length === 0 ? '' : `"kernelGrade":${grade},`
  return `{${fieldsText(told, BEFORE_GRADE)},${graded}${fieldsText(told, names)}}`
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
  const written = {
    ...told,
    errors: errors.filter(error => kept?.has(error) !== false).map(error => error.id),
    ...(asLogged === undefined ? {} : {victim: asLogged}),
    victimDetail,
    positions: evidence.map(line => line.position),
    verdicts,
    tolerance,
    ladder,
    narrative,
  }
  return plainJson(ordered(written, INCIDENT_ORDER))
}

function hostToJson(host: AnalysisHost): Json {
  const {id, kernel, cpu, boots: lived, layoutRemarks, redundancy, inventory, guest, ignored, layout} = host
  const boots = lived.map(({startMs: _start, endMs: _end, ...boot}) => boot)
  return plainJson({
    id,
    kernel,
    cpu,
    boots,
    layout: layout && writeLayout(layout),
    layoutRemarks,
    redundancy,
    inventory,
    guest,
    ignored,
  })
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
  const byWorth = new Set([...grave, ...mild.filter(error => firsts.has(error)), ...mild])
  const kept = new Set([...byWorth].slice(0, limit))
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
    ...(analysis.replacedConfidence === undefined ? {} : {replacedConfidence: plainJson(analysis.replacedConfidence)}),
    evidence: lines.map(({position, text}) => ({...position, text})),
    ...(Object.keys(left).length === 0 ? {} : {omitted: left}),
    summary: plainJson(analysis.summary),
  }
}
