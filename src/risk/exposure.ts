import type {Boot} from '../incidents/incident.js'
import type {ClockSample} from '../logs/read-lines.js'
import type {RiskIncident} from './counted-incident.js'
import type {ExposureCut} from './exposure-cuts.js'
import type {Observation} from './observation.js'
import {observeUptime} from './observe-uptime.js'
import {observeWall} from './observe-wall.js'
import type {Exposure} from './risk-estimate.js'
import type {LeftOut} from './watch.js'

const MINUTES_PER_DAY = 1440

/** What the clock stamps, boots and incidents of one host show of the time its log covers; undefined when no line carries a clock. */
export const observe = (
  clock: readonly ClockSample[],
  boots: readonly Boot[],
  incidents: readonly RiskIncident[],
): Observation | undefined => observeWall(clock, boots, incidents) ?? observeUptime(clock, boots)

/** What else is known of the time a log covers. */
interface ExposureFrame {
  readonly boots: number
  readonly cuts?: readonly ExposureCut[]
  readonly leftOut?: readonly LeftOut[]
}

/** The observation as a report shows it. Coverage of a log without length is whole. */
export const exposureOf = (
  seen: Observation,
  triggeredCollection: boolean,
  {boots, cuts = [], leftOut = []}: ExposureFrame,
): Exposure => ({
  observedDays: seen.observedDays,
  spanDays: seen.spanDays,
  coverage: seen.spanDays > 0 ? Math.min(1, seen.observedDays / seen.spanDays) : 1,
  downtimeMinutes: seen.downtimeDays * MINUTES_PER_DAY,
  unobservedDays: seen.unobservedDays,
  longestGapDays: seen.longestGapDays,
  ...(seen.stamps === undefined ? {} : {stamps: seen.stamps}),
  boots,
  ...(seen.gaps.length === 0 ? {} : {gaps: seen.gaps}),
  ...(cuts.length === 0 ? {} : {cuts: cuts.map(({atMs: _clock, ...cut}) => cut)}),
  ...(leftOut.length === 0 ? {} : {leftOut}),
  triggeredCollection,
  basis: seen.basis,
})
