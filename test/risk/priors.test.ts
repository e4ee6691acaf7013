import {readFileSync, writeFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {faultOf, meanOf} from '../../src/risk/distribution.js'
import {overridePriors} from '../../src/risk/override-priors.js'
import {DEFAULT_PRIORS, PRIORS, PRIORS_VERSION, type Prior} from '../../src/risk/priors.js'
import {readPriors} from '../../src/risk/read-priors.js'

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

describe('a priors file', () => {
  const shipped = new URL('../../schemas/priors.json', import.meta.url)
  const problemsOf = (file: unknown): string => {
    const reading = readPriors(file)
    return 'problems' in reading ? reading.problems.join('\n') : ''
  }

  it('is shipped with every prior as it is, and changes nothing as it is', () => {
    const text = `${JSON.stringify({version: PRIORS_VERSION, priors: PRIORS}, null, 2)}\n`
    if (process.env.UPDATE_FIXTURES === '1') writeFileSync(shipped, text)
    expect(JSON.parse(readFileSync(shipped, 'utf8'))).toEqual(JSON.parse(text))
    expect(readPriors(JSON.parse(text))).toEqual({priors: DEFAULT_PRIORS})
  })

  it('changes the rows it holds, with their source where it tells one', () => {
    const reading = readPriors({
      priors: {
        'fatal-share': {form: 'beta', a: 1, b: 9},
        'boot-minutes': {
          distribution: {form: 'lognormal', median: 25, p95: 40},
          source: 'our own reboots',
          population: 'rack 7',
        },
      },
    })
    if (!('priors' in reading)) throw new Error(reading.problems.join())
    expect(reading.priors.changed).toEqual(['boot-minutes', 'fatal-share'])
    expect(reading.priors.priors['boot-minutes']).toMatchObject({source: 'our own reboots', population: 'rack 7'})
    expect(reading.priors.priors['fatal-share'].source).toBe('stated by the user')
  })

  it.each<[unknown, RegExp]>([
    [[], /must hold an object "priors"/],
    [{priors: {'fatal-shear': {form: 'point', value: 0.5}}}, /fatal-shear: unknown; known are healthy-rate/],
    [{priors: {'fatal-share': 0.5}}, /fatal-share: must be an object/],
    [{priors: {'fatal-share': {form: 'normal', mean: 1}}}, /form "normal" is none of point, gamma, beta, lognormal/],
    [{priors: {'fatal-share': {form: 'beta', a: '1', b: 9}}}, /beta needs "a" and "b" as numbers/],
    [{priors: {'fatal-share': {form: 'beta', a: 1, b: 9, mean: 2}}}, /beta takes a and b, not mean/],
    [{priors: {'fatal-share': {form: 'point', value: 7}}}, /fatal-share: must stay between 0 and 1/],
    [{priors: {'fatal-share': {value: 7}}}, /unknown field value/],
    [{prior: {}, priors: {}}, /unknown field prior/],
    [{priors: JSON.parse('{"__proto__": {"form": "point", "value": 1}}')}, /__proto__: unknown/],
  ])('%j is refused with what is wrong', (file, message) => {
    expect(problemsOf(file)).toMatch(message)
  })

  it('tells every problem at once', () => {
    const said = problemsOf({priors: {nonsense: {form: 'point', value: 1}, 'fatal-share': {form: 'beta', a: 0, b: 0}}})
    expect(said.split('\n')).toHaveLength(2)
  })
})
