import {describe, expect, it} from 'vitest'
import {type Beliefs, learn, ratePrior} from '../../src/risk/beliefs.js'
import {drawFrom} from '../../src/risk/distribution.js'
import {drawBinomial} from '../../src/risk/draws/draw-binomial.js'
import {drawPoisson} from '../../src/risk/draws/draw-poisson.js'
import {rateSampler} from '../../src/risk/draws/draw-rate.js'
import {createStream, type RandomStream} from '../../src/risk/draws/random-stream.js'
import {estimateRisk} from '../../src/risk/estimate.js'
import {type GammaMixture, mixtureCdf, nextCountCdf, updateMixture} from '../../src/risk/gamma-mixture.js'
import type {LogEvidence} from '../../src/risk/log-evidence.js'
import {overridePriors} from '../../src/risk/override-priors.js'
import {DEFAULT_PRIORS} from '../../src/risk/priors.js'
import {fleetRate} from '../../src/risk/rate-prior.js'
import {simulateYears} from '../../src/risk/simulate-year.js'
import {buildBoot, buildIncident, stamps} from './build-log.js'

// Truth is drawn from the priors, a log is drawn from the truth, and the model is asked where the truth lies.
// When the model is right the answers are uniform, so central intervals cover as often as they say.

const LEVELS = [0.5, 0.8, 0.9] as const
const NODES = 4000
/** Points by which coverage may miss (each is about 4 standard errors of so many nodes). */
const TOLERANCE = 0.03

/** Faulty machines often enough that small samples hold many. */
const priors = overridePriors(DEFAULT_PRIORS, {'faulty-share': {form: 'point', value: 0.3}})

/** Share of positions inside the central interval of each level. */
const coverage = (positions: readonly number[]) =>
  LEVELS.map(level => positions.filter(u => Math.abs(u - 0.5) <= level / 2).length / positions.length)

function expectCalibrated(positions: readonly number[], told: string): void {
  for (const [index, covered] of coverage(positions).entries()) {
    const level = LEVELS[index] ?? Number.NaN
    const slack = Math.max(TOLERANCE, 4 * Math.sqrt((level * (1 - level)) / positions.length))
    expect(Math.abs(covered - level), `${told}: ${level} covered ${covered} of ${positions.length}`).toBeLessThan(slack)
  }
}

interface Node {
  readonly rate: number
  readonly seen: number
  readonly next: number
  readonly posterior: GammaMixture
}

/** Nodes whose rate comes from `prior`, seen for `years`, then for another one. */
function drawNodes(prior: GammaMixture, years: number, random: RandomStream): readonly Node[] {
  const sample = rateSampler(prior)
  return Array.from({length: NODES}, () => {
    const rate = sample(random)
    const seen = drawPoisson(random, rate * years)
    const next = drawPoisson(random, rate)
    return {rate, seen, next, posterior: updateMixture(prior, seen, years)}
  })
}

/** Where a count lies in its predictive distribution, spread evenly over the count's own probability. */
function countPosition({next, posterior}: Node, random: RandomStream): number {
  const below = nextCountCdf(next - 1, posterior, 1)
  return below + random() * (nextCountCdf(next, posterior, 1) - below)
}

describe('rates and counts', () => {
  const random = createStream(20, 'calibration')
  const nodes = drawNodes(fleetRate(priors), 0.5, random)

  it.each([
    ['0', (n: number) => n === 0],
    ['1', (n: number) => n === 1],
    ['2', (n: number) => n === 2],
    ['3 or more', (n: number) => n >= 3],
  ] as const)('cover as they say with %s incidents seen', (told, chosen) => {
    const group = nodes.filter(({seen}) => chosen(seen))
    expect(group.length).toBeGreaterThan(100)
    expectCalibrated(
      group.map(({rate, posterior}) => mixtureCdf(rate, posterior)),
      `rate, ${told}`,
    )
    expectCalibrated(
      group.map(node => countPosition(node, random)),
      `count, ${told}`,
    )
  })

  it('would notice a prior that is wrong', () => {
    const wrong = fleetRate(overridePriors(priors, {'faulty-rate': {form: 'gamma', shape: 1, mean: 1}}))
    const positions = nodes
      .filter(({seen}) => seen > 0)
      .map(({rate, seen}) => mixtureCdf(rate, updateMixture(wrong, seen, 0.5)))
    expect(Math.abs((coverage(positions)[2] ?? 0.9) - 0.9)).toBeGreaterThan(TOLERANCE)
  })
})

describe('logs that are pulled because of a first incident', () => {
  it('cover as they say, when only machines with an incident in three years of service are looked at', () => {
    const random = createStream(21, 'calibration')
    const sample = rateSampler(fleetRate(priors))
    const prior = ratePrior(true, priors)
    const positions: number[] = []
    while (positions.length < NODES) {
      const rate = sample(random)
      const firstAt = -Math.log(random()) / rate
      const years = 0.01 + random()
      const after = drawPoisson(random, rate * years)
      if (firstAt <= 3) positions.push(mixtureCdf(rate, updateMixture(prior, after, years)))
    }
    expectCalibrated(positions, 'rate')
  })
})

describe('whole estimates of one host', () => {
  it('give intervals that cover the true rate as often as they say', () => {
    const random = createStream(22, 'calibration')
    const sample = rateSampler(fleetRate(priors))
    const clock = stamps(0, 180, 1)
    const nodes = Array.from({length: 1000}, () => {
      const rate = sample(random)
      const days = Array.from({length: drawPoisson(random, (rate * 180) / 365.25)}, () => random() * 180)
      const incidents = days.map((day, n) => buildIncident(day, {id: `i${n}`}))
      const estimate = estimateRisk(
        {host: 'node', incidents, boots: [buildBoot(0, 0, 180)], clock},
        {seed: 1, draws: 1, priors, triggered: false},
      ).rate
      return {rate, estimate}
    })
    const share = (test: (node: (typeof nodes)[number]) => boolean) => nodes.filter(test).length / nodes.length
    const half = share(({rate, estimate}) => estimate !== undefined && rate >= estimate.p25 && rate <= estimate.p75)
    const most = share(({rate, estimate}) => estimate !== undefined && rate >= estimate.p5 && rate <= estimate.p95)
    // Episodes an hour apart join two true incidents now and then; the slack is that of 1,000 nodes.
    expect(Math.abs(half - 0.5)).toBeLessThan(0.06)
    expect(Math.abs(most - 0.9)).toBeLessThan(0.04)
  })
})

/** One true year of downtime under what is believed of a machine whose truth is fixed. */
function drawTruth(prior: Beliefs, random: RandomStream) {
  const rate = rateSampler(prior.rate)(random)
  const fatalShare = drawFrom(random, prior.fatalShare)
  const seen = drawPoisson(random, rate * 0.5)
  const fatal = drawBinomial(random, seen, fatalShare)
  const outage = prior.outage.prepare(random)(random)
  const next = drawBinomial(random, drawPoisson(random, rate), fatalShare)
  const minutes = Array.from({length: next}, () => outage(random)).reduce((sum, value) => sum + value, 0)
  return {seen, fatal, minutes}
}

describe('downtime', () => {
  it('has ranks of the true year among the drawn ones that are uniform (simulation-based calibration)', () => {
    const [replicates, draws, bins] = [1500, 199, 20]
    const random = createStream(23, 'calibration')
    const nothing: LogEvidence = {
      incidents: 0,
      years: 0,
      triggered: false,
      fatal: {yes: 0, no: 0},
      restarts: [],
      full: {yes: 0, no: 0},
      kernel: {yes: 0, no: 0},
    }
    const prior = learn(nothing, priors)
    const counts = new Array<number>(bins).fill(0)
    for (let n = 0; n < replicates; n++) {
      const {seen, fatal, minutes} = drawTruth(prior, random)
      const learnt = learn({...nothing, incidents: seen, years: 0.5, fatal: {yes: fatal, no: seen - fatal}}, priors)
      const {asItWas} = simulateYears(learnt, n, draws)
      const below = asItWas.filter(value => value < minutes).length + (minutes > 0 ? draws - asItWas.length : 0)
      const ties = asItWas.filter(value => value === minutes).length + (minutes === 0 ? draws - asItWas.length : 0)
      const rank = below + Math.floor(random() * (ties + 1))
      const bin = Math.floor((rank * bins) / (draws + 1))
      counts[bin] = (counts[bin] ?? 0) + 1
    }
    const expected = replicates / bins
    const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    // 99 % point of chi-square with 19 degrees of freedom.
    expect(chiSquare).toBeLessThan(36.19)
  })
})
