import type {Halves} from '../../bits/halves.js'
import type {Grade} from '../memory-error.js'

/** Bits that must have these values: `(register & mask) === value`. */
export interface BitCondition {
  readonly mask: bigint
  readonly value: bigint
  /** The same as numbers: a storm's every record is held against some hundred rows. */
  readonly halves: {readonly mask: Halves; readonly value: Halves}
}

/** Where the kernel believes it was interrupted, as its `error_context` decides. */
export type GradeContext = 'user' | 'kernel' | 'kernel-recoverable'

/** CPU abilities the rows ask for; `ser`: MCG_SER_P, the rest CPUID 8000_0007h EBX. */
export interface GradeFeatures {
  readonly ser: boolean
  readonly succor: boolean
  readonly overflowRecovery: boolean
  readonly smca: boolean
}

/** What a row asks for; everything left out matches. */
export interface GradeCondition {
  readonly status?: BitCondition
  readonly mcg?: BitCondition
  readonly features?: Partial<GradeFeatures>
  readonly context?: GradeContext
  /** True: only inside the machine-check exception handler, never when polled. */
  readonly exception?: true
  /** Family-6 model and lowest stepping; `vendor` where the kernel asks for it too. */
  readonly cpu?: {readonly model: number; readonly minStepping: number; readonly vendor?: 'intel'}
  /** First and last bank. */
  readonly banks?: readonly [number, number]
}

/** One row: the grade, the kernel's own reason string, empty where it has none, and when it matches. First match wins. */
export interface GradeRow {
  readonly grade: Grade
  readonly reason: string
  readonly when: GradeCondition
  /** Our words for a row to which the kernel gives no reason string. */
  readonly says?: string
  /** Why no machine check can come as far as this row; absent for rows that can match. */
  readonly unreachable?: string
}

/** What a kernel does with a grade, as far as versions differ (Linux mce.c and mce/core.c). */
export interface KernelTraits {
  /** Grades of polled records that take the page out of use. */
  readonly pollIsolates: readonly Grade[]
  /** True where kernel.panic_on_oops=1 makes PANIC of UC and above in kernel context (Intel rows). */
  readonly panicOnOops: boolean
  /** True where a process whose restart address is lost is killed before its page is looked at. */
  readonly killsFirst: boolean
  /** True where an address that names no page means a plain SIGBUS. */
  readonly checksAddress: boolean
  /** True where MCG_STATUS.LMCES spares the other CPUs the rendezvous. */
  readonly localDelivery: boolean
  /** True where an address of AMD CPUs counts only from memory controllers and with Poison. */
  readonly amdAddressRules: boolean
}

/** How one kernel generation decides. */
export interface GradeTable {
  /** `6.12`, `3.10-el7`. */
  readonly id: string
  /** Kernel source the rows come from. */
  readonly source: string
  readonly intel: readonly GradeRow[]
  /** Absent where AMD CPUs went through the Intel rows without software error recovery. */
  readonly amd?: readonly GradeRow[]
  /** True where Hygon CPUs take the AMD rows. */
  readonly hygon: boolean
  /** False where only the exception handler graded; what its rows say of a polled record then decided nothing. */
  readonly gradesPolls: boolean
  /** Which interrupted kernel code counts as recoverable. */
  readonly recoverable: readonly ('kernel-copy-mc' | 'kernel-copy-from-user')[]
  /** True where any grade of UC or above in kernel context becomes PANIC after the row matched. */
  readonly kernelPanicsFromUc: boolean
  readonly traits: KernelTraits
}
