import type {Measure} from '../tolerance/tolerance-verdict.js'
import type {DimmRisk} from './dimms/estimate-dimms.js'
import type {ExposureCut} from './exposure-cuts.js'
import type {Mitigation, SAVED_BY} from './mitigations.js'
import type {ExposureGap} from './observation.js'
import type {LeftOut} from './watch.js'

/** Time the logger was alive, in days; never last minus first. */
export interface Exposure {
  readonly observedDays: number
  readonly spanDays: number
  /** observed ÷ span, 0 … 1. */
  readonly coverage: number
  /** Time between the last line of a boot and the next boot. */
  readonly downtimeMinutes: number
  /** Gaps that are no downtime: nothing is known of them. */
  readonly unobservedDays?: number
  /** The longest of them. */
  readonly longestGapDays?: number
  /** Moments of the clock this rests on. */
  readonly stamps?: number
  /** Boots the log shows. */
  readonly boots?: number
  /** The longest stretches without the machine, in time order. */
  readonly gaps?: readonly ExposureGap[]
  /** Moments at which what is watched became something else: a module, the redundancy, the mirror mode. */
  readonly cuts?: readonly Omit<ExposureCut, 'atMs'>[]
  /** Observed time that counts towards no rate, and the incidents in it: one copy was left, or the mirror mode was another. */
  readonly leftOut?: readonly LeftOut[]
  /** True when the log was probably pulled because of an error: rates condition on the first. */
  readonly triggeredCollection: boolean
  readonly basis: string
}

/** A number is never alone: median, mean, 50 % and 90 % interval. */
export interface Interval {
  readonly mean: number
  readonly median: number
  readonly p5: number
  readonly p25: number
  readonly p75: number
  readonly p95: number
}

/** The same rate under another reading of the log or another belief, to show what the answer hangs on. */
export interface RateAlternative extends Interval {
  readonly id:
    | 'prior-only'
    | 'every-incident-counts'
    | 'one-episode'
    | 'flat-prior'
    | 'single-fleet'
    | 'after-replacement'
  readonly title: string
  readonly incidents: number
  readonly exposureYears: number
}

/** Uncorrected incidents per node-year. */
export interface EventRate extends Interval {
  /** Counted in the time that counts, episodes at a gap of one hour; what a mirror absorbed is among them. */
  readonly incidents: number
  readonly exposureYears: number
  /** True when no incident speaks for the rate: it is what field studies say of other machines. */
  readonly priorOnly: boolean
  /** 3 ÷ T when nothing was seen. */
  readonly ruleOfThreeUpper?: number
  /** Incident counts by episode gap, seconds → count. */
  readonly incidentsByGap: Readonly<Record<'30' | '3600' | '86400', number>>
  /** Incidents and years the rate rests on: those after the first where the log was pulled because of it. */
  readonly usedIncidents?: number
  readonly usedExposureYears?: number
  /** Of the counted, those whose data a mirror supplied. */
  readonly absorbed?: number
  /** P(at least one in the next year). */
  readonly probabilityOfAny?: number
  readonly alternatives?: readonly RateAlternative[]
}

/** Share of incidents absorbed, from so many with a verdict (Jeffreys' interval). */
export interface AbsorbedInLog {
  /** Incidents with a verdict. */
  readonly of: number
  /** Sum of the probabilities that each is absorbed. */
  readonly absorbed: number
  readonly median: number
  readonly p5: number
  readonly p95: number
}

/** Minutes of unplanned downtime per node-year under one measure of the ladder. */
export interface DowntimeEstimate extends Interval {
  readonly measure: Measure
  readonly probabilityOfNone: number
  /** Probability that the measure saves anything against `as-it-was`, paired draws; absent for `as-it-was`. */
  readonly probabilityOfSaving?: number
  /** Minutes saved against `as-it-was`, the same draws; absent for `as-it-was`. */
  readonly savedMinutes?: Interval
  /** Mean share of fatal incidents it avoids; absent for `as-it-was`. */
  readonly absorbedShare?: number
  /** What the verdicts on the log's own incidents say alone, without any prior knowledge of mirrors; absent without verdicts. */
  readonly absorbedInLog?: AbsorbedInLog
  /** The measure's own cost: mean planned minutes a year to swap DIMMs, after a mirror gave up one copy or on warning signs. */
  readonly plannedMinutes?: number
  /** The measure's own cost: share of the memory given up, where it is known. */
  readonly capacityShare?: number
  /** What a reader must know of this row: there already, not at hand, or what is lost still. */
  readonly note?: string
}

/** What a reader can check with a pocket calculator: minutes = incidents × share that is fatal × minutes each. */
export interface DowntimeExpectation {
  readonly incidentsPerYear: number
  readonly fatalShare: number
  readonly minutesPerOutage: number
  readonly minutesPerYear: number
}

/** How far one assumption carries the answer: the factor on expected minutes when it is at its lowest and highest. */
export interface PriorEffect {
  readonly prior: string
  readonly title: string
  readonly answer: 'downtime as it was' | (typeof SAVED_BY)[Mitigation]
  readonly lowFactor: number
  readonly highFactor: number
}

/** What one host may expect in a year, as far as its log carries it. */
export interface RiskEstimate {
  readonly host: string
  readonly exposure?: Exposure
  readonly rate?: EventRate
  readonly downtime: readonly DowntimeEstimate[]
  readonly expectation?: DowntimeExpectation
  /** DIMMs that errors name, the worst first; absent when none is named. */
  readonly dimms?: readonly DimmRisk[]
  /** Assumptions that move the answer by more than 10 %, strongest first. */
  readonly movedBy?: readonly PriorEffect[]
  readonly seed: number
  readonly draws: number
  readonly priorsVersion: string
  /** Sentences on how this was got and what it does not know. */
  readonly caveats: readonly string[]
}
