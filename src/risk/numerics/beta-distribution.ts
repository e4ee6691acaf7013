import {incompleteBeta} from './incomplete-beta.js'
import {invertCdf} from './invert-cdf.js'
import {logBeta} from './log-gamma.js'

/** P(X ≤ x) for X ~ Beta(a, b). */
export const betaCdf = (x: number, a: number, b: number): number => incompleteBeta(a, b, x)

/** Density of Beta(a, b) at 0 < x < 1. */
export const betaDensity = (x: number, a: number, b: number): number =>
  Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - logBeta(a, b))

/** x with P(X ≤ x) = probability for X ~ Beta(a, b). */
export const betaQuantile = (probability: number, a: number, b: number): number =>
  invertCdf({cdf: x => betaCdf(x, a, b), density: x => betaDensity(x, a, b), upTo: 1}, probability, a / (a + b))
