import {type Desk, extend, type FramerOptions, leapTo, moveMeter, openDesk, roomBehind, rowAt} from './framing-desk.js'
import {clockBoundary, type RowSink} from './row.js'
import {LF} from './row-bounds.js'

/** What a text came to. */
export interface FrameTotals {
  readonly lines: number
  /** Bytes of the input. */
  readonly bytes: number
}

/** Takes text chunk by chunk. */
export interface Framer {
  push(chunk: Uint8Array): void
  /** Takes what `read` puts into the given room, of `most` bytes; returns how much that was. */
  fill(read: (into: Uint8Array) => number, most?: number): number
  /** Where a clock row is wanted next, when nothing that came is wanted before; undefined when something may be. */
  leapLimit(): number | undefined
  /** Goes on at a line's start `at`, so many lines farther on: what lies between held nothing that is wanted. */
  leap(at: number, lines: number): void
  /** Hands over the whole lines that came so far, instead of gathering more. */
  settle(): void
  end(): FrameTotals
}

/** Rows tried for a time at one boundary, and at the end of the text. */
const CLOCK_TRIES = 16
const LAST_TRIES = 3

/** Hands over the row at `from`; returns where the next one begins. */
const deliver = (desk: Desk, from: number, hit: boolean): number => {
  const to = desk.bounds.next(desk.text, from)
  desk.sink.row(rowAt(desk, from, to, hit))
  desk.delivered = desk.base + to
  return to
}

/** Start of the first line at or behind `at`; undefined when none begins before `limit`. */
const lineFrom = (text: Uint8Array, at: number, limit: number): number | undefined => {
  if (at <= 0) return 0
  const lf = text.indexOf(LF, at - 1)
  return lf < 0 || lf + 1 >= limit ? undefined : lf + 1
}

/** Hands over the clock rows that begin before `limit`; where none tells the time it is tried again soon, however long the text. */
const readClocks = (desk: Desk, limit: number): void => {
  const {text, base, limits} = desk
  while (desk.nextClock - base < limit) {
    const from = lineFrom(text, desk.nextClock - base, limit)
    if (from === undefined) return
    const told = desk.sink.clock(rowAt(desk, from, desk.bounds.next(text, from), false))
    const isOver = told || desk.clockTries + 1 >= CLOCK_TRIES
    desk.clockTries = isOver ? 0 : desk.clockTries + 1
    desk.nextClock = isOver
      ? clockBoundary(base + from, told ? limits : {clockBytes: limits.clockBytes})
      : base + from + 1
  }
}

/** Start of the row `count` rows before `start`, or of the first one at or behind `floor`. */
const rowsBack = ({bounds, text}: Desk, start: number, count: number, floor: number): number => {
  let from = start
  for (let step = 0; step < count && from > floor; step += 1) from = bounds.previous(text, from)
  return from
}

/** The row with a literal and the context before it; returns where the next row begins. */
const deliverHit = (desk: Desk, start: number): number => {
  let from = rowsBack(desk, start, desk.limits.before, Math.max(0, desk.delivered - desk.base))
  while (from < start) from = deliver(desk, from, false)
  desk.owed = desk.limits.after
  return deliver(desk, start, true)
}

/** Walks from literal to literal up to `limit`, where a row begins or the text ends. */
const walk = (desk: Desk, limit: number): void => {
  const {text, finder, bounds} = desk
  let done = desk.settled - desk.base
  for (;;) {
    const hit = finder.next(text, done, limit)
    const start = hit < 0 ? limit : bounds.holding(text, hit, done)
    readClocks(desk, start)
    for (; desk.owed > 0 && done < start; desk.owed -= 1) done = deliver(desk, done, false)
    if (hit < 0) break
    done = deliverHit(desk, start)
  }
  desk.settled = desk.base + limit
  desk.nextClock = Math.max(desk.nextClock, desk.settled)
}

/** Up to where rows are whole: the last line's end, or pieces of a line that does not end. */
const wholeRows = ({text, settled, base, bounds, limits, finder}: Desk): number => {
  let limit = Math.max(text.lastIndexOf(LF) + 1, settled - base)
  while (text.length - limit > limits.lineBytes + finder.longest) limit = bounds.next(text, limit)
  return limit
}

/** Drops what is settled but for the rows that may still be context, or tell the last time. */
const dropSettled = (desk: Desk): void => {
  const keep = rowsBack(desk, desk.settled - desk.base, Math.max(desk.limits.before, LAST_TRIES), 0)
  if (keep > 0) desk.beginsLine = desk.text[keep - 1] === LF
  moveMeter(desk, keep)
  desk.room.copyWithin(0, keep, desk.text.length)
  desk.text = desk.room.subarray(0, desk.text.length - keep)
  desk.base += keep
}

const readLastClock = (desk: Desk): void => {
  let from = desk.text.length
  for (let count = 0; count < LAST_TRIES && from > 0; count += 1) {
    const to = from
    from = desk.bounds.previous(desk.text, from)
    if (desk.sink.clock(rowAt(desk, from, to, false))) return
  }
}

/** Bytes taken at once from a chunk, at least. */
const LEAST_PIECE = 4096

/**
 * Cuts a text into rows and hands those around literals to the sink. Lines without a literal nearby are passed over as
 * bytes. However the text comes in chunks, the rows are the same, and memory is bounded however long its lines are.
 */
export const createFramer = (options: FramerOptions, sink: RowSink): Framer => {
  const desk = openDesk(options, sink)
  const pieceBytes = Math.max(LEAST_PIECE, desk.limits.blockBytes)
  /** Bytes that were put behind the stretch since it was walked. */
  let fresh = 0

  const settle = (): void => {
    fresh = 0
    walk(desk, wholeRows(desk))
    dropSettled(desk)
  }

  const grow = (bytes: number, enough = desk.limits.blockBytes): void => {
    extend(desk, bytes)
    fresh += bytes
    if (fresh >= enough) settle()
  }

  const take = (piece: Uint8Array): void => {
    roomBehind(desk, piece.length).set(piece)
    grow(piece.length)
  }

  return {
    push(chunk) {
      for (let at = 0; at < chunk.length; at += pieceBytes) take(chunk.subarray(at, at + pieceBytes))
    },
    fill(read, most = desk.limits.blockBytes) {
      const count = read(roomBehind(desk, most))
      grow(count, most)
      return count
    },
    leapLimit() {
      const {owed, text, settled, base, nextClock, finder} = desk
      return owed > 0 || finder.next(text, settled - base, text.length) >= 0 ? undefined : nextClock
    },
    leap: (at, lines) => leapTo(desk, at, lines),
    settle,
    end() {
      desk.final = true
      walk(desk, desk.text.length)
      readLastClock(desk)
      moveMeter(desk, desk.text.length)
      const unended = desk.text.length > 0 && desk.text.at(-1) !== LF
      desk.finder.giveBack(desk.room)
      return {lines: desk.meter.lines + (unended ? 1 : 0), bytes: desk.meter.input}
    },
  }
}
