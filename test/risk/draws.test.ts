import {describe, expect, it} from 'vitest'
import {conditionOnFirst} from '../../src/risk/condition-on-first.js'
import {drawBeta} from '../../src/risk/draws/draw-beta.js'
import {drawBinomial} from '../../src/risk/draws/draw-binomial.js'
import {drawGamma} from '../../src/risk/draws/draw-gamma.js'
import {drawLognormal} from '../../src/risk/draws/draw-lognormal.js'
import {drawNormal} from '../../src/risk/draws/draw-normal.js'
import {drawPoisson} from '../../src/risk/draws/draw-poisson.js'
import {rateSampler} from '../../src/risk/draws/draw-rate.js'
import {createStream, type RandomStream} from '../../src/risk/draws/random-stream.js'
import {type GammaMixture, mixtureCdf, updateMixture} from '../../src/risk/gamma-mixture.js'
import {betaCdf} from '../../src/risk/numerics/beta-distribution.js'
import {gammaCdf} from '../../src/risk/numerics/gamma-distribution.js'

const DRAWS = 40_000
/** A fair sample exceeds this distance once in ten thousand (Kolmogorov): √(ln(2 ÷ 10⁻⁴) ÷ 2n). */
const FARTHEST = Math.sqrt(Math.log(2e4) / (2 * DRAWS))

/** Largest distance between the sample's distribution and the stated one. */
function distance(draw: (random: RandomStream) => number, cdf: (x: number) => number): number {
  const random = createStream(7, 'test')
  const sorted = Float64Array.from({length: DRAWS}, () => draw(random)).sort()
  return sorted.reduce(
    (most, x, n) => Math.max(most, Math.abs(cdf(x) - n / DRAWS), Math.abs(cdf(x) - (n + 1) / DRAWS)),
    0,
  )
}

const fleet: GammaMixture = [
  {weight: 0.985, shape: 0.5, rate: 50},
  {weight: 0.015, shape: 1, rate: 0.25},
]

describe('continuous draws follow their distribution', () => {
  it.each([0.3, 0.5, 1, 4, 250])('gamma, shape %d', shape => {
    expect(
      distance(
        random => drawGamma(random, shape),
        x => gammaCdf(x, shape, 1),
      ),
    ).toBeLessThan(FARTHEST)
  })

  it.each([
    [0.5, 0.5],
    [4, 3],
    [30, 1.5],
  ] as const)('beta %d, %d', (a, b) => {
    expect(
      distance(
        random => drawBeta(random, a, b),
        x => betaCdf(x, a, b),
      ),
    ).toBeLessThan(FARTHEST)
  })

  it('normal and lognormal', () => {
    const squared = (random: RandomStream) => drawNormal(random) ** 2
    expect(distance(squared, x => gammaCdf(x, 0.5, 0.5))).toBeLessThan(FARTHEST)
    const around = (random: RandomStream) => (Math.log(drawLognormal(random, {mu: 3, sigma: 0.7})) - 3) / 0.7
    expect(
      distance(
        random => around(random) ** 2,
        x => gammaCdf(x, 0.5, 0.5),
      ),
    ).toBeLessThan(FARTHEST)
  })

  it('rates of a fleet, of a fleet conditioned on a first incident, and after incidents', () => {
    for (const mixture of [fleet, conditionOnFirst(fleet, 3), updateMixture(conditionOnFirst(fleet, 3), 2, 0.1)])
      expect(distance(rateSampler(mixture), x => mixtureCdf(x, mixture))).toBeLessThan(FARTHEST)
  })
})

/** Mean and variance of a sample. */
function moments(draw: (random: RandomStream) => number): readonly [number, number] {
  const random = createStream(11, 'test')
  const sample = Array.from({length: DRAWS}, () => draw(random))
  const mean = sample.reduce((sum, x) => sum + x, 0) / DRAWS
  return [mean, sample.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (DRAWS - 1)]
}

describe('counts have their mean and variance', () => {
  it.each([0.01, 0.7, 14, 80, 5000])('Poisson, mean %d', mean => {
    const [sampleMean, variance] = moments(random => drawPoisson(random, mean))
    expect(Math.abs(sampleMean - mean)).toBeLessThan(4 * Math.sqrt(mean / DRAWS))
    expect(variance / mean).toBeGreaterThan(mean < 0.1 ? 0.8 : 0.96)
    expect(variance / mean).toBeLessThan(mean < 0.1 ? 1.2 : 1.04)
  })

  it.each([
    [1, 0.3],
    [39, 0.6],
    [40, 0.02],
    [3000, 0.57],
  ] as const)('binomial %d, %d', (trials, p) => {
    const [mean, variance] = moments(random => drawBinomial(random, trials, p))
    const spread = trials * p * (1 - p)
    expect(Math.abs(mean - trials * p)).toBeLessThan(4 * Math.sqrt(spread / DRAWS))
    expect(variance / spread).toBeGreaterThan(0.95)
    expect(variance / spread).toBeLessThan(1.05)
  })
})

describe('streams', () => {
  it('give the same numbers for the same seed and purpose, others for another', () => {
    const first = (seed: number, purpose: string) => Array.from({length: 5}, createStream(seed, purpose))
    expect(first(1, 'a')).toEqual(first(1, 'a'))
    expect(first(1, 'a')).not.toEqual(first(2, 'a'))
    expect(first(1, 'a')).not.toEqual(first(1, 'b'))
  })

  it('stay inside (0, 1)', () => {
    const random = createStream(3, 'test')
    const sample = Array.from({length: DRAWS}, random)
    expect(Math.min(...sample)).toBeGreaterThan(0)
    expect(Math.max(...sample)).toBeLessThan(1)
  })
})
