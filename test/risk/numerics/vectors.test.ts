import {readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {splitmix64, xoshiro128} from '../../../src/risk/draws/random-stream.js'
import {
  type GammaMixture,
  mixtureMean,
  mixtureQuantile,
  nextCountCdf,
  updateMixture,
} from '../../../src/risk/gamma-mixture.js'
import {betaCdf, betaQuantile} from '../../../src/risk/numerics/beta-distribution.js'
import {gammaQuantile} from '../../../src/risk/numerics/gamma-distribution.js'
import {gammaTails} from '../../../src/risk/numerics/incomplete-gamma.js'
import {logGamma} from '../../../src/risk/numerics/log-gamma.js'
import {logNegativeBinomial, negativeBinomialCdf} from '../../../src/risk/numerics/negative-binomial.js'

// Reference values: make-vectors.py beside this file, mpmath at 50 digits.

interface MixtureRow {
  readonly faultyShare: number
  readonly healthyShape: number
  readonly healthyMean: number
  readonly faultyShape: number
  readonly faultyMean: number
  readonly incidents: number
  readonly days: number
  readonly weights: readonly number[]
  readonly mean: number
  readonly quantiles: readonly (readonly [number, number])[]
  readonly nextYear: readonly (readonly [number, number])[]
}

interface Vectors {
  readonly logGamma: readonly (readonly [number, number])[]
  readonly gammaTails: readonly (readonly [number, number, number, number])[]
  readonly gammaQuantile: readonly (readonly [number, number, number, number])[]
  readonly betaCdf: readonly (readonly [number, number, number, number])[]
  readonly betaQuantile: readonly (readonly [number, number, number, number])[]
  readonly negativeBinomial: readonly (readonly [number, number, number, number, number, number])[]
  readonly mixture: readonly MixtureRow[]
  readonly xoshiro128: readonly number[]
  readonly splitmix64: readonly string[]
}

const vectors: Vectors = JSON.parse(readFileSync(new URL('vectors.json', import.meta.url), 'utf8'))

/** Relative 1e-9; absolute 1e-12 beside zero, where a relative error has no meaning. */
function expectClose(got: number, want: number, told: string): void {
  const miss = Math.abs(got - want)
  expect(miss <= 1e-9 * Math.abs(want) || miss < 1e-12, `${told}: got ${got}, want ${want}`).toBe(true)
}

describe('closed forms equal the reference to 1e-9', () => {
  it('log-gamma', () => {
    for (const [x, want] of vectors.logGamma) expectClose(logGamma(x), want, `ln Γ(${x})`)
  })

  it('both tails of the incomplete gamma function, each where it is small', () => {
    for (const [a, x, lower, upper] of vectors.gammaTails) {
      const tails = gammaTails(a, x)
      expectClose(tails.lower, lower, `P(${a}, ${x})`)
      expectClose(tails.upper, upper, `Q(${a}, ${x})`)
    }
  })

  it('quantiles of gamma and beta distributions', () => {
    for (const [p, shape, rate, want] of vectors.gammaQuantile)
      expectClose(gammaQuantile(p, shape, rate), want, `Gamma(${shape}, ${rate}) at ${p}`)
    for (const [p, a, b, want] of vectors.betaQuantile)
      expectClose(betaQuantile(p, a, b), want, `Beta(${a}, ${b}) at ${p}`)
  })

  it('beta distribution', () => {
    for (const [a, b, x, want] of vectors.betaCdf) expectClose(betaCdf(x, a, b), want, `I_${x}(${a}, ${b})`)
  })

  it('negative-binomial counts', () => {
    for (const [k, shape, rate, years, log, cdf] of vectors.negativeBinomial) {
      expectClose(logNegativeBinomial(k, shape, rate, years), log, `ln P(${k})`)
      expectClose(negativeBinomialCdf(k, shape, rate, years), cdf, `P(K ≤ ${k})`)
    }
  })

  it.each(vectors.mixture)('Gamma–Poisson mixture: $incidents in $days days, faulty share $faultyShare', row => {
    const prior: GammaMixture = [
      {weight: 1 - row.faultyShare, shape: row.healthyShape, rate: row.healthyShape / row.healthyMean},
      {weight: row.faultyShare, shape: row.faultyShape, rate: row.faultyShape / row.faultyMean},
    ]
    const posterior = updateMixture(prior, row.incidents, row.days / 365.25)
    for (const [index, {weight}] of posterior.entries())
      expectClose(weight, row.weights[index] ?? Number.NaN, `weight ${index}`)
    expectClose(mixtureMean(posterior), row.mean, 'mean')
    for (const [p, want] of row.quantiles) expectClose(mixtureQuantile(p, posterior), want, `quantile ${p}`)
    for (const [k, want] of row.nextYear) expectClose(nextCountCdf(k, posterior, 1), want, `P(next year ≤ ${k})`)
  })
})

describe('random words equal the published generators', () => {
  it('xoshiro128**', () => {
    const fill = xoshiro128([1, 2, 3, 4])
    const halves = [new Uint32Array(5), new Uint32Array(vectors.xoshiro128.length - 5)]
    for (const half of halves) fill(half)
    expect(halves.flatMap(half => [...half])).toEqual(vectors.xoshiro128)
  })

  it('SplitMix64', () => {
    const next = splitmix64(1234567n)
    expect(vectors.splitmix64.map(() => `0x${next().toString(16)}`)).toEqual(vectors.splitmix64)
  })
})
