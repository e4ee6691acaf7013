import {drawBinomial} from './draw-binomial.js'
import {drawGamma} from './draw-gamma.js'
import type {RandomStream} from './random-stream.js'

/** Below this mean arrivals are drawn one by one. */
const FEW = 15

/** A Poisson count: large means are cut at the arrival time of an early event (Ahrens & Dieter 1974). */
export function drawPoisson(random: RandomStream, mean: number): number {
  let [left, count] = [mean, 0]
  while (left > FEW) {
    const early = Math.floor((left * 7) / 8)
    const arrival = drawGamma(random, early)
    if (arrival > left) return count + drawBinomial(random, early - 1, left / arrival)
    count += early
    left -= arrival
  }
  const floor = Math.exp(-left)
  for (let product = random(); product > floor; product *= random()) count++
  return count
}
