import {gammaCdf} from './numerics/gamma-distribution.js'
import {invertCdf} from './numerics/invert-cdf.js'
import {logGamma} from './numerics/log-gamma.js'
import {logNegativeBinomial, negativeBinomialCdf} from './numerics/negative-binomial.js'

/** One kind of machine: its share, and Gamma(shape, rate) incidents a year. A negative share takes away from another component. */
export interface GammaComponent {
  readonly weight: number
  readonly shape: number
  /** Years; the mean is shape ÷ rate. */
  readonly rate: number
}

/** What is believed of a yearly rate: gamma distributions whose weights sum to 1. */
export type GammaMixture = readonly GammaComponent[]

const weighted = (mixture: GammaMixture, of: (component: GammaComponent) => number): number =>
  mixture.reduce((sum, component) => sum + component.weight * of(component), 0)

/** The same mixture with weights that sum to 1. */
export function normalizeMixture(mixture: GammaMixture): GammaMixture {
  const total = weighted(mixture, () => 1)
  return mixture.map(component => ({...component, weight: component.weight / total}))
}

/** What is believed after `count` Poisson incidents in `years`: each component is updated, and weighted by how well it foresaw them. */
export function updateMixture(prior: GammaMixture, count: number, years: number): GammaMixture {
  const evidence = prior.map(({shape, rate}) => logNegativeBinomial(count, shape, rate, years))
  const best = Math.max(...evidence)
  if (best === Number.NEGATIVE_INFINITY) return prior.map(part => ({...part, shape: part.shape + count}))
  return normalizeMixture(
    prior.map(({weight, shape, rate}, index) => ({
      weight: weight * Math.exp((evidence[index] ?? Number.NEGATIVE_INFINITY) - best),
      shape: shape + count,
      rate: rate + years,
    })),
  )
}

/** Mean rate, per year. */
export const mixtureMean = (mixture: GammaMixture): number => weighted(mixture, ({shape, rate}) => shape / rate)

/** P(rate ≤ x). */
export const mixtureCdf = (x: number, mixture: GammaMixture): number =>
  weighted(mixture, ({shape, rate}) => gammaCdf(x, shape, rate))

/** The density of a mixture as a function of the yearly rate, what does not depend on the rate worked out once. */
export function densityOf(mixture: GammaMixture): (x: number) => number {
  const parts = mixture.map(({weight, shape, rate}) => {
    const constant = shape * Math.log(rate) - logGamma(shape)
    return {weight, rate, power: shape - 1, constant}
  })
  return x => {
    const logX = Math.log(x)
    let sum = 0
    for (const {weight, rate, power, constant} of parts) sum += weight * Math.exp(constant + power * logX - rate * x)
    return sum
  }
}

/** x with P(rate ≤ x) = probability. */
export const mixtureQuantile = (probability: number, mixture: GammaMixture): number =>
  invertCdf(
    {cdf: x => mixtureCdf(x, mixture), density: densityOf(mixture)},
    probability,
    Math.max(mixtureMean(mixture), Number.MIN_VALUE),
  )

/** P(at most `count` incidents in the next `years`): negative-binomial mixture. */
export const nextCountCdf = (count: number, mixture: GammaMixture, years: number): number =>
  weighted(mixture, ({shape, rate}) => negativeBinomialCdf(count, shape, rate, years))
