import {describe, expect, it} from 'vitest'
import {estimateRisk, type RiskInput} from '../../../src/risk/estimate.js'
import {buildBoot, buildError, buildIncident, stamps} from '../build-log.js'

const dimmsOf = (incidents: RiskInput['incidents'], over: Partial<RiskInput> = {}) =>
  estimateRisk(
    {host: 'db7', incidents, boots: [buildBoot(0, 0, 40)], clock: stamps(0, 40, 0.1), ...over},
    {seed: 1, draws: 50},
  ).dimms ?? []

const on = (day: number, dram: Parameters<typeof buildError>[0], severity: 'srar' | 'corrected' = 'srar') =>
  buildIncident(day, {
    severity,
    outcome: severity === 'srar' ? 'panic' : 'logged',
    errors: [buildError({severity, ...dram})],
  })

describe('DIMMs that errors name', () => {
  it('each have a rate; the first incident is no count where it got the log pulled', () => {
    const [a1, b1] = dimmsOf([
      on(5, {dram: {label: 'A1'}}),
      on(20, {dram: {label: 'A1'}}),
      on(25, {dram: {label: 'B1'}}, 'corrected'),
    ])
    expect(a1).toMatchObject({place: {label: 'A1'}, incidents: 2, rate: {usedIncidents: 1, priorOnly: false}})
    expect((a1?.rate.usedExposureYears ?? 0) * 365.25).toBeCloseTo(35, 6)
    expect(b1).toMatchObject({place: {label: 'B1'}, incidents: 0, correctedAtLeast: 1, rate: {priorOnly: true}})
    expect(b1?.rate.ruleOfThreeUpper).toBeCloseTo((3 * 365.25) / 40, 6)
    expect(a1?.rate.mean).toBeGreaterThan(100 * (b1?.rate.mean ?? 1))
  })

  it('are one where numbers and label name the same', () => {
    const numbers = {socket: 0, imc: 1, channel: 0, slot: 0}
    const dimms = dimmsOf([on(5, {dram: {label: 'A1', ...numbers}}), on(20, {dram: numbers})])
    expect(dimms).toHaveLength(1)
    expect(dimms[0]).toMatchObject({place: {label: 'A1', ...numbers}, incidents: 2})
  })

  it('are not guessed where several could be meant or a channel alone is told', () => {
    expect(dimmsOf([on(5, {dram: {label: 'A1 or A2'}}), on(9, {dram: {socket: 0, channel: 1}}), on(12, {})])).toEqual(
      [],
    )
  })

  it('leave out injected errors', () => {
    expect(dimmsOf([buildIncident(3, {injected: true, errors: [buildError({dram: {label: 'A1'}})]})])).toEqual([])
  })

  it('share a channel fault where two of a channel fail widely', () => {
    const wide = (label: string, slot: number, bank: number) =>
      on(5 + bank, {dram: {label, socket: 0, imc: 0, channel: 2, slot, bank, row: bank, column: bank}}, 'corrected')
    const one = dimmsOf([wide('A1', 0, 1), wide('A1', 0, 2)])
    expect(one[0]?.faultMode.mode).toBe('multi-bank')
    const two = dimmsOf([wide('A1', 0, 1), wide('A1', 0, 2), wide('A2', 1, 1), wide('A2', 1, 2)])
    expect(two.map(({faultMode}) => faultMode.mode)).toEqual(['channel', 'channel'])
  })
})
