import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {countIncidents} from '../../src/risk/count-incidents.js'
import {type RiskIncident, standingOf} from '../../src/risk/counted-incident.js'
import {buildError, buildIncident, buildVerdict, DAY_MS, START_MS} from './build-log.js'

const MINUTE = 1 / 1440
const SECOND = MINUTE / 60

const at = (day: number, label?: string, over: Partial<RiskIncident> = {}): RiskIncident =>
  buildIncident(day, {
    id: `${label ?? ''}${day}`,
    errors: [buildError(label === undefined ? {} : {dram: {label}})],
    ...over,
  })

describe('what an incident is to the rate', () => {
  it.each(['deferred', 'ucna', 'srao', 'uncorrected', 'srar', 'fatal'] as const)('%s counts', severity => {
    expect(standingOf(buildIncident(1, {severity, errors: [buildError({severity})]}))).toBe('uncorrected')
  })

  it('asks what followed where the registers do not tell', () => {
    const unknown = (outcome: RiskIncident['outcome'], outcomeBecause = '') =>
      standingOf(
        buildIncident(1, {severity: 'unknown', errors: [buildError({severity: 'unknown'})], outcome, outcomeBecause}),
      )
    expect(unknown('process-killed')).toBe('uncorrected')
    expect(unknown('page-offlined', 'Memory failure: 0x39b5: recovery action for clean LRU page: Recovered')).toBe(
      'uncorrected',
    )
    expect(unknown('page-offlined', 'soft offline: 0x39b5: migrated')).toBe('untold')
    expect(unknown('logged')).toBe('untold')
  })

  it.each(['corrected', 'informational'] as const)('%s does not', severity => {
    expect(standingOf(buildIncident(1, {severity, errors: [buildError({severity})], outcome: 'logged'}))).toBe(
      'corrected',
    )
  })

  it.each(['failover', 'scrubbed', 'secondary'] as const)(
    'corrected by the mirror (%s) counts as absorbed',
    mirrorEvidence => {
      const errors = [buildError({severity: 'corrected', mirrorEvidence})]
      expect(standingOf(buildIncident(1, {severity: 'corrected', errors}))).toBe('absorbed')
    },
  )

  it('counts as absorbed what the rules observed, under the actual layout only', () => {
    const corrected = (layout: string) =>
      buildIncident(1, {severity: 'corrected', verdicts: [buildVerdict(layout, 'observed-absorbed', 0.9)]})
    expect(standingOf(corrected('actual'))).toBe('absorbed')
    expect(standingOf(corrected('full'))).toBe('corrected')
  })

  it('leaves injected ones out, whatever they were', () => {
    expect(standingOf(buildIncident(1, {injected: true}))).toBe('injected')
  })

  it('blames memory only where the uncorrected error was memory', () => {
    const core = buildError({severity: 'fatal', unit: 'core'})
    const dram = buildError({severity: 'corrected'})
    expect(standingOf(buildIncident(1, {severity: 'fatal', errors: [core, dram]}))).toBe('not-memory')
    const load = buildError({
      severity: 'fatal',
      unit: 'cache',
      flags: {overflow: true},
      mca: {code: '0x0134', kind: 'cache', level: 0, type: 'data', request: 'DRD'},
    })
    expect(standingOf(buildIncident(1, {severity: 'fatal', errors: [load]}))).toBe('uncorrected')
    const own = buildError({severity: 'fatal', unit: 'cache'})
    expect(standingOf(buildIncident(1, {severity: 'fatal', errors: [own]}))).toBe('not-memory')
    const poison = buildError({severity: 'srar', unit: 'cache'})
    expect(standingOf(buildIncident(1, {errors: [poison]}))).toBe('uncorrected')
    expect(standingOf(buildIncident(1, {errors: []}))).toBe('uncorrected')
  })
})

describe('episodes', () => {
  it('are joined by gaps of 30 s, 1 h and 24 h', () => {
    const days = [1, 1 + 20 * SECOND, 1 + 10 * MINUTE, 1.5, 3]
    expect(countIncidents(days.map(day => at(day, 'A1'))).byGap).toEqual({'30': 4, '3600': 3, '86400': 2})
  })

  it('measure the gap from the end of the one before', () => {
    const storm = at(1, 'A1', {endMs: START_MS + 1.2 * DAY_MS})
    expect(countIncidents([storm, at(1.21, 'A1')]).byGap['3600']).toBe(1)
    expect(countIncidents([storm, at(1.1, 'A1'), at(1.21, 'A1')]).byGap['3600']).toBe(1)
  })

  it('keep DIMMs apart', () => {
    expect(countIncidents([at(1, 'A1'), at(1 + MINUTE, 'B1')]).byGap['3600']).toBe(2)
    expect(countIncidents([at(1), at(1 + MINUTE)]).byGap['3600']).toBe(1)
    expect(countIncidents([at(1, 'A1'), at(1 + MINUTE)]).byGap['3600']).toBe(2)
  })

  it('end at a boot unless the same page recurs', () => {
    const page = (value: bigint, bootIndex: number, day: number) => {
      const address = {value, granularityBytes: 4096, kind: 'system'} as const
      return buildIncident(day, {bootIndex, errors: [buildError({address})]})
    }
    expect(countIncidents([page(0x1000n, 0, 1), page(0x9000n, 1, 1 + 20 * MINUTE)]).byGap['3600']).toBe(2)
    expect(countIncidents([page(0x1000n, 0, 1), page(0x1fffn, 1, 1 + 20 * MINUTE)]).byGap['3600']).toBe(1)
  })

  it('use seconds since boot where no wall clock is known, and stay apart where no clock is', () => {
    const up = (id: string, uptimeSeconds?: number): RiskIncident => {
      const {startMs: _start, endMs: _end, ...rest} = at(1, 'A1')
      return {
        ...rest,
        id,
        errors: [buildError({dram: {label: 'A1'}, ...(uptimeSeconds === undefined ? {} : {uptimeSeconds})})],
      }
    }
    expect(countIncidents([up('i1', 100), up('i2', 160)]).byGap['3600']).toBe(1)
    expect(countIncidents([up('i1', 100), up('i2', 8000)]).byGap['3600']).toBe(2)
    expect(countIncidents([up('i1'), up('i2')]).byGap['3600']).toBe(2)
  })

  it('name one DIMM only when all that name any agree', () => {
    expect(countIncidents([at(1, 'A1'), at(2, 'A1'), at(3)]).oneDimm).toBe(true)
    expect(countIncidents([at(1, 'A1'), at(2, 'B1')]).oneDimm).toBe(false)
    expect(countIncidents([at(1), at(2)]).oneDimm).toBe(false)
  })
})

describe('the count does not change', () => {
  const incident = fc.record({
    day: fc.integer({min: 0, max: 4000}).map(n => n / 200),
    label: fc.constantFrom(undefined, 'A1', 'A2', 'B1'),
    boot: fc.boolean(),
  })
  const log = fc
    .array(incident, {minLength: 1, maxLength: 25})
    .map(rows =>
      rows.map(({day, label, boot}, n) => at(boot ? day + 20 : day, label, {id: `i${n + 1}`, bootIndex: boot ? 1 : 0})),
    )

  it('when incidents come in another order', () => {
    fc.assert(
      fc.property(log, fc.infiniteStream(fc.nat()), (incidents, keys) => {
        const shuffled = incidents
          .map(one => [one, keys.next().value ?? 0] as const)
          .sort((a, b) => a[1] - b[1])
          .map(([one]) => one)
        expect(countIncidents(shuffled).byGap).toEqual(countIncidents(incidents).byGap)
      }),
    )
  })

  it('when a second reporter tells the same errors', () => {
    fc.assert(
      fc.property(log, incidents => {
        const twice = incidents.map(one => ({
          ...one,
          errors: one.errors.flatMap(error => [error, {...error, reporters: ['kernel-edac']}]),
        }))
        expect(countIncidents(twice).byGap).toEqual(countIncidents(incidents).byGap)
      }),
    )
  })

  it('but shrinks or stays as the gap widens', () => {
    fc.assert(
      fc.property(log, incidents => {
        const {'30': short, '3600': usual, '86400': long} = countIncidents(incidents).byGap
        expect(short).toBeGreaterThanOrEqual(usual)
        expect(usual).toBeGreaterThanOrEqual(long)
      }),
    )
  })

  it('in time on a log of thousands', () => {
    const many = Array.from({length: 5000}, (_none, n) => at(n / 10, `A${n % 16}`, {id: `i${n}`}))
    expect(countIncidents(many).byGap['3600']).toBe(5000)
  })
})
