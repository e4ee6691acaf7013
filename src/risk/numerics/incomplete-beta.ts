import {logBeta} from './log-gamma.js'

const EPSILON = 2 ** -52
/** Smallest divisor of the continued fraction (modified Lentz). */
const TINY = 1e-300
const MOST_TERMS = 50_000

const away = (value: number): number => (Math.abs(value) < TINY ? TINY : value)

/** Continued fraction of I_x(a, b), DLMF 8.17.22; converges fast for x < (a + 1) ÷ (a + b + 2). */
function fraction(a: number, b: number, x: number): number {
  let c = 1
  let d = 1 / away(1 - ((a + b) * x) / (a + 1))
  let result = d
  for (let m = 1; m < MOST_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / away(1 + even * d)
    c = away(1 + even / c)
    result *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / away(1 + odd * d)
    c = away(1 + odd / c)
    const step = d * c
    result *= step
    if (Math.abs(step - 1) <= EPSILON) break
  }
  return result
}

/** Regularised incomplete beta function I_x(a, b), 0 ≤ x ≤ 1; `complement` is 1 − x where it is known more exactly. */
export function incompleteBeta(a: number, b: number, x: number, complement = 1 - x): number {
  if (!(x > 0)) return 0
  if (!(complement > 0)) return 1
  const front = Math.exp(a * Math.log(x) + b * Math.log(complement) - logBeta(a, b))
  if (x < (a + 1) / (a + b + 2)) return Math.min(1, (front * fraction(a, b, x)) / a)
  return Math.max(0, 1 - (front * fraction(b, a, complement)) / b)
}
