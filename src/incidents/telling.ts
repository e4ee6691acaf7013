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
 * a `cper` section, an `edac` line, a `page` line of memory failure handling.
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
    case 'memory-failure':
      return 'page'
    default:
      return undefined
  }
}

/** An error known only from a line about its page: no class, no registers. */
function pageError(record: MemoryFailureEvent, host: string): MemoryError {
  const {time} = record.envelope
  return {
    id: '',
    host,
    timeBasis: time.basis,
    ...(time.epochMs === undefined ? {} : {epochMs: time.epochMs}),
    ...(time.uptimeSeconds === undefined ? {} : {uptimeSeconds: time.uptimeSeconds}),
    bootIndex: 0,
    severity: record.statedClass ?? (record.action === 'user-access' ? 'srar' : 'unknown'),
    basis: 'reporter',
    unit: 'dram',
    registers: {},
    flags: {},
    ...(record.address === undefined
      ? {}
      : {
          address: {
            value: record.address,
            granularityBytes: record.granularityBytes ?? 4096,
            kind: (record.granularityBytes ?? 4096) > 1 ? ('page-frame' as const) : ('system' as const),
          },
        }),
    mirrorEvidence: 'not-reported',
    reporters: [record.dialect],
    positions: record.evidence.map(line => line.position),
    evidence: record.evidence,
  }
}

/** Where a record begins in its input. */
export const inputOf = (record: {readonly evidence: HardwareErrorRecord['evidence']}): number =>
  record.evidence[0]?.position.input ?? 0

/** First line of a record. */
export const lineOf = (record: {readonly evidence: HardwareErrorRecord['evidence']}): number =>
  record.evidence[0]?.position.line ?? 0

/** The record as a telling, or undefined when it tells of no error. */
export function tell(record: HardwareErrorRecord, machine: MachineContext, decode: Decode): Telling | undefined {
  const voice = voiceOf(record)
  if (voice === undefined) return undefined
  const decoded = decode(record, machine)
  const error =
    decoded ?? (record.kind === 'memory-failure' ? pageError(record, record.envelope.host ?? '') : undefined)
  if (error === undefined) return undefined
  return {
    voice,
    record,
    error,
    moment: momentOf(record.envelope.time, record.kind === 'machine-check' ? record.unixTime : undefined),
    input: inputOf(record),
    line: lineOf(record),
    lastLine: record.evidence.at(-1)?.position.line ?? lineOf(record),
    weak: record.kind === 'memory-failure' && record.action === 'injection',
  }
}

/** A span of physical addresses, `end` exclusive. */
export interface Span {
  readonly start: bigint
  readonly end: bigint
}

const LINE_BYTES = 64n
/** Wider spans say nothing of the place. */
const WIDEST_PLACE_BYTES = 1 << 30

/** The physical span a telling names, at least a cache line; undefined for none, another address space or a span that names no place. */
export function spanOf(error: MemoryError): Span | undefined {
  const {address} = error
  if (address === undefined || (address.kind !== 'system' && address.kind !== 'page-frame')) return undefined
  if (!(address.granularityBytes >= 1 && address.granularityBytes <= WIDEST_PLACE_BYTES)) return undefined
  const named = BigInt(Math.floor(address.granularityBytes))
  const size = named > LINE_BYTES ? named : LINE_BYTES
  const start = address.value - (address.value % size)
  return {start, end: start + size}
}

/** The line at an address of which only the value was printed: it may be physical, and matches then. */
export function possibleSpanOf(error: MemoryError): Span | undefined {
  const {address} = error
  if (address?.kind !== 'unknown') return spanOf(error)
  const start = address.value - (address.value % LINE_BYTES)
  return {start, end: start + LINE_BYTES}
}

/** True when two spans share a byte. */
export const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end

/** Page frame (4 KiB) of an error's physical address. */
export const frameOf = (error: MemoryError): bigint | undefined => {
  const span = spanOf(error)
  return span === undefined ? undefined : span.start >> 12n
}

/** True when the address is known but in a controller's own address space, so that other reporters' may differ. */
export const isNormalized = (error: MemoryError): boolean => error.address?.kind === 'normalized'

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
