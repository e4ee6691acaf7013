import type {SourcePosition, TimeBasis} from '../logs/log-line.js'
import type {DramLocation, EvidenceLine, HardwareUnit} from '../records/hardware-error-record.js'
import type {NotLocated} from './not-located.js'

/** CPU as CPUID leaf 1 names it. */
export interface CpuSignature {
  readonly vendor: 'intel' | 'amd' | 'hygon' | 'zhaoxin' | 'arm' | 'unknown'
  /** CPUID.1 EAX. */
  readonly signature: number
  readonly family: number
  readonly model: number
  readonly stepping: number
}

/** What the registers say, in rising order of gravity but for `informational` and `unknown`. */
export type Severity =
  | 'informational'
  | 'unknown'
  | 'corrected'
  | 'deferred'
  | 'ucna'
  | 'srao'
  | 'uncorrected'
  | 'srar'
  | 'fatal'

/** Gravest last; compare with `indexOf`. */
export const SEVERITY_ORDER: readonly Severity[] = [
  'informational',
  'unknown',
  'corrected',
  'deferred',
  'ucna',
  'srao',
  'uncorrected',
  'srar',
  'fatal',
]

/** Part of the machine where the bad bits are. */
export type ErrorUnit = HardwareUnit

/** Grades of the kernel's severity tables, mildest first as its enum orders them, but for `UCNA` and `DEFERRED`, which share a value. */
export type Grade = 'NO' | 'UCNA' | 'DEFERRED' | 'KEEP' | 'SOME' | 'AO' | 'UC' | 'AR' | 'PANIC'

/** The grade one kernel's severity table gave, with its own reason string; empty where that kernel has none. */
export interface KernelGrade {
  readonly kernel: string
  readonly grade: Grade
  readonly reason: string
  /** What the grade made that kernel do, as the rest of a sentence that begins with "the kernel". */
  readonly action?: string
}

/** MCACOD, architecturally decoded (SDM vol. 3B, 16.9). */
export interface McaErrorCode {
  /** `0x` and four digits. */
  readonly code: string
  readonly kind:
    | 'memory-controller'
    | 'extended-memory'
    | 'cache'
    | 'tlb'
    | 'bus'
    | 'no-error'
    | 'unclassified'
    | 'microcode-rom-parity'
    | 'external'
    | 'frc'
    | 'internal-parity'
    | 'smm-handler-violation'
    | 'internal-timer'
    | 'io'
    | 'internal-unclassified'
    | 'internal'
    | 'cache-hierarchy'
  readonly transaction?: 'generic' | 'read' | 'write' | 'address-command' | 'scrub'
  readonly channel?: number
  readonly level?: 0 | 1 | 2 | 'generic'
  readonly type?: 'instruction' | 'data' | 'generic'
  readonly request?: 'ERR' | 'RD' | 'WR' | 'DRD' | 'DWR' | 'IRD' | 'PREFETCH' | 'EVICT' | 'SNOOP'
  readonly participation?: 'SRC' | 'RES' | 'OBS' | 'generic'
  readonly timeout?: boolean
  readonly target?: 'memory' | 'io' | 'reserved' | 'other'
  /** Bit 12: corrections of this kind are filtered (reported less often). */
  readonly filtered?: boolean
}

/** MSCOD or AMD extended code with its meanings in our words. */
export interface ModelSpecificCode {
  readonly code?: string
  readonly messages?: readonly string[]
  readonly bankType?: string
  readonly extendedCode?: number
  readonly meaning?: string
}

/** An address, how wide it is known, and in whose address space. */
export interface PhysicalAddress {
  readonly value: bigint
  readonly granularityBytes: number
  readonly kind: 'system' | 'normalized' | 'page-frame' | 'device' | 'linear' | 'unknown'
}

/**
 * What the registers say about mirroring. `none`: a layout that shows it was read and shows nothing;
 * `not-reported`: this record has no field for it; `undecoded`: the field exists but its layout is not public.
 */
export type MirrorEvidence = 'failover' | 'scrubbed' | 'secondary' | 'broken' | 'none' | 'not-reported' | 'undecoded'

/** Registers as logged; absent ones were not. */
export interface ErrorRegisters {
  readonly cpu?: number
  readonly bank?: number
  readonly socket?: number
  readonly apic?: number
  readonly status?: bigint
  readonly misc?: bigint
  readonly addr?: bigint
  readonly mcgstatus?: bigint
  readonly mcgcap?: bigint
  readonly tsc?: bigint
  readonly ip?: bigint
  readonly cs?: bigint
  readonly ppin?: bigint
  readonly microcode?: bigint
  readonly ipid?: bigint
  readonly synd?: bigint
}

/** STATUS and MCG_STATUS bits by name; absent where the register was not logged or the CPU has no such bit. */
export interface ErrorFlags {
  readonly valid?: boolean
  readonly overflow?: boolean
  readonly uncorrected?: boolean
  readonly enabled?: boolean
  readonly miscValid?: boolean
  readonly addrValid?: boolean
  readonly contextCorrupt?: boolean
  readonly signaled?: boolean
  readonly actionRequired?: boolean
  readonly deferred?: boolean
  readonly poison?: boolean
  readonly taskContextCorrupt?: boolean
  /** AMD: a correctable and an uncorrectable ECC error. */
  readonly correctedEcc?: boolean
  readonly uncorrectedEcc?: boolean
  /** Scalable MCA: MCA_SYND holds a syndrome. */
  readonly syndromeValid?: boolean
  /** Scalable MCA: found by a scrubber. */
  readonly scrub?: boolean
  readonly mcg?: readonly ('RIPV' | 'EIPV' | 'MCIP' | 'LMCE')[]
}

/** One distinct hardware error, however many reporters told it. Shapes as `schemas/analysis.schema.json`. */
export interface MemoryError {
  /** `e1`, `e2` … in time order within one analysis; empty until the analysis numbers them. */
  readonly id: string
  readonly host: string
  /** RFC 3339: with `Z` when the zone is known, without offset when not; absent when no wall clock is known. */
  readonly time?: string
  readonly timeBasis: TimeBasis
  /** Milliseconds used for ordering and windows: the same clock as `time`; not in JSON. */
  readonly epochMs?: number
  readonly uptimeSeconds?: number
  readonly bootIndex: number
  readonly severity: Severity
  readonly basis: 'registers' | 'reporter'
  readonly kernelGrade?: readonly KernelGrade[]
  readonly unit: ErrorUnit
  readonly cpuModel?: string
  readonly cpuSignature?: CpuSignature
  /** The kind of bank the error was logged in, by its contribution's id (`intel-skx-m2m`). */
  readonly bankKind?: string
  readonly registers: ErrorRegisters
  readonly flags: ErrorFlags
  readonly mca?: McaErrorCode
  readonly modelSpecific?: ModelSpecificCode
  readonly threshold?: 'none' | 'green' | 'yellow'
  readonly correctedCount?: number
  readonly occurrences?: {readonly count: number; readonly exact: boolean}
  readonly address?: PhysicalAddress
  readonly dram?: DramLocation
  /** Present where a memory error leads to no module by its name on the board. */
  readonly notLocated?: NotLocated
  readonly mirrorEvidence: MirrorEvidence
  /** Symbol behind RIP: who consumed the bad data in the kernel. */
  readonly symbol?: string
  /** True for a machine-check exception, false when polled or signalled by CMCI; absent when not told. */
  readonly exception?: boolean
  /** Bits set where the manual reserves them, register by register, hex. */
  readonly residue?: Readonly<Record<string, string>>
  /** Disagreements between registers and a reporter's words, and doubts about the record itself. */
  readonly remarks?: readonly string[]
  readonly reporters: readonly string[]
  readonly positions: readonly SourcePosition[]
  /** Lines behind `positions`; rendered as the evidence section, not in `errors[]` of the JSON. */
  readonly evidence: readonly EvidenceLine[]
}
