import {drawGamma} from './draw-gamma.js'
import type {RandomStream} from './random-stream.js'

/** A number from Beta(a, b): a gamma share. A parameter of 0 puts all weight on that end. */
export function drawBeta(random: RandomStream, a: number, b: number): number {
  if (a <= 0) return 0
  if (b <= 0) return 1
  const x = drawGamma(random, a)
  const y = drawGamma(random, b)
  return x + y > 0 ? x / (x + y) : random() < a / (a + b) ? 1 : 0
}
