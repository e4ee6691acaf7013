import {describe, expect, it} from 'vitest'
import {conditionOnFirst} from '../../src/risk/condition-on-first.js'
import {estimateRisk} from '../../src/risk/estimate.js'
import {densityOf, mixtureCdf, mixtureMean, mixtureQuantile} from '../../src/risk/gamma-mixture.js'
import {roundSignificant} from '../../src/risk/numerics/round-significant.js'
import {DEFAULT_PRIORS} from '../../src/risk/priors.js'
import {fleetRate} from '../../src/risk/rate-prior.js'
import type {RateAlternative} from '../../src/risk/risk-estimate.js'
import {buildBoot, buildIncident, stamps} from './build-log.js'

/** Three uncorrected incidents in a log of 40 days. */
const threeInForty = (triggered?: boolean) =>
  estimateRisk(
    {
      host: 'db7',
      incidents: [5, 20, 38].map(day => buildIncident(day)),
      boots: [buildBoot(0, 0, 40)],
      clock: stamps(0, 40, 0.1),
    },
    {seed: 1, draws: 100, ...(triggered === undefined ? {} : {triggered})},
  )

const row = (id: RateAlternative['id']) => {
  const found = threeInForty().rate?.alternatives?.find(alternative => alternative.id === id)
  if (found === undefined) throw new Error(`no ${id}`)
  return found
}

describe('three incidents in 40 days', () => {
  it('two components: mean 11.1 a year, 90 % 3.8 to 21.5, when the first counts', () => {
    const {rate} = threeInForty(false)
    expect(rate?.mean).toBeCloseTo(11.13, 2)
    expect(rate?.p5).toBeCloseTo(3.8, 2)
    expect(rate?.p95).toBeCloseTo(21.57, 2)
    expect(rate?.usedIncidents).toBe(3)
  })

  it('rests on the two after the first, over 35 days, when the log was pulled because of it', () => {
    const {rate, exposure} = threeInForty()
    expect(exposure?.triggeredCollection).toBe(true)
    expect(rate?.usedIncidents).toBe(2)
    expect((rate?.usedExposureYears ?? 0) * 365.25).toBeCloseTo(35, 6)
    expect(rate?.mean).toBeCloseTo(3 / (0.25 + 35 / 365.25), 1)
    expect(row('every-incident-counts').mean).toBeCloseTo(11.13, 2)
  })

  it('one episode: mean 4.2, 0.01 to 12.2', () => {
    const {mean, p5, p95} = row('one-episode')
    expect([mean, p5, p95].map(value => roundSignificant(value, 2))).toEqual([4.2, 0.0099, 12])
    expect(p95).toBeCloseTo(12.21, 2)
  })

  it('Jeffreys: 32, 9.9 to 64; one gamma for a fleet: 0.09, 0.03 to 0.18', () => {
    const flat = row('flat-prior')
    expect([flat.mean, flat.p5, flat.p95].map(value => roundSignificant(value))).toEqual([32, 9.9, 64])
    const fleet = row('single-fleet')
    expect([fleet.mean, fleet.p5, fleet.p95].map(value => roundSignificant(value))).toEqual([0.091, 0.028, 0.18])
  })
})

describe('a fleet conditioned on a first incident', () => {
  const fleet = fleetRate(DEFAULT_PRIORS)
  const chosen = conditionOnFirst(fleet, 3)

  it('has the fleet density times 1 − exp(−rate · years)', () => {
    const ratio = (x: number) => densityOf(chosen)(x) / (densityOf(fleet)(x) * -Math.expm1(-3 * x))
    for (const x of [1e-4, 0.01, 0.3, 2, 9]) expect(ratio(x) / ratio(1)).toBeCloseTo(1, 9)
  })

  it('is a distribution with more faulty machines in it', () => {
    expect(mixtureCdf(1e4, chosen)).toBeCloseTo(1, 12)
    expect(mixtureCdf(mixtureQuantile(0.05, chosen), chosen)).toBeCloseTo(0.05, 12)
    expect(mixtureMean(chosen)).toBeGreaterThan(10 * mixtureMean(fleet))
  })

  it('is the fleet itself when no service is told', () => {
    expect(conditionOnFirst(fleet, 0)).toEqual(fleet)
  })
})

describe('nothing seen', () => {
  const quiet = estimateRisk(
    {host: 'db7', incidents: [], boots: [buildBoot(0, 0, 365.25)], clock: stamps(0, 365.25, 0.5)},
    {seed: 1, draws: 100},
  )

  it('is told as prior only, with the rule of three', () => {
    expect(quiet.rate?.priorOnly).toBe(true)
    expect(quiet.rate?.ruleOfThreeUpper).toBeCloseTo(3, 6)
    expect(quiet.exposure?.triggeredCollection).toBe(false)
    expect(quiet.caveats.join('\n')).toMatch(/prior only/)
    expect(quiet.caveats.join('\n')).toMatch(/Rule of three.*above 3 a year/)
  })

  it('expects less than the fleet does', () => {
    expect(quiet.rate?.mean).toBeLessThan(mixtureMean(fleetRate(DEFAULT_PRIORS)))
  })
})

describe('two significant digits', () => {
  it.each([
    [11.126, 11],
    [0.0378, 0.038],
    [1234, 1200],
    [0, 0],
    [-0.0999, -0.1],
  ])('%d is told as %d', (value, told) => {
    expect(roundSignificant(value)).toBe(told)
  })
})
