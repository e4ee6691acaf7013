import {type GammaMixture, mixtureMean, mixtureQuantile} from './gamma-mixture.js'
import type {Interval} from './risk-estimate.js'

/** Median, 50 % and 90 % interval of a mixture, by its closed form. */
export const intervalOfMixture = (mixture: GammaMixture): Interval => ({
  mean: mixtureMean(mixture),
  median: mixtureQuantile(0.5, mixture),
  p5: mixtureQuantile(0.05, mixture),
  p25: mixtureQuantile(0.25, mixture),
  p75: mixtureQuantile(0.75, mixture),
  p95: mixtureQuantile(0.95, mixture),
})

/** The value below which this share of sorted draws lies, between neighbours in proportion. */
function sampleQuantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1)
  const low = sorted[Math.floor(at)] ?? 0
  const high = sorted[Math.ceil(at)] ?? low
  return low + (high - low) * (at - Math.floor(at))
}

/** Mean, median, 50 % and 90 % interval of at least one draw; the draws are left as they are. */
export function intervalOfDraws(draws: Float64Array): Interval {
  const sorted = Float64Array.from(draws).sort()
  return {
    mean: draws.reduce((sum, value) => sum + value, 0) / Math.max(1, draws.length),
    median: sampleQuantile(sorted, 0.5),
    p5: sampleQuantile(sorted, 0.05),
    p25: sampleQuantile(sorted, 0.25),
    p75: sampleQuantile(sorted, 0.75),
    p95: sampleQuantile(sorted, 0.95),
  }
}
