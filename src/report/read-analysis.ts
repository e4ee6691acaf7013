import type {ErrorRegisters, KernelGrade, MemoryError} from '../errors/memory-error.js'
import type {Boot, Victim} from '../incidents/incident.js'
import type {SourcePosition} from '../logs/log-line.js'
import {type LayoutJson, readLayout} from '../mirror/read-layout.js'
import type {EvidenceLine} from '../records/hardware-error-record.js'
import type {Analysis, AnalysisHost, JudgedIncident} from './analysis.js'
import {positionKey} from './evidence-lines.js'
import {toMs} from './format.js'

type SavedRegisters = Readonly<Record<string, number | string>>
type SavedError = Omit<MemoryError, 'registers' | 'address' | 'evidence' | 'kernelGrade'> & {
  readonly registers: SavedRegisters
  readonly kernelGrade?: KernelGrade | readonly KernelGrade[]
  readonly address?: Omit<NonNullable<MemoryError['address']>, 'value'> & {readonly value: string}
}
type SavedIncident = Omit<JudgedIncident, 'errors' | 'evidence' | 'victim'> & {
  readonly errors: readonly string[]
  readonly victim?: string
  readonly victimDetail: Omit<Victim, 'asLogged'>
  readonly positions?: readonly SourcePosition[]
}
type SavedHost = Omit<AnalysisHost, 'layout'> & {readonly layout?: LayoutJson}
type SavedAnalysis = Omit<Analysis, 'errors' | 'incidents' | 'hosts'> & {
  readonly errors: readonly SavedError[]
  readonly incidents: readonly SavedIncident[]
  readonly hosts: readonly SavedHost[]
  readonly evidence?: readonly (SourcePosition & {readonly text: string})[]
}

/** The full shape is the schema's to check before; this refuses what is plainly something else. */
const isSaved = (json: unknown): json is SavedAnalysis =>
  typeof json === 'object' && json !== null && Reflect.get(json, 'schema') === 'mirrorcheck/analysis/1'

type Lines = ReadonlyMap<string, EvidenceLine>

const linesAt = (positions: readonly SourcePosition[], lines: Lines): readonly EvidenceLine[] =>
  positions.flatMap(position => lines.get(positionKey(position)) ?? [])

const wide = (registers: SavedRegisters): ErrorRegisters =>
  Object.fromEntries(
    Object.entries(registers).map(([name, value]) => [name, typeof value === 'string' ? BigInt(value) : value]),
  )

function reviveError(saved: SavedError, lines: Lines): MemoryError {
  const {registers, address, kernelGrade, ...told} = saved
  const epochMs = toMs(saved.time)
  return {
    ...told,
    ...(epochMs === undefined ? {} : {epochMs}),
    registers: wide(registers),
    ...(kernelGrade === undefined ? {} : {kernelGrade: [kernelGrade].flat()}),
    ...(address === undefined ? {} : {address: {...address, value: BigInt(address.value)}}),
    evidence: linesAt(saved.positions, lines),
  }
}

const clocked = (span: {readonly start?: string; readonly end?: string}): {startMs?: number; endMs?: number} => {
  const [startMs, endMs] = [toMs(span.start), toMs(span.end)]
  return {...(startMs === undefined ? {} : {startMs}), ...(endMs === undefined ? {} : {endMs})}
}

function reviveIncident(saved: SavedIncident, errors: ReadonlyMap<string, MemoryError>, lines: Lines): JudgedIncident {
  const {errors: ids, victim, victimDetail, positions, ...told} = saved
  return {
    ...told,
    ...clocked(saved),
    errors: ids.flatMap(id => errors.get(id) ?? []),
    victim: {...victimDetail, ...(victim === undefined ? {} : {asLogged: victim})},
    evidence: linesAt(positions ?? [], lines),
  }
}

function reviveHost(saved: SavedHost): AnalysisHost {
  const {layout: written, ...told} = saved
  const boots: readonly Boot[] = saved.boots.map(boot => ({...boot, ...clocked(boot)}))
  const {layout} = written === undefined ? {layout: undefined} : readLayout(written)
  return {...told, boots, ...(layout === undefined ? {} : {layout})}
}

/**
 * The analysis behind its JSON, ready to be rendered: registers and addresses as bigint, incidents with their errors,
 * lines where they were kept. The JSON must have passed the schema; a `TypeError` says when it is something else.
 */
export function readAnalysis(json: unknown): Analysis {
  if (!isSaved(json))
    throw new TypeError('this JSON is no mirrorcheck analysis: its schema is not mirrorcheck/analysis/1')
  const {evidence = [], errors, incidents, hosts, ...told} = json
  const lines = new Map(evidence.map(({text, ...position}) => [positionKey(position), {position, text}]))
  const revived = errors.map(error => reviveError(error, lines))
  const byId = new Map(revived.map(error => [error.id, error]))
  return {
    ...told,
    hosts: hosts.map(reviveHost),
    errors: revived,
    incidents: incidents.map(incident => reviveIncident(incident, byId, lines)),
  }
}
