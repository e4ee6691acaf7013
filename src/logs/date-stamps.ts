import {YEARLESS} from './clock.js'
import type {LogTime} from './log-line.js'

const DAY_MS = 86_400_000

/** A stamp may be this much newer than the file's last change: the zone is not known, and clocks differ. */
const AHEAD_MS = 1.5 * DAY_MS

/** A step back of up to a quarter is disorder, or an older log behind a newer one; a longer one is a turn of the year. */
const BACK_MS = 91 * DAY_MS

const YEAR_MS = 366 * DAY_MS

/** Years from one 29th of February to the next, at most. */
const LEAP_GAP = 8

/** A stamp with the host that wrote it. */
export interface Stamp {
  readonly time: LogTime
  readonly host?: string | undefined
}

const yearOf = (ms: number): number => new Date(ms).getUTCFullYear()

const [CALENDAR_BEGINS, CALENDAR_ENDS] = [Date.UTC(YEARLESS, 0), Date.UTC(YEARLESS + 1, 0)]
const [LEAP_DAY_BEGINS, LEAP_DAY_ENDS] = [Date.UTC(YEARLESS, 1, 29), Date.UTC(YEARLESS, 2)]

const isOnCalendar = (ms: number): boolean => ms >= CALENDAR_BEGINS && ms < CALENDAR_ENDS

/** True in leap years of the Gregorian calendar. */
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

/** The same of a moment in the calendar of `YEARLESS`, a leap year. */
const fromCalendar = (ms: number, year: number): number | undefined => {
  const there = Date.UTC(year, 0) + ms - CALENDAR_BEGINS
  if (ms < LEAP_DAY_BEGINS || isLeap(year)) return there
  return ms < LEAP_DAY_ENDS ? undefined : there - DAY_MS
}

/** A moment's day and time in another year; undefined when that year has no such day. */
const inYear = (ms: number, year: number): number | undefined => {
  if (isOnCalendar(ms)) return fromCalendar(ms, year)
  const date = new Date(ms)
  const month = date.getUTCMonth()
  date.setUTCFullYear(year)
  return date.getUTCMonth() === month ? date.getTime() : undefined
}

/** The newest year in which a stamp's day exists and is not later than `limitMs`. */
const newestYear = (ms: number, limitMs: number): number => {
  const first = yearOf(limitMs)
  for (let year = first; year > first - LEAP_GAP - 1; year -= 1) {
    const there = inYear(ms, year)
    if (there !== undefined && there <= limitMs) return year
  }
  return first
}

/** Years that a step between two days of the calendar turns: forward over New Year, back over it, or none. */
const turnOf = (fromMs: number, toMs: number): number => {
  const step = toMs - fromMs
  if (step < -BACK_MS) return 1
  return step > YEAR_MS - BACK_MS ? -1 : 0
}

/** A stamp in the calendar of `YEARLESS`, where those without a year stand already. */
const onCalendar = (ms: number): number => (isOnCalendar(ms) ? ms : (inYear(ms, YEARLESS) ?? ms))

/** Whether a stamp tells a day but no year. */
export const isYearless = ({time}: Stamp): boolean => time.basis === 'no-year' && time.epochMs !== undefined

/** Where one host's log ends and another's begins in the same text: a turn with no host on both sides. */
const splitHosts = (stamps: readonly Stamp[]): readonly (readonly Stamp[])[] => {
  const last = new Map(stamps.map(({host}, index) => [host, index] as const))
  const pieces: Stamp[][] = []
  let furthest = -1
  for (const [index, stamp] of stamps.entries()) {
    const above = stamps[index - 1]?.time.epochMs
    const isBack = above !== undefined && turnOf(onCalendar(above), onCalendar(stamp.time.epochMs ?? above)) > 0
    if (index === 0 || (isBack && furthest < index)) pieces.push([])
    pieces.at(-1)?.push(stamp)
    furthest = Math.max(furthest, last.get(stamp.host) ?? index)
  }
  return pieces
}

/** Years of a run of stamps, counted from the first one's; of dated stamps their own, and all behind them from there. */
const countYears = (run: readonly Stamp[]): readonly {readonly year: number; readonly dated: boolean}[] => {
  let year = 0
  let dated = false
  let above: number | undefined
  return run.map(stamp => {
    const ms = stamp.time.epochMs ?? 0
    const here = onCalendar(ms)
    if (!isYearless(stamp)) {
      year = yearOf(ms)
      dated = true
    } else if (above !== undefined) year += turnOf(above, here)
    above = here
    return {year, dated}
  })
}

/** Moments of a run: dated as late as may be, in front of the first dated stamp and of the last change. */
const dateRun = (run: readonly Stamp[], mtimeMs: number | undefined): readonly (number | undefined)[] => {
  const counted = countYears(run)
  const firstDated = counted.findIndex(({dated}) => dated)
  const limitMs = Math.min(
    mtimeMs ?? Number.POSITIVE_INFINITY,
    run[firstDated]?.time.epochMs ?? Number.POSITIVE_INFINITY,
  )
  const bounds = counted.flatMap(({year, dated}, index) =>
    dated || limitMs === Number.POSITIVE_INFINITY
      ? []
      : [newestYear(run[index]?.time.epochMs ?? 0, limitMs + AHEAD_MS) - year],
  )
  const base = bounds.reduce((least, bound) => Math.min(least, bound), Number.POSITIVE_INFINITY)
  return run.map(({time}, index) => {
    const {year, dated} = counted[index] ?? {year: 0, dated: false}
    const ms = time.epochMs ?? 0
    if (time.basis !== 'no-year') return time.epochMs
    if (!dated) return base === Number.POSITIVE_INFINITY ? undefined : inYear(ms, base + year)
    const newest = mtimeMs === undefined ? year : newestYear(ms, mtimeMs + AHEAD_MS)
    return inYear(ms, Math.min(year, newest))
  })
}

/** A stamp whose moment became known, or was found to be unknowable. */
const dated = ({basis, uptimeSeconds}: LogTime, epochMs: number | undefined): LogTime => {
  const time = uptimeSeconds === undefined ? {basis} : {basis, uptimeSeconds}
  return epochMs === undefined ? time : {...time, epochMs}
}

/**
 * The stamps of one input, in the order of its text, with their years. The newest is not later than the file's last
 * change (`mtimeMs`), and the year turns back wherever, read backwards, the months go up. Dated stamps among them count
 * as they stand. Logs of several hosts one behind the other are dated each by itself.
 */
export const dateStamps = (stamps: readonly Stamp[], mtimeMs: number | undefined): readonly LogTime[] =>
  splitHosts(stamps).flatMap(run => {
    const moments = dateRun(run, mtimeMs)
    return run.map(({time}, index) => dated(time, moments[index]))
  })

/** A year-less stamp behind one whose moment is known. */
export const dateBehind = (time: LogTime, aboveMs: number, mtimeMs: number | undefined): LogTime => {
  if (time.epochMs === undefined) return time
  const year = yearOf(aboveMs) + turnOf(onCalendar(aboveMs), onCalendar(time.epochMs))
  const newest = mtimeMs === undefined ? year : newestYear(time.epochMs, mtimeMs + AHEAD_MS)
  return dated(time, inYear(time.epochMs, Math.min(year, newest)))
}
