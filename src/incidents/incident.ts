import type {MemoryError, Severity} from '../errors/memory-error.js'
import type {SourcePosition, TimeBasis} from '../logs/log-line.js'
import type {CallTrace, ContextRecord, EvidenceLine} from '../records/hardware-error-record.js'

import type {ToldCounts} from './told-counts.js'

/** Who touched the bad data. `none`: found and dealt with before anyone read it. */
export type Consumption = 'kernel' | 'user' | 'guest' | 'scrubber' | 'firmware' | 'none' | 'unknown'

/** What the log shows happened; severity is not consequence. */
export type Outcome =
  | 'panic'
  | 'reboot'
  | 'process-killed'
  | 'page-offlined'
  | 'recovered'
  | 'logged'
  | 'injected'
  | 'unknown'

/** What was in the page or line that was lost. */
export interface Victim {
  readonly content:
    | 'kernel'
    | 'user'
    | 'page-cache-clean'
    | 'page-cache-dirty'
    | 'free'
    | 'huge-page'
    | 'guest'
    | 'swap-cache'
    | 'unknown'
  /** Page type or process as logged: `dirty LRU page`, `mysqld:4321`. Log text. */
  readonly asLogged?: string
  readonly process?: {readonly name: string; readonly pid: number}
  /** Which words led to `content`. */
  readonly because: string
}

/** Many equal corrected errors told as one: counts are lower bounds where the kernel folded lines. */
export interface ErrorStorm {
  readonly errors: number
  readonly start?: string
  readonly end?: string
}

/** Corrected errors of the same place before an uncorrected one, in this log. */
export interface Preceding {
  /** Sum of the counts told; a lower bound. */
  readonly correctedErrors: number
  /** When the first of them was told, RFC 3339. */
  readonly since?: string
  /** True when one of them names the same row of the same bank; absent when rows were not told on both sides. */
  readonly sameRow?: boolean
  /** What is the same: the DIMM or channel, the page, the machine-check bank. */
  readonly place: 'dimm' | 'channel' | 'page' | 'bank'
  /** The one DIMM label those errors carry, where they all carry the same: we infer that it is the same DIMM. */
  readonly label?: string
  /** Of them, those of the very page that was lost: what programs that take pages out of use count by. */
  readonly onPage?: ToldCounts
  /** Of them, those of the same row. */
  readonly inRow?: ToldCounts
}

/** Lines of one kind that stand around an incident and are no errors, those of one minute together. */
export interface Surrounding {
  readonly what: ContextRecord['what'] | 'shutdown'
  /** Lines of that kind in that minute. */
  readonly count: number
  /** The first one's words. Log text. */
  readonly message: string
  readonly start?: string
  readonly end?: string
  readonly uptimeSeconds?: number
  readonly position: SourcePosition
}

/** Lines that tell of no error by themselves and were never counted as one. */
export interface IgnoredLines {
  readonly what: ContextRecord['what']
  readonly lines: number
}

/** One thing that went wrong: errors joined by machine, time and place, with who was hit and how it ended. */
export interface Incident {
  /** `i1`, `i2` … in time order. */
  readonly id: string
  readonly host: string
  readonly start?: string
  readonly end?: string
  readonly timeBasis: TimeBasis
  readonly startMs?: number
  readonly endMs?: number
  readonly bootIndex: number
  /** Errors of the incident, origin first where origin and consumption are told apart. */
  readonly errors: readonly MemoryError[]
  readonly severity: Severity
  readonly consumption: Consumption
  readonly victim: Victim
  readonly outcome: Outcome
  /** Words that show the outcome: panic string, recovery result. */
  readonly outcomeBecause: string
  readonly panicMessage?: string
  /** `Machine check: <reason>`. */
  readonly severityReason?: string
  /** Where the kernel was when it read the bad data, by the trace of the panic: only of the CPU that read it. */
  readonly trace?: CallTrace
  /** True when the log says the error was injected by a test tool. */
  readonly injected: boolean
  readonly downtimeSeconds?: number
  readonly storm?: ErrorStorm
  readonly precededBy?: Preceding
  /** What else the log told in the five minutes before and behind a grave incident; absent when it told nothing. */
  readonly around?: readonly Surrounding[]
  /** Lines of the incident that belong to no error: panic, kill, page lines. */
  readonly evidence: readonly EvidenceLine[]
}

/** One boot of one host as the log shows it. */
export interface Boot {
  readonly index: number
  readonly start?: string
  readonly end?: string
  readonly startMs?: number
  readonly endMs?: number
  readonly timeBasis: TimeBasis
  readonly kernel?: string
  readonly commandLine?: string
  readonly endedBy: 'panic' | 'shutdown' | 'reboot' | 'log-end' | 'unknown'
}
