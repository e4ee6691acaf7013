/** Relative width at which a bracket is as narrow as a double can tell. */
const NARROW = 4e-16
/** Relative length of Newton's step below which the next one would change nothing that matters. */
const SETTLED = 1e-13
const MOST_STEPS = 400

/** A continuous distribution on the numbers from 0 to `upTo`. */
export interface PositiveDistribution {
  readonly cdf: (x: number) => number
  readonly density: (x: number) => number
  /** End of the support; without one the distribution reaches to infinity. */
  readonly upTo?: number
}

/** Middle of a bracket on the scale where quantiles spread evenly: geometric while the ends are far apart. */
const middle = (low: number, high: number): number =>
  low > 0 && high / low > 4 ? Math.sqrt(low) * Math.sqrt(high) : (low + high) / 2

function bracket({cdf, upTo}: PositiveDistribution, probability: number, start: number): readonly [number, number] {
  let low = start
  let high = start
  for (let n = 0; n < MOST_STEPS && cdf(low) > probability; n++) low /= 8
  for (let n = 0; n < MOST_STEPS && cdf(high) < probability && high < (upTo ?? Number.POSITIVE_INFINITY); n++) {
    high = Math.min(high * 8, upTo ?? Number.POSITIVE_INFINITY)
  }
  return [low, high]
}

/**
 * x with `cdf(x) = probability`: Newton's steps while they stay inside a bracket that always shrinks, halving otherwise.
 * `start` is any positive guess. 0 and the end of the support for probabilities of 0 and 1.
 */
export function invertCdf(distribution: PositiveDistribution, probability: number, start = 1): number {
  if (!(probability > 0)) return probability <= 0 ? 0 : Number.NaN
  if (probability >= 1) return distribution.upTo ?? Number.POSITIVE_INFINITY
  let [low, high] = bracket(distribution, probability, Math.min(start, distribution.upTo ?? start))
  let x = middle(low, high)
  let width = high - low
  for (let n = 0; n < MOST_STEPS && high - low > NARROW * high; n++) {
    const miss = distribution.cdf(x) - probability
    if (miss === 0) return x
    if (miss < 0) low = x
    else high = x
    const newton = x - miss / distribution.density(x)
    const halved = high - low <= width / 2
    width = high - low
    const inside = newton > low && newton < high
    if (inside && Math.abs(newton - x) <= SETTLED * x) return newton
    const next = halved && inside ? newton : middle(low, high)
    if (next === x) break
    x = next
  }
  return x
}
