import {describe, expect, it} from 'vitest'
import {absorbedInLog} from '../../src/risk/absorption.js'
import {type Beliefs, learn} from '../../src/risk/beliefs.js'
import type {Distribution} from '../../src/risk/distribution.js'
import {estimateDowntime} from '../../src/risk/downtime.js'
import {createStream} from '../../src/risk/draws/random-stream.js'
import {absorbedShare, expectDowntime} from '../../src/risk/expectation.js'
import type {LogEvidence} from '../../src/risk/log-evidence.js'
import {MITIGATIONS} from '../../src/risk/mitigations.js'
import {roundSignificant} from '../../src/risk/numerics/round-significant.js'
import {outageTime} from '../../src/risk/outage-time.js'
import {overridePriors} from '../../src/risk/override-priors.js'
import {DEFAULT_PRIORS} from '../../src/risk/priors.js'
import {learnRestarts, meanRestart} from '../../src/risk/restart-time.js'
import {simulateYears} from '../../src/risk/simulate-year.js'
import {composeLadder} from '../../src/tolerance/ladder.js'
import type {Measure} from '../../src/tolerance/tolerance-verdict.js'
import {buildIncident} from './build-log.js'

const NONE = {yes: 0, no: 0}

const evidence: LogEvidence = {
  incidents: 2,
  years: 35 / 365.25,
  triggered: true,
  fatal: {yes: 2, no: 1},
  restarts: [],
  full: NONE,
  kernel: NONE,
}

const never: Distribution = {form: 'point', value: 0}
const beliefs = learn(evidence, DEFAULT_PRIORS)
const DRAWS = 10_000
const FRAME = {verdicts: {yes: 2.7, no: 0.3}, partialCapacity: 0.125, notes: {}}

/** One entry a drawn year: years without an outage have none of their own. */
const allYears = (values: Float64Array, draws: number): Float64Array => {
  const all = new Float64Array(draws)
  all.set(values)
  return all
}
const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length
const sdOf = (values: Float64Array): number => {
  const mean = meanOf(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1))
}

describe('E[D] = L · p · E[T]', () => {
  it('is the closed form', () => {
    const {incidentsPerYear, fatalShare, minutesPerOutage, minutesPerYear} = expectDowntime(beliefs)
    expect(fatalShare).toBeCloseTo(6 / 10, 12)
    expect(minutesPerOutage).toBeCloseTo(290, -1)
    expect(minutesPerYear).toBeCloseTo(incidentsPerYear * fatalShare * minutesPerOutage, 9)
  })

  it.each([
    ['without restarts in the log', []],
    ['with restarts in the log', [11, 14, 12.5]],
  ])('is what the draws average to, %s', (_told, restarts) => {
    const learnt = learn({...evidence, restarts}, DEFAULT_PRIORS)
    const years = simulateYears(learnt, 5, 40_000)
    const minutes = allYears(years.asItWas, 40_000)
    const error = sdOf(minutes) / Math.sqrt(40_000)
    expect(Math.abs(meanOf(minutes) - expectDowntime(learnt).minutesPerYear)).toBeLessThan(4 * error)
  })

  it('holds for the minutes that a full mirror leaves', () => {
    const years = simulateYears(beliefs, 6, 40_000)
    const share = 1 - 30 / 31.5
    const minutes = allYears(years.under['full-mirror'].minutes, 40_000)
    const error = sdOf(minutes) / Math.sqrt(40_000)
    expect(Math.abs(meanOf(minutes) - expectDowntime(beliefs).minutesPerYear * share)).toBeLessThan(4 * error)
  })
})

describe('paired draws', () => {
  it('a full mirror that absorbs nothing equals the machine as it was, draw by draw', () => {
    const years = simulateYears({...beliefs, fullMirror: never}, 1, DRAWS)
    expect(years.under['full-mirror'].minutes).toEqual(years.asItWas)
    expect(years.under['partial-mirror'].minutes).toEqual(years.asItWas)
  })

  it('what is believed of mirrors never changes the machine as it was', () => {
    expect(simulateYears({...beliefs, fullMirror: never}, 1, DRAWS).asItWas).toEqual(
      simulateYears(beliefs, 1, DRAWS).asItWas,
    )
  })

  it('a full mirror absorbs no less than mirrored kernel memory, draw by draw', () => {
    const odd: Beliefs = {...beliefs, fullMirror: {form: 'beta', a: 2, b: 2}, kernelMirror: {form: 'beta', a: 9, b: 1}}
    for (const believed of [beliefs, odd]) {
      const years = simulateYears(believed, 1, DRAWS)
      expect(
        years.under['full-mirror'].minutes.every(
          (minutes, n) => minutes <= (years.under['partial-mirror'].minutes[n] ?? Number.NaN),
        ),
      ).toBe(true)
      expect(
        years.under['partial-mirror'].minutes.every((minutes, n) => minutes <= (years.asItWas[n] ?? Number.NaN)),
      ).toBe(true)
    }
  })

  it('no measure adds an outage, and one that is out of reach changes none', () => {
    const years = simulateYears(beliefs, 1, DRAWS)
    for (const measure of MITIGATIONS)
      expect(years.under[measure].minutes.every((minutes, n) => minutes <= (years.asItWas[n] ?? Number.NaN))).toBe(true)
    expect(years.under['kernelcore-mirror'].minutes).toEqual(years.asItWas)
    const offered = simulateYears({...beliefs, mirrorAtHand: true}, 1, DRAWS)
    expect(offered.under['kernelcore-mirror']).toEqual(offered.under['partial-mirror'])
  })

  it('what is believed of one measure leaves the others as they are', () => {
    const sure: Beliefs = {...beliefs, plain: {...beliefs.plain, 'page-offline': {form: 'point', value: 1}}}
    const years = simulateYears(sure, 1, DRAWS)
    expect(Math.max(...years.under['page-offline'].minutes)).toBe(0)
    expect(years.asItWas).toEqual(simulateYears(beliefs, 1, DRAWS).asItWas)
  })

  it.each(MITIGATIONS)('%s avoids the share it is believed to avoid', measure => {
    const believed: Beliefs = {...beliefs, mirrorAtHand: true}
    const {under, fatal} = simulateYears(believed, 7, 40_000)
    const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)
    expect(under[measure].avoided / sum(fatal)).toBeCloseTo(absorbedShare(believed, measure), 1.7)
  })

  it('are the same for the same seed and others for another', () => {
    expect(simulateYears(beliefs, 3, 500)).toEqual(simulateYears(beliefs, 3, 500))
    expect(simulateYears(beliefs, 3, 500)).not.toEqual(simulateYears(beliefs, 4, 500))
  })

  it('end with the year, even where incidents never do', () => {
    const storm: Beliefs = {...beliefs, rate: [{weight: 1, shape: 1e6, rate: 10}]}
    const years = simulateYears(storm, 1, 20)
    expect(Math.max(...years.asItWas)).toBe(525_960)
    expect(Math.min(...years.fatal)).toBeGreaterThan(5000)
  })
})

describe('estimates by measure', () => {
  const estimates = estimateDowntime(beliefs, FRAME, 1, DRAWS)
  const of = (measure: Measure) => estimates.find(estimate => estimate.measure === measure)
  const [asItWas, kernel, full] = [of('as-it-was'), of('partial-mirror'), of('full-mirror')]

  it('are there for every rung of the ladder, in its order', () => {
    const tolerance = {answer: 'unknown', confidence: 0, because: '', cites: []} as const
    const ladder = composeLadder(buildIncident(1), {
      verdicts: [],
      tolerance,
      steered: {settled: 'unknown', because: ''},
      costs: {},
    })
    expect(estimates.map(({measure}) => measure)).toEqual(ladder.map(({id}) => id))
  })

  it('never mix two mirrors: each is set against the machine as it was', () => {
    expect(asItWas?.measure).toBe('as-it-was')
    expect(asItWas?.probabilityOfSaving).toBeUndefined()
    expect(full?.absorbedShare).toBeCloseTo(30 / 31.5, 9)
    expect(kernel?.absorbedShare).toBeCloseTo((30 / 31.5) * 0.6, 9)
  })

  it('save what they absorb', () => {
    for (const measure of [kernel, full]) {
      expect(measure?.savedMinutes?.mean).toBeCloseTo((asItWas?.mean ?? 0) - (measure?.mean ?? 0), 6)
      expect(measure?.probabilityOfSaving).toBeGreaterThan(0.5)
      expect(measure?.probabilityOfNone).toBeGreaterThan(asItWas?.probabilityOfNone ?? 1)
    }
  })

  it('tell their own cost', () => {
    expect(full?.capacityShare).toBe(0.5)
    expect(full?.plannedMinutes).toBeGreaterThan(kernel?.plannedMinutes ?? Number.NaN)
  })
})

describe('the share absorbed, from verdicts alone', () => {
  it.each([
    [3, 0, 0.93, 0.56, 1],
    [2, 1, 0.65, 0.24, 0.94],
    [0, 3, 0.07, 0.0, 0.44],
  ])('%d absorbed and %d not', (yes, no, median, low, high) => {
    const share = absorbedInLog({yes, no})
    expect(share?.median).toBeCloseTo(median, 1)
    expect(share?.p5).toBeCloseTo(low, 1)
    expect(share?.p95).toBeCloseTo(high, 1)
    expect(Math.abs((share?.median ?? 9) - median)).toBeLessThan(0.01)
  })

  it('is not told without verdicts', () => {
    expect(absorbedInLog(NONE)).toBeUndefined()
  })
})

describe('restarts of the log', () => {
  it('move the usual time towards what was seen, and narrow it', () => {
    const usual = learnRestarts(DEFAULT_PRIORS, [])
    const seen = learnRestarts(DEFAULT_PRIORS, [60, 62, 58, 61])
    expect(Math.exp(usual.mu)).toBeCloseTo(14.5, 0)
    expect(Math.exp(seen.mu)).toBeGreaterThan(30)
    expect(Math.exp(seen.mu)).toBeLessThan(60)
    expect(seen.kappa).toBe(6)
    expect(seen.nu).toBe(8)
  })

  it('have a finite mean, equal to that of the draws', () => {
    const restarts = [11, 14, 12.5]
    const outage = outageTime(DEFAULT_PRIORS, restarts)
    const random = createStream(9, 'test')
    const machine = outage.prepare(random)
    const sample = Float64Array.from({length: 60_000}, () => machine(random)(random))
    expect(Math.abs(meanOf(sample) - outage.mean)).toBeLessThan(4 * (sdOf(sample) / Math.sqrt(sample.length)))
    expect(meanRestart(learnRestarts(DEFAULT_PRIORS, restarts))).toBeLessThan(40)
  })

  it('take nonsense without growing past 30 days', () => {
    expect(meanRestart(learnRestarts(DEFAULT_PRIORS, [1e12, 1e12, 1e12]))).toBeLessThanOrEqual(43_200)
  })
})

describe('durations', () => {
  it('sum to the medians and means they are told with', () => {
    const outage = outageTime(DEFAULT_PRIORS, [])
    const random = createStream(2, 'test')
    const machine = outage.prepare(random)
    const sample = Float64Array.from({length: 40_000}, () => machine(random)(random)).sort()
    expect(roundSignificant(outage.mean)).toBe(290)
    expect(sample[20_000]).toBeGreaterThan(110)
    expect(sample[20_000]).toBeLessThan(140)
  })

  it('follow the user', () => {
    const sure = overridePriors(DEFAULT_PRIORS, {
      'dump-minutes': {form: 'point', value: 1},
      'boot-minutes': {form: 'point', value: 9},
      'warm-up-minutes': {form: 'point', value: 5},
      'diagnosis-minutes': {form: 'point', value: 0},
      'swap-share': {form: 'point', value: 0},
    })
    const outage = outageTime(sure, [])
    const random = createStream(2, 'test')
    expect(outage.mean).toBe(15)
    expect(outage.prepare(random)(random)(random)).toBe(15)
  })
})
