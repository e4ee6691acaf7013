import type {LogTime} from './log-line.js'
import {monthOf} from './month-names.js'

/** `04:12:09`, with a fraction and half of the day where the logger prints them. */
export const TIME = String.raw`(?<hour>\d\d?):(?<minute>\d\d):(?<second>\d\d)(?:[.,](?<fraction>\d{1,9}))?(?: (?<half>[AaPp][Mm]))?`

/** A stamp's parts as text, as an expression's named groups hold them. */
export interface StampParts {
  /** Absent: the year is found by what stands around it. */
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

/**
 * The year in which stamps without one stand until `date-stamps.ts` finds theirs: a leap year, so that every day exists in it.
 */
export const YEARLESS = 2000

const MINUTE_MS = 60_000

interface Civil {
  readonly month: number
  readonly day: number
  /** Milliseconds since midnight. */
  readonly ofDay: number
}

/** Days that every month has. */
const SURE_DAYS = 28

/** Milliseconds since 1970 of that day read as UTC; undefined when the year has no such day. */
const at = (year: number, {month, day, ofDay}: Civil): number | undefined => {
  const ms = Date.UTC(year, month - 1, day)
  return day <= SURE_DAYS || new Date(ms).getUTCMonth() === month - 1 ? ms + ofDay : undefined
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

/**
 * The moment that a stamp's parts tell, with the year where it stands elsewhere, in `YEARLESS` when there is none; without a
 * clock when they make no date.
 */
export const wallTime = (parts: StampParts, year = parts.year): LogTime => {
  const civil = civilOf(parts)
  if (!civil) return NO_TIME
  if (year === undefined) {
    const epochMs = at(YEARLESS, civil)
    return {basis: 'no-year', ...(epochMs === undefined ? {} : {epochMs})}
  }
  const local = at(Number(year), civil)
  if (local === undefined) return NO_TIME
  const offset = zoneOffset(parts.zone)
  return offset === undefined ? {basis: 'local', epochMs: local} : {basis: 'zoned', epochMs: local - offset}
}

/** Seconds since boot, as printk stamps them. */
export const uptime = (seconds: string): LogTime => ({basis: 'monotonic', uptimeSeconds: Number(seconds)})
