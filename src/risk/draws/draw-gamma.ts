import {drawNormal} from './draw-normal.js'
import type {RandomStream} from './random-stream.js'

/** A number from Gamma(shape, 1) (Marsaglia & Tsang 2000); below shape 1 a larger one is scaled down. */
export function drawGamma(random: RandomStream, shape: number): number {
  if (shape < 1) return drawGamma(random, shape + 1) * random() ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const z = drawNormal(random)
    const v = (1 + c * z) ** 3
    if (v > 0 && Math.log(random()) < (z * z) / 2 + d - d * v + d * Math.log(v)) return d * v
  }
}
