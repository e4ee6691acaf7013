import {onceFor} from '../bits/once-for.js'
import {type Beliefs, learn} from './beliefs.js'
import type {Distribution} from './distribution.js'
import {absorbedShare, expectDowntime} from './expectation.js'
import type {LogEvidence} from './log-evidence.js'
import {MITIGATIONS, SAVED_BY} from './mitigations.js'
import type {Prior, PriorId, PriorSet} from './priors.js'
import type {PriorEffect} from './risk-estimate.js'

/** An assumption is told when its range moves an answer by more than this share. */
const WORTH_TELLING = 0.1

/** What a machine has already, taken off what is believed. */
type InPlace = (beliefs: Beliefs) => Beliefs

/** What the answers are called, in the order in which an assumption is told under the first that it moves. */
const ANSWERS = [
  'downtime as it was',
  SAVED_BY['full-mirror'],
  SAVED_BY['partial-mirror'],
  SAVED_BY['kernelcore-mirror'],
  SAVED_BY['newer-kernel'],
  SAVED_BY['tolerant-kernel'],
  SAVED_BY['page-offline'],
  SAVED_BY['swap-in-time'],
] as const satisfies readonly PriorEffect['answer'][]

type Answers = ReadonlyMap<PriorEffect['answer'], number>

function answersOf(evidence: LogEvidence, priors: PriorSet, inPlace: InPlace): Answers {
  const beliefs = inPlace(learn(evidence, priors))
  const {minutesPerYear} = expectDowntime(beliefs)
  return new Map<PriorEffect['answer'], number>([
    ['downtime as it was', minutesPerYear],
    ...MITIGATIONS.map(measure => [SAVED_BY[measure], minutesPerYear * absorbedShare(beliefs, measure)] as const),
  ])
}

const withPrior = (set: PriorSet, id: PriorId, prior: Prior, distribution: Distribution): PriorSet => ({
  ...set,
  priors: {...set.priors, [id]: {...prior, distribution}},
})

const shift = ({lowFactor, highFactor}: PriorEffect): number =>
  Math.max(Math.abs(Math.log(lowFactor)), Math.abs(Math.log(highFactor)))

/** The first answer, in the order of `Answers`, that an assumption moves: downtime moves the savings with it. */
function effectOf(id: PriorId, prior: Prior, base: Answers, low: Answers, high: Answers): readonly PriorEffect[] {
  const factor = (of: Answers, answer: PriorEffect['answer']): number => (of.get(answer) ?? 0) / (base.get(answer) ?? 0)
  const effects = ANSWERS.map(answer => ({
    prior: id,
    title: prior.title,
    answer,
    lowFactor: factor(low, answer),
    highFactor: factor(high, answer),
  }))
  const moved = effects.find(
    ({lowFactor, highFactor}) => Math.max(Math.abs(lowFactor - 1), Math.abs(highFactor - 1)) > WORTH_TELLING,
  )
  return moved === undefined ? [] : [moved]
}

/** The priors with one of them at either end of its range. */
interface Swept {
  readonly id: PriorId
  readonly prior: Prior
  readonly ends: readonly PriorSet[]
}

/** What is swept of a set: the same for every host. */
const sweepOf = onceFor((set: PriorSet): readonly Swept[] => {
  const ids = Object.keys(set.priors).filter((id): id is PriorId => Object.hasOwn(set.priors, id))
  return ids.map(id => {
    const prior = set.priors[id]
    return {id, prior, ends: prior.range.map(distribution => withPrior(set, id, prior, distribution))}
  })
})

/** Assumptions whose plausible range moves expected downtime, or what a measure saves, by more than 10 %; strongest first. */
export function sweepPriors(
  evidence: LogEvidence,
  priors: PriorSet,
  inPlace: InPlace = beliefs => beliefs,
): readonly PriorEffect[] {
  const base = answersOf(evidence, priors, inPlace)
  const effects = sweepOf(priors).flatMap(({id, prior, ends}) => {
    const [low, high] = ends.map(end => answersOf(evidence, end, inPlace))
    return low === undefined || high === undefined ? [] : effectOf(id, prior, base, low, high)
  })
  return effects.sort((a, b) => shift(b) - shift(a) || (a.prior < b.prior ? -1 : 1))
}
