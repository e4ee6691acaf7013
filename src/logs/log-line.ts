/**
 * Where a line stands: the index into `Analysis.inputs`, the 1-based physical line and the offset of its first byte.
 * Journals are counted by entries and databases by rows, in the order in which they are read.
 */
export interface SourcePosition {
  readonly input: number
  readonly line: number
  readonly byteOffset: number
}

/** How much of a time stamp is known; `none` when the line carries no clock at all. */
export type TimeBasis = 'zoned' | 'local' | 'no-year' | 'monotonic' | 'none'

/**
 * A moment as a log tells it. `epochMs` counts milliseconds since 1970 of the clock as printed: true UTC for `zoned`,
 * the wall clock read as if it were UTC for `local` and `no-year` (the year is then inferred), absent for `monotonic`.
 */
export interface LogTime {
  readonly epochMs?: number
  readonly basis: TimeBasis
  /** Seconds since boot, where a kernel stamp was printed (also beside a wall clock). */
  readonly uptimeSeconds?: number
}

/** What a wrapper put around the message: who, when, how grave. */
export interface Envelope {
  /** Id of the envelope contribution that peeled it; `bare` when there was none. */
  readonly id: string
  readonly time: LogTime
  readonly host?: string
  /** Program name as syslog prints it, `kernel` for kernel text. */
  readonly program?: string
  readonly pid?: number
  /** printk or syslog severity, 0 emergency … 7 debug. */
  readonly level?: number
  /** printk caller id, `T123` (thread) or `C0` (CPU). */
  readonly caller?: string
  readonly bootId?: string
}

/** A physical line whose text was joined to the one above it. */
export interface JoinedLine {
  readonly position: SourcePosition
  readonly raw: string
}

/** One line of a log, its wrapper taken off. */
export interface LogLine {
  readonly position: SourcePosition
  /** The message, wrapper and colour codes removed, trailing blanks and CR trimmed. */
  readonly text: string
  /** The whole physical line as decoded, unchanged but for bad UTF-8; of a line that holds several written-out ones, its own. */
  readonly raw: string
  readonly envelope: Envelope
  /** True when a dialect's literal stands in it; false for context lines delivered around a hit. */
  readonly hit: boolean
  /** True when the line before it in the file was not delivered: frames must not join across the gap blindly. */
  readonly afterGap: boolean
  /** Physical lines below whose text is part of `text`: a mail or a screen had broken them off. Not delivered again. */
  readonly joined?: readonly JoinedLine[]
  /** True when the input ended inside this line, before its newline: the last word may be cut. */
  readonly unterminated?: boolean
}
