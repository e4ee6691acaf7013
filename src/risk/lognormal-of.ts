import {type Distribution, meanOf} from './distribution.js'
import {type Lognormal, lognormalFrom} from './numerics/lognormal.js'

/** A distribution of minutes as a lognormal one: itself, a point without spread, or the one with the same mean and spread. */
export function lognormalOf(distribution: Distribution): Lognormal {
  if (distribution.form === 'lognormal') return lognormalFrom(distribution.median, distribution.p95)
  const mean = Math.max(meanOf(distribution), Number.MIN_VALUE)
  if (distribution.form !== 'gamma') return {mu: Math.log(mean), sigma: 0}
  const squared = Math.log1p(1 / distribution.shape)
  return {mu: Math.log(mean) - squared / 2, sigma: Math.sqrt(squared)}
}
