import {describe, expect, it} from 'vitest'
import {faultOf, meanOf} from '../../src/risk/distribution.js'
import {overridePriors} from '../../src/risk/override-priors.js'
import {DEFAULT_PRIORS, PRIORS, type Prior} from '../../src/risk/priors.js'

const rows: readonly (readonly [string, Prior])[] = Object.entries(PRIORS)

describe.each(rows)('prior %s', (_id, prior) => {
  it('says what it is, where it is from, how far to trust it and on which machines', () => {
    for (const words of [prior.title, prior.unit, prior.source, prior.tag, prior.population])
      expect(words.length).toBeGreaterThan(0)
    expect(prior.tag).not.toMatch(/^[SM]$/)
  })

  it('is sound and lies inside its range', () => {
    const [low, high] = prior.range
    for (const distribution of [prior.distribution, low, high]) expect(faultOf(distribution)).toBeUndefined()
    expect(meanOf(low)).toBeLessThanOrEqual(meanOf(prior.distribution))
    expect(meanOf(high)).toBeGreaterThanOrEqual(meanOf(prior.distribution))
  })
})

describe('replacing priors', () => {
  it('leaves the shipped ones alone', () => {
    const changed = overridePriors(DEFAULT_PRIORS, {'fatal-share': {form: 'beta', a: 1, b: 9}})
    expect(changed.priors['fatal-share'].distribution).toEqual({form: 'beta', a: 1, b: 9})
    expect(changed.priors['fatal-share'].source).toBe('stated by the user')
    expect(DEFAULT_PRIORS.priors['fatal-share'].distribution).toEqual({form: 'beta', a: 4, b: 3})
    expect(overridePriors(changed, {'swap-share': {form: 'point', value: 1}}).changed).toEqual([
      'fatal-share',
      'swap-share',
    ])
  })

  it.each([
    ['no-such-prior', {form: 'point', value: 1}, /no-such-prior: unknown; known are healthy-rate/],
    ['fatal-share', {form: 'beta', a: 0, b: 1}, /fatal-share: a and b must be above 0/],
    ['fatal-share', {form: 'point', value: 1.2}, /fatal-share: must stay between 0 and 1/],
    ['fatal-share', {form: 'gamma', shape: 1, mean: 0.1}, /fatal-share: must stay between 0 and 1/],
    [
      'boot-minutes',
      {form: 'lognormal', median: 10, p95: 5},
      /boot-minutes: median must be above 0 and p95 above the median/,
    ],
    ['faulty-rate', {form: 'gamma', shape: 1, mean: Number.NaN}, /faulty-rate: shape and mean must be above 0/],
  ] as const)('%s refused with what is wrong', (id, distribution, message) => {
    expect(() => overridePriors(DEFAULT_PRIORS, {[id]: distribution})).toThrow(message)
  })
})
