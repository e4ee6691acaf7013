import {countNewlines} from './count-newlines.js'
import type {Framing} from './define-framing.js'
import type {CandidateFinder} from './find-candidates.js'

/** A line of a text, or a piece of a line that is longer than `LINE_BYTES`; still bytes. */
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

/** Sizes; the result does not depend on `blockBytes`. */
export interface FrameLimits {
  /** Longest row; longer lines come in pieces. */
  readonly lineBytes: number
  /** Text gathered before it is searched. */
  readonly blockBytes: number
  /** Rows of context before and after one with a literal. */
  readonly before: number
  readonly after: number
  readonly clockBytes: number
}

/**
 * A line may hold 64 KiB; records go on for half a dozen lines without literals, and begin up to two lines early where
 * screens broke them; the clock is read once in 64 KiB.
 */
export const FRAME_LIMITS: FrameLimits = {lineBytes: 65536, blockBytes: 262144, before: 2, after: 6, clockBytes: 65536}

/** Rows tried for a time at one boundary, and at the end of the text. */
const CLOCK_TRIES = 16
const LAST_TRIES = 3

const LF = 10

/** What a text came to. */
export interface FrameTotals {
  readonly lines: number
  /** Bytes of the input. */
  readonly bytes: number
}

/** Takes text chunk by chunk. */
export interface Framer {
  push(chunk: Uint8Array): void
  end(): FrameTotals
}

interface FramerOptions {
  readonly framing: Framing
  /** Offset of the text's first byte in the input. */
  readonly start: number
  readonly finder: CandidateFinder
  readonly limits?: Partial<FrameLimits>
}

const join = (parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Where rows begin and end inside a buffer that begins with a row. */
const rowsOf = (text: Uint8Array, finder: CandidateFinder, lineBytes: number) => {
  /** A cut that keeps a literal and a character whole. */
  const cutOf = (start: number): number => {
    const cut = start + lineBytes
    const reach = finder.longest - 1
    const hit = finder.next(text, Math.max(start, cut - reach), Math.min(text.length, cut + reach))
    let at = hit > start && hit < cut ? hit : cut
    while (at > start + 1 && at > cut - 3 && ((text[at] ?? 0) & 0xc0) === 0x80) at -= 1
    return at
  }

  /** Start of the row behind the one at `start`. */
  const next = (start: number): number => {
    const most = text.subarray(start, start + lineBytes + 1)
    const lf = most.indexOf(LF)
    if (lf >= 0) return start + lf + 1
    return most.length > lineBytes ? cutOf(start) : text.length
  }

  const lineStart = (at: number): number => (at <= 0 ? 0 : text.lastIndexOf(LF, at - 1) + 1)

  /** Start of the row that holds `at`, knowing that one begins at `known`, before it. */
  const holding = (at: number, known: number): number => {
    let start = Math.max(known, lineStart(at))
    for (let end = next(start); end <= at; end = next(start)) start = end
    return start
  }

  return {next, holding, previous: (start: number) => holding(start - 1, 0)}
}

/**
 * Cuts a text into rows and hands those around literals to the sink. Lines without a literal nearby are passed over as
 * bytes. However the text comes in chunks, the rows are the same, and memory is bounded however long its lines are.
 */
export const createFramer = ({framing, start, finder, limits}: FramerOptions, sink: RowSink): Framer => {
  const {lineBytes, blockBytes, before, after, clockBytes} = {...FRAME_LIMITS, ...limits}
  let text: Uint8Array = new Uint8Array(0)
  /** Offset of the buffer in the whole text; all offsets kept over blocks are of the whole text. */
  let base = 0
  /** Whether the buffer begins with a line rather than a piece of one. */
  let beginsLine = true
  let settled = 0
  let delivered = 0
  let owed = 0
  let nextClock = 0
  let clockTries = 0
  const meter = {at: 0, lines: 0, input: start}
  const waiting: Uint8Array[] = []
  let waitingBytes = 0

  const moveMeter = (at: number): void => {
    const [from, to, sign] = base + at >= meter.at ? [meter.at - base, at, 1] : [at, meter.at - base, -1]
    meter.lines += sign * countNewlines(text, from, to)
    meter.input += sign * framing.inputBytes(text, from, to)
    meter.at = base + at
  }

  const rowAt = (from: number, to: number, hit: boolean, final: boolean): Row => {
    moveMeter(from)
    const ends = text[to - 1] === LF
    const unterminated = final && to === text.length && !ends
    return {
      line: meter.lines + 1,
      byteOffset: meter.input,
      bytes: text.subarray(from, ends ? to - 1 : to),
      hit,
      afterGap: base + from !== delivered,
      unterminated,
      piece: (!ends && !unterminated) || (from > 0 ? text[from - 1] !== LF : !beginsLine),
    }
  }

  const walk = (limit: number, final: boolean): void => {
    const rows = rowsOf(text, finder, lineBytes)
    let done = settled - base

    const deliver = (from: number, hit: boolean): number => {
      const to = rows.next(from)
      sink.row(rowAt(from, to, hit, final))
      delivered = base + to
      return to
    }

    const readClocks = (limit: number): void => {
      while (nextClock - base < limit) {
        const at = nextClock - base
        const from = at <= 0 ? 0 : text.indexOf(LF, at - 1) + 1
        if ((from === 0 && at > 0) || from >= limit) return
        const told = sink.clock(rowAt(from, rows.next(from), false, final))
        clockTries = told ? 0 : clockTries + 1
        const found = told || clockTries >= CLOCK_TRIES
        if (found) clockTries = 0
        nextClock = found ? (Math.floor((base + from) / clockBytes) + 1) * clockBytes : base + from + 1
      }
    }

    const deliverOwed = (limit: number): void => {
      for (; owed > 0 && done < limit; owed -= 1) done = deliver(done, false)
    }

    const deliverHit = (start: number): void => {
      let from = start
      for (let count = 0; count < before && from > Math.max(0, delivered - base); count += 1) from = rows.previous(from)
      while (from < start) from = deliver(from, false)
      done = deliver(start, true)
      owed = after
    }

    for (;;) {
      const hit = finder.next(text, done, limit)
      const start = hit < 0 ? limit : rows.holding(hit, done)
      readClocks(start)
      deliverOwed(start)
      if (hit < 0) break
      deliverHit(start)
    }
    settled = base + limit
    nextClock = Math.max(nextClock, settled)
  }

  /** Drops what is settled but for the rows that may still be context. */
  const drop = (): void => {
    const rows = rowsOf(text, finder, lineBytes)
    let keep = settled - base
    for (let count = 0; count < Math.max(before, LAST_TRIES) && keep > 0; count += 1) keep = rows.previous(keep)
    if (keep > 0) beginsLine = text[keep - 1] === LF
    moveMeter(keep)
    text = text.subarray(keep)
    base += keep
  }

  const take = (final: boolean): void => {
    text = join([text, ...waiting.splice(0)])
    waitingBytes = 0
    let limit = final ? text.length : Math.max(text.lastIndexOf(LF) + 1, settled - base)
    const rows = rowsOf(text, finder, lineBytes)
    while (!final && text.length - limit > lineBytes + finder.longest) limit = rows.next(limit)
    walk(limit, final)
  }

  const readLastClock = (): void => {
    const rows = rowsOf(text, finder, lineBytes)
    let from = text.length
    for (let count = 0; count < LAST_TRIES && from > 0; count += 1) {
      const to = from
      from = rows.previous(from)
      if (sink.clock(rowAt(from, to, false, true))) return
    }
  }

  return {
    push(chunk) {
      waiting.push(chunk)
      waitingBytes += chunk.length
      if (waitingBytes < blockBytes) return
      take(false)
      drop()
    },
    end() {
      take(true)
      readLastClock()
      const unended = text.length > 0 && text[text.length - 1] !== LF
      moveMeter(text.length)
      return {lines: meter.lines + (unended ? 1 : 0), bytes: meter.input}
    },
  }
}
