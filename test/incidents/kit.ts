import type {MemoryError, Severity} from '../../src/errors/memory-error.js'
import {signatureFromCpuid} from '../../src/errors/signature.js'
import {createFold, type Gathered, type Gatherer} from '../../src/incidents/fold.js'
import type {Decode} from '../../src/incidents/telling.js'
import type {Envelope, LogTime} from '../../src/logs/log-line.js'
import type {
  CperRecord,
  EdacEvent,
  HardwareErrorRecord,
  KernelPanic,
  MachineCheckRecord,
  MemoryFailureEvent,
} from '../../src/records/hardware-error-record.js'
import type {PlatformFact, PlatformFactBody} from '../../src/records/platform-fact.js'

/** Where and when a line stands in these tests. */
export interface At {
  readonly input?: number
  readonly line: number
  readonly up?: number
  readonly wall?: string
  readonly basis?: LogTime['basis']
  readonly host?: string
  readonly wrapper?: string
  readonly text?: string
}

const timeOf = ({up, wall, basis}: At): LogTime => ({
  basis: basis ?? (wall !== undefined ? 'zoned' : up !== undefined ? 'monotonic' : 'none'),
  ...(up === undefined ? {} : {uptimeSeconds: up}),
  ...(wall === undefined ? {} : {epochMs: Date.parse(wall)}),
})

const origin = (dialect: string, at: At) => {
  const envelope: Envelope = {
    id: at.wrapper ?? 'dmesg',
    time: timeOf(at),
    ...(at.host === undefined ? {} : {host: at.host}),
  }
  const position = {input: at.input ?? 0, line: at.line, byteOffset: at.line * 100}
  return {dialect, envelope, evidence: [{position, text: at.text ?? `line ${at.line}`}]}
}

type Body<R> = Omit<R, 'kind' | 'dialect' | 'envelope' | 'evidence'>

export const mce = (at: At, body: Body<MachineCheckRecord>): MachineCheckRecord => ({
  kind: 'machine-check',
  ...origin('kernel-mce', at),
  ...body,
})
export const edac = (at: At, body: Partial<Body<EdacEvent>>): EdacEvent => ({
  kind: 'edac',
  ...origin('kernel-edac', at),
  controller: 0,
  word: 'CE',
  count: 1,
  location: {},
  ...body,
})
export const page = (at: At, body: Body<MemoryFailureEvent>): MemoryFailureEvent => ({
  kind: 'memory-failure',
  ...origin('memory-failure', at),
  ...(body.address === undefined ? {} : {granularityBytes: 4096}),
  ...body,
})
export const panic = (at: At, message: string, body: Partial<Body<KernelPanic>> = {}): KernelPanic => ({
  kind: 'panic',
  ...origin('kernel-panic', at),
  what: 'panic',
  cause: 'machine-check',
  message,
  ...body,
})
export const cper = (at: At, body: Partial<Body<CperRecord>>): CperRecord => ({
  kind: 'cper',
  ...origin('kernel-ghes', at),
  reporter: 'ghes',
  sectionType: 'memory',
  ...body,
})
export const logged = (at: At): HardwareErrorRecord => ({
  kind: 'context',
  ...origin('kernel-context', at),
  what: 'events-logged',
  message: 'Machine check events logged',
})
export const fact = (at: At, body: PlatformFactBody): PlatformFact => ({...origin('kernel-boot', at), ...body})
export const banner = (at: At, release = '6.1.0'): PlatformFact =>
  fact(at, {kind: 'fact', fact: 'kernel', release, banner: `Linux version ${release} (test)`})

const bit = (status: bigint, at: bigint): boolean => ((status >> at) & 1n) === 1n

function severityOf(record: MachineCheckRecord): Severity {
  const {status} = record
  if (status === undefined) return 'unknown'
  if (bit(status, 57n)) return 'fatal'
  if (record.vendorIndex === 2 && bit(status, 44n)) return 'deferred'
  if (!bit(status, 61n)) return 'corrected'
  if (record.vendorIndex === 2) return 'srar'
  return bit(status, 56n) ? (bit(status, 55n) ? 'srar' : 'srao') : 'ucna'
}

const bare = (record: HardwareErrorRecord): Omit<MemoryError, 'severity'> => ({
  id: '',
  host: '',
  timeBasis: record.envelope.time.basis,
  bootIndex: 0,
  basis: 'reporter',
  unit: 'dram',
  registers: {},
  flags: {},
  mirrorEvidence: 'not-reported',
  reporters: [record.dialect],
  positions: record.evidence.map(line => line.position),
  evidence: record.evidence,
})

const place = (value: bigint | undefined, granularityBytes: number, normalized = false) =>
  value === undefined
    ? {}
    : {address: {value, granularityBytes, kind: normalized ? ('normalized' as const) : ('system' as const)}}

/** A decoder that knows just enough for these tests: class bits, memory codes, addresses. */
export const decode: Decode = record => {
  switch (record.kind) {
    case 'machine-check': {
      if (record.status !== undefined && !bit(record.status, 63n)) return undefined
      const normalized = record.vendorIndex === 2 && record.ipid === 0x9600050f00n
      return {
        ...bare(record),
        basis: 'registers',
        severity: severityOf(record),
        unit: ((record.status ?? 0n) & 0xef80n) === 0x80n ? 'dram' : 'cache',
        registers: {
          ...(record.cpu === undefined ? {} : {cpu: record.cpu}),
          ...(record.bank === undefined ? {} : {bank: record.bank}),
          ...(record.socket === undefined ? {} : {socket: record.socket}),
          ...(record.status === undefined ? {} : {status: record.status}),
        },
        ...place(record.addr, 64, normalized),
        ...(record.symbol === undefined ? {} : {symbol: record.symbol}),
        ...(record.exception === undefined ? {} : {exception: record.exception}),
      }
    }
    case 'edac':
      return {
        ...bare(record),
        severity: record.word === 'CE' ? 'corrected' : 'uncorrected',
        dram: record.location,
        ...place(record.address, record.grain ?? 64),
        ...(record.count > 1 ? {occurrences: {count: record.count, exact: false}} : {}),
      }
    case 'cper':
      return {
        ...bare(record),
        severity:
          record.sectionSeverity === 'recoverable'
            ? 'uncorrected'
            : record.sectionSeverity === 'fatal'
              ? 'fatal'
              : 'corrected',
        ...(record.location === undefined ? {} : {dram: record.location}),
        ...place(record.address, 64),
      }
    default:
      return undefined
  }
}

export const open = (): Gatherer =>
  createFold({decode, signatureOf: signatureFromCpuid, modelOf: () => undefined, fallback: {}})

/** Gathers records and facts in the order given. */
export function gather(told: readonly (HardwareErrorRecord | PlatformFact)[]): Gathered {
  const fold = open()
  for (const one of told) {
    if (one.kind === 'fact') fold.addFact(one)
    else fold.addRecord(one)
  }
  return fold.end()
}

/** What is compared when inputs are permuted: everything but positions and ids of inputs. */
export const gist = ({errors, incidents}: Gathered): string[] => [
  ...errors.map(
    e =>
      `${e.host} ${e.bootIndex} ${e.severity} ${e.address?.value.toString(16)} ${e.time} ${e.uptimeSeconds} ${e.reporters}`,
  ),
  ...incidents.map(
    i => `${i.outcome} ${i.severity} ${i.consumption} ${i.errors.map(e => e.address?.value.toString(16))}`,
  ),
]
