import type {MachineContext} from '../errors/machine-context.js'
import type {MemoryError, Severity} from '../errors/memory-error.js'
import {isSyntheticGhes} from '../errors/synthetic-ghes.js'
import type {HardwareErrorRecord, MemoryFailureEvent} from '../records/hardware-error-record.js'
import {type Moment, momentOf} from './moment.js'

export type {MachineContext}

/** Turns a record into what it meant on that machine; undefined for records that are no error. */
export type Decode = (record: HardwareErrorRecord, machine: MachineContext) => MemoryError | undefined

/**
 * Who speaks: `registers` of a real bank, a `synthetic` machine check that the kernel made of a firmware record,
 * a `cper` section or another word of firmware, an `edac` line, a `page` line of memory failure handling.
 */
export type Voice = 'registers' | 'synthetic' | 'cper' | 'edac' | 'page'

/** One record that tells of an error, decoded, with its place in the log. */
export interface Telling {
  readonly voice: Voice
  readonly record: HardwareErrorRecord
  readonly error: MemoryError
  readonly moment: Moment
  readonly input: number
  readonly line: number
  readonly lastLine: number
  /** True for an order to a test tool: it explains an error, but is none by itself. */
  readonly weak: boolean
}

/** Corrected, uncorrected (deferred and UCNA too) or not known: what two tellings of one error must agree on. */
export type Nature = 'corrected' | 'uncorrected' | 'unknown'

/** Nature of a severity. */
export function natureOf(severity: Severity): Nature {
  if (severity === 'corrected') return 'corrected'
  return severity === 'unknown' || severity === 'informational' ? 'unknown' : 'uncorrected'
}

/** Lines of memory failure handling that tell of a page, by its physical address. */
export const namesPage = (record: MemoryFailureEvent): boolean =>
  record.address !== undefined && record.granularityBytes !== undefined

function voiceOf(record: HardwareErrorRecord): Voice | undefined {
  switch (record.kind) {
    case 'machine-check':
      return isSyntheticGhes(record) ? 'synthetic' : 'registers'
    case 'edac':
    case 'cper':
      return record.kind
    case 'reported':
      return 'cper'
    case 'memory-failure':
      return 'page'
    default:
      return undefined
  }
}

/** An error known from a line that carries no registers: what the line itself states, nothing more. */
export function proseError(
  record: HardwareErrorRecord,
  told: Pick<MemoryError, 'severity' | 'unit'> & Partial<Pick<MemoryError, 'address' | 'remarks'>>,
): MemoryError {
  const {time, host} = record.envelope
  return {
    id: '',
    host: host ?? '',
    timeBasis: time.basis,
    bootIndex: 0,
    basis: 'reporter',
    registers: {},
    flags: {},
    mirrorEvidence: 'not-reported',
    reporters: [record.dialect],
    positions: record.evidence.map(line => line.position),
    evidence: record.evidence,
    ...told,
  }
}

const PAGE_BYTES = 4096

/** A page that only a remark of its handler names. */
function pageError(record: MemoryFailureEvent): MemoryError {
  const {address: value, granularityBytes = PAGE_BYTES} = record
  const kind = granularityBytes >= PAGE_BYTES ? ('page-frame' as const) : ('system' as const)
  return proseError(record, {
    severity: record.statedClass ?? (record.action === 'user-access' ? 'srar' : 'unknown'),
    unit: 'dram',
    ...(value === undefined ? {} : {address: {value, granularityBytes, kind}}),
  })
}

/** A record with its decoded error and its place. */
export const tellingOf = (voice: Voice, record: HardwareErrorRecord, error: MemoryError): Telling => ({
  voice,
  record,
  error,
  moment: momentOf(record.envelope.time, record.kind === 'machine-check' ? record.unixTime : undefined),
  input: inputOf(record),
  line: lineOf(record),
  lastLine: record.evidence.at(-1)?.position.line ?? lineOf(record),
  weak: record.kind === 'memory-failure' && record.action === 'injection',
})

/** Where a record begins in its input. */
const inputOf = (record: {readonly evidence: HardwareErrorRecord['evidence']}): number =>
  record.evidence[0]?.position.input ?? 0

/** First line of a record. */
export const lineOf = (record: {readonly evidence: HardwareErrorRecord['evidence']}): number =>
  record.evidence[0]?.position.line ?? 0

/** The record as a telling, or undefined when it tells of no error. */
export function tell(record: HardwareErrorRecord, machine: MachineContext, decode: Decode): Telling | undefined {
  const voice = voiceOf(record)
  if (voice === undefined) return undefined
  const error = decode(record, machine) ?? (record.kind === 'memory-failure' ? pageError(record) : undefined)
  return error === undefined ? undefined : tellingOf(voice, record, error)
}

const NAMES_AN_ERROR = 0xffffn
const UNCORRECTED = 1n << 61n
const ADDRESS_VALID = 1n << 58n
const CONTEXT_CORRUPT = 1n << 57n

/**
 * True for the record another CPU prints when a machine check is broadcast to it and its own bank holds nothing but
 * VAL and UC (`a000000000000000`): no code, no address.
 */
export function isEcho({record}: Telling): boolean {
  if (record.kind !== 'machine-check' || record.status === undefined) return false
  const {status} = record
  return (
    (status & NAMES_AN_ERROR) === 0n &&
    (status & UNCORRECTED) !== 0n &&
    (status & ADDRESS_VALID) === 0n &&
    (status & CONTEXT_CORRUPT) === 0n &&
    record.addr === undefined
  )
}
