import {gammaTails} from './incomplete-gamma.js'
import {invertCdf} from './invert-cdf.js'
import {logGamma} from './log-gamma.js'

/** P(X ≤ x) for X ~ Gamma(shape, rate), mean shape ÷ rate. */
export const gammaCdf = (x: number, shape: number, rate: number): number => gammaTails(shape, x * rate).lower

/** Density of Gamma(shape, rate) at x > 0. */
export const gammaDensity = (x: number, shape: number, rate: number): number =>
  Math.exp(shape * Math.log(rate) + (shape - 1) * Math.log(x) - rate * x - logGamma(shape))

/** x with P(X ≤ x) = probability for X ~ Gamma(shape, rate). */
export const gammaQuantile = (probability: number, shape: number, rate: number): number =>
  invertCdf({cdf: x => gammaCdf(x, shape, 1), density: x => gammaDensity(x, shape, 1)}, probability, shape) / rate
