import type {PeelContext} from './define-envelope.js'
import type {LogTime} from './log-line.js'
import {monthOf} from './month-names.js'

/** A stamp's parts as text, as an expression's named groups hold them. */
export interface StampParts {
  /** Absent: the year is inferred. */
  readonly year?: string | undefined
  /** A number or a name. */
  readonly month?: string | undefined
  readonly day?: string | undefined
  readonly hour?: string | undefined
  readonly minute?: string | undefined
  readonly second?: string | undefined
  /** Digits behind the decimal mark. */
  readonly fraction?: string | undefined
  /** `AM` or `PM`. */
  readonly half?: string | undefined
  /** `Z`, `UTC`, `+01:00`, `-0500`; a zone's other names are not unique and count as unknown. */
  readonly zone?: string | undefined
}

/** No clock at all. */
export const NO_TIME: LogTime = {basis: 'none'}

const DAY_MS = 86_400_000

/** A stamp may be this much newer than the file's last change: the zone is not known, and clocks differ. */
const AHEAD_MS = 1.5 * DAY_MS

/** Loggers may write this much out of order; a stamp further back belongs to the next year. */
const BACK_MS = 7 * DAY_MS

const OLDEST_YEAR = 1970
const MINUTE_MS = 60_000

interface Civil {
  readonly month: number
  readonly day: number
  /** Milliseconds since midnight. */
  readonly ofDay: number
}

/** Milliseconds since 1970 of that day read as UTC; undefined when the year has no such day. */
const at = (year: number, {month, day, ofDay}: Civil): number | undefined => {
  const ms = Date.UTC(year, month - 1, day)
  return new Date(ms).getUTCDate() === day && new Date(ms).getUTCMonth() === month - 1 ? ms + ofDay : undefined
}

const hourOf = (parts: StampParts): number => {
  const hour = Number(parts.hour)
  if (!parts.half) return hour
  return (hour % 12) + (/^p/i.test(parts.half) ? 12 : 0)
}

const civilOf = (parts: StampParts): Civil | undefined => {
  const month = /^\d+$/.test(parts.month ?? '') ? Number(parts.month) : monthOf(parts.month ?? '')
  const [day, hour, minute, second] = [Number(parts.day), hourOf(parts), Number(parts.minute), Number(parts.second)]
  if (month === undefined || month < 1 || month > 12 || !(day >= 1 && day <= 31)) return undefined
  if (!(hour < 24 && minute < 60 && second <= 60)) return undefined
  const milliseconds = Number(`${parts.fraction ?? ''}000`.slice(0, 3))
  return {month, day, ofDay: ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds}
}

/** Offset of a zone in milliseconds east of UTC; undefined when the name does not tell. */
const zoneOffset = (zone: string | undefined): number | undefined => {
  if (zone === undefined) return undefined
  if (/^(?:z|utc|gmt)$/i.test(zone)) return 0
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? []
  if (sign === undefined) return undefined
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes ?? 0)) * MINUTE_MS
}

const yearOf = (ms: number): number => new Date(ms).getUTCFullYear()

/** The stamp in the years that come into question, oldest first. */
const candidates = (civil: Civil, {mtimeMs, previousMs}: PeelContext): readonly number[] => {
  const known = [mtimeMs, previousMs].filter(ms => ms !== undefined).map(yearOf)
  if (known.length === 0) return []
  const first = Math.max(OLDEST_YEAR, Math.min(...known) - 1)
  // A 29th of February may be eight years away from the next (1896 to 1904, 2096 to 2104).
  const span = civil.month === 2 && civil.day === 29 ? 8 : 0
  const years = Array.from({length: Math.max(...known) + 2 - first + span}, (_, index) => first - span + index)
  return years.map(year => at(year, civil)).filter(ms => ms !== undefined)
}

/**
 * A year-less stamp with its year. The first of a file: the newest that is not later than the file's last change. Those
 * after it: the first that does not step back more than a week, so that the year turns where December becomes January;
 * never later than the last change. Without a last change and without a dated line before it: no year, no moment.
 */
const inferYear = (civil: Civil, context: PeelContext): number | undefined => {
  const {mtimeMs = Number.POSITIVE_INFINITY, previousMs} = context
  const all = candidates(civil, context)
  const written = all.filter(ms => ms <= mtimeMs + AHEAD_MS)
  const onward = previousMs === undefined ? undefined : written.find(ms => ms >= previousMs - BACK_MS)
  return onward ?? written.at(-1) ?? all[0]
}

/** The moment that a stamp's parts tell; without a clock when they make no date. */
export const wallTime = (parts: StampParts, context: PeelContext): LogTime => {
  const civil = civilOf(parts)
  if (!civil) return NO_TIME
  if (parts.year === undefined) {
    const epochMs = inferYear(civil, context)
    return {basis: 'no-year', ...(epochMs === undefined ? {} : {epochMs})}
  }
  const local = at(Number(parts.year), civil)
  if (local === undefined) return NO_TIME
  const offset = zoneOffset(parts.zone)
  return offset === undefined ? {basis: 'local', epochMs: local} : {basis: 'zoned', epochMs: local - offset}
}

/** Seconds since boot, as printk stamps them. */
export const uptime = (seconds: string): LogTime => ({basis: 'monotonic', uptimeSeconds: Number(seconds)})
