import {readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {countIncidents} from '../../../src/risk/count-incidents.js'
import type {RiskIncident} from '../../../src/risk/counted-incident.js'
import {type GammaMixture, nextCountCdf, updateMixture} from '../../../src/risk/gamma-mixture.js'
import {DEFAULT_PRIORS} from '../../../src/risk/priors.js'
import {dimmRate} from '../../../src/risk/rate-prior.js'
import {buildError, buildIncident} from '../build-log.js'

// The log is cut after a year; the model says which DIMMs will have another incident in the rest, and is scored against a
// rate common to all DIMMs and against knowing of no other DIMM. DIMMs without any incident are told by number alone. The
// priors of DIMMs were fitted to the whole of this log, so this shows that the model uses them rightly, not that they are right.

/** DIMMs of MareNostrum 3 as far as is told. */
const ALL_DIMMS = 25_000
const START = Date.UTC(2014, 9, 1)
const CUT = Date.UTC(2015, 9, 1)
const END = Date.UTC(2016, 10, 1)
const YEAR = 365.25 * 86_400_000
const [SEEN, AHEAD] = [(CUT - START) / YEAR, (END - CUT) / YEAR]

const incidents: readonly RiskIncident[] = readFileSync(new URL('uepredict.csv', import.meta.url), 'utf8')
  .split('\n')
  .filter(line => /^[0-9a-f]{8},/.test(line) && !line.includes('Overtemperature'))
  .map((line, index) => {
    const [dimm = '', time = ''] = line.split(',')
    const ms = Date.parse(`${time.replace(' ', 'T')}Z`)
    return buildIncident(0, {
      id: `i${index}`,
      host: dimm,
      startMs: ms,
      endMs: ms,
      errors: [buildError({dram: {label: dimm}, epochMs: ms})],
    })
  })

const counts = (from: number, to: number): ReadonlyMap<string, number> => {
  const chosen = incidents.filter(({startMs = 0}) => startMs >= from && startMs < to)
  const dimms = [...new Set(chosen.map(({host}) => host))]
  return new Map(dimms.map(dimm => [dimm, countIncidents(chosen.filter(({host}) => host === dimm)).byGap['3600']]))
}

const [before, after] = [counts(START, CUT), counts(CUT, END)]

type Forecast = (seen: number) => number

/** Brier score and log score over all DIMMs, those without incident by their number. */
function scores(forecast: Forecast): {readonly brier: number; readonly log: number} {
  const rows = [...before].map(([dimm, seen]) => ({p: forecast(seen), hit: after.has(dimm), weight: 1}))
  const fresh = [...after.keys()].filter(dimm => !before.has(dimm)).length
  const none = forecast(0)
  rows.push({p: none, hit: true, weight: fresh}, {p: none, hit: false, weight: ALL_DIMMS - before.size - fresh})
  return {
    brier: rows.reduce((sum, {p, hit, weight}) => sum + weight * (p - Number(hit)) ** 2, 0) / ALL_DIMMS,
    log: rows.reduce((sum, {p, hit, weight}) => sum - weight * Math.log(hit ? p : 1 - p), 0) / ALL_DIMMS,
  }
}

const ofMixture =
  (prior: GammaMixture): Forecast =>
  seen =>
    1 - nextCountCdf(0, updateMixture(prior, seen, SEEN), AHEAD)

const total = [...before.values()].reduce((sum, n) => sum + n, 0)
const pooled: Forecast = () => -Math.expm1((-total / (ALL_DIMMS * SEEN)) * AHEAD)
const flat = ofMixture([{weight: 1, shape: 0.5, rate: 1e-9}])
const model = ofMixture(dimmRate(DEFAULT_PRIORS))

/** Days in which a DIMM is likely still in its slot after an incident. */
const SOON_DAYS = 30

/** Mean log score of “another incident within 30 days” after each DIMM's first, where the log goes on that long. */
function soonScore(forecast: (yearsWatched: number) => number): number {
  const dimms = [...new Set(incidents.map(({host}) => host))]
  const rows = dimms.flatMap(dimm => {
    const times = incidents.filter(({host}) => host === dimm).map(({startMs = 0}) => startMs)
    const first = Math.min(...times)
    const until = first + SOON_DAYS * 86_400_000
    if (until > END) return []
    // An hour joins what is one incident.
    const again = times.some(ms => ms > first + 3_600_000 && ms <= until)
    const p = forecast((first - START) / YEAR)
    return [-Math.log(again ? p : 1 - p)]
  })
  return rows.reduce((sum, row) => sum + row, 0) / rows.length
}

const soon =
  (prior: GammaMixture) =>
  (years: number): number =>
    1 - nextCountCdf(0, updateMixture(prior, 1, years), SOON_DAYS / 365.25)

describe('the UEPREDICT log, cut after a year', () => {
  it('holds the incidents it is known for', () => {
    expect(incidents).toHaveLength(64)
    expect(before.size).toBe(22)
    expect(after.size).toBe(24)
  })

  it('is foreseen far better than by knowing of no other DIMM', () => {
    expect(scores(model).log).toBeLessThan(scores(flat).log / 20)
    expect(scores(model).brier).toBeLessThan(scores(flat).brier / 20)
  })

  it('is foreseen about as well as by one rate for all: who had incidents was swapped, so hardly one of them repeats later', () => {
    const repeats = [...before.keys()].filter(dimm => after.has(dimm)).length
    expect(repeats).toBe(1)
    expect(scores(model).log / scores(pooled).log).toBeLessThan(1.1)
    const fresh = [...after.keys()].filter(dimm => !before.has(dimm)).length
    const foreseen = (ALL_DIMMS - before.size) * model(0)
    expect(foreseen / fresh).toBeGreaterThan(0.5)
    expect(foreseen / fresh).toBeLessThan(2)
  })
})

describe('the month after a DIMM’s first incident, before it is swapped', () => {
  it('is foreseen far better than by one rate for all, and about as well as by the incident alone', () => {
    const rate = incidents.length / (ALL_DIMMS * ((END - START) / YEAR))
    const own = soonScore(soon(dimmRate(DEFAULT_PRIORS)))
    expect(own).toBeLessThan(soonScore(() => -Math.expm1((-rate * SOON_DAYS) / 365.25)) / 2)
    // Repeats come within days, which no rate that stays the same foresees: the incident alone does a little better here.
    expect(own / soonScore(soon([{weight: 1, shape: 0.5, rate: 1e-9}]))).toBeLessThan(1.15)
  })
})
