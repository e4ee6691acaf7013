import {incompleteBeta} from './incomplete-beta.js'
import {logGamma} from './log-gamma.js'

/**
 * ln P(K = k) of the count seen in `exposure` years when the yearly rate is Gamma(shape, rate):
 * negative binomial with success probability rate ÷ (rate + exposure).
 */
export function logNegativeBinomial(k: number, shape: number, rate: number, exposure: number): number {
  if (exposure === 0) return k === 0 ? 0 : Number.NEGATIVE_INFINITY
  return (
    logGamma(shape + k) -
    logGamma(shape) -
    logGamma(k + 1) -
    shape * Math.log1p(exposure / rate) -
    k * Math.log1p(rate / exposure)
  )
}

/** P(K ≤ k) of the same count; 0 for k < 0. */
export function negativeBinomialCdf(k: number, shape: number, rate: number, exposure: number): number {
  if (k < 0) return 0
  if (exposure === 0) return 1
  return incompleteBeta(shape, Math.floor(k) + 1, rate / (rate + exposure), exposure / (rate + exposure))
}
