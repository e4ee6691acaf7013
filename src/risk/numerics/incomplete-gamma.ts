import {logGamma} from './log-gamma.js'

const EPSILON = 2 ** -52
/** Smallest divisor of the continued fraction (modified Lentz). */
const TINY = 1e-300
/** Series and fraction need about 10 √a terms; a stays below 10⁷ here. */
const MOST_TERMS = 50_000

/** Both tails of the regularised incomplete gamma function, `lower + upper = 1`, each exact where it is small. */
export interface GammaTails {
  readonly lower: number
  readonly upper: number
}

const scale = (a: number, x: number): number => Math.exp(a * Math.log(x) - x - logGamma(a))

function lowerSeries(a: number, x: number): number {
  let term = 1 / a
  let sum = term
  for (let n = 1; n < MOST_TERMS && Math.abs(term) > Math.abs(sum) * EPSILON; n++) {
    term *= x / (a + n)
    sum += term
  }
  return sum * scale(a, x)
}

function upperFraction(a: number, x: number): number {
  let b = x + 1 - a
  let c = 1 / TINY
  let d = 1 / b
  let fraction = d
  for (let n = 1; n < MOST_TERMS; n++) {
    const numerator = -n * (n - a)
    b += 2
    d = numerator * d + b
    d = 1 / (Math.abs(d) < TINY ? TINY : d)
    c = b + numerator / c
    if (Math.abs(c) < TINY) c = TINY
    const step = d * c
    fraction *= step
    if (Math.abs(step - 1) <= EPSILON) break
  }
  return fraction * scale(a, x)
}

/** P(a, x) and Q(a, x) for a > 0, x ≥ 0 (DLMF 8.2.4): series below a + 1, continued fraction above. */
export function gammaTails(a: number, x: number): GammaTails {
  if (!(x > 0)) return {lower: 0, upper: 1}
  if (x === Number.POSITIVE_INFINITY) return {lower: 1, upper: 0}
  if (x < a + 1) {
    const lower = Math.min(1, lowerSeries(a, x))
    return {lower, upper: 1 - lower}
  }
  const upper = Math.min(1, upperFraction(a, x))
  return {lower: 1 - upper, upper}
}
