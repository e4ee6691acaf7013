import type {TimeBasis} from '../logs/log-line.js'

/** The one place where values become words: hex, bytes, durations, dates, shares. Plain strings, no markup. */

const CONTROL_PICTURES = 0x2400
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

const picture = (character: string): string => {
  const code = character.codePointAt(0) ?? 0
  if (character === '\t') return ' '
  if (code < 0x20) return String.fromCodePoint(CONTROL_PICTURES + code)
  if (code === 0x7f) return '␡'
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd'
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`
}

/** Log text that can do nothing: controls become pictures, invisible and direction marks their numbers, tabs a blank. */
export const printable = (text: string): string => text.replace(HIDDEN, picture)

/** At most `limit` characters; what was cut is counted. */
export function shorten(text: string, limit = 80): string {
  if (text.length <= limit) return text
  return `${text.slice(0, limit)}… (+${group(text.length - limit)} characters)`
}

/** The text with a capital letter at its head. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** A whole number with its thousands apart, `12,000`. */
export const group = (value: number): string => {
  const rounded = Math.round(value)
  // Written by hand: a locale takes longer to load than a short report to write.
  return Number.isSafeInteger(rounded)
    ? String(rounded).replace(/\B(?=(?:\d{3})+$)/g, ',')
    : rounded.toLocaleString('en-US')
}

/** `1 error`, `12 errors`; `more` where the plural is not the word with an s. */
export const count = (value: number, one: string, more = `${one}s`): string =>
  `${group(value)} ${value === 1 ? one : more}`

/** A register or an address: `0x` and lower-case digits. */
export const hex = (value: bigint | number): string => `0x${value.toString(16)}`

/** At most two significant digits: `0.012`, `3.4`, `120`, `1,200`. */
export function twoDigits(value: number): string {
  if (!Number.isFinite(value)) return 'unbounded'
  const rounded = Number(value.toPrecision(2))
  return Math.abs(rounded) >= 10 ? group(rounded) : String(rounded)
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const

/** A size in binary units, whole where it is whole: `64 B`, `4 KiB`, `511.5 GiB`. */
export function bytes(size: bigint | number): string {
  let value = Number(size)
  let step = 0
  // 1023.99 MiB would be written as 1024 MiB: it is a GiB.
  while (value >= 1023.5 && step < UNITS.length - 1) {
    value /= 1024
    step += 1
  }
  return `${Number(value.toFixed(value >= 100 ? 0 : 1))} ${UNITS[step] ?? 'B'}`
}

const MINUTE = 60
const HOUR = 3600
const DAY = 86_400

/** A length of time in the unit people would use: `45 seconds`, `11 minutes`, `3.5 hours`, `12 days`. */
export function duration(seconds: number): string {
  const say = (value: number, unit: string) => `${twoDigits(value)} ${unit}${twoDigits(value) === '1' ? '' : 's'}`
  if (seconds < 90) return count(Math.round(seconds), 'second')
  if (seconds < 90 * MINUTE) return say(Math.round(seconds / MINUTE), 'minute')
  if (seconds < 36 * HOUR) return say(seconds / HOUR, 'hour')
  return say(seconds / DAY, 'day')
}

/** A share as a whole percentage; below one and above 99 it says so instead of rounding to nothing or all. */
export function percent(share: number): string {
  const value = share * 100
  if (value > 0 && value < 1) return '< 1 %'
  if (value > 99 && value < 100) return '> 99 %'
  return `${Math.round(value)} %`
}

const CLOCKS: Readonly<Record<TimeBasis, string>> = {
  zoned: ' UTC',
  local: ' local time',
  'no-year': ' local time',
  monotonic: '',
  none: '',
}

/** What a reader must know of a clock that is not plain UTC; empty for `zoned`. */
export const CLOCK_REMARKS: Readonly<Record<TimeBasis, string>> = {
  zoned: '',
  local: 'times are the machine’s local clock: the log names no zone',
  'no-year': 'times are the machine’s local clock: the log names neither zone nor year, the year is inferred',
  monotonic: 'the log counts seconds since boot and names no date',
  none: 'where no time stands, the lines carry no clock',
}

const moment = (time: string): string => time.replace('T', ' ').replace(/(\.\d+)?(Z|[+-]\d\d:\d\d)?$/, '')

const inUtc = (time: string): string => {
  const ms = /[+-]\d\d:\d\d$/.test(time) ? Date.parse(time) : Number.NaN
  return Number.isNaN(ms) ? time : new Date(ms).toISOString()
}

/** A moment as people write it, `2026-11-03 04:12:09 UTC`; an uptime or a plain statement where no date is known. */
export function dateTime(time: string | undefined, basis: TimeBasis, uptimeSeconds?: number): string {
  if (time !== undefined) return moment(inUtc(time)) + CLOCKS[basis]
  return uptimeSeconds === undefined ? 'time not logged' : `${uptimeSeconds.toFixed(1)} s after boot`
}

/** A moment for a narrow column: no zone. */
export const shortTime = (time: string | undefined, uptimeSeconds?: number): string =>
  dateTime(time, 'none', uptimeSeconds)

/** The clock part alone, `04:12:09`. */
export const clockTime = (time: string): string => moment(inUtc(time)).slice(11)

/** The day alone, `2026-11-03`. */
export const day = (time: string): string => inUtc(time).slice(0, 10)

/** Milliseconds of an RFC 3339 time; one without offset is read as if it were UTC. Undefined when it is no time. */
export function toMs(time: string | undefined): number | undefined {
  if (time === undefined) return undefined
  const ms = Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(time) ? time : `${time}Z`)
  return Number.isNaN(ms) ? undefined : ms
}
