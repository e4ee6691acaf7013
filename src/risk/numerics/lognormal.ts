/** Standard normal quantile of 0.95. */
const NORMAL_P95 = 1.6448536269514722

/** A lognormal distribution by the mean and the standard deviation of its logarithm. */
export interface Lognormal {
  readonly mu: number
  readonly sigma: number
}

/** The lognormal distribution with this median and 95th percentile. */
export const lognormalFrom = (median: number, p95: number): Lognormal => ({
  mu: Math.log(median),
  sigma: Math.log(p95 / median) / NORMAL_P95,
})

/** Mean, in the quantity's own unit. */
export const lognormalMean = ({mu, sigma}: Lognormal): number => Math.exp(mu + (sigma * sigma) / 2)

/** The lognormal with mean and variance of a sum of independent ones (Fenton 1960, Wilkinson). */
export function lognormalOfSum(parts: readonly Lognormal[]): Lognormal {
  const mean = parts.reduce((sum, part) => sum + lognormalMean(part), 0)
  const variance = parts.reduce((sum, part) => sum + lognormalMean(part) ** 2 * Math.expm1(part.sigma ** 2), 0)
  const sigmaSquared = Math.log1p(variance / mean ** 2)
  return {mu: Math.log(mean) - sigmaSquared / 2, sigma: Math.sqrt(sigmaSquared)}
}
