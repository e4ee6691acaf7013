import {meanOf} from './distribution.js'
import {drawGamma} from './draws/draw-gamma.js'
import {drawNormal} from './draws/draw-normal.js'
import type {RandomStream} from './draws/random-stream.js'
import {lognormalOf} from './lognormal-of.js'
import {incompleteBeta} from './numerics/incomplete-beta.js'
import {logBeta} from './numerics/log-gamma.js'
import {type Lognormal, lognormalOfSum} from './numerics/lognormal.js'
import type {PriorSet} from './priors.js'

/** A machine that is down longer is taken out of service: 30 days, in minutes. */
export const LONGEST_OUTAGE_MINUTES = 43_200

/** Pseudo-observations of the spread: degrees of freedom before any restart was seen. */
const PRIOR_FREEDOM = 4

/** Belief about the logarithm of a restart's minutes: Normal–inverse-gamma. */
export interface RestartBelief {
  readonly mu: number
  /** Restarts the mean is worth. */
  readonly kappa: number
  /** Degrees of freedom of the spread, and its usual square. */
  readonly nu: number
  readonly variance: number
}

/** Panic to kernel start, learnt from the restarts of the log (minutes) on top of the usual time. */
export function learnRestarts(priors: PriorSet, restarts: readonly number[]): RestartBelief {
  const usual = lognormalOfSum([
    lognormalOf(priors.priors['dump-minutes'].distribution),
    lognormalOf(priors.priors['boot-minutes'].distribution),
  ])
  const weight = meanOf(priors.priors['restart-weight'].distribution)
  const logs = restarts.map(minutes => Math.log(Math.min(minutes, LONGEST_OUTAGE_MINUTES)))
  const n = logs.length
  const mean = logs.reduce((sum, y) => sum + y, 0) / Math.max(1, n)
  const spread = logs.reduce((sum, y) => sum + (y - mean) ** 2, 0)
  const kappa = weight + n
  const nu = PRIOR_FREEDOM + n
  const squares =
    PRIOR_FREEDOM * usual.sigma ** 2 + spread + (n === 0 ? 0 : ((weight * n) / kappa) * (mean - usual.mu) ** 2)
  return {mu: (weight * usual.mu + n * mean) / kappa, kappa, nu, variance: squares / nu}
}

/** Draws the true median and spread of this machine's restarts. */
export function drawRestartHabit(random: RandomStream, {mu, kappa, nu, variance}: RestartBelief): Lognormal {
  const squared = (nu * variance) / (2 * drawGamma(random, nu / 2))
  return {mu: mu + drawNormal(random) * Math.sqrt(squared / kappa), sigma: Math.sqrt(squared)}
}

/** Simpson intervals of the integral below: errors far under a second. */
const INTERVALS = 800
/** The integral starts this many spreads below the median, where restarts take no time. */
const SPREADS_BELOW = 60

/** Mean restart, minutes: log-time is Student's t around `mu`, cut at the longest outage. */
export function meanRestart({mu, kappa, nu, variance}: RestartBelief): number {
  const scale = Math.sqrt(variance * (1 + 1 / kappa))
  const top = Math.log(LONGEST_OUTAGE_MINUTES)
  if (!(scale > 0)) return Math.min(LONGEST_OUTAGE_MINUTES, Math.exp(mu))
  const logNorm = -logBeta(0.5, nu / 2) - 0.5 * Math.log(nu) - Math.log(scale)
  const density = (y: number) => Math.exp(y + logNorm - ((nu + 1) / 2) * Math.log1p(((y - mu) / scale) ** 2 / nu))
  const bottom = Math.min(mu, top) - SPREADS_BELOW * scale
  const step = (top - bottom) / INTERVALS
  let sum = density(bottom) + density(top)
  for (let n = 1; n < INTERVALS; n++) sum += (n % 2 === 1 ? 4 : 2) * density(bottom + n * step)
  const t = (top - mu) / scale
  const tail = incompleteBeta(nu / 2, 0.5, nu / (nu + t * t)) / 2
  return (sum * step) / 3 + LONGEST_OUTAGE_MINUTES * (t >= 0 ? tail : 1 - tail)
}
