import {conditionOnFirst} from './condition-on-first.js'
import {type Distribution, meanOf} from './distribution.js'
import {type GammaMixture, updateMixture} from './gamma-mixture.js'
import type {LogEvidence, Tally} from './log-evidence.js'
import type {PlainMeasure} from './mitigations.js'
import {type OutageTime, outageTime} from './outage-time.js'
import type {PriorSet} from './priors.js'
import {fleetRate, healthyRate} from './rate-prior.js'

/** What is believed after reading a log: everything the downtime draws need. */
export interface Beliefs {
  /** Uncorrected incidents a year. */
  readonly rate: GammaMixture
  /** Share of them that takes the host down. */
  readonly fatalShare: Distribution
  readonly outage: OutageTime
  /** Share of fatal incidents that a full mirror absorbs. */
  readonly fullMirror: Distribution
  /** Of those, the share that mirrored kernel memory absorbs too: never more than a full mirror does. */
  readonly kernelMirror: Distribution
  /** True where firmware offers mirrored memory that the kernel's data is not steered into yet. */
  readonly mirrorAtHand: boolean
  /** Share of fatal incidents that each measure without a mirror avoids. */
  readonly plain: Readonly<Record<PlainMeasure, Distribution>>
  /** Planned minutes to swap a DIMM after a failover. */
  readonly plannedSwap: Distribution
  /** Swaps on warning signs for each that meets a DIMM about to fail. */
  readonly swapsPerHit: number
}

/** Fewer hits than one in a thousand swaps are no strategy. */
const LEAST_PRECISION = 0.001

/** What is believed of the rate before the log's incidents are counted. */
export const ratePrior = (triggered: boolean, priors: PriorSet): GammaMixture =>
  triggered
    ? conditionOnFirst(fleetRate(priors), meanOf(priors.priors['service-years'].distribution))
    : fleetRate(priors)

/** After a swap the machine is like one without a faulty DIMM, unless the wrong DIMM was named. */
export function swappedRate(belief: GammaMixture, priors: PriorSet): GammaMixture {
  const right = meanOf(priors.priors['right-dimm'].distribution)
  const scaled = (mixture: GammaMixture, by: number) => mixture.map(part => ({...part, weight: part.weight * by}))
  return [...scaled(healthyRate(priors), right), ...scaled(belief, 1 - right)]
}

/** What is believed before the incidents that count: of the fleet, or of a machine whose blamed module was swapped. */
export function rateBefore({triggered, beforeSwap}: LogEvidence, priors: PriorSet): GammaMixture {
  if (beforeSwap === undefined) return ratePrior(triggered, priors)
  const {incidents, years} = beforeSwap
  return swappedRate(updateMixture(ratePrior(beforeSwap.triggered, priors), incidents, years), priors)
}

/** A share updated by what was seen; one that is taken as certain stays. */
const learnShare = (prior: Distribution, {yes, no}: Tally): Distribution =>
  prior.form === 'beta' ? {form: 'beta', a: prior.a + yes, b: prior.b + no} : prior

/** A share learnt from verdicts: with none the prior itself, with some its mean counts as few pseudo-incidents. */
function learnEfficacy(prior: Distribution, {yes, no}: Tally, weight: number): Distribution {
  if (prior.form !== 'beta' || yes + no === 0) return prior
  const mean = meanOf(prior)
  return {form: 'beta', a: weight * mean + yes, b: weight * (1 - mean) + no}
}

const verdictWeight = ({priors}: PriorSet): number => meanOf(priors['verdict-weight'].distribution)

/** Priors and a log's evidence joined. */
export function learn(evidence: LogEvidence, priors: PriorSet): Beliefs {
  const {'fatal-share': fatal, 'mirror-efficacy': full, 'kernel-share': kernel} = priors.priors
  const plain = (measure: PlainMeasure): Distribution =>
    learnEfficacy(
      priors.priors[`${measure}-share`].distribution,
      evidence.rungs?.[measure] ?? {yes: 0, no: 0},
      verdictWeight(priors),
    )
  return {
    rate: updateMixture(rateBefore(evidence, priors), evidence.incidents, evidence.years),
    fatalShare: learnShare(fatal.distribution, evidence.fatal),
    outage: outageTime(priors, evidence.restarts),
    fullMirror: learnEfficacy(full.distribution, evidence.full, verdictWeight(priors)),
    kernelMirror: learnEfficacy(kernel.distribution, evidence.kernel, verdictWeight(priors)),
    mirrorAtHand: false,
    plain: {
      'newer-kernel': plain('newer-kernel'),
      'tolerant-kernel': plain('tolerant-kernel'),
      'page-offline': plain('page-offline'),
      'swap-in-time': plain('swap-in-time'),
    },
    swapsPerHit: 1 / Math.max(LEAST_PRECISION, meanOf(priors.priors['swap-precision'].distribution)),
    plannedSwap: priors.priors['planned-swap-minutes'].distribution,
  }
}
