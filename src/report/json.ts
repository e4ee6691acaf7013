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

/** What the contract writes of an incident: errors by id, the victim as logged, what was made of it in `victimDetail`. */
function toldOfIncident(
  incident: JudgedIncident,
  kept: ReadonlySet<MemoryError> | undefined,
): Readonly<Record<string, unknown>> {
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
  return {
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
}

const incidentToJson = (incident: JudgedIncident, kept: ReadonlySet<MemoryError> | undefined): Json =>
  plainJson(ordered(toldOfIncident(incident, kept), INCIDENT_ORDER))

const IN_INCIDENT_ORDER: ReadonlySet<string> = new Set(INCIDENT_ORDER)

/** The text of `incidentToJson`, made without the object between. */
function incidentToText(incident: JudgedIncident, kept: ReadonlySet<MemoryError> | undefined): string {
  const told = toldOfIncident(incident, kept)
  const others = Object.keys(told).filter(name => !IN_INCIDENT_ORDER.has(name))
  return `{${fieldsText(told, [...INCIDENT_ORDER, ...others])}}`
}

function toldOfHost(host: AnalysisHost): Readonly<Record<string, unknown>> {
  const {id, kernel, cpu, boots: lived, layoutRemarks, redundancy, inventory, guest, ignored, layout} = host
  const boots = lived.map(({startMs: _start, endMs: _end, ...boot}) => boot)
  return {
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
  }
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

/** What of an analysis its JSON carries. */
function cut(analysis: Analysis, limits: JsonLimits) {
  const errors = gravestErrors(analysis, limits.errors)
  const {lines, omitted} = gatherEvidence(analysis, limits.evidence)
  const isCut = errors.length < analysis.errors.length
  const left = {
    ...(isCut ? {errors: analysis.errors.length - errors.length} : {}),
    ...(omitted > 0 ? {evidence: omitted} : {}),
  }
  return {
    errors,
    kept: isCut ? new Set(errors) : undefined,
    evidence: lines.map(({position, text}) => ({...position, text})),
    omitted: Object.keys(left).length === 0 ? undefined : left,
  }
}

/** The analysis as the contract's JSON-able object; what limits left out is counted in `omitted`. */
export function analysisToJson(analysis: Analysis, limits: JsonLimits = WHOLE): Json {
  const {errors, kept, evidence, omitted} = cut(analysis, limits)
  return {
    schema: analysis.schema,
    tool: plainJson(analysis.tool),
    inputs: plainJson(analysis.inputs),
    hosts: analysis.hosts.map(host => plainJson(toldOfHost(host))),
    errors: errors.map(errorToJson),
    incidents: analysis.incidents.map(incident => incidentToJson(incident, kept)),
    risk: plainJson(analysis.risk),
    notices: plainJson(analysis.notices),
    ...(analysis.replacedConfidence === undefined ? {} : {replacedConfidence: plainJson(analysis.replacedConfidence)}),
    evidence,
    ...(omitted === undefined ? {} : {omitted}),
    summary: plainJson(analysis.summary),
  }
}

/** An analysis in JSON texts, each made once. */
export interface AnalysisTexts {
  readonly hosts: readonly string[]
  /** In the order of `risk.hosts`. */
  readonly risks: readonly string[]
  readonly incidents: readonly string[]
  /** Of any error, those that limits left out included. */
  readonly textOf: (error: MemoryError) => string
  /** `JSON.stringify(analysisToJson(analysis, limits))` in pieces. */
  readonly whole: Iterable<string>
}

function* listText(name: string, texts: Iterable<string>): Iterable<string> {
  yield `"${name}":[`
  let comma = ''
  for (const text of texts) {
    yield comma + text
    comma = ','
  }
  yield ']'
}

/** The JSON of an analysis for those who write parts of it by themselves too; what limits left out is counted in `omitted`. */
export function analysisToTexts(analysis: Analysis, limits: JsonLimits): AnalysisTexts {
  const {schema, tool, inputs, notices, replacedConfidence, summary} = analysis
  const {errors, kept, evidence, omitted} = cut(analysis, limits)
  const hosts = analysis.hosts.map(host => jsonText(toldOfHost(host)))
  const risks = analysis.risk.hosts.map(jsonText)
  const incidents = analysis.incidents.map(incident => incidentToText(incident, kept))
  const ofErrors = new Map(errors.map(error => [error, errorToJsonText(error)]))
  const head = {schema, tool, inputs}
  const tail = {notices, replacedConfidence, evidence, omitted, summary}
  function* whole(): Iterable<string> {
    yield `{${fieldsText(head, Object.keys(head))},`
    yield* listText('hosts', hosts)
    yield ','
    yield* listText('errors', ofErrors.values())
    yield ','
    yield* listText('incidents', incidents)
    yield ',"risk":{'
    yield* listText('hosts', risks)
    yield `},${fieldsText(tail, Object.keys(tail))}}`
  }
  return {hosts, risks, incidents, textOf: error => ofErrors.get(error) ?? errorToJsonText(error), whole: whole()}
}
