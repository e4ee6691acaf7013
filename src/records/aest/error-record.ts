import type {HardwareUnit, ReportedError} from '../hardware-error-record.js'

/** Bits of ERR<n>STATUS (Arm RAS architecture, DDI 0587, 4.3). */
const VALID = 1n << 30n
const UNCORRECTED = 1n << 29n
const OVERFLOW = 1n << 27n
const ADDRESS_VALID = 1n << 31n
const DEFERRED = 1n << 23n
const POISON = 1n << 22n

/** Bits of ERR<n>ADDR: the address may be wrong (AI) or virtual (VA); bits 55:0 are the address. */
const ADDRESS_INCORRECT = 1n << 61n
const ADDRESS_VIRTUAL = 1n << 60n
const ADDRESS_BITS = (1n << 52n) - 1n

/** UET, bits 21:20, of an uncorrected error, by value: uncontainable and unrecoverable ones end the system. */
const STATES = ['uncontainable', 'unrecoverable', 'restartable', 'recoverable'] as const

/** What one error record's status register says. */
export interface ErrorRecordStatus {
  readonly severity: ReportedError['severity']
  /** In words: state, poison, overflow. */
  readonly words: readonly string[]
  /** SERR, bits 7:0: what the error was found on. */
  readonly cause: number
}

/** The class of an error record; undefined when VALID is not set. */
export const readErrorStatus = (status: bigint): ErrorRecordStatus | undefined => {
  if ((status & VALID) === 0n) return undefined
  const state = STATES[Number((status >> 20n) & 3n)] ?? 'uncontainable'
  const uncorrected = (status & UNCORRECTED) !== 0n
  const deferred = (status & DEFERRED) !== 0n
  const corrected = ((status >> 24n) & 3n) !== 0n
  const ending = state === 'uncontainable' || state === 'unrecoverable'
  const graded = uncorrected ? (ending ? 'fatal' : 'uncorrected') : deferred ? 'deferred' : undefined
  const words = [
    uncorrected ? `uncorrected, ${state}` : deferred ? 'deferred' : corrected ? 'corrected' : '',
    (status & POISON) === 0n ? '' : 'poison',
    (status & OVERFLOW) === 0n ? '' : 'overflow',
  ]
  return {
    severity: graded ?? (corrected ? 'corrected' : 'unknown'),
    words: words.filter(word => word !== ''),
    cause: Number(status & 0xffn),
  }
}

/** The physical address of a record; undefined when the register says that it is none, or may be wrong. */
export const readErrorAddress = (status: bigint, addr: bigint): bigint | undefined =>
  (status & ADDRESS_VALID) === 0n || (addr & (ADDRESS_INCORRECT | ADDRESS_VIRTUAL)) !== 0n
    ? undefined
    : addr & ADDRESS_BITS

/** SERR values that name a part of the machine (DDI 0587, ERR<n>STATUS.SERR); others tell nothing of where. */
const CAUSES: Readonly<Record<number, HardwareUnit>> = {
  6: 'cache',
  7: 'cache',
  8: 'tlb',
  9: 'tlb',
  12: 'dram',
  13: 'dram',
}

/** Kinds of node by the words of the second line (drivers/ras/aest, ACPI for the Armv8 RAS extensions, DEN0085). */
const NODES: readonly (readonly [RegExp, HardwareUnit])[] = [
  [/^Error from memory\b/, 'dram'],
  [/^Error from (?:CPU ?\d|shared processor)/, 'core'],
  [/^Error from SMMU\b/, 'io'],
  [/^Error from GIC\b/, 'io'],
  [/^Error from PCIe\b/i, 'io'],
  [/^Error from vendor\b/, 'unknown'],
]

/** The part that failed: a memory node is memory; a processor's or a vendor's node is told apart by the error's own code. */
export const unitOf = (node: string, cause: number): HardwareUnit => {
  const unit = NODES.find(([pattern]) => pattern.test(node))?.[1] ?? 'unknown'
  return unit === 'core' || unit === 'unknown' ? (CAUSES[cause] ?? unit) : unit
}
