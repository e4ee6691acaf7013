import {densityOf, type GammaComponent, type GammaMixture} from '../gamma-mixture.js'
import {drawGamma} from './draw-gamma.js'
import type {RandomStream} from './random-stream.js'

/** A component, and the one taken away from it: together rates that gave at least one event in a span of years. */
interface Pair {
  readonly weight: number
  readonly shape: number
  readonly rate: number
  /** Years by which the taken-away component's rate is larger; 0 when nothing is taken away. */
  readonly years: number
}

const pick = <Part extends {readonly weight: number}>(
  random: RandomStream,
  parts: readonly Part[],
): Part | undefined => {
  const total = parts.reduce((sum, {weight}) => sum + weight, 0)
  let left = random() * total
  for (const part of parts) {
    left -= part.weight
    if (left < 0) return part
  }
  return parts.at(-1)
}

/** Logarithm of what stands before x^(shape−1)·e^(−rate·x), but for what equal shapes share. */
const scaleOf = ({weight, shape, rate}: GammaComponent): number => Math.log(Math.abs(weight)) + shape * Math.log(rate)

const isTakenFrom = (whole: GammaComponent, taken: GammaComponent): boolean =>
  taken.shape === whole.shape && taken.rate > whole.rate && Math.abs(scaleOf(taken) - scaleOf(whole)) < 1e-9

/** Components with what is taken from each; undefined when some negative one belongs to none. */
function pairUp(mixture: GammaMixture): readonly Pair[] | undefined {
  const negative = mixture.filter(({weight}) => weight < 0)
  const pairs = mixture
    .filter(({weight}) => weight > 0)
    .map(whole => {
      const taken = negative.find(part => isTakenFrom(whole, part))
      return {
        ...whole,
        weight: whole.weight + (taken?.weight ?? 0),
        years: taken === undefined ? 0 : taken.rate - whole.rate,
      }
    })
  return pairs.filter(({years}) => years > 0).length === negative.length ? pairs : undefined
}

/**
 * A rate of density x^(shape−1)·e^(−rate·x)·(1 − e^(−years·x)): drawn with one more in the shape, which bounds the last
 * factor by years·x, and accepted by the rest; nearly always at once where events are rare.
 */
function drawPair(random: RandomStream, {shape, rate, years}: Pair): number {
  if (years === 0) return drawGamma(random, shape) / rate
  for (;;) {
    const x = drawGamma(random, shape + 1) / rate
    if (random() * years * x < -Math.expm1(-years * x)) return x
  }
}

/** Draws one yearly rate from a mixture, components that are taken away included. */
export function rateSampler(mixture: GammaMixture): (random: RandomStream) => number {
  const pairs = pairUp(mixture)
  if (pairs !== undefined)
    return random => {
      const pair = pick(random, pairs)
      return pair === undefined ? 0 : drawPair(random, pair)
    }
  const added = mixture.filter(({weight}) => weight > 0)
  const [densityOfAdded, densityOfAll] = [densityOf(added), densityOf(mixture)]
  return random => {
    for (;;) {
      const part = pick(random, added)
      if (part === undefined) return 0
      const rate = drawGamma(random, part.shape) / part.rate
      if (random() * densityOfAdded(rate) < densityOfAll(rate)) return rate
    }
  }
}
