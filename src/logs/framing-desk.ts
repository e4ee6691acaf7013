import type {Framing} from './define-framing.js'
import type {CandidateFinder} from './find-candidates.js'
import {FRAME_LIMITS, type FrameLimits, type Row, type RowSink} from './row.js'
import {createRowBounds, LF, type RowBounds} from './row-bounds.js'

/** What a framer needs. */
export interface FramerOptions {
  readonly framing: Framing
  /** Offset of the text's first byte in the input. */
  readonly start: number
  readonly finder: CandidateFinder
  readonly limits?: Partial<FrameLimits>
}

const NOTHING = new Uint8Array(0)

/** A stretch of the text and where the work stands. Offsets are of the whole text; `base` is that of the stretch. */
export interface Desk {
  readonly framing: Framing
  readonly finder: CandidateFinder
  readonly limits: FrameLimits
  readonly bounds: RowBounds
  readonly sink: RowSink
  /** Where the stretch lies: its first bytes. */
  room: Uint8Array
  text: Uint8Array
  base: number
  /** Whether the stretch begins with a line rather than a piece of one. */
  beginsLine: boolean
  /** Whether the text ends with the stretch. */
  final: boolean
  /** Rows before it are done with. */
  settled: number
  /** End of the last delivered row. */
  delivered: number
  /** Rows of context still to come behind a hit. */
  owed: number
  /** Where the next clock row is looked for, and how many rows there told no time. */
  nextClock: number
  clockTries: number
  /** Lines and input bytes before an offset, moved to wherever they are asked for. */
  readonly meter: {at: number; lines: number; input: number}
}

/** Counts lines and input bytes up to `at` in the stretch. */
export const moveMeter = ({text, base, meter, framing, finder}: Desk, at: number): void => {
  const forward = base + at >= meter.at
  const [from, to, sign] = forward ? [meter.at - base, at, 1] : [at, meter.at - base, -1]
  meter.lines += sign * finder.newlines(text, from, to)
  meter.input += sign * framing.inputBytes(text, from, to)
  meter.at = base + at
}

/** The row from `from` up to `to` of the stretch. */
export const rowAt = (desk: Desk, from: number, to: number, hit: boolean): Row => {
  const {text, base, meter} = desk
  moveMeter(desk, from)
  const ends = text[to - 1] === LF
  const unterminated = desk.final && to === text.length && !ends
  return {
    line: meter.lines + 1,
    byteOffset: meter.input,
    bytes: text.subarray(from, ends ? to - 1 : to),
    hit,
    afterGap: base + from !== desk.delivered,
    unterminated,
    piece: (!ends && !unterminated) || (from > 0 ? text[from - 1] !== LF : !desk.beginsLine),
  }
}

/** Rooms grow by doubling up to so much. */
const MOST_DOUBLED = 1024 * 1024

/** Room for so many bytes behind the stretch. */
export const roomBehind = (desk: Desk, bytes: number): Uint8Array => {
  const {text, finder, room} = desk
  const length = text.length + bytes
  const isFull = length > room.length
  desk.room = finder.room(isFull ? Math.max(length, Math.min(2 * room.length, MOST_DOUBLED)) : length, room)
  if (desk.room !== room) {
    desk.room.set(text)
    finder.giveBack(room)
  }
  return desk.room.subarray(text.length, length)
}

/** Takes into the stretch what was put behind it. */
export const extend = (desk: Desk, bytes: number): void => {
  desk.text = desk.room.subarray(0, desk.text.length + bytes)
}

/** Lets everything go that came, and begins anew at a line's start; offsets of text and input are the same. */
export const leapTo = (desk: Desk, at: number, lines: number): void => {
  moveMeter(desk, desk.text.length)
  Object.assign(desk.meter, {at, input: at, lines: desk.meter.lines + lines})
  Object.assign(desk, {text: NOTHING, base: at, settled: at, beginsLine: true})
}

/** A desk at the beginning of a text. */
export const openDesk = ({framing, start, finder, limits}: FramerOptions, sink: RowSink): Desk => {
  const all = {...FRAME_LIMITS, ...limits}
  return {
    framing,
    finder,
    limits: all,
    bounds: createRowBounds(finder, all.lineBytes),
    sink,
    room: NOTHING,
    text: NOTHING,
    base: 0,
    beginsLine: true,
    final: false,
    settled: 0,
    delivered: 0,
    owed: 0,
    nextClock: 0,
    clockTries: 0,
    meter: {at: 0, lines: 0, input: start},
  }
}
