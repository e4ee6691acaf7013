import {learn} from './beliefs.js'
import type {Distribution} from './distribution.js'
import {expectDowntime, expectSavings} from './expectation.js'
import type {LogEvidence} from './log-evidence.js'
import type {Prior, PriorId, PriorSet} from './priors.js'
import type {PriorEffect} from './risk-estimate.js'

/** An assumption is told when its range moves an answer by more than this share. */
const WORTH_TELLING = 0.1

type Answers = Readonly<Record<PriorEffect['answer'], number>>

function answersOf(evidence: LogEvidence, priors: PriorSet): Answers {
  const beliefs = learn(evidence, priors)
  const saved = expectSavings(beliefs)
  return {
    'downtime as it was': expectDowntime(beliefs).minutesPerYear,
    'minutes saved by a full mirror': saved.full,
    'minutes saved by mirrored kernel memory': saved.kernel,
  }
}

const withPrior = (set: PriorSet, id: PriorId, prior: Prior, distribution: Distribution): PriorSet => ({
  ...set,
  priors: {...set.priors, [id]: {...prior, distribution}},
})

const shift = ({lowFactor, highFactor}: PriorEffect): number =>
  Math.max(Math.abs(Math.log(lowFactor)), Math.abs(Math.log(highFactor)))

/** The first answer, in the order of `Answers`, that an assumption moves: downtime moves the savings with it. */
function effectOf(id: PriorId, prior: Prior, base: Answers, low: Answers, high: Answers): readonly PriorEffect[] {
  const answers = [
    'downtime as it was',
    'minutes saved by a full mirror',
    'minutes saved by mirrored kernel memory',
  ] as const
  const effects = answers.map(answer => ({
    prior: id,
    title: prior.title,
    answer,
    lowFactor: low[answer] / base[answer],
    highFactor: high[answer] / base[answer],
  }))
  const moved = effects.find(
    ({lowFactor, highFactor}) => Math.max(Math.abs(lowFactor - 1), Math.abs(highFactor - 1)) > WORTH_TELLING,
  )
  return moved === undefined ? [] : [moved]
}

/** Assumptions whose plausible range moves expected downtime, or what a mirror saves, by more than 10 %; strongest first. */
export function sweepPriors(evidence: LogEvidence, priors: PriorSet): readonly PriorEffect[] {
  const base = answersOf(evidence, priors)
  const ids = Object.keys(priors.priors).filter((id): id is PriorId => Object.hasOwn(priors.priors, id))
  const effects = ids.flatMap(id => {
    const prior = priors.priors[id]
    const [low, high] = prior.range.map(distribution => answersOf(evidence, withPrior(priors, id, prior, distribution)))
    return low === undefined || high === undefined ? [] : effectOf(id, prior, base, low, high)
  })
  return effects.sort((a, b) => shift(b) - shift(a) || (a.prior < b.prior ? -1 : 1))
}
