import type {IncidentTime} from './incident-time.js'

/** Milliseconds of a day. */
export const MS_PER_DAY = 86_400_000
/** Seconds of a day. */
export const SECONDS_PER_DAY = 86_400
/** Julian year, as rates are told per year. */
export const DAYS_PER_YEAR = 365.25

/** A stretch of time in which a log does not show its machine alive. */
export interface ExposureGap {
  /** RFC 3339. */
  readonly from: string
  readonly to: string
  /** `downtime`: between the last line of a boot and the next boot. */
  readonly kind: 'downtime' | 'unobserved'
}

/** What a log's clock shows of the time it covers. */
export interface Observation {
  /** Days with evidence that the logger was alive. */
  readonly observedDays: number
  /** First to last line, clock steps taken off. */
  readonly spanDays: number
  readonly downtimeDays: number
  /** Days in gaps that are no downtime: nothing is known of them. */
  readonly unobservedDays: number
  readonly longestGapDays: number
  /** The longest stretches in which the machine is not seen, in time order. */
  readonly gaps: readonly ExposureGap[]
  /** Moments of the wall clock the observation rests on; absent where the uptime proves the time between. */
  readonly stamps?: number
  /** One sentence: which clock, and what counted as a gap. */
  readonly basis: string
  /** Observed days after an incident began; undefined when it cannot be placed on this clock. */
  readonly daysAfter: (time: IncidentTime) => number | undefined
}
