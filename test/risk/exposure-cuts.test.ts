import {describe, expect, it} from 'vitest'
import type {PlatformFact} from '../../src/records/platform-fact.js'
import {estimateRisk, type RiskInput} from '../../src/risk/estimate.js'
import {exposureCuts} from '../../src/risk/exposure-cuts.js'
import {buildBoot, buildError, buildIncident, DAY_MS, START_MS, stamps} from './build-log.js'

const moduleFact = (label: string, serialNumber?: string, day?: number): PlatformFact => ({
  dialect: 'dmidecode',
  envelope: {
    id: 'bare',
    time: day === undefined ? {basis: 'none'} : {basis: 'zoned', epochMs: START_MS + day * DAY_MS},
  },
  evidence: [],
  kind: 'fact',
  fact: 'dimm',
  label,
  text: label,
  ...(serialNumber === undefined ? {} : {serialNumber}),
})

const boots = [buildBoot(0, 0, 20, 'shutdown'), buildBoot(1, 20.1, 60)]
const cuts = (facts: readonly (readonly PlatformFact[])[], over: Partial<Parameters<typeof exposureCuts>[0]> = {}) =>
  exposureCuts({boots, facts, incidents: [], modes: [], ...over})

describe('what is watched becomes something else', () => {
  it('where a slot holds another serial number after a boot', () => {
    expect(cuts([[moduleFact('A1', 'S1')], [moduleFact('A1', 'S2')]])).toMatchObject([
      {kind: 'module-replaced', what: 'A1', bootIndex: 1, atMs: START_MS + 20.1 * DAY_MS},
    ])
    expect(cuts([[moduleFact('A1', 'S1')], [moduleFact('A1', 'S1')]])).toEqual([])
    expect(cuts([[moduleFact('A1', 'S1')], [moduleFact('A1')]])).toEqual([])
    expect(cuts([[moduleFact('A1', 'S1')], [moduleFact('A2', 'S2')]])).toEqual([])
  })

  it('when the fact itself is dated, or at no told time', () => {
    expect(cuts([[moduleFact('A1', 'S1', 3), moduleFact('A1', 'S2', 9)]])[0]?.at).toBe('2026-03-10T00:00:00Z')
    expect(cuts([[moduleFact('A1', 'S1'), moduleFact('A1', 'S2')]])[0]).not.toHaveProperty('at')
  })

  it('where a module is left out, a channel fails over, the mirror mode changes', () => {
    const disabled: PlatformFact = {
      ...moduleFact('B1', undefined, 21),
      fact: 'dimm-disabled',
      kind: 'fact',
      label: 'B1',
      text: 'B1',
    }
    const failover = buildIncident(5, {
      errors: [
        buildError({
          severity: 'corrected',
          mirrorEvidence: 'failover',
          epochMs: START_MS + 5 * DAY_MS,
          dram: {channel: 2},
        }),
      ],
    })
    const found = cuts([[], [disabled]], {incidents: [failover], modes: ['full', 'none']})
    expect(found.map(({kind, what}) => [kind, what])).toEqual([
      ['failover', 'channel 2'],
      ['mirror-mode', 'full to none'],
      ['module-disabled', 'B1'],
    ])
    expect(cuts([], {modes: ['full', 'unknown', 'full']})).toEqual([])
  })
})

describe('a swap of the blamed module', () => {
  const on = (day: number, label: string) =>
    buildIncident(day, {
      bootIndex: day < 20 ? 0 : 1,
      errors: [buildError({dram: {label}, epochMs: START_MS + day * DAY_MS})],
    })
  const host = (over: Partial<RiskInput> = {}): RiskInput => ({
    host: 'db7',
    incidents: [on(5, 'A1'), on(12, 'A1'), on(18, 'A1')],
    boots,
    clock: stamps(0, 60, 0.1),
    facts: [[moduleFact('A1', 'S1')], [moduleFact('A1', 'S2')]],
    ...over,
  })
  const estimate = (over: Partial<RiskInput> = {}) => estimateRisk(host(over), {seed: 1, draws: 200})

  it('starts a new unit: the rate rests on the time since', () => {
    const {rate, exposure, caveats} = estimate()
    expect(rate?.incidents).toBe(3)
    expect(rate?.usedIncidents).toBe(0)
    expect((rate?.usedExposureYears ?? 0) * 365.25).toBeCloseTo(39.9, 6)
    expect(rate?.priorOnly).toBe(false)
    expect(rate?.mean).toBeLessThan((estimate({facts: []}).rate?.mean ?? 0) / 3)
    expect(exposure?.cuts).toMatchObject([{kind: 'module-replaced', what: 'A1'}])
    expect(exposure?.boots).toBe(2)
    expect(exposure?.gaps).toMatchObject([{kind: 'downtime'}])
    expect(caveats.join('\n')).toMatch(/A1 was replaced by 2026-.*0 incidents in the 40 days since/)
  })

  it('was in vain where incidents go on', () => {
    const again = estimate({incidents: [...host().incidents, on(30, 'B1'), on(40, 'B1')]})
    expect(again.rate?.usedIncidents).toBe(2)
    expect(again.rate?.mean).toBeGreaterThan(5 * (estimate().rate?.mean ?? 1))
  })

  it('gives its slot a new start, and leaves others as they were', () => {
    const {dimms = []} = estimate({incidents: [...host().incidents, on(10, 'B1')]})
    const a1 = dimms.find(({place}) => place.label === 'A1')
    expect(a1).toMatchObject({incidents: 0, faultMode: {errors: 0}, rate: {usedIncidents: 0, priorOnly: true}})
    expect(a1?.replacedAt).toBeDefined()
    expect(dimms.find(({place}) => place.label === 'B1')).not.toHaveProperty('replacedAt')
  })

  it('changes nothing where another module was swapped, or before any incident', () => {
    const plain = estimate({facts: []}).rate
    expect(estimate({facts: [[moduleFact('C1', 'S1')], [moduleFact('C1', 'S2')]]}).rate).toEqual(plain)
    const late = [on(30, 'A1')]
    expect(estimate({incidents: late}).rate).toEqual(estimate({incidents: late, facts: []}).rate)
  })
})
