/** A line of a text, or a piece of a line that is longer than a row may be; still bytes. */
export interface Row {
  /** 1-based physical line: the number of LFs in front of it, plus one. */
  readonly line: number
  /** Offset of its first byte in the input. */
  readonly byteOffset: number
  /** Without the LF; valid until the sink returns. */
  readonly bytes: Uint8Array
  /** True when a literal stands in it. */
  readonly hit: boolean
  /** True when the row before it was not delivered. */
  readonly afterGap: boolean
  /** True when the input ended before its LF. */
  readonly unterminated: boolean
  /** True when it is only a piece of its line. */
  readonly piece: boolean
}

/** Who receives rows, in the order of the text. */
export interface RowSink {
  /** A row with a literal, or context around one. */
  readonly row: (row: Row) => void
  /** A row to tell the time by, about one in every `clockBytes`; true when it did. */
  readonly clock: (row: Row) => boolean
}

/** Sizes; what comes out does not depend on `blockBytes`. */
export interface FrameLimits {
  /** Longest row; longer lines come in pieces. */
  readonly lineBytes: number
  /** Text gathered before it is searched. */
  readonly blockBytes: number
  /** Rows of context before and after one with a literal. */
  readonly before: number
  readonly after: number
  readonly clockBytes: number
  /** Bytes of the whole text, where they are known: the clock is then read no oftener than it is told. */
  readonly wholeBytes?: number
}

/** What tells where the clock is read. */
export type ClockLimits = Pick<FrameLimits, 'clockBytes' | 'wholeBytes'>

/**
 * A line may hold 64 KiB; records go on for half a dozen lines without literals, and begin up to two lines early where
 * screens broke them; the clock is read once in a KiB, in long texts more seldom.
 */
export const FRAME_LIMITS: FrameLimits = {
  lineBytes: 65536,
  blockBytes: 262144,
  before: 2,
  after: 6,
  clockBytes: 1024,
}

/** Boundaries of one distance; behind them the distance doubles whenever the text has. */
const CLOCK_STEPS = 128

/** Bytes from one reading of the clock to the next at `offset`: 64 to 128 readings in each doubling of the text. */
export const clockStep = (offset: number, {clockBytes, wholeBytes = 0}: ClockLimits): number =>
  clockBytes * 2 ** Math.max(0, Math.ceil(Math.log2((Math.max(offset, wholeBytes) + 1) / (clockBytes * CLOCK_STEPS))))

/**
 * Where behind `offset` the clock is to be read next: at the multiples of `clockBytes` in the first 128 of them, from there on
 * ever farther apart, so that short texts show their gaps and endless ones have few readings.
 */
export const clockBoundary = (offset: number, limits: ClockLimits): number => {
  const step = clockStep(offset, limits)
  return (Math.floor(offset / step) + 1) * step
}
