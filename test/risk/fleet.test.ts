import {describe, expect, it} from 'vitest'
import {drawPoisson} from '../../src/risk/draws/draw-poisson.js'
import {rateSampler} from '../../src/risk/draws/draw-rate.js'
import {createStream} from '../../src/risk/draws/random-stream.js'
import {estimateFleet, type FleetNode, fleetNodeOf} from '../../src/risk/fleet/estimate-fleet.js'
import {overridePriors} from '../../src/risk/override-priors.js'
import {DEFAULT_PRIORS} from '../../src/risk/priors.js'
import {fleetRate} from '../../src/risk/rate-prior.js'

const node = (index: number, incidents: number, years = 1): FleetNode => ({host: `n${index}`, incidents, years})

const fleet = (nodes: readonly FleetNode[], fleetSize?: number, seed = 1) => {
  const estimate = estimateFleet(nodes, {seed, replicates: 400, ...(fleetSize === undefined ? {} : {fleetSize})})
  if ('refused' in estimate) throw new Error(estimate.refused)
  return estimate
}

describe('a fleet', () => {
  it('has no rate without its size, nor with one that cannot be', () => {
    const nodes = [node(1, 2), node(2, 0)]
    expect(estimateFleet(nodes, {seed: 1})).toMatchObject({refused: expect.stringContaining('--fleet-size')})
    expect(estimateFleet(nodes, {seed: 1, fleetSize: 1})).toHaveProperty('refused')
    expect(estimateFleet(nodes, {seed: 1, fleetSize: 2.5})).toHaveProperty('refused')
    expect(estimateFleet([], {seed: 1, fleetSize: 5})).toHaveProperty('refused')
  })

  it('is diluted by the machines that had no errors', () => {
    const nodes = [node(1, 3), node(2, 1)]
    const small = fleet(nodes, 2).incidentsPer1000NodeYears
    const large = fleet(nodes, 2000).incidentsPer1000NodeYears
    expect(large.mean).toBeLessThan(small.mean / 50)
    expect(large.mean).toBeGreaterThan(1)
  })

  it('bears most of its incidents on the worst few machines', () => {
    const nodes = Array.from({length: 1000}, (_none, n) => node(n, n < 5 ? 6 : 0))
    const {worst1Percent, worst5Percent, incidents} = fleet(nodes, 1000)
    expect(incidents).toBe(30)
    expect(worst1Percent.mean).toBeGreaterThan(0.5)
    expect(worst5Percent.mean).toBeGreaterThanOrEqual(worst1Percent.mean)
    expect(worst5Percent.p95).toBeLessThanOrEqual(1)
  })

  it('has no availability below five incidents', () => {
    expect(fleet([node(1, 4)], 100).availability).toBeUndefined()
    const {availability, nodeHoursLost} = fleet([node(1, 5)], 100)
    expect(availability?.mean).toBeCloseTo(1 - nodeHoursLost.mean / (8766 * 100), 9)
  })

  it('is the same for the same seed', () => {
    const nodes = [node(1, 3), node(2, 0)]
    expect(fleet(nodes, 50)).toEqual(fleet(nodes, 50))
    expect(fleet(nodes, 50, 2)).not.toEqual(fleet(nodes, 50))
  })

  it('spreads more widely than machines that share nothing would: what is uncertain is uncertain for all at once', () => {
    const nodes = Array.from({length: 400}, (_none, n) => node(n, 0, 0.1))
    const {p5, p95, mean} = fleet(nodes, 20_000).incidentsPer1000NodeYears
    // Counts alone would spread by about √(mean · 20) ÷ 20, 1.6 standard deviations to each side.
    expect(p95 - p5).toBeGreaterThan((2 * 1.64 * Math.sqrt(mean * 20)) / 20)
  })

  it('covers the incidents of the year to come as often as it says', () => {
    const priors = overridePriors(DEFAULT_PRIORS, {'faulty-share': {form: 'point', value: 0.1}})
    const random = createStream(31, 'fleet test')
    const draw = rateSampler(fleetRate(priors))
    const [size, replicates] = [150, 60]
    let inside = 0
    for (let n = 0; n < replicates; n++) {
      const rates = Array.from({length: size}, () => draw(random))
      const nodes = rates.map((rate, index) => node(index, drawPoisson(random, rate / 2), 0.5))
      const next = rates.reduce((sum, rate) => sum + drawPoisson(random, rate), 0)
      const estimate = estimateFleet(nodes, {seed: n, replicates: 200, fleetSize: size, priors})
      if ('refused' in estimate) throw new Error(estimate.refused)
      const {p5, p95} = estimate.incidentsPer1000NodeYears
      if ((next * 1000) / size >= p5 && (next * 1000) / size <= p95) inside++
    }
    expect(inside / replicates).toBeGreaterThan(0.82)
  })
})

describe('a node of a fleet', () => {
  it('is a host’s whole count and exposure, whatever got its log pulled', () => {
    const rate = {
      mean: 1,
      median: 1,
      p5: 0,
      p25: 0,
      p75: 2,
      p95: 3,
      incidents: 3,
      exposureYears: 0.1,
      priorOnly: false,
      usedIncidents: 2,
      usedExposureYears: 0.09,
      incidentsByGap: {'30': 3, '3600': 3, '86400': 3},
    }
    const estimate = {host: 'n1', rate, downtime: [], seed: 1, draws: 1, priorsVersion: '', caveats: []}
    expect(fleetNodeOf(estimate)).toEqual({host: 'n1', incidents: 3, years: 0.1})
    expect(fleetNodeOf({host: 'n1', downtime: [], seed: 1, draws: 1, priorsVersion: '', caveats: []})).toBeUndefined()
  })
})
