import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {Outcome} from '../../src/incidents/incident.js'
import {estimateRisk, type RiskInput, type RiskOptions} from '../../src/risk/estimate.js'
import {overridePriors} from '../../src/risk/override-priors.js'
import {DEFAULT_PRIORS} from '../../src/risk/priors.js'
import {buildBoot, buildError, buildIncident, buildVerdict, stamps} from './build-log.js'

const options: RiskOptions = {seed: 1, draws: 2000}

const fortyDays = (over: Partial<RiskInput> = {}): RiskInput => ({
  host: 'db7',
  incidents: [5, 20, 38].map(day => buildIncident(day)),
  boots: [buildBoot(0, 0, 40)],
  clock: stamps(0, 40, 0.1),
  ...over,
})

const caveats = (over: Partial<RiskInput> = {}, more: Partial<RiskOptions> = {}): string =>
  estimateRisk(fortyDays(over), {...options, ...more}).caveats.join('\n')

const measure = (input: RiskInput, name: string) =>
  estimateRisk(input, options).downtime.find(estimate => estimate.measure === name)

describe('an estimate', () => {
  it('is the same for the same seed, whatever the order of incidents, stamps and reporters', () => {
    const first = estimateRisk(fortyDays(), options)
    expect(estimateRisk(fortyDays(), options)).toEqual(first)
    const mixed = fortyDays({
      incidents: fortyDays()
        .incidents.toReversed()
        .map(incident => ({
          ...incident,
          errors: incident.errors.flatMap(error => [error, {...error, reporters: ['kernel-edac']}]),
        })),
      clock: fortyDays().clock.toReversed(),
    })
    expect(estimateRisk(mixed, options)).toEqual(first)
  })

  it('differs by seed in the draws alone', () => {
    const [one, other] = [1, 2].map(seed => estimateRisk(fortyDays(), {...options, seed}))
    expect(one?.rate).toEqual(other?.rate)
    expect(one?.downtime).not.toEqual(other?.downtime)
  })

  it('has ordered intervals and finite numbers, whatever the log', () => {
    const days = fc.array(fc.integer({min: 0, max: 4000}), {maxLength: 12})
    fc.assert(
      fc.property(days, fc.constantFrom<Outcome[]>('panic', 'logged', 'process-killed', 'unknown'), (when, outcome) => {
        const incidents = when.map((n, index) => buildIncident(n / 100, {id: `i${index}`, outcome}))
        const {rate, downtime} = estimateRisk(fortyDays({incidents}), {seed: 1, draws: 50})
        for (const {p5, p25, median, p75, p95, mean} of [
          ...(rate === undefined ? [] : [rate, ...(rate.alternatives ?? [])]),
          ...downtime,
        ]) {
          const ordered = [p5, p25, median, p75, p95]
          expect(ordered.toSorted((a, b) => a - b)).toEqual(ordered)
          expect([...ordered, mean].every(value => Number.isFinite(value) && value >= 0)).toBe(true)
        }
      }),
      {numRuns: 40},
    )
  })
})

describe('what a log cannot carry is absent', () => {
  it('no clock: no rate, no downtime, and what to collect', () => {
    const {rate, exposure, downtime, caveats: said} = estimateRisk(fortyDays({clock: [], boots: []}), options)
    expect(rate).toBeUndefined()
    expect(exposure).toBeUndefined()
    expect(downtime).toEqual([])
    expect(said.join()).toMatch(/No line of the log carries a clock.*journalctl/)
  })

  it('a virtual machine says nothing of the hardware', () => {
    const {rate, exposure, downtime, caveats: said} = estimateRisk(fortyDays({guest: true}), options)
    expect(rate).toBeUndefined()
    expect(downtime).toEqual([])
    expect(exposure?.observedDays).toBeCloseTo(40, 9)
    expect(said.join()).toMatch(/virtual machine/)
  })
})

describe('which incidents count', () => {
  it('corrected, injected and foreign ones do not, and are told', () => {
    const corrected = buildIncident(7, {
      severity: 'corrected',
      errors: [buildError({severity: 'corrected'})],
      outcome: 'logged',
    })
    const injected = buildIncident(9, {injected: true})
    const core = buildIncident(11, {errors: [buildError({unit: 'core'})]})
    const input = fortyDays({incidents: [...fortyDays().incidents, corrected, injected, core]})
    const {rate, caveats: said} = estimateRisk(input, options)
    expect(rate).toEqual(estimateRisk(fortyDays(), options).rate)
    expect(said.join('\n')).toMatch(/1 injected incident left out/)
    expect(said.join('\n')).toMatch(/1 uncorrected incident outside memory/)
    expect(said.join('\n')).toMatch(/1 incident of corrected errors only/)
  })

  it('absorbed ones do, and are told', () => {
    const errors = [buildError({severity: 'corrected', mirrorEvidence: 'failover'})]
    const absorbed = buildIncident(7, {severity: 'corrected', errors, outcome: 'logged'})
    const {rate, caveats: said} = estimateRisk(fortyDays({incidents: [...fortyDays().incidents, absorbed]}), options)
    expect(rate?.incidents).toBe(4)
    expect(rate?.absorbed).toBe(1)
    expect(said.join('\n')).toMatch(/1 incident counted though a mirror supplied the data/)
  })
})

describe('caveats', () => {
  it('begin with the range when incidents are few', () => {
    expect(estimateRisk(fortyDays(), options).caveats[0]).toMatch(
      /^Only 3 uncorrected memory incidents were seen.*range first: 2\.4 to 18/,
    )
    const many = Array.from({length: 6}, (_none, n) => buildIncident(n * 6))
    expect(estimateRisk(fortyDays({incidents: many}), options).caveats[0]).not.toMatch(/range first/)
  })

  it('tell triggered collection, and what counting the first would give', () => {
    expect(caveats()).toMatch(
      /probably pulled because of an incident.*2 incidents in the 35 days.*3\.8 to 22 a year, mean 11/,
    )
    expect(caveats({hosts: 12})).not.toMatch(/probably pulled/)
    expect(caveats({}, {triggered: false})).not.toMatch(/probably pulled/)
    expect(caveats({incidents: []})).not.toMatch(/probably pulled/)
  })

  it('tell that one episode would change the answer', () => {
    expect(caveats()).toMatch(/3, 3 and 3 with gaps of 30 s, 1 h and 24 h.*0\.0099 to 12 a year, mean 4\.2/)
  })

  it('call a single incident that got the log pulled prior only', () => {
    const {rate, caveats: said} = estimateRisk(fortyDays({incidents: [buildIncident(39.9)]}), options)
    expect(rate?.priorOnly).toBe(true)
    expect(rate?.incidents).toBe(1)
    expect(said.join('\n')).toMatch(/prior only/)
  })

  it('tell holes in the log, and nothing of a log without', () => {
    const incidents = [5, 9, 38].map(day => buildIncident(day))
    expect(caveats({incidents, clock: [...stamps(0, 10, 0.02), ...stamps(30, 40, 0.02)], boots: []})).toMatch(
      /20 days of 40 days \(50 %\); nothing is known of 20 days, the longest gap is 20 days/,
    )
    expect(caveats()).not.toMatch(/The log shows the machine for/)
    expect(caveats({clock: stamps(0, 40, 40)})).toMatch(/rests on 5 time stamps/)
  })

  it('list the assumptions that move the answer by more than 10 %, and no others', () => {
    const {movedBy = [], caveats: said} = estimateRisk(fortyDays(), options)
    expect(movedBy.map(({prior}) => prior)).toContain('faulty-rate')
    expect(movedBy.map(({prior}) => prior)).not.toContain('healthy-rate')
    expect(
      movedBy.every(({lowFactor, highFactor}) => Math.max(Math.abs(lowFactor - 1), Math.abs(highFactor - 1)) > 0.1),
    ).toBe(true)
    for (const {title} of movedBy) expect(said.join('\n')).toContain(title)
  })

  it('tell an overflowed register', () => {
    const errors = [buildError({flags: {overflow: true}})]
    expect(caveats({incidents: [buildIncident(3, {errors})]})).toMatch(/register overflowed/)
    expect(caveats()).not.toMatch(/overflowed/)
  })

  it('give the rate after replacing the one DIMM that is named', () => {
    const named = [5, 20, 38].map(day => buildIncident(day, {errors: [buildError({dram: {label: 'A1'}})]}))
    expect(caveats({incidents: named})).toMatch(/after replacing it/)
    expect(caveats()).not.toMatch(/after replacing it/)
  })
})

describe('verdicts steer what a mirror would save', () => {
  const judged = (full: ReturnType<typeof buildVerdict>, partial?: ReturnType<typeof buildVerdict>) =>
    fortyDays({
      incidents: [5, 20, 38].map(day =>
        buildIncident(day, {consumption: 'unknown', verdicts: [full, ...(partial === undefined ? [] : [partial])]}),
      ),
    })

  it('out of reach: little', () => {
    const far = measure(judged(buildVerdict('full', 'out-of-scope', 0.9)), 'full-mirror')
    const near = measure(judged(buildVerdict('full', 'absorbed', 0.9)), 'full-mirror')
    expect(far?.absorbedShare).toBeCloseTo((4 * (30 / 31.5) + 0.3) / 7, 9)
    expect(near?.absorbedShare).toBeCloseTo((4 * (30 / 31.5) + 2.7) / 7, 9)
    expect(far?.absorbedInLog).toMatchObject({of: 3})
  })

  it('undecided: as assumed', () => {
    const unknown = measure(judged(buildVerdict('full', 'undeterminable', 0.5)), 'full-mirror')
    expect(unknown?.absorbedShare).toBeCloseTo(30 / 31.5, 9)
    expect(unknown?.absorbedInLog).toBeUndefined()
  })

  it('kernel memory alone saves less where user data was hit', () => {
    const full = buildVerdict('full', 'absorbed', 0.9)
    const spared = measure(judged(full, buildVerdict('partial:12.5', 'absorbed', 0.8)), 'partial-mirror')
    const missed = measure(judged(full, buildVerdict('partial:12.5', 'not-covered', 0.9)), 'partial-mirror')
    const shareOfFull = (4 * (30 / 31.5) + 2.7) / 7
    expect(spared?.absorbedShare).toBeCloseTo((shareOfFull * (2.4 + (3 * 0.8) / 0.9)) / 7, 9)
    expect(missed?.absorbedShare).toBeCloseTo((shareOfFull * (2.4 + (3 * 0.1) / 0.9)) / 7, 9)
  })

  it('what the machine had already saves nothing further', () => {
    const full = {mode: 'full', osPolicy: {kind: 'unknown'}} as const
    expect(measure(fortyDays({layout: full}), 'full-mirror')?.savedMinutes?.mean).toBe(0)
    expect(measure(fortyDays({layout: full}), 'kernelcore-mirror')?.savedMinutes?.mean).toBe(0)
    expect(caveats({layout: full})).toMatch(/mirrors all its memory already/)
    const kernel = {mode: 'partial', osPolicy: {kind: 'kernelcore-mirror'}} as const
    expect(measure(fortyDays({layout: kernel}), 'kernelcore-mirror')?.savedMinutes?.mean).toBe(0)
    expect(measure(fortyDays({layout: kernel}), 'full-mirror')?.savedMinutes?.mean).toBeGreaterThan(0)
    expect(caveats({layout: kernel})).toMatch(/mirrors its kernel memory already/)
    const ineffective = {mode: 'partial', osPolicy: {kind: 'kernelcore-mirror', effective: false}} as const
    expect(measure(fortyDays({layout: ineffective}), 'kernelcore-mirror')?.savedMinutes?.mean).toBeGreaterThan(0)
  })
})

describe('outcomes of the log', () => {
  const fatalShare = (outcome: 'panic' | 'process-killed' | 'unknown') =>
    estimateRisk(fortyDays({incidents: [5, 20, 38].map(day => buildIncident(day, {outcome}))}), options).expectation
      ?.fatalShare

  it('steer the share that is fatal', () => {
    expect(fatalShare('panic')).toBeCloseTo(7 / 10, 12)
    expect(fatalShare('process-killed')).toBeCloseTo(4 / 10, 12)
    expect(fatalShare('unknown')).toBeCloseTo(4 / 7, 12)
  })

  it('restarts steer the minutes of an outage', () => {
    const slow = fortyDays({incidents: [5, 20, 38].map(day => buildIncident(day, {downtimeSeconds: 7200}))})
    const usual = estimateRisk(fortyDays(), options).expectation?.minutesPerOutage ?? Number.NaN
    expect(estimateRisk(slow, options).expectation?.minutesPerOutage).toBeGreaterThan(usual + 20)
  })
})

describe('assumptions of the user', () => {
  it('are named in the version and among the caveats', () => {
    const priors = overridePriors(DEFAULT_PRIORS, {'faulty-share': {form: 'point', value: 0.5}})
    const estimate = estimateRisk(fortyDays({incidents: []}), {...options, priors})
    expect(estimate.priorsVersion).toMatch(/changed: faulty-share/)
    expect(estimate.caveats.join('\n')).toMatch(/stated by the user: faulty-share/)
    expect(estimate.rate?.mean).toBeGreaterThan(
      10 * (estimateRisk(fortyDays({incidents: []}), options).rate?.mean ?? 1),
    )
  })
})
