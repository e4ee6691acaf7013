import {type Distribution, faultOf} from './distribution.js'
import {PRIORS, PRIORS_VERSION, type Prior, type PriorId, type PriorSet} from './priors.js'

/** What the user believes of one quantity, and why. */
export interface PriorBelief {
  readonly distribution: Distribution
  readonly source?: string
  readonly population?: string
}

const isPriorId = (id: string): id is PriorId => Object.hasOwn(PRIORS, id)

/** Quantities that are shares cannot pass 1. */
const overOne = (prior: Prior, distribution: Distribution): boolean =>
  prior.unit === 'probability' &&
  (distribution.form === 'gamma' ||
    distribution.form === 'lognormal' ||
    (distribution.form === 'point' && distribution.value > 1))

/** The priors with some replaced by the user's beliefs. Throws a RangeError that names the prior and what is wrong with it. */
export function overridePriors(
  base: PriorSet,
  changes: Readonly<Record<string, Distribution | PriorBelief>>,
): PriorSet {
  const priors: Record<PriorId, Prior> = {...base.priors}
  const changed = new Set(base.changed)
  for (const [id, change] of Object.entries(changes)) {
    const belief = 'form' in change ? {distribution: change} : change
    const {distribution} = belief
    if (!isPriorId(id)) throw new RangeError(`prior ${id}: unknown; known are ${Object.keys(PRIORS).join(', ')}`)
    const fault = faultOf(distribution) ?? (overOne(priors[id], distribution) ? 'must stay between 0 and 1' : undefined)
    if (fault !== undefined) throw new RangeError(`prior ${id}: ${fault}`)
    priors[id] = {
      ...priors[id],
      distribution,
      tag: 'judgement',
      source: belief.source ?? 'stated by the user',
      population: belief.population ?? 'as the user knows it',
    }
    changed.add(id)
  }
  const ids = [...changed].sort()
  return {
    version: ids.length === 0 ? base.version : `${PRIORS_VERSION}, changed: ${ids.join(', ')}`,
    priors,
    changed: ids,
  }
}
