import type {CandidateFinder} from './find-candidates.js'
import type {Envelope} from './log-line.js'

/** One way in which bytes hold lines of text. */
export interface Framing {
  /** Kebab-case, equal to the file name. */
  readonly id: string
  readonly title: string
  /** True when the first bytes (up to `HEAD_BYTES`, fewer in a shorter input) are written this way. */
  readonly sniff: (head: Uint8Array) => boolean
  /** Bytes in front of the text that belong to no line. */
  readonly markBytes: (head: Uint8Array) => number
  /** The input's bytes behind the mark → UTF-8 text whose lines end in LF. */
  readonly toText: (bytes: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>
  /** How many bytes of the input the text from `from` up to `to` stands for. */
  readonly inputBytes: (text: Uint8Array, from: number, to: number) => number
}

/** Declares a framing; the identity function with a type. */
export const defineFraming = (framing: Framing): Framing => framing

/** One message of a log that keeps its fields apart: a journal's entry. To be asked before the next batch is. */
export interface LogEntry {
  /** The entry's 1-based number in the input. */
  readonly line: number
  /** Offset in the input of the message, or of the entry. */
  readonly byteOffset: number
  /** True when a literal stands in the message. */
  readonly hit: boolean
  /** The message, perhaps of several lines; undefined when the entry has none, or none that could be kept. */
  readonly message: () => string | undefined
  readonly envelope: () => Envelope
  /** True when the input ended inside the message. */
  readonly unterminated?: boolean
}

/** What reading entries needs. */
export interface EntryTools {
  readonly finder: CandidateFinder
  /** Takes notices without their input: positions are entries and offsets. */
  readonly note: (code: string, message: string, at?: {readonly line: number; readonly byteOffset: number}) => void
}

/** What an input of entries came to. */
export interface EntryTotals {
  /** Entries. */
  readonly lines: number
  readonly bytes: number
}

/** One way in which bytes hold entries rather than lines. */
export interface EntryFraming {
  /** True when the entries are lines that people and mail programs may have broken and quoted. */
  readonly isText?: true
  /** Kebab-case, equal to the file name. */
  readonly id: string
  readonly title: string
  /** True when the first bytes (up to `HEAD_BYTES`, fewer in a shorter input) are written this way. */
  readonly sniff: (head: Uint8Array) => boolean
  /** Entries in the input's order, in batches; returns the totals. Never throws for what is in the bytes. */
  readonly entries: (
    bytes: AsyncIterable<Uint8Array>,
    tools: EntryTools,
  ) => AsyncGenerator<readonly LogEntry[], EntryTotals>
}

/** Declares a framing of entries; the identity function with a type. */
export const defineEntryFraming = (framing: EntryFraming): EntryFraming => framing

/** Bytes of an input that tell its framing and its margin. */
export const HEAD_BYTES = 8192
