import {type GammaMixture, mixtureMean, mixtureQuantile} from './gamma-mixture.js'
import type {Interval} from './risk-estimate.js'

const closedForm = (mixture: GammaMixture): Interval => ({
  mean: mixtureMean(mixture),
  median: mixtureQuantile(0.5, mixture),
  p5: mixtureQuantile(0.05, mixture),
  p25: mixtureQuantile(0.25, mixture),
  p75: mixtureQuantile(0.75, mixture),
  p95: mixtureQuantile(0.95, mixture),
})

/** Intervals by their mixtures' numbers: hosts of a fleet share what was believed before, and the DIMMs of a host their watch. */
const intervals = new Map<string, Interval>()
const MOST_KEPT = 256

/** Median, 50 % and 90 % interval of a mixture, by its closed form. */
export function intervalOfMixture(mixture: GammaMixture): Interval {
  const key = mixture.map(({weight, shape, rate}) => `${weight} ${shape} ${rate}`).join('\n')
  const known = intervals.get(key)
  if (known !== undefined) return known
  const interval = closedForm(mixture)
  if (intervals.size >= MOST_KEPT) intervals.clear()
  intervals.set(key, interval)
  return interval
}

/** The value below which this share of the draws lies, between neighbours in proportion; `sorted` holds all but the zeros. */
function sampleQuantile(sorted: Float64Array, zeros: number, share: number): number {
  const valueAt = (index: number): number => (index < zeros ? 0 : (sorted[index - zeros] ?? 0))
  const at = share * (zeros + sorted.length - 1)
  const low = valueAt(Math.floor(at))
  return low + (valueAt(Math.ceil(at)) - low) * (at - Math.floor(at))
}

/** Draws summed up. */
export interface DrawnInterval {
  readonly interval: Interval
  /** Share of the draws that are 0, and of those that are not. */
  readonly none: number
  readonly some: number
}

/** Mean, median, 50 % and 90 % interval of so many draws; those without a value were 0, and none is negative. */
export const intervalOfDraws = (values: Float64Array, draws: number): Interval => sumUpDraws(values, draws).interval

/** The same, with the shares of the draws that are 0 and that are not. */
export function sumUpDraws(values: Float64Array, draws: number): DrawnInterval {
  const some = new Float64Array(values.length)
  let count = 0
  let sum = 0
  for (let n = 0; n < values.length; n++) {
    const value = values[n] ?? 0
    if (value === 0) continue
    some[count++] = value
    sum += value
  }
  const sorted = some.subarray(0, count).sort()
  const zeros = draws - count
  const interval = {
    mean: sum / Math.max(1, draws),
    median: sampleQuantile(sorted, zeros, 0.5),
    p5: sampleQuantile(sorted, zeros, 0.05),
    p25: sampleQuantile(sorted, zeros, 0.25),
    p75: sampleQuantile(sorted, zeros, 0.75),
    p95: sampleQuantile(sorted, zeros, 0.95),
  }
  return {interval, none: zeros / Math.max(1, draws), some: count / Math.max(1, draws)}
}
