import {absorbedInLog} from './absorption.js'
import type {Beliefs} from './beliefs.js'
import {meanOf} from './distribution.js'
import {intervalOfDraws} from './interval.js'
import type {Tally} from './log-evidence.js'
import type {AbsorbedInLog, DowntimeEstimate} from './risk-estimate.js'
import {type SimulatedYears, simulateYears} from './simulate-year.js'

/** A full mirror keeps every line twice. */
const FULL_MIRROR_CAPACITY = 0.5

const share = (draws: Float64Array, test: (value: number) => boolean): number =>
  draws.reduce((sum, value) => sum + (test(value) ? 1 : 0), 0) / Math.max(1, draws.length)

function asItWas({asItWas: minutes}: SimulatedYears): DowntimeEstimate {
  return {measure: 'as-it-was', ...intervalOfDraws(minutes), probabilityOfNone: share(minutes, value => value === 0)}
}

interface Mitigated {
  readonly measure: 'kernelcore-mirror' | 'full-mirror'
  readonly minutes: Float64Array
  readonly absorbed: Float64Array
  readonly absorbedShare: number
  readonly inLog?: AbsorbedInLog | undefined
}

/** One planned swap in a year in which the mirror absorbed anything: then the faulty DIMM is gone. */
function mitigated(
  {measure, minutes, absorbed, absorbedShare, inLog}: Mitigated,
  base: Float64Array,
  beliefs: Beliefs,
): DowntimeEstimate {
  const saved = base.map((value, n) => value - (minutes[n] ?? 0))
  return {
    measure,
    ...intervalOfDraws(minutes),
    probabilityOfNone: share(minutes, value => value === 0),
    probabilityOfSaving: share(saved, value => value > 0),
    savedMinutes: intervalOfDraws(saved),
    absorbedShare,
    ...(inLog === undefined ? {} : {absorbedInLog: inLog}),
    plannedMinutes: share(absorbed, value => value > 0) * meanOf(beliefs.plannedSwap),
    ...(measure === 'full-mirror' ? {capacityShare: FULL_MIRROR_CAPACITY} : {}),
  }
}

/**
 * Minutes down a year as it was, with kernel memory mirrored and with everything mirrored, from paired draws. The two mirrors act
 * on the same incidents: each is set against the machine as it was, and they are never multiplied with each other.
 */
export function estimateDowntime(
  beliefs: Beliefs,
  verdicts: Tally,
  seed: number,
  draws: number,
): readonly DowntimeEstimate[] {
  const years = simulateYears(beliefs, seed, draws)
  const full = meanOf(beliefs.fullMirror)
  const kernelMirror: Mitigated = {
    measure: 'kernelcore-mirror',
    minutes: years.kernelMirror,
    absorbed: years.absorbedByKernel,
    absorbedShare: full * meanOf(beliefs.kernelMirror),
  }
  const fullMirror: Mitigated = {
    measure: 'full-mirror',
    minutes: years.fullMirror,
    absorbed: years.absorbedByFull,
    absorbedShare: full,
    inLog: absorbedInLog(verdicts),
  }
  return [
    asItWas(years),
    mitigated(kernelMirror, years.asItWas, beliefs),
    mitigated(fullMirror, years.asItWas, beliefs),
  ]
}
