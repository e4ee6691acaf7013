import type {ClockSample} from './clock-samples.js'
import {dateBehind, dateStamps, isYearless, type Stamp} from './date-stamps.js'
import type {LogLine, LogTime, SourcePosition} from './log-line.js'

/** Gives the year-less stamps of one input their years. */
export interface YearKeeper {
  /** Takes lines in order; returns those whose years are known, in order. */
  push(lines: readonly LogLine[]): readonly LogLine[]
  /** The lines still held, and the clock samples with their years. */
  end(clock: readonly ClockSample[]): {readonly lines: readonly LogLine[]; readonly clock: readonly ClockSample[]}
}

/** Lines held until the end tells their years; a log with more is dated from its beginning on. */
const MOST_HELD = 10_000
const MOST_HELD_CHARACTERS = 8 * 1024 * 1024

type Placed = Stamp & {readonly position: SourcePosition}

const placed = ({position, envelope: {time, host}}: LogLine): Placed => ({position, time, host})

const withTime = (line: LogLine, time: LogTime): LogLine => ({...line, envelope: {...line.envelope, time}})

const isDated = ({time}: Stamp): boolean => time.epochMs !== undefined && time.basis !== 'no-year'

/** Stamps of both lists, each told with its year; those that tell no day are passed over. */
const dateAll = (placedStamps: readonly Placed[], mtimeMs: number | undefined): ReadonlyMap<Placed, LogTime> => {
  const ordered = placedStamps
    .filter(({time}) => time.epochMs !== undefined)
    .sort((a, b) => a.position.byteOffset - b.position.byteOffset)
  const times = dateStamps(ordered, mtimeMs)
  return new Map(ordered.map((stamp, index) => [stamp, times[index] ?? stamp.time] as const))
}

/**
 * Lines of an input without years are held until its end, where the newest of them tells the years of all; behind a
 * dated line, in a log of very many lines, and in a live one, each is dated by the one above it. Memory is bounded.
 */
export const createYearKeeper = (mtimeMs: number | undefined, live = false): YearKeeper => {
  let held: LogLine[] = []
  let characters = 0
  /** Once known, the moment of the newest line passed on. */
  let aboveMs: number | undefined
  let anchor: Placed | undefined

  const behind = (line: LogLine): LogLine => {
    const {time} = line.envelope
    const told = isYearless(line.envelope) && aboveMs !== undefined ? dateBehind(time, aboveMs, mtimeMs) : time
    aboveMs = told.epochMs ?? aboveMs
    return told === time ? line : withTime(line, told)
  }

  /** The first dated line of a live log: not later than now. */
  const first = (line: LogLine): LogLine => {
    const [time = line.envelope.time] = dateStamps([placed(line)], mtimeMs)
    aboveMs = time.epochMs
    return withTime(line, time)
  }

  const release = (clock: readonly Placed[]): {lines: readonly LogLine[]; times: ReadonlyMap<Placed, LogTime>} => {
    const stamps = held.map(placed)
    const times = dateAll([...(anchor ? [anchor] : []), ...clock, ...stamps], mtimeMs)
    const lines = held.map((line, index) => {
      const stamp = stamps[index]
      const time = stamp && times.get(stamp)
      return time ? withTime(line, time) : line
    })
    held = []
    return {lines, times}
  }

  /** Takes one line; returns what can be passed on now. */
  const step = (line: LogLine): readonly LogLine[] => {
    if (aboveMs !== undefined) return [behind(line)]
    if (held.length === 0 && !isYearless(line.envelope)) {
      if (isDated(line.envelope)) anchor = placed(line)
      if (anchor) aboveMs = anchor.time.epochMs
      return [line]
    }
    if (live) return [first(line)]
    held.push(line)
    characters += line.raw.length
    if (held.length < MOST_HELD && characters < MOST_HELD_CHARACTERS) return []
    const {lines} = release([])
    aboveMs = lines.findLast(({envelope}) => envelope.time.epochMs !== undefined)?.envelope.time.epochMs
    return lines
  }

  return {
    push: lines => lines.flatMap(step),
    end(clock) {
      const {lines, times} = release(clock)
      return {
        lines,
        clock: clock.map(sample => {
          const time = times.get(sample)
          return time === undefined || time === sample.time ? sample : {...sample, time}
        }),
      }
    },
  }
}
