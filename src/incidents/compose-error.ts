import type {MemoryError, MirrorEvidence, PhysicalAddress, Severity} from '../errors/memory-error.js'
import {isDimmUnit} from '../errors/memory-unit.js'
import {whyNotLocated} from '../errors/not-located.js'
import {writeTime} from '../logs/write-time.js'
import {type Cluster, chiefTelling} from './cluster.js'
import {composePlace, placeDisagreements} from './compose-place.js'
import {natureOf, type Telling, type Voice} from './telling.js'

/** Lines quoted per error; the positions lead to the rest. */
const MOST_EVIDENCE = 120
const MOST_POSITIONS = 500

const GRAVITY: readonly Voice[] = ['registers', 'cper', 'synthetic', 'edac', 'page']

const byVoice = (cluster: Cluster): Telling[] =>
  GRAVITY.flatMap(voice => cluster.tellings.filter(telling => telling.voice === voice))

const isAction = (telling: Telling, action: string): boolean =>
  telling.record.kind === 'memory-failure' && telling.record.action === action

/** Classes of bad data that nobody had read yet, and those that do not say. */
const BEFORE_USE: ReadonlySet<Severity> = new Set(['unknown', 'uncorrected', 'deferred', 'ucna', 'srao'] as const)

/** The registers' class; where no registers tell, firmware's, then the driver's; a touched page makes it action-required. */
function severityOf(cluster: Cluster): Severity {
  const tellings = byVoice(cluster)
  const severity = tellings.find(({error}) => error.severity !== 'unknown')?.error.severity ?? 'unknown'
  if (BEFORE_USE.has(severity) && tellings.some(telling => isAction(telling, 'user-access'))) return 'srar'
  if (severity !== 'unknown' && severity !== 'uncorrected') return severity
  const stated = tellings.flatMap(({record}) => (record.kind === 'memory-failure' ? (record.statedClass ?? []) : []))[0]
  return stated ?? (severity === 'unknown' ? (cluster.inferred ?? severity) : severity)
}

const ADDRESS_RANK: Readonly<Record<PhysicalAddress['kind'], number>> = {
  system: 0,
  'page-frame': 1,
  normalized: 2,
  device: 3,
  linear: 4,
  unknown: 5,
}

/** The most comparable address: system before normalized, fine before coarse, registers before others. */
function addressOf(tellings: readonly Telling[]): PhysicalAddress | undefined {
  const known = tellings.flatMap(({error}) => error.address ?? [])
  const rank = (a: PhysicalAddress): number => ADDRESS_RANK[a.kind] * 2 + Number(a.granularityBytes >= 4096)
  return known.reduce<PhysicalAddress | undefined>(
    (best, next) => (best === undefined || rank(next) < rank(best) ? next : best),
    undefined,
  )
}

/** Fields of all, the first that knows one wins. */
function union<T extends object>(parts: readonly (T | undefined)[]): Partial<T> {
  const joined: Partial<T> = {}
  for (const part of [...parts].reverse()) if (part !== undefined) Object.assign(joined, part)
  return joined
}

function occurrencesOf(tellings: readonly Telling[]): MemoryError['occurrences'] {
  const counts = tellings.flatMap(({error}) => error.occurrences ?? [])
  return counts.reduce<MemoryError['occurrences']>(
    (most, next) => (most === undefined || next.count > most.count ? next : most),
    undefined,
  )
}

/** What registers and reporters disagree about, in words. */
function disagreements(tellings: readonly Telling[], severity: Severity): string[] {
  const remarks: string[] = []
  for (const {record} of tellings) {
    if (record.kind === 'edac' && record.word === 'CE' && natureOf(severity) === 'uncorrected')
      remarks.push(`EDAC printed CE; the registers say ${severity}.`)
    if (record.kind === 'edac' && record.word === 'UE' && severity === 'corrected')
      remarks.push('EDAC printed UE; the record it came from says corrected.')
  }
  return remarks
}

function lines(cluster: Cluster) {
  const [only, ...others] = cluster.tellings
  const [line, ...more] = only?.error.evidence ?? []
  if (line !== undefined && others.length + more.length + cluster.further.length === 0)
    return {evidence: [line], positions: [line.position]}
  const evidence = new Map(
    cluster.tellings.flatMap(t =>
      t.error.evidence.map(line => [`${line.position.input} ${line.position.byteOffset}`, line]),
    ),
  )
  const sorted = [...evidence.values()].sort(
    (a, b) => a.position.input - b.position.input || a.position.byteOffset - b.position.byteOffset,
  )
  const positions = new Map(
    [...sorted.map(line => line.position), ...cluster.further].map(p => [`${p.input} ${p.byteOffset}`, p]),
  )
  const ordered = [...positions.values()].sort((a, b) => a.input - b.input || a.byteOffset - b.byteOffset)
  return {evidence: sorted.slice(0, MOST_EVIDENCE), positions: ordered.slice(0, MOST_POSITIONS)}
}

/** Fields that are taken over as they are: class words, models, codes, symbol, residue. */
function plainFields(error: MemoryError) {
  const {kernelGrade, cpuModel, cpuSignature, bankKind, mca, modelSpecific} = error
  const {threshold, correctedCount, symbol, exception, residue} = error
  return {
    ...(kernelGrade && {kernelGrade}),
    ...(cpuModel !== undefined && {cpuModel}),
    ...(cpuSignature && {cpuSignature}),
    ...(bankKind !== undefined && {bankKind}),
    ...(mca && {mca}),
    ...(modelSpecific && {modelSpecific}),
    ...(threshold && {threshold}),
    ...(correctedCount !== undefined && {correctedCount}),
    ...(symbol !== undefined && {symbol}),
    ...(exception !== undefined && {exception}),
    ...(residue && {residue}),
  }
}

function clockOf(cluster: Cluster): Pick<MemoryError, 'timeBasis'> & Partial<MemoryError> {
  const {uptime, wallMs, utcMs, basis} = cluster.first
  const ms = wallMs ?? utcMs
  const known = wallMs === undefined && utcMs !== undefined ? 'zoned' : basis
  const time = writeTime(ms, known)
  return {
    timeBasis: time === undefined ? basis : known,
    ...(time === undefined || ms === undefined ? {} : {time, epochMs: ms}),
    ...(uptime === undefined ? {} : {uptimeSeconds: uptime}),
  }
}

/** Where and when a composed error stands. */
interface ErrorSeat {
  readonly host: string
  readonly bootIndex: number
}

const SHOWN: readonly MirrorEvidence[] = ['failover', 'scrubbed', 'secondary', 'broken']

/** A state that some record shows wins over records that show none or cannot. */
function mirrorOf(tellings: readonly Telling[]): MirrorEvidence {
  const words = tellings.map(({error}) => error.mirrorEvidence)
  return words.find(word => SHOWN.includes(word)) ?? words.find(word => word !== 'not-reported') ?? 'not-reported'
}

/** Remarks of every record, what they disagree about, and what joining them found; each once. */
const remarksOf = (cluster: Cluster, tellings: readonly Telling[], severity: Severity): string[] => {
  const own = tellings.flatMap(({error}) => error.remarks ?? [])
  const found = [...disagreements(tellings, severity), ...placeDisagreements(tellings)]
  return [...new Set([...own, ...found, ...cluster.remarks])]
}

/** Address, location and counts: whoever knows them, made-up records included. */
function placeFields(tellings: readonly Telling[]) {
  const address = addressOf(tellings)
  const dram = composePlace(tellings)
  const occurrences = occurrencesOf(tellings)
  const notLocated = whyNotLocated({unit: unitOf(tellings), dram, ...(address === undefined ? {} : {address})})
  return {
    ...(address === undefined ? {} : {address}),
    ...(Object.keys(dram).length === 0 ? {} : {dram}),
    ...(notLocated === undefined ? {} : {notLocated}),
    ...(occurrences === undefined ? {} : {occurrences}),
  }
}

/** Voices that know which part failed; a page line knows only which page. */
const KNOWS_PART: ReadonlySet<Voice> = new Set(['registers', 'cper', 'edac'] as const)

/**
 * The part that failed: what the memory side says wins, for a core that read bad data names itself. Without such a
 * word, the first that knows.
 */
function unitOf(tellings: readonly Telling[]): MemoryError['unit'] {
  const memory = tellings.find(({voice, error}) => KNOWS_PART.has(voice) && isDimmUnit(error))
  if (memory !== undefined) return memory.error.unit
  return tellings.map(({error}) => error.unit).find(unit => unit !== 'unknown') ?? 'unknown'
}

/** One MemoryError of all that was told: registers win, gaps are filled by whoever knows, reporters and positions of all. */
export function composeError(cluster: Cluster, seat: ErrorSeat): MemoryError | undefined {
  const chief = chiefTelling(cluster)
  if (chief === undefined) return undefined
  const tellings = byVoice(cluster)
  // What the kernel made up of a firmware record adds no registers to it.
  const speaking = tellings.filter(({voice}) => voice !== 'synthetic' || chief.voice === 'synthetic')
  const severity = severityOf(cluster)
  const remarks = remarksOf(cluster, speaking, severity)
  return {
    ...union(speaking.map(({error}) => plainFields(error))),
    id: '',
    ...seat,
    ...clockOf(cluster),
    severity,
    basis: speaking.some(({error}) => error.basis === 'registers') ? 'registers' : 'reporter',
    unit: unitOf(tellings),
    registers: union(speaking.map(({error}) => error.registers)),
    flags: union(speaking.map(({error}) => error.flags)),
    mirrorEvidence: mirrorOf(tellings),
    ...placeFields(tellings),
    ...(remarks.length === 0 ? {} : {remarks}),
    reporters: [...new Set(tellings.flatMap(({error}) => error.reporters))].sort(),
    ...lines(cluster),
  }
}
