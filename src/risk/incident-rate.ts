import {rateBefore, swappedRate} from './beliefs.js'
import {type GammaComponent, type GammaMixture, nextCountCdf, updateMixture} from './gamma-mixture.js'
import {intervalOfMixture} from './interval.js'
import type {LogEvidence} from './log-evidence.js'
import type {PriorSet} from './priors.js'
import {fleetRate} from './rate-prior.js'
import type {EventRate, RateAlternative} from './risk-estimate.js'

/** What the log shows of incidents, whatever is believed. */
export interface IncidentCount {
  /** Episodes at a gap of one hour, in the whole log. */
  readonly incidents: number
  readonly years: number
  readonly byGap: EventRate['incidentsByGap']
  readonly absorbed: number
  /** True when every located incident names one DIMM. */
  readonly oneDimm: boolean
}

/** Upper 95 % limit of a rate when nothing was seen: 3 ÷ T. */
const RULE_OF_THREE = 3
/** Jeffreys' prior of a Poisson rate: knows of no other machine. */
const FLAT_SHAPE = 0.5
/** One gamma for a whole fleet, mean 0.013 a year (8 to 16 DIMMs at 0.1 to 0.2 % a year): what two components correct. */
const SINGLE_FLEET: GammaComponent = {weight: 1, shape: 0.5, rate: 0.5 / 0.013}

interface AlternativeRow {
  readonly id: RateAlternative['id']
  readonly title: string
  readonly belief: GammaMixture
  readonly incidents: number
  readonly years: number
}

const tell = ({id, title, belief, incidents, years}: AlternativeRow): RateAlternative => ({
  id,
  title,
  incidents,
  exposureYears: years,
  ...intervalOfMixture(belief),
})

function flatPrior({incidents, years}: IncidentCount): readonly AlternativeRow[] {
  if (incidents === 0 || !(years > 0)) return []
  const belief = [{weight: 1, shape: FLAT_SHAPE + incidents, rate: years}]
  return [{id: 'flat-prior', title: 'knowing of no other machine', belief, incidents, years}]
}

function afterReplacement(count: IncidentCount, belief: GammaMixture, priors: PriorSet): readonly AlternativeRow[] {
  if (count.incidents === 0 || !count.oneDimm) return []
  const swapped = swappedRate(belief, priors)
  return [{id: 'after-replacement', title: 'after the DIMM is replaced', belief: swapped, incidents: 0, years: 0}]
}

function alternatives(
  count: IncidentCount,
  evidence: LogEvidence,
  belief: GammaMixture,
  priors: PriorSet,
): readonly AlternativeRow[] {
  const {incidents, years} = count
  const fleet = fleetRate(priors)
  const prior: AlternativeRow = {
    id: 'prior-only',
    title: 'before the log was read',
    belief: rateBefore(evidence, priors),
    incidents: 0,
    years: 0,
  }
  if (incidents === 0) return [prior]
  const row = (id: RateAlternative['id'], title: string, from: GammaMixture, n: number): AlternativeRow => ({
    id,
    title,
    belief: updateMixture(from, n, years),
    incidents: n,
    years,
  })
  return [
    prior,
    ...(evidence.triggered ? [row('every-incident-counts', 'the first incident counted too', fleet, incidents)] : []),
    ...(incidents > 1 ? [row('one-episode', 'all incidents taken as one episode', fleet, 1)] : []),
    ...flatPrior(count),
    row('single-fleet', 'every machine of a fleet alike', [SINGLE_FLEET], incidents),
    ...(evidence.beforeSwap === undefined ? afterReplacement(count, belief, priors) : []),
  ]
}

/** The rate of uncorrected incidents: two-component Gamma–Poisson, closed form, with other readings of the same log beside it. */
export function estimateRate(
  count: IncidentCount,
  evidence: LogEvidence,
  belief: GammaMixture,
  priors: PriorSet,
): EventRate {
  return {
    ...intervalOfMixture(belief),
    incidents: count.incidents,
    exposureYears: count.years,
    priorOnly: evidence.incidents === 0 && (evidence.beforeSwap?.incidents ?? 0) === 0,
    ...(count.incidents === 0 && count.years > 0 ? {ruleOfThreeUpper: RULE_OF_THREE / count.years} : {}),
    incidentsByGap: count.byGap,
    usedIncidents: evidence.incidents,
    usedExposureYears: evidence.years,
    absorbed: count.absorbed,
    probabilityOfAny: 1 - nextCountCdf(0, belief, 1),
    alternatives: alternatives(count, evidence, belief, priors).map(tell),
  }
}
