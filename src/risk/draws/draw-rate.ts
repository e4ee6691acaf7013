import {type GammaComponent, type GammaMixture, mixtureDensity} from '../gamma-mixture.js'
import {drawGamma} from './draw-gamma.js'
import type {RandomStream} from './random-stream.js'

function drawComponent(random: RandomStream, parts: GammaMixture): GammaComponent | undefined {
  const total = parts.reduce((sum, {weight}) => sum + weight, 0)
  let left = random() * total
  for (const part of parts) {
    left -= part.weight
    if (left < 0) return part
  }
  return parts.at(-1)
}

/** Draws one yearly rate from a mixture; where components are taken away, by rejection from those that are added. */
export function rateSampler(mixture: GammaMixture): (random: RandomStream) => number {
  const added = mixture.filter(({weight}) => weight > 0)
  const exact = added.length === mixture.length
  return random => {
    for (;;) {
      const part = drawComponent(random, added)
      if (part === undefined) return 0
      const rate = drawGamma(random, part.shape) / part.rate
      if (exact || random() * mixtureDensity(rate, added) < mixtureDensity(rate, mixture)) return rate
    }
  }
}
