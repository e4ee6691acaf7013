import {type Distribution, meanOf} from './distribution.js'

/** A node cannot be down longer in a year than the year: 365.25 days. */
const MINUTES_PER_YEAR = 525_960
/** Luck of an outage that a measure never came to see. */
const NOT_ASKED = 1

/** Every outage of the simulated years that had one, in their order. */
export interface Outages {
  /** Years with an outage. */
  readonly rows: number
  /** Row of the year of each. */
  readonly years: Int32Array
  /** How many fatal incidents each stands for: 1 but in years with very many. */
  readonly each: Float64Array
  readonly minutes: Float64Array
}

/** One measure in the simulated years that had an outage. */
export interface MitigatedYears {
  /** Minutes down, one entry a year. */
  readonly minutes: Float64Array
  /** Fatal incidents avoided, all years together. */
  readonly avoided: number
  /** Years in which it avoided any. */
  readonly yearsWithAny: number
}

/**
 * The outages under a measure that avoids this share of them. `luck` is one uniform number an outage; the share of a year is
 * one draw of what is believed, but it is never drawn: after each outage the chance of the next is what is then believed
 * (Pólya's urn), which gives the same years. Where an outage is avoided, `rest` becomes the luck stretched to the chance that
 * was met, for a measure that avoids some of those. One loop for all, as a short run lives in uncompiled loops.
 */
export function underMeasure(
  share: Distribution,
  {rows, years, each, minutes}: Outages,
  luck: Float64Array,
  rest: Float64Array,
): MitigatedYears {
  const learns = share.form === 'beta' ? 1 : 0
  const a = share.form === 'beta' ? share.a : meanOf(share)
  const whole = share.form === 'beta' ? share.a + share.b : 1
  const left = new Float64Array(rows)
  let [year, hits, thrown, any, avoided, yearsWithAny] = [-1, 0, 0, 0, 0, 0]
  for (let n = 0; n < years.length; n++) {
    const at = years[n] ?? 0
    if (at !== year) {
      year = at
      hits = 0
      thrown = 0
      yearsWithAny += any
      any = 0
    }
    const lucky = luck[n] ?? NOT_ASKED
    const chance = (a + hits) / (whole + thrown)
    if (lucky < NOT_ASKED) thrown += learns
    if (lucky < chance) {
      hits += learns
      any = 1
      avoided += each[n] ?? 0
      rest[n] = lucky / chance
    } else {
      rest[n] = NOT_ASKED
      left[at] = Math.min(MINUTES_PER_YEAR, (left[at] ?? 0) + (minutes[n] ?? 0))
    }
  }
  return {minutes: left, avoided, yearsWithAny: yearsWithAny + any}
}
