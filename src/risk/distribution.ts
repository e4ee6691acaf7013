import {drawBeta} from './draws/draw-beta.js'
import {drawGamma} from './draws/draw-gamma.js'
import {drawLognormal} from './draws/draw-lognormal.js'
import type {RandomStream} from './draws/random-stream.js'
import {lognormalFrom, lognormalMean} from './numerics/lognormal.js'

/** What is believed of one quantity, as a table can hold it. `point`: taken as certain. */
export type Distribution =
  | {readonly form: 'point'; readonly value: number}
  | {readonly form: 'gamma'; readonly shape: number; readonly mean: number}
  | {readonly form: 'beta'; readonly a: number; readonly b: number}
  | {readonly form: 'lognormal'; readonly median: number; readonly p95: number}

/** Mean, in the quantity's own unit. */
export function meanOf(distribution: Distribution): number {
  switch (distribution.form) {
    case 'point':
      return distribution.value
    case 'gamma':
      return distribution.mean
    case 'beta':
      return distribution.a / (distribution.a + distribution.b)
    case 'lognormal':
      return lognormalMean(lognormalFrom(distribution.median, distribution.p95))
  }
}

/** One number from it. */
export function drawFrom(random: RandomStream, distribution: Distribution): number {
  switch (distribution.form) {
    case 'point':
      return distribution.value
    case 'gamma':
      return (drawGamma(random, distribution.shape) * distribution.mean) / distribution.shape
    case 'beta':
      return drawBeta(random, distribution.a, distribution.b)
    case 'lognormal':
      return drawLognormal(random, lognormalFrom(distribution.median, distribution.p95))
  }
}

/** What is wrong with a distribution's numbers, in words; undefined when nothing is. */
export function faultOf(distribution: Distribution): string | undefined {
  const positive = (...values: readonly number[]) => values.every(value => value > 0 && Number.isFinite(value))
  switch (distribution.form) {
    case 'point':
      return distribution.value >= 0 && Number.isFinite(distribution.value) ? undefined : 'value must be 0 or more'
    case 'gamma':
      return positive(distribution.shape, distribution.mean) ? undefined : 'shape and mean must be above 0'
    case 'beta':
      return positive(distribution.a, distribution.b) ? undefined : 'a and b must be above 0'
    case 'lognormal':
      return positive(distribution.median) &&
        distribution.p95 > distribution.median &&
        Number.isFinite(distribution.p95)
        ? undefined
        : 'median must be above 0 and p95 above the median'
  }
}
