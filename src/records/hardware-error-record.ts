import type {Envelope, SourcePosition} from '../logs/log-line.js'

/** A physical line kept as proof: its text is log text, hostile until a renderer escapes it. */
export interface EvidenceLine {
  readonly position: SourcePosition
  /** At most 400 characters of the raw line. */
  readonly text: string
}

/** What every record carries, whoever said it. */
export interface RecordOrigin {
  /** Id of the dialect or document that read it. */
  readonly dialect: string
  /** Wrapper of the line that opened the record: host, time, program. */
  readonly envelope: Envelope
  /** Lines the record was read from, in file order; never empty. */
  readonly evidence: readonly EvidenceLine[]
  /** True when the log ended, or was cut, before the record was whole; a notice says the same. */
  readonly partial?: boolean
  /** What the reporter itself made of it, in its own words: prose decodings, severity phrases. */
  readonly reporterSays?: readonly string[]
  /**
   * Set where the text is a running total (a driver's counter, a daemon's summary) and not one event: how many errors it
   * stands for, and over how many seconds where the counter tells its age. None of them has a moment of its own.
   */
  readonly counted?: {readonly count: number; readonly seconds?: number}
}

/** Machine-check registers as printed; a register that was not printed is absent (the kernel omits zero values). */
export interface MachineCheckRecord extends RecordOrigin {
  readonly kind: 'machine-check'
  readonly cpu?: number
  readonly bank?: number
  readonly status?: bigint
  readonly mcgstatus?: bigint
  readonly mcgcap?: bigint
  readonly addr?: bigint
  readonly misc?: bigint
  readonly tsc?: bigint
  readonly ip?: bigint
  readonly cs?: number
  /** `{symbol+0x1/0x2}` behind RIP, braces removed. */
  readonly symbol?: string
  /** True when RIP was printed `!INEXACT!`. */
  readonly inexactIp?: boolean
  readonly ppin?: bigint
  readonly synd?: bigint
  readonly synd1?: bigint
  readonly synd2?: bigint
  readonly ipid?: bigint
  /** CPU vendor as the PROCESSOR line numbers it: 0 Intel, 2 AMD, 9 Hygon, 10 Zhaoxin. */
  readonly vendorIndex?: number
  /** CPUID.1 EAX. */
  readonly signature?: number
  /** TIME, seconds since 1970 UTC. */
  readonly unixTime?: number
  readonly socket?: number
  readonly apic?: number
  readonly microcode?: number
  /** True for `Machine Check Exception`, false for a polled `Machine Check` or `Machine Check Event`. */
  readonly exception?: boolean
  /** What the reporter made of the registers, or says instead of them. */
  readonly prose?: ReporterProse
}

/** What prose-only reporters (mcelog text, drivers) state when registers are missing. */
export interface ReporterProse {
  readonly severity?: 'corrected' | 'uncorrected' | 'deferred' | 'fatal' | 'srao' | 'srar' | 'ucna' | 'informational'
  readonly unit?: string
  readonly mirror?: 'failover' | 'scrubbed' | 'secondary' | 'broken'
  /** MCACOD that the words stand for (`RD_CHANNEL1_ERR` is 0x0091). */
  readonly mcaCode?: number
  /** Place in memory as the reporter worked it out; what registers give wins. */
  readonly location?: DramLocation
}

/** Position of a DRAM cell or device; every number as the source counts it, the label as printed. */
export interface DramLocation {
  readonly label?: string
  readonly socket?: number
  readonly imc?: number
  readonly channel?: number
  readonly slot?: number
  readonly rank?: number
  readonly subRank?: number
  readonly bankGroup?: number
  readonly bank?: number
  readonly row?: number
  readonly column?: number
  readonly device?: number
  readonly chipSelect?: number
}

/** One EDAC core line: `EDAC MC0: 1 CE memory read error on …` in any of its spellings. */
export interface EdacEvent extends RecordOrigin {
  readonly kind: 'edac'
  readonly controller: number
  /** The word printed. Deferred and informational errors print `UE` too. */
  readonly word: 'CE' | 'UE'
  /** The error type that trace events carry and kernel lines fold into `UE`. */
  readonly statedType?: 'corrected' | 'uncorrected' | 'deferred' | 'fatal' | 'informational'
  /** Errors the line stands for; a lower bound where the driver counted saturating. */
  readonly count: number
  readonly message?: string
  readonly location: DramLocation
  /** Physical address, page and offset joined; absent when the driver knew none (page 0 and offset 0). */
  readonly address?: bigint
  /** Bytes the address may be off by. */
  readonly grain?: number
  readonly syndrome?: bigint
  /** `err_code:MSCOD:MCACOD`. */
  readonly modelCode?: number
  readonly mcaCode?: number
  readonly overflow?: boolean
  /** The driver's word `recoverable`: STATUS.S was set (always printed for UC by some sb_edac). */
  readonly recoverable?: boolean
  /** sb_edac channel mask; two bits set hint at a mirrored address. */
  readonly channelMask?: number
  /** `area:` of sb_edac: DRAM, MMCFG, NXM. */
  readonly area?: string
  /** Driver name where the text shows it (`sbridge`, `skx`, `i82875p`). */
  readonly driver?: string
  /** APEI severity or status words in ghes_edac tails, driver tail otherwise, as printed. */
  readonly detail?: string
  /** Set for `EDAC DEVICE0:` lines: a cache, bus or on-chip memory, never DRAM; `controller` is then its number. */
  readonly device?: {readonly name: string; readonly instance: string; readonly block: string}
}

/** One line of mm/memory-failure.c, the x86 handler's user-access lines included. */
export interface MemoryFailureEvent extends RecordOrigin {
  readonly kind: 'memory-failure'
  readonly action:
    | 'recovery' // recovery action for <page type>: <result>
    | 'kill' // Killing or Sending SIGBUS to comm:pid
    | 'forced-kill' // SIGKILL, the page could not be unmapped
    | 'already-poisoned'
    | 'unhandlable'
    | 'outside-kernel-control'
    | 'still-referenced'
    | 'user-access' // Uncorrected hardware memory error in user-access at
    | 'copy-in' // Kernel accessed poison in user space at
    | 'not-recovered'
    | 'ignored' // no page offlining compiled in
    | 'soft-offline'
    | 'unpoison'
    | 'injection' // Injecting memory failure at pfn
    | 'note'
  /** Byte address: page frame number × 4096, or as printed for user-access. */
  readonly address?: bigint
  /** 4096 for a page frame, 1 when the line gave a byte address. */
  readonly granularityBytes?: number
  /** Type words as printed, `dirty LRU page`. */
  readonly pageType?: string
  readonly result?: 'ignored' | 'failed' | 'delayed' | 'recovered'
  readonly process?: {readonly name: string; readonly pid: number}
  /** Class a vendor line names outright (`FMA_MEM_OFFLINE_NOTIFY_SRAO`). */
  readonly statedClass?: 'srao' | 'srar' | 'ucna' | 'deferred'
}

/** `Kernel panic - not syncing: …`, and the severity reason printed before it. */
export interface KernelPanic extends RecordOrigin {
  readonly kind: 'panic'
  /** `panic`; `severity-reason` for `Machine check: <reason>`; `fake-panic` is the injector's and no downtime. */
  readonly what: 'panic' | 'severity-reason' | 'fake-panic' | 'reboot'
  readonly message: string
  /** What brought the panic about, by its words. */
  readonly cause: 'machine-check' | 'firmware-error' | 'memory-failure' | 'edac' | 'serror' | 'other'
}

/** One section of a CPER record (GHES, BERT, extlog, ERST), as text or bytes told it. */
export interface CperRecord extends RecordOrigin {
  readonly kind: 'cper'
  readonly reporter: 'ghes' | 'bert' | 'extlog' | 'erst' | 'file' | 'trace'
  /** Severity of the whole block. */
  readonly blockSeverity?: 'recoverable' | 'fatal' | 'corrected' | 'informational' | 'unknown'
  readonly sectionSeverity?: 'recoverable' | 'fatal' | 'corrected' | 'informational' | 'unknown'
  readonly sectionType:
    | 'memory'
    | 'processor-ia'
    | 'processor-arm'
    | 'processor-generic'
    | 'pcie'
    | 'firmware'
    | 'cxl'
    | 'unknown'
  /** UEFI memory error type number, 0…15. */
  readonly memoryErrorType?: number
  readonly address?: bigint
  /** Whose address it is where the section type alone does not tell: a CXL device's own, or the host's for it. */
  readonly addressSpace?: 'system' | 'device'
  readonly addressMask?: bigint
  readonly location?: DramLocation
  readonly fruText?: string
  readonly fruId?: string
  readonly errorStatus?: bigint
  readonly flags?: readonly string[]
  /** True when the record tells of the boot before this one. */
  readonly previousBoot?: boolean
  /** GUID of the section type, where it was printed or read; lower case. */
  readonly sectionGuid?: string
  /** The section's own bytes as hexadecimal text, as far as they were dumped or read. */
  readonly bytes?: string
  /** Parts of the processor that a processor section says failed, in its order. */
  readonly processorParts?: readonly ProcessorPart[]
  /** CPUID.1 EAX, as a processor section copies it. */
  readonly cpuid?: number
  /** The unit that a section of the maker's own is about, where its part is known. */
  readonly unit?: HardwareUnit
  /** Local APIC id of the processor that a processor section is about. */
  readonly apic?: number
  /** Model-specific registers that a processor section copies. */
  readonly msrs?: readonly MsrArray[]
  /** Everything else the section printed, `name: value`, kept whole. */
  readonly fields?: Readonly<Record<string, string>>
}

/** What a processor section's check structures name (UEFI 2.10, N.2.4). */
export type ProcessorPart = 'cache' | 'tlb' | 'bus' | 'micro-architecture' | 'unknown'

/** Consecutive model-specific registers, the first one's number and the values. */
export interface MsrArray {
  readonly first: number
  readonly values: readonly bigint[]
}

/** Part of the machine where the bad bits are. */
export type HardwareUnit =
  | 'dram'
  | 'memory-controller'
  | 'cache'
  | 'tlb'
  | 'core'
  | 'interconnect'
  | 'io'
  | 'cxl'
  | 'firmware'
  | 'thermal'
  | 'unknown'

/**
 * An error in the words of firmware, a management controller or an operating system's event log, without registers:
 * rows of an IPMI SEL, entries of a Redfish log, WHEA events that were exported as text.
 */
export interface ReportedError extends RecordOrigin {
  readonly kind: 'reported'
  readonly reporter: 'management-controller' | 'firmware' | 'operating-system' | 'service-processor'
  readonly severity: 'corrected' | 'deferred' | 'uncorrected' | 'fatal' | 'informational' | 'unknown'
  readonly unit: HardwareUnit
  readonly message: string
  readonly location?: DramLocation
  readonly address?: bigint
  /** Whose address it is; a device's own is not comparable with the system map. `system` when absent. */
  readonly addressKind?: 'system' | 'device'
  readonly granularityBytes?: number
  /** Errors the entry stands for; `atLeast` where the reporter stopped counting. */
  readonly count?: {readonly errors: number; readonly atLeast: boolean}
  readonly mirror?: NonNullable<ReporterProse['mirror']>
  /** True when the entry was written after the reset that the error brought about. */
  readonly previousBoot?: boolean
  readonly apic?: number
  readonly bank?: number
  /** The reporter's own number and stamp of the entry: equal in every export of it, `2cd 1436789264`. */
  readonly entry?: string
  /** Everything else the entry printed, `name: value`, kept whole; long values are cut. */
  readonly fields?: Readonly<Record<string, string>>
}

/** A line that carries no error of its own but belongs to the story. */
export interface ContextRecord extends RecordOrigin {
  readonly kind: 'context'
  readonly what:
    | 'events-logged' // Machine check events logged
    | 'user-space-decoder' // Run the above through 'mcelog --ascii'
    | 'cmci-storm'
    | 'storm-over'
    | 'records-lost' // pool full, callbacks suppressed
    | 'rendezvous-timeout'
    | 'collector' // the corrected-errors collector gave up a page
    | 'decode-failed'
    | 'thermal'
    | 'pcie'
    | 'gpu'
    | 'soft-lockup'
    | 'clock-jump' // somebody or something set the clock
    | 'hot-remove' // memory was taken out of use by the administrator
    | 'crash-kernel' // the crash kernel starts or saves the dump
    | 'call-trace' // where a machine check or an abort interrupted the kernel
    | 'other'
  readonly message: string
  readonly address?: bigint
  readonly trace?: CallTrace
}

/** Where an exception interrupted the kernel, as the trace of the panic shows it. */
export interface CallTrace {
  /** The interrupted instruction, `copy_page+0x7/0x10`. */
  readonly instruction?: string
  /** Its callers in the same context, innermost first, at most 32; frames that the kernel doubts (`? `) are left out. */
  readonly frames: readonly string[]
  /** The CPU that printed it, and the task it ran. */
  readonly cpu?: number
  readonly task?: string
}

export type HardwareErrorRecord =
  | MachineCheckRecord
  | EdacEvent
  | MemoryFailureEvent
  | KernelPanic
  | CperRecord
  | ReportedError
  | ContextRecord
