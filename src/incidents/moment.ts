import type {LogTime, TimeBasis} from '../logs/log-line.js'

/** When something was told: the clocks a record carries, none of them invented. */
export interface Moment {
  /** Seconds since boot. */
  readonly uptime?: number
  /** Milliseconds since 1970 of the printed wall clock. */
  readonly wallMs?: number
  readonly basis: TimeBasis
  /** Milliseconds since 1970 UTC from a machine check's TIME field; whole seconds. */
  readonly utcMs?: number
  /** True when `wallMs` was worked out from the uptime and the boot's start. */
  readonly derived?: boolean
}

/** Seconds between two moments; `loose` when they were read off different clocks. */
export interface Gap {
  readonly seconds: number
  readonly loose: boolean
}

const QUARTER_HOUR_MS = 900_000
const WIDEST_ZONE_MS = 14 * 3_600_000
const SECOND_MS = 1000

/** Moment of a log stamp, with the TIME field of a machine check where there is one. */
export function momentOf(time: LogTime, unixTime?: number): Moment {
  return {
    basis: time.basis,
    ...(time.uptimeSeconds === undefined ? {} : {uptime: time.uptimeSeconds}),
    ...(time.epochMs === undefined ? {} : {wallMs: time.epochMs}),
    ...(unixTime === undefined || unixTime === 0 ? {} : {utcMs: unixTime * SECOND_MS}),
  }
}

/** Milliseconds between two clocks whose zones may differ: whole quarter hours up to the widest zone are taken off. */
export function zonelessDistanceMs(a: number, b: number): number {
  const apart = Math.abs(a - b)
  if (apart > WIDEST_ZONE_MS + QUARTER_HOUR_MS) return apart
  const rest = apart % QUARTER_HOUR_MS
  return Math.min(rest, QUARTER_HOUR_MS - rest)
}

/** Stamps of whole seconds may be off by one. */
const rounding = (a: number, b: number): number => (a % SECOND_MS === 0 && b % SECOND_MS === 0 ? SECOND_MS : 0)

const sameClock = (a: TimeBasis, b: TimeBasis): boolean => (a === 'zoned') === (b === 'zoned')

const strict = (ms: number, slack: number): Gap => ({seconds: Math.max(0, ms - slack) / SECOND_MS, loose: false})

/** How far apart two moments of one boot are, or undefined when they share no clock. */
export function gapBetween(a: Moment, b: Moment): Gap | undefined {
  if (a.uptime !== undefined && b.uptime !== undefined) return {seconds: Math.abs(a.uptime - b.uptime), loose: false}
  if (a.wallMs !== undefined && b.wallMs !== undefined) {
    if (!sameClock(a.basis, b.basis)) return {seconds: zonelessDistanceMs(a.wallMs, b.wallMs) / SECOND_MS, loose: true}
    const gap = strict(Math.abs(a.wallMs - b.wallMs), rounding(a.wallMs, b.wallMs))
    return a.derived === true || b.derived === true ? {...gap, loose: true} : gap
  }
  if (a.utcMs !== undefined && b.utcMs !== undefined)
    return {seconds: Math.abs(a.utcMs - b.utcMs) / SECOND_MS, loose: true}
  const [utc, other] = a.utcMs === undefined ? [b.utcMs, a] : [a.utcMs, b]
  if (utc === undefined || other.wallMs === undefined) return undefined
  return {seconds: zonelessDistanceMs(utc, other.wallMs) / SECOND_MS, loose: true}
}

/** When a boot's uptime was zero, on which wall clock. */
export interface BootEpoch {
  readonly ms: number
  readonly basis: TimeBasis
}

/** The moment with a wall clock, worked out where only the uptime was printed. */
export function onWallClock(moment: Moment, epoch: BootEpoch | undefined): Moment {
  if (moment.wallMs !== undefined || moment.uptime === undefined || epoch === undefined) return moment
  return {...moment, wallMs: Math.round(epoch.ms + moment.uptime * SECOND_MS), basis: epoch.basis, derived: true}
}

/** The zone of a clock by one moment it and a zoned clock both tell: the nearest whole quarter hour, milliseconds. */
export const zoneBetween = (localMs: number, zonedMs: number): number =>
  Math.round((localMs - zonedMs) / QUARTER_HOUR_MS) * QUARTER_HOUR_MS

/** The moment of a clock without zone, in UTC, its zone having been found out. */
export function inZone(moment: Moment, zoneMs: number | undefined): Moment {
  if (zoneMs === undefined || moment.wallMs === undefined || moment.basis === 'zoned') return moment
  return {...moment, wallMs: moment.wallMs - zoneMs, basis: 'zoned', derived: true}
}

/** Order of two moments of one boot: by uptime where both have it, else by wall clock; 0 when they share none. */
export function compareMoments(a: Moment, b: Moment): number {
  if (a.uptime !== undefined && b.uptime !== undefined) return a.uptime - b.uptime
  const [left, right] = [a.wallMs ?? a.utcMs, b.wallMs ?? b.utcMs]
  return left === undefined || right === undefined ? 0 : left - right
}
