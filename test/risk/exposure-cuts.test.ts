import {describe, expect, it} from 'vitest'
import {redundancyChanges} from '../../src/mirror/redundancy.js'
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

/** Corrected on such a day, by giving up one copy. */
const failover = (day: number) =>
  buildIncident(day, {
    severity: 'corrected',
    outcome: 'logged',
    bootIndex: day < 20 ? 0 : 1,
    errors: [
      buildError({
        severity: 'corrected',
        mirrorEvidence: 'failover',
        bootIndex: day < 20 ? 0 : 1,
        epochMs: START_MS + day * DAY_MS,
        dram: {socket: 0, channel: 2},
      }),
    ],
  })

const boots = [buildBoot(0, 0, 20, 'shutdown'), buildBoot(1, 20.1, 60)]
const cuts = (facts: readonly (readonly PlatformFact[])[], over: Partial<Parameters<typeof exposureCuts>[0]> = {}) =>
  exposureCuts({boots, facts, redundancy: [], modes: [], ...over})

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
    const redundancy = redundancyChanges({facts: [], errors: failover(5).errors, layout: undefined})
    const found = cuts([[], [disabled]], {redundancy, modes: ['full', 'none']})
    expect(found.map(({kind, what}) => [kind, what])).toEqual([
      ['failover', 'socket 0, channel 2'],
      ['mirror-mode', 'full to none'],
      ['module-disabled', 'B1'],
    ])
    expect(cuts([], {modes: ['full', 'unknown', 'full']})).toEqual([])
  })
})

describe('what is watched for the rate', () => {
  const at = (day: number) => buildIncident(day, {bootIndex: day < 20 ? 0 : 1})
  const estimate = (over: Partial<RiskInput>) =>
    estimateRisk(
      {host: 'db7', incidents: [], boots, clock: stamps(0, 60, 0.1), hosts: 2, ...over},
      {seed: 1, draws: 200},
    )
  const daysOf = ({rate}: ReturnType<typeof estimate>) => (rate?.exposureYears ?? 0) * 365.25

  it('ends with a failover and goes on with the next boot', () => {
    const whole = estimate({incidents: [at(5)]})
    const cut = estimate({incidents: [failover(5)]})
    expect(daysOf(whole)).toBeCloseTo(59.9, 6)
    expect(daysOf(cut)).toBeCloseTo(59.9 - 15, 6)
    expect(cut.exposure?.observedDays).toBeCloseTo(59.9, 6)
    expect(cut.exposure?.leftOut).toMatchObject([{why: 'failover', incidents: 0}])
    expect(cut.exposure?.leftOut?.[0]?.days).toBeCloseTo(15, 6)
    expect(cut.rate?.mean).toBeGreaterThan(1.15 * (whole.rate?.mean ?? 0))
    expect(cut.rate).toMatchObject({incidents: 1, absorbed: 1})
  })

  it('leaves out what happens on the copy that was left, not what happens after the next boot', () => {
    const {rate, caveats} = estimate({incidents: [failover(5), at(12), at(30)]})
    expect(rate).toMatchObject({incidents: 2, incidentsByGap: {'3600': 2}, usedIncidents: 2})
    expect(caveats.join('\n')).toMatch(/15 days on the other alone, with 1 incident, are .* do not count/)
  })

  it('goes on where a sensor says that both copies are there again', () => {
    const {dialect, envelope, evidence} = moduleFact('', undefined, 9)
    const again: PlatformFact = {
      dialect,
      envelope,
      evidence,
      kind: 'fact',
      text: 'Mem Redundancy | Fully Redundant',
      fact: 'mirror-redundancy',
      sensor: 'Mem Redundancy',
      state: 'redundant',
      because: 'Fully Redundant',
    }
    expect(daysOf(estimate({incidents: [failover(5)], facts: [[again]]}))).toBeCloseTo(59.9 - 4, 6)
  })

  it('conditions on the first incident within what is watched', () => {
    const pulled = estimate({incidents: [failover(5), at(12), at(30)], hosts: 1})
    expect(pulled.rate).toMatchObject({incidents: 2, usedIncidents: 1})
    expect((pulled.rate?.usedExposureYears ?? 0) * 365.25).toBeCloseTo(59.9 - 20, 6)
  })

  it('holds boots of one mirror mode only, that of the last incident', () => {
    const before = estimate({incidents: [at(5), at(12)], modes: ['none', 'full']})
    expect(daysOf(before)).toBeCloseTo(20, 6)
    expect(before.exposure?.leftOut).toMatchObject([{why: 'mirror-mode', incidents: 0}])
    const after = estimate({incidents: [at(5), at(30)], modes: ['none', 'full']})
    expect(daysOf(after)).toBeCloseTo(39.9, 6)
    expect(after.rate?.incidents).toBe(1)
    expect(after.exposure?.leftOut).toMatchObject([{why: 'mirror-mode', incidents: 1}])
    expect(daysOf(estimate({incidents: [at(5)], modes: ['none', 'unknown']}))).toBeCloseTo(59.9, 6)
  })

  it('is cut by seconds since boot too, where no wall clock is known', () => {
    const uptime = (seconds: number) => ({
      position: {input: 0, line: 1, byteOffset: seconds},
      time: {basis: 'monotonic' as const, uptimeSeconds: seconds},
    })
    const {startMs: _start, endMs: _end, ...untimed} = failover(5)
    const errors = [buildError({severity: 'corrected', mirrorEvidence: 'failover', uptimeSeconds: 86_400})]
    const {rate} = estimateRisk(
      {
        host: 'db7',
        incidents: [{...untimed, errors}],
        boots: [{index: 0, timeBasis: 'none', endedBy: 'log-end'}],
        clock: [uptime(0), uptime(10 * 86_400)],
        hosts: 2,
      },
      {seed: 1, draws: 20},
    )
    expect((rate?.exposureYears ?? 0) * 365.25).toBeCloseTo(1, 6)
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
