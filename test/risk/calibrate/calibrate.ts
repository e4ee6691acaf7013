import {analyze} from '../../../src/analyze.js'
import {ratePrior} from '../../../src/risk/beliefs.js'
import {rateSampler} from '../../../src/risk/draws/draw-rate.js'
import {createStream, type RandomStream} from '../../../src/risk/draws/random-stream.js'
import {mixtureCdf, updateMixture} from '../../../src/risk/gamma-mixture.js'
import {overridePriors} from '../../../src/risk/override-priors.js'
import {DEFAULT_PRIORS, type PriorSet} from '../../../src/risk/priors.js'
import {fleetRate} from '../../../src/risk/rate-prior.js'
import type {RiskEstimate} from '../../../src/risk/risk-estimate.js'
import {pulledLog, type SimulatedLog, watchedLog} from './simulate-log.js'

/** Faulty machines often enough that small samples hold many. */
const PRIORS = overridePriors(DEFAULT_PRIORS, {'faulty-share': {form: 'point', value: 0.3}})
/** Machines of one log of several: then nobody pulled it because of one of them. */
const TOGETHER = 4
const SERVICE_YEARS = 3

/** One simulated machine: its truth, and where that lies in what the pipeline made of its log. */
export interface Calibrated {
  readonly told: 'watched' | 'pulled'
  /** Incidents the rate rests on, as the pipeline counted them. */
  readonly incidents: number
  /** Incidents that the text shows and the pipeline did not count, or counted more than once. */
  readonly miscounted: number
  /** P(rate ≤ truth) by the closed form. */
  readonly position: number
  /** Whether the truth lies in the intervals as they are printed. */
  readonly inHalf: boolean
  readonly inMost: boolean
}

async function estimatesOf(text: string, priors: PriorSet): Promise<readonly RiskEstimate[]> {
  async function* once() {
    yield new TextEncoder().encode(text)
  }
  const {analysis} = await analyze({
    paths: ['-'],
    stdin: once(),
    nowMs: Date.UTC(2027, 6, 1),
    version: '0.0.0-calibration',
    pluginRoots: [],
    whatIfs: [],
    seed: 1,
    draws: 1,
    priors,
  })
  return analysis.risk.hosts
}

function place(log: SimulatedLog, told: Calibrated['told'], estimates: readonly RiskEstimate[]): Calibrated {
  const {rate} = estimates.find(({host}) => host === log.host) ?? {}
  if (rate === undefined) throw new Error(`no rate of ${log.host}:\n${log.text.slice(0, 500)}`)
  const {usedIncidents = 0, usedExposureYears = 0} = rate
  const belief = updateMixture(ratePrior(told === 'pulled', PRIORS), usedIncidents, usedExposureYears)
  return {
    told,
    incidents: usedIncidents,
    miscounted: rate.incidents - log.shown,
    position: mixtureCdf(log.rate, belief),
    inHalf: log.rate >= rate.p25 && log.rate <= rate.p75,
    inMost: log.rate >= rate.p5 && log.rate <= rate.p95,
  }
}

/** A rate whose first incident comes within the years of service: only such machines have their log pulled. */
function drawPulledRate(draw: (random: RandomStream) => number, random: RandomStream): number {
  for (;;) {
    const rate = draw(random)
    if (random() < -Math.expm1(-rate * SERVICE_YEARS)) return rate
  }
}

/** Draws truths from the priors, writes logs of them, runs the whole pipeline on the text, and places each truth. */
export async function calibrate(logs: number, seed: number): Promise<readonly Calibrated[]> {
  const random = createStream(seed, 'calibration by text')
  const draw = rateSampler(fleetRate(PRIORS))
  const placed: Calibrated[] = []
  while (placed.length < logs) {
    const watched = Array.from({length: TOGETHER}, (_none, n) => watchedLog(`node${n}`, draw(random), random))
    const together = await estimatesOf(watched.map(({text}) => text).join(''), PRIORS)
    placed.push(...watched.map(log => place(log, 'watched', together)))
    for (let n = 0; n < TOGETHER; n++) {
      const pulled = pulledLog('node', drawPulledRate(draw, random), random)
      // A first incident that a silent logger lost pulls no log.
      if (pulled.shown > 0) placed.push(place(pulled, 'pulled', await estimatesOf(pulled.text, PRIORS)))
    }
  }
  return placed
}

/** Share of truths inside the central interval of a level. */
export const coverage = (positions: readonly {readonly position: number}[], level: number): number =>
  positions.filter(({position}) => Math.abs(position - 0.5) <= level / 2).length / positions.length
