import type {LogLine} from '../logs/log-line.js'
import type {ParseNotice} from '../logs/parse-notice.js'
import type {HardwareErrorRecord} from './hardware-error-record.js'
import type {PlatformFact} from './platform-fact.js'

/** What a dialect makes of one line: finished records, facts, notices. Empty arrays may be left out. */
export interface DialectOutput {
  readonly records?: readonly HardwareErrorRecord[]
  readonly facts?: readonly PlatformFact[]
  readonly notices?: readonly ParseNotice[]
}

/**
 * Records under construction, one set per source, host and dialect, so that two hosts or two files never mix. The
 * dialect picks the key (usually the CPU); `records/step-line.ts` owns the map, closes frames that no line has touched
 * for `FRAME_LINES` lines and bounds how many stand open.
 */
export interface OpenFrames<Frame> {
  read(key: string): Frame | undefined
  /** Opens or replaces the frame and marks it as just touched. */
  write(key: string, frame: Frame): void
  drop(key: string): void
  /** Open frames, last touched first. */
  newestFirst(): Iterable<readonly [key: string, frame: Frame]>
}

/** A vocabulary: the words in which some program writes down hardware errors or the facts around them. */
export interface Dialect<Frame = unknown> {
  /** Kebab-case, equal to the file name. */
  readonly id: string
  readonly title: string
  /**
   * ASCII byte strings of at least 4 characters, case-sensitive; a line without any of them (of any dialect) never
   * becomes a string, except as context around a hit.
   */
  readonly literals: readonly string[]
  /** Real lines, wrapper removed; the shared test checks that this dialect, and no other, claims each. */
  readonly samples: readonly string[]
  /**
   * Pure but for `open`. Returns undefined when the line is none of its business, an output (perhaps empty, when the
   * line only fed a frame) when it claims it.
   */
  read(line: LogLine, open: OpenFrames<Frame>): DialectOutput | undefined
  /**
   * What a line holds that begins a record without any of the literals: such lines near a hit are then read too. Cheap and
   * generous; a line that was joined from several is read in any case. Absent where every record begins with a literal.
   */
  readonly opensUnmarked?: RegExp
  /** True where a record is printed in one go: what stands open when a live log falls silent is closed then. */
  readonly endsInSilence?: boolean
  /** Turns a frame into what can be said of it; `truncated` when the log ended or moved on before it was whole. */
  close?(frame: Frame, truncated: boolean): DialectOutput
}

/** Declares a dialect; the identity function with a type. */
export const defineDialect = <Frame = unknown>(dialect: Dialect<Frame>): Dialect<Frame> => dialect
