/** Time the logger was alive, in days; never last minus first. */
export interface Exposure {
  readonly observedDays: number
  readonly spanDays: number
  /** observed ÷ span, 0 … 1. */
  readonly coverage: number
  readonly downtimeMinutes: number
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

/** Uncorrected incidents per node-year. */
export interface EventRate extends Interval {
  readonly incidents: number
  readonly exposureYears: number
  readonly priorOnly: boolean
  /** 3 ÷ T when nothing was seen. */
  readonly ruleOfThreeUpper?: number
  /** Incident counts by episode gap, seconds → count. */
  readonly incidentsByGap: Readonly<Record<'30' | '3600' | '86400', number>>
}

/** Minutes of unplanned downtime per node-year under one measure. */
export interface DowntimeEstimate extends Interval {
  readonly measure: 'as-it-was' | 'kernelcore-mirror' | 'full-mirror'
  readonly probabilityOfNone: number
  /** Probability that the measure saves anything against `as-it-was`, paired draws; absent for `as-it-was`. */
  readonly probabilityOfSaving?: number
}

export interface RiskEstimate {
  readonly host: string
  readonly exposure?: Exposure
  readonly rate?: EventRate
  readonly downtime: readonly DowntimeEstimate[]
  readonly seed: number
  readonly draws: number
  readonly priorsVersion: string
  /** Sentences on how this was got and what it does not know. */
  readonly caveats: readonly string[]
}
