import {absorbedInLog} from './absorption.js'
import type {Beliefs} from './beliefs.js'
import {meanOf} from './distribution.js'
import {absorbedShare} from './expectation.js'
import {sumUpDraws} from './interval.js'
import type {Tally} from './log-evidence.js'
import {MITIGATIONS, type Mitigation} from './mitigations.js'
import type {DowntimeEstimate} from './risk-estimate.js'
import {type SimulatedYears, simulateYears} from './simulate-year.js'

/** A full mirror keeps every line twice. */
const FULL_MIRROR_CAPACITY = 0.5

/** What is known of the measures beside their shares. */
export interface MeasureFrame {
  /** Full-mirror verdicts on the log's own incidents. */
  readonly verdicts: Tally
  /** Share of the memory that the partial mirror's second copies take. */
  readonly partialCapacity: number
  /** What a reader must know of a measure's estimate. */
  readonly notes: Readonly<Partial<Record<Mitigation, string>>>
}

/** Planned minutes a year from the mean number of swaps: one after a mirror gave up a copy; for swaps in time, those that were for nothing too. */
function plannedMinutes(measure: Mitigation, swaps: number, beliefs: Beliefs): {plannedMinutes?: number} {
  const minutes = meanOf(beliefs.plannedSwap)
  if (measure === 'swap-in-time') return {plannedMinutes: swaps * beliefs.swapsPerHit * minutes}
  return measure.endsWith('-mirror') ? {plannedMinutes: swaps * minutes} : {}
}

function capacityOf(measure: Mitigation, {partialCapacity}: MeasureFrame): {capacityShare?: number} {
  if (measure === 'full-mirror') return {capacityShare: FULL_MIRROR_CAPACITY}
  return measure === 'partial-mirror' ? {capacityShare: partialCapacity} : {}
}

/** One measure set against the machine as it was, draw by draw. */
function mitigated(
  measure: Mitigation,
  {draws, asItWas, under}: SimulatedYears,
  beliefs: Beliefs,
  frame: MeasureFrame,
): DowntimeEstimate {
  const {minutes, yearsWithAny} = under[measure]
  const saved = new Float64Array(minutes.length)
  for (let n = 0; n < saved.length; n++) saved[n] = (asItWas[n] ?? 0) - (minutes[n] ?? 0)
  const [left, less] = [sumUpDraws(minutes, draws), sumUpDraws(saved, draws)]
  const inLog = measure === 'full-mirror' ? absorbedInLog(frame.verdicts) : undefined
  const note = frame.notes[measure]
  return {
    measure,
    ...left.interval,
    probabilityOfNone: left.none,
    probabilityOfSaving: less.some,
    savedMinutes: less.interval,
    absorbedShare: absorbedShare(beliefs, measure),
    ...(inLog === undefined ? {} : {absorbedInLog: inLog}),
    ...plannedMinutes(measure, yearsWithAny / Math.max(1, draws), beliefs),
    ...capacityOf(measure, frame),
    ...(note === undefined ? {} : {note}),
  }
}

/**
 * Minutes down a year as it was and under every measure of the ladder, from paired draws. Measures act on the same incidents:
 * each is set against the machine as it was, and they are never multiplied with each other.
 */
export function estimateDowntime(
  beliefs: Beliefs,
  frame: MeasureFrame,
  seed: number,
  draws: number,
): readonly DowntimeEstimate[] {
  const years = simulateYears(beliefs, seed, draws)
  const asItWas = sumUpDraws(years.asItWas, years.draws)
  return [
    {measure: 'as-it-was', ...asItWas.interval, probabilityOfNone: asItWas.none},
    ...MITIGATIONS.map(measure => mitigated(measure, years, beliefs, frame)),
  ]
}
