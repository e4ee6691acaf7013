import type {MemoryError} from '../errors/memory-error.js'
import type {Boot} from '../incidents/incident.js'
import type {ClockSample} from '../logs/read-lines.js'
import type {MirrorLayout} from '../mirror/layout.js'
import {redundancyChanges} from '../mirror/redundancy.js'
import type {PlatformFact} from '../records/platform-fact.js'
import {learn} from './beliefs.js'
import {caveatsOf} from './caveats.js'
import {countIncidents} from './count-incidents.js'
import type {RiskIncident} from './counted-incident.js'
import {estimateDimms} from './dimms/estimate-dimms.js'
import {estimateDowntime} from './downtime.js'
import {expectDowntime} from './expectation.js'
import {exposureOf, observe} from './exposure.js'
import {exposureCuts} from './exposure-cuts.js'
import {estimateRate} from './incident-rate.js'
import {type KnownLayout, measuresInPlace, notesOf, partialCapacity, withoutThose} from './measures-in-place.js'
import {DAYS_PER_YEAR, type Observation} from './observation.js'
import {DEFAULT_PRIORS, type PriorSet} from './priors.js'
import {readEvidence} from './read-evidence.js'
import type {RiskEstimate} from './risk-estimate.js'
import {sweepPriors} from './sensitivity.js'
import {watchOf} from './watch.js'

/** One host of an analysis. */
export interface RiskInput {
  readonly host: string
  readonly incidents: readonly RiskIncident[]
  readonly boots: readonly Boot[]
  readonly clock: readonly ClockSample[]
  /** True for a virtual machine: its log says nothing of how often the hardware fails. */
  readonly guest?: boolean
  /** Hosts of the whole run; the log of one alone was probably pulled because of an error. 1 when absent. */
  readonly hosts?: number
  /** What the boots tell of the machine, by boot index: modules by their serial numbers. */
  readonly facts?: readonly (readonly PlatformFact[])[]
  /** Mirror mode by boot index, where it is known. */
  readonly modes?: readonly MirrorLayout['mode'][]
  /** How memory is mirrored as it is, where that is known. */
  readonly layout?: KnownLayout
}

/** How to estimate; equal options and input give equal numbers. */
export interface RiskOptions {
  readonly seed: number
  /** Paired draws of a year. */
  readonly draws: number
  readonly priors?: PriorSet
  /** Over the guess whether a first incident got the log pulled. */
  readonly triggered?: boolean
}

/** Errors that are no test. */
const realErrors = (incidents: readonly RiskIncident[]): readonly MemoryError[] =>
  incidents.flatMap(({injected, errors}) => (injected ? [] : errors))

const NO_CLOCK =
  'No line of the log carries a clock, so the time it covers is not known: no rate and no downtime is estimated. Collect the log with time stamps (journalctl -k, dmesg -T, /var/log/messages).'
const GUEST =
  'This is the log of a virtual machine: it says nothing of how often the hardware under it fails. Collect the log of its host.'

function estimateSeen(
  input: RiskInput,
  options: RiskOptions,
  seen: Observation,
): Omit<RiskEstimate, 'host' | 'seed' | 'draws' | 'priorsVersion'> {
  const priors = options.priors ?? DEFAULT_PRIORS
  const counted = countIncidents(input.incidents)
  const {boots, facts = [], modes = []} = input
  const redundancy = redundancyChanges({facts, errors: realErrors(input.incidents), layout: undefined})
  const cuts = exposureCuts({boots, facts, redundancy, modes})
  const watch = watchOf({seen, boots, episodes: counted.episodes, redundancy, modes})
  const triggered = watch.episodes.length > 0 && (options.triggered ?? (input.hosts ?? 1) <= 1)
  const kept = watch.leftOut.length === 0 ? counted : countIncidents(watch.episodes.flatMap(({incidents}) => incidents))
  const {evidence, firstPlaced, swap} = readEvidence(counted, watch, triggered, cuts)
  const inPlace = measuresInPlace(input.layout)
  const beliefs = withoutThose(learn(evidence, priors), inPlace)
  const frame = {
    verdicts: evidence.full,
    partialCapacity: partialCapacity(input.incidents),
    notes: notesOf(inPlace),
  }
  const exposure = exposureOf(seen, triggered, {boots: boots.length, cuts, leftOut: watch.leftOut})
  const count = {
    incidents: watch.episodes.length,
    years: watch.days / DAYS_PER_YEAR,
    byGap: kept.byGap,
    absorbed: kept.absorbedEpisodes,
    oneDimm: kept.oneDimm,
  }
  const rate = estimateRate(count, evidence, beliefs.rate, priors)
  const dimms = estimateDimms(
    input.incidents,
    {
      episodes: watch.episodes,
      years: count.years,
      yearsAfterFirst: evidence.years + (evidence.beforeSwap?.years ?? 0),
      triggered,
      cuts,
      yearsAfter: atMs => (watch.daysAfter({boot: 0, startMs: atMs}) ?? 0) / DAYS_PER_YEAR,
    },
    priors,
  )
  const movedBy = sweepPriors(evidence, priors, believed => withoutThose(believed, inPlace))
  return {
    exposure,
    rate,
    downtime: estimateDowntime(beliefs, frame, options.seed, options.draws),
    expectation: expectDowntime(beliefs),
    ...(dimms.length === 0 ? {} : {dimms}),
    movedBy,
    caveats: caveatsOf({counted, exposure, rate, evidence, movedBy, priors, firstPlaced, inPlace, swap}),
  }
}

/** Rate of uncorrected memory incidents and downtime to expect of one host, always as intervals; nothing where the log cannot carry it. */
export function estimateRisk(input: RiskInput, options: RiskOptions): RiskEstimate {
  const priorsVersion = (options.priors ?? DEFAULT_PRIORS).version
  const frame = {host: input.host, seed: options.seed, draws: options.draws, priorsVersion}
  const seen = observe(input.clock, input.boots, input.incidents)
  if (input.guest === true) {
    const exposure = seen === undefined ? {} : {exposure: exposureOf(seen, false, {boots: input.boots.length})}
    return {...frame, ...exposure, downtime: [], caveats: [GUEST]}
  }
  if (seen === undefined) return {...frame, downtime: [], caveats: [NO_CLOCK]}
  return {...frame, ...estimateSeen(input, options, seen)}
}
