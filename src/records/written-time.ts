import type {LogTime} from '../logs/log-line.js'

/** Month names of the English forms, January first. */
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

interface Day {
  readonly year: number
  /** 1…12 */
  readonly month: number
  readonly day: number
}

const fullYear = (digits: string): number => (digits.length === 2 ? 2000 + Number(digits) : Number(digits))

const monthNamed = (name: string): number => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1

//   2015-07-13   2015/07/13   20150713
const readYearFirst = (text: string): Day | undefined => {
  const [, year, month, day] = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text)?.toSpliced(2, 1) ?? []
  return year && month && day ? {year: Number(year), month: Number(month), day: Number(day)} : undefined
}

//   Jul-13-2015   13-Jul-2015   13 Jul 2015   July 13, 2015
const readNamed = (text: string): Day | undefined => {
  const [, name, day, year] = /^([A-Z][a-z]{2,8})[- ](\d{1,2}),?[- ](\d{4})$/.exec(text) ?? []
  if (name && day && year) return {year: Number(year), month: monthNamed(name), day: Number(day)}
  const [, first, word, last] = /^(\d{1,2})[- ]([A-Z][a-z]{2,8})[- ](\d{4})$/.exec(text) ?? []
  return first && word && last ? {year: Number(last), month: monthNamed(word), day: Number(first)} : undefined
}

//   07/13/2015   07/13/15   13.07.2015
const readSlashed = (text: string, order: DateOrder): Day | undefined => {
  const [, first, mark, second, digits] = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})$/.exec(text) ?? []
  if (!first || !second || !digits) return undefined
  const [a, b] = [Number(first), Number(second)]
  const year = fullYear(digits)
  if (mark === '.' || a > 12) return {year, month: b, day: a}
  if (order === 'month-first' || b > 12 || a === b) return {year, month: a, day: b}
  return undefined
}

const CLOCK =
  /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?([AP])\.?M\.?)?(?: ?(Z|UTC|GMT|[+-]\d{2}:?\d{2}))?(?: ?\(?[A-Z]{2,5}\)?)?$/i

interface Clock {
  readonly ms: number
  /** Minutes east of Greenwich; absent when no zone was printed. */
  readonly zoneMinutes?: number
}

const zoneOf = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(text) ?? []
  return hours ? (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) : 0
}

const readClock = (text: string): Clock | undefined => {
  const [, hour, minute, second = '0', fraction = '', half, zone] = CLOCK.exec(text) ?? []
  if (!hour || !minute || Number(minute) > 59 || Number(second) > 60) return undefined
  const hours = half ? (Number(hour) % 12) + (half.toUpperCase() === 'P' ? 12 : 0) : Number(hour)
  if (hours > 23) return undefined
  const ms = ((hours * 60 + Number(minute)) * 60 + Number(second)) * 1000 + Number(`0.${fraction || 0}`) * 1000
  const zoneMinutes = zoneOf(zone)
  return {ms: Math.floor(ms), ...(zoneMinutes === undefined ? {} : {zoneMinutes})}
}

/** What `7/8/2015` means: the order is known, or it is not and such a date is then unknown. */
export type DateOrder = 'month-first' | 'unknown'

/** A date and a clock as log formats write them, no zone printed: `local`; undefined when either cannot be read. */
export const readWrittenTime = (date: string, clock: string, order: DateOrder): LogTime | undefined => {
  const day = readYearFirst(date) ?? readNamed(date) ?? readSlashed(date, order)
  const time = readClock(clock)
  if (!day || !time || day.month < 1 || day.month > 12 || day.day < 1 || day.day > 31) return undefined
  const local = Date.UTC(day.year, day.month - 1, day.day) + time.ms
  if (time.zoneMinutes === undefined) return {epochMs: local, basis: 'local'}
  return {epochMs: local - time.zoneMinutes * 60_000, basis: 'zoned'}
}

/** Date and clock in one text: `2015-07-13T12:07:44Z`, `Jul-13-2015 12:07:44`, `7/13/2015 12:07:44 PM`. */
export const readWrittenStamp = (text: string, order: DateOrder): LogTime | undefined => {
  const weekday = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? (.*)$/.exec(text)?.[1] ?? text
  const [, date, clock] =
    /^(\S+(?: [A-Z][a-z]+,? \d{4}| \d{1,2},? \d{4})?),?[T ]+(\d{1,2}:\d{2}\b.*)$/.exec(
      weekday.replace(/^(\d{4}[-/]\d{2}[-/]\d{2})T/, '$1 '),
    ) ?? []
  if (date && clock) return readWrittenTime(date, clock.trim(), order)
  // Mon Jul 13 12:07:44 2015
  const [, monthDay, time, year] = /^([A-Z][a-z]{2} {1,2}\d{1,2}) (\d{2}:\d{2}:\d{2}) (\d{4})$/.exec(weekday) ?? []
  return monthDay && time && year ? readWrittenTime(`${monthDay.replace(/ +/, ' ')} ${year}`, time, order) : undefined
}
