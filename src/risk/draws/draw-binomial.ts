import {drawBeta} from './draw-beta.js'
import type {RandomStream} from './random-stream.js'

/** Below this many trials each is drawn. */
const FEW = 40

/** Successes among `trials` with this probability: large numbers are halved at a Beta-distributed order statistic (Relles 1972). */
export function drawBinomial(random: RandomStream, trials: number, probability: number): number {
  let [left, share, successes] = [trials, probability, 0]
  while (left >= FEW) {
    const middle = Math.floor(left / 2) + 1
    const cut = drawBeta(random, middle, left + 1 - middle)
    if (cut <= share) {
      successes += middle
      left -= middle
      share = cut < 1 ? (share - cut) / (1 - cut) : 0
    } else {
      left = middle - 1
      share /= cut
    }
  }
  for (; left > 0; left--) if (random() < share) successes++
  return successes
}
