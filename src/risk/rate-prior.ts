import {type Distribution, meanOf} from './distribution.js'
import type {GammaComponent, GammaMixture} from './gamma-mixture.js'
import {lognormalFrom} from './numerics/lognormal.js'
import type {PriorSet} from './priors.js'

/** Shape that makes a gamma distribution as good as a point. */
const SHARP = 1e6

/** Shape of the gamma distribution with the same mean and spread. */
function shapeOf(distribution: Distribution): number {
  switch (distribution.form) {
    case 'gamma':
      return distribution.shape
    case 'lognormal':
      return 1 / Math.expm1(lognormalFrom(distribution.median, distribution.p95).sigma ** 2)
    case 'beta':
      return (distribution.a * (distribution.a + distribution.b + 1)) / distribution.b
    case 'point':
      return SHARP
  }
}

function component(weight: number, distribution: Distribution): GammaComponent {
  const shape = shapeOf(distribution)
  return {weight, shape, rate: shape / Math.max(meanOf(distribution), Number.MIN_VALUE * SHARP)}
}

/** Incidents a year of a machine picked from a fleet: most have no faulty DIMM, a few have. */
export function fleetRate({priors}: PriorSet): GammaMixture {
  const faulty = meanOf(priors['faulty-share'].distribution)
  return [
    component(1 - faulty, priors['healthy-rate'].distribution),
    component(faulty, priors['faulty-rate'].distribution),
  ]
}

/** Incidents a year of one DIMM picked from a fleet. */
export function dimmRate({priors}: PriorSet): GammaMixture {
  const faulty = meanOf(priors['dimm-faulty-share'].distribution)
  return [
    component(1 - faulty, priors['dimm-healthy-rate'].distribution),
    component(faulty, priors['faulty-rate'].distribution),
  ]
}

/** Incidents a year of a machine without a faulty DIMM: what a right swap goes back to. */
export const healthyRate = ({priors}: PriorSet): GammaMixture => [component(1, priors['healthy-rate'].distribution)]
