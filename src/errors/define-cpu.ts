import type {DramLocation} from '../records/hardware-error-record.js'
import type {CpuSignature, ErrorUnit, MirrorEvidence, ModelSpecificCode, PhysicalAddress} from './memory-error.js'

/** Registers of one bank as a bank decoder sees them; absent registers were not logged. */
export interface BankRegisters {
  readonly bank: number
  readonly status: bigint
  readonly misc?: bigint
  readonly addr?: bigint
  readonly synd?: bigint
  readonly ipid?: bigint
  /** APIC id of the logical processor that reported; tells the die on parts with several. */
  readonly apic?: number
  /** The CPU, for layouts that families and models share but for a few codes. */
  readonly signature?: CpuSignature
}

/** What a bank kind adds to the architectural decode. */
export interface BankReading {
  readonly unit?: ErrorUnit
  readonly modelSpecific?: ModelSpecificCode
  readonly dram?: DramLocation
  readonly mirrorEvidence: MirrorEvidence
  /** Address space of ADDR where the bank's kind, not MISC, tells it. */
  readonly addressKind?: PhysicalAddress['kind']
  readonly remarks?: readonly string[]
}

/** A kind of bank, shared by CPU models. */
export interface BankKind {
  /** Kebab-case, vendor first, equal to the file name. */
  readonly id: string
  readonly title: string
  /** Manual or public decoder the layout comes from. */
  readonly source: string
  /** What mirror state it can show; `not-reported` when it has no field for it, `undecoded` when the layout is not public. */
  readonly mirror: 'shown' | 'not-reported' | 'undecoded'
  readonly read: (registers: BankRegisters) => BankReading
}

/** Declares a bank kind; the identity function with a type. */
export const defineBank = (bank: BankKind): BankKind => bank

/** A CPU model: which banks are what. CPU files only choose. */
export interface CpuModel {
  /** Kebab-case, vendor first, equal to the file name. */
  readonly id: string
  readonly title: string
  readonly source: string
  readonly signatures: readonly {
    readonly vendor: 'intel' | 'amd' | 'hygon' | 'zhaoxin'
    readonly family: number
    /** Every model of the family when absent. */
    readonly model?: number
    /** Inclusive stepping range; all when absent. */
    readonly steppings?: readonly [number, number]
  }[]
  readonly banks: readonly {readonly numbers: readonly number[]; readonly kind: BankKind}[]
  /** What a bank not listed says about mirroring. */
  readonly otherBanks: 'not-reported' | 'undecoded'
}

/** Declares a CPU model; the identity function with a type. */
export const defineCpu = (cpu: CpuModel): CpuModel => cpu
