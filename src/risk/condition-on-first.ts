import {type GammaMixture, normalizeMixture} from './gamma-mixture.js'

/**
 * What is believed of a machine before its log is read, when all that is known is that a first incident within so many
 * years of service got the log pulled: each density times 1 − exp(−rate · years), which is one gamma less another.
 * The first incident then counts no further: the rest of the log updates this with the incidents after it.
 */
export function conditionOnFirst(fleet: GammaMixture, serviceYears: number): GammaMixture {
  if (!(serviceYears > 0)) return fleet
  const quiet = fleet.map(({weight, shape, rate}) => ({
    weight: -weight * Math.exp(-shape * Math.log1p(serviceYears / rate)),
    shape,
    rate: rate + serviceYears,
  }))
  return normalizeMixture([...fleet, ...quiet])
}
