import {type GammaMixture, mixtureMean} from '../gamma-mixture.js'
import {drawPoisson} from './draw-poisson.js'
import {rateSampler} from './draw-rate.js'
import type {RandomStream} from './random-stream.js'

/** Above this mean count a table would be long; then a rate is drawn first. */
const MOST_TABLED = 300
/** The table ends where so little is left that no run of draws meets it. */
const REST = 1e-12
const LONGEST_TABLE = 20_000

/** Where a table is made; most are short. */
const room = new Float64Array(LONGEST_TABLE)

/** P(count ≤ k) for k = 0, 1, … in one year: each component's negative binomial by its recurrence. */
function cumulative(mixture: GammaMixture): Float64Array {
  const parts = mixture.map(({weight, shape, rate}) => ({
    shape,
    again: 1 / (rate + 1),
    probability: weight * Math.exp(-shape * Math.log1p(1 / rate)),
  }))
  let below = 0
  let k = 0
  for (; k < LONGEST_TABLE && below < 1 - REST; k++) {
    for (const part of parts) {
      below += part.probability
      part.probability *= ((part.shape + k) / (k + 1)) * part.again
    }
    room[k] = below
  }
  return room.slice(0, k)
}

/** Incident counts of many years. */
interface CountSampler {
  /** So many of the first years have no incident, whatever is drawn. */
  readonly quiet: number
  /** The count of one year; years are asked for in rising order. */
  readonly draw: (random: RandomStream, year: number) => number
}

/**
 * Incident counts of `draws` years, one from each of equally likely strata and in rising order: negative-binomial mixture.
 * Where many are expected a rate is drawn from the mixture first, and the count from the rate.
 */
export function countSampler(mixture: GammaMixture, draws: number): CountSampler {
  if (mixtureMean(mixture) > MOST_TABLED) {
    const drawRate = rateSampler(mixture)
    return {quiet: 0, draw: random => drawPoisson(random, drawRate(random))}
  }
  const table = cumulative(mixture)
  let count = 0
  return {
    quiet: Math.max(0, Math.floor((table[0] ?? 0) * draws) - 1),
    draw: (random, year) => {
      const target = (year + random()) / draws
      while (count > 0 && (table[count - 1] ?? 0) > target) count--
      while (count < table.length - 1 && (table[count] ?? 1) <= target) count++
      return count
    },
  }
}
