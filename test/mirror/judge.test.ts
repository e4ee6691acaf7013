import {describe, expect, test} from 'vitest'
import {builtIns} from '../../src/built-ins.js'
import type {Incident} from '../../src/incidents/incident.js'
import {defineRule, type Rule, type RuleNeed} from '../../src/mirror/define-rule.js'
import {type JudgeContext, judgeIncident} from '../../src/mirror/judge.js'
import {correctedIncident, errorWith, incidentWith} from './incident-builder.js'
import {bareLayout, layoutWith} from './layout-builder.js'

const rules: readonly Rule<RuleNeed>[] = builtIns.rules.map(({value}) => value)
const outside = errorWith({address: {value: 0x4_0000_0000n, granularityBytes: 64, kind: 'system'}})

const judge = (incident: Incident, context: Partial<JudgeContext> = {}, extra: readonly Rule<RuleNeed>[] = []) =>
  judgeIncident(
    incident,
    {layout: layoutWith(), layoutName: 'actual', conflicts: [], guest: false, earlier: [], observed: [], ...context},
    [...rules, ...extra],
  )

const outsideIncident = incidentWith({errors: [outside]})

describe('the chain of confidence', () => {
  test('stands alone as the table has it', () => {
    expect(judge(outsideIncident)).toMatchObject({
      verdict: 'not-covered',
      rule: 'outside-mirrored-ranges',
      confidence: 0.95,
    })
  })
  test('OVER: the fields may be another error’s', () => {
    const error = {...outside, flags: {...outside.flags, overflow: true}}
    expect(judge(incidentWith({errors: [error]})).confidence).toBe(0.57)
  })
  test('only a core told of it', () => {
    const core = errorWith({
      address: outside.address ?? {value: 0n, granularityBytes: 1, kind: 'system'},
      unit: 'cache',
      mca: {code: '0x0134', kind: 'cache', level: 0, type: 'data', request: 'DRD'},
    })
    expect(judge(incidentWith({errors: [core]}))).toMatchObject({verdict: 'not-covered', confidence: 0.57})
    expect(judge(incidentWith({errors: [core, outside]})).confidence).toBe(0.95)
    const both = {...core, flags: {...core.flags, overflow: true}}
    expect(judge(incidentWith({errors: [both]})).confidence).toBe(0.34)
  })
  test('a quarrel about the ranges caps at one half, one about sizes does not', () => {
    expect(judge(outsideIncident, {conflicts: ['regions']}).confidence).toBe(0.5)
    expect(judge(outsideIncident, {conflicts: ['capacity.osVisibleBytes']}).confidence).toBe(0.95)
  })
  test('a verdict is never surer than the layout it rests on', () => {
    const layout = layoutWith({provenance: [{field: 'regions', from: 'zone-dmesg', confidence: 0.7}]})
    expect(judge(outsideIncident, {layout}).confidence).toBe(0.7)
  })
  test('gates are not weakened', () => {
    expect(judge(outsideIncident, {guest: true, conflicts: ['mode']})).toMatchObject({rule: 'guest-log', confidence: 1})
  })
})

const boom = defineRule({
  id: 'acme-boom',
  title: 'Breaks down',
  group: 'gate',
  needs: ['origin'],
  cites: ['ACME'],
  argue() {
    throw new Error('no such table')
  },
})

describe('third-party rules', () => {
  test('one that throws costs only its own opinion', () => {
    const verdict = judge(outsideIncident, {}, [boom])
    expect(verdict.rule).toBe('outside-mirrored-ranges')
    expect(verdict.opinions.find(({rule}) => rule === 'acme-boom')).toMatchObject({
      failed: true,
      because: expect.stringContaining('no such table'),
    })
  })
  test('alone it leaves no verdict but “cannot tell”', () => {
    const verdict = judgeIncident(
      outsideIncident,
      {layout: layoutWith(), layoutName: 'actual', conflicts: [], guest: false, earlier: [], observed: []},
      [boom],
    )
    expect(verdict).toMatchObject({rule: 'no-argument', verdict: 'undeterminable'})
    expect(verdict.opinions).toHaveLength(1)
  })
  test('an opinion without reason or source is none', () => {
    const mute = defineRule({
      id: 'acme-mute',
      title: 'Mute',
      group: 'gate',
      needs: [],
      cites: [],
      argue: () => ({verdict: 'absorbed', confidence: 1, because: 'Because.'}),
    })
    expect(judge(outsideIncident, {}, [mute])).toMatchObject({rule: 'outside-mirrored-ranges'})
  })
  test('confidence stays a number between 0.05 and 1', () => {
    for (const [given, kept] of [
      [Number.NaN, 0.05],
      [7, 1],
      [-1, 0.05],
      [0.123456, 0.12],
    ] as const) {
      const wild = defineRule({
        id: 'acme-wild',
        title: 'Wild',
        group: 'gate',
        needs: [],
        cites: ['ACME'],
        argue: () => ({verdict: 'out-of-scope', confidence: given, because: 'Because.'}),
      })
      expect(judge(outsideIncident, {}, [wild])).toMatchObject({rule: 'acme-wild', confidence: kept})
    }
  })
  test('a scope rule of theirs stands before what the layout says', () => {
    const card = defineRule({
      id: 'acme-card',
      title: 'Card',
      group: 'scope',
      needs: ['origin'],
      cites: ['ACME'],
      argue: () => ({verdict: 'out-of-scope', confidence: 0.9, because: 'On the card.'}),
    })
    expect(judge(outsideIncident, {}, [card]).rule).toBe('acme-card')
    expect(judge(correctedIncident(), {}, [card]).rule).toBe('corrected-only')
  })
})

test('order of rules does not matter, and every opinion has a reason and a source', () => {
  const verdict = judge(outsideIncident)
  const reversed = judgeIncident(
    outsideIncident,
    {layout: layoutWith(), layoutName: 'actual', conflicts: [], guest: false, earlier: [], observed: []},
    [...rules].reverse(),
  )
  expect(reversed).toEqual(verdict)
  for (const opinion of verdict.opinions) {
    expect(opinion.because).not.toBe('')
    expect(opinion.cites.length).toBeGreaterThan(0)
  }
})

test('an incident without errors cannot be told', () => {
  expect(judge(incidentWith({errors: []}))).toMatchObject({verdict: 'undeterminable', rule: 'no-argument'})
})

test('an unknown layout names the command that would show it', () => {
  expect(judge(outsideIncident, {layout: bareLayout('unknown')}).toBeSurer).toMatch(/efi=debug.*dmesg.*efibootmgr -m/s)
})

test('a cache error is out of reach even when the layout is not known', () => {
  const cache = errorWith({
    unit: 'cache',
    mca: {code: '0x017a', kind: 'cache', level: 2, type: 'generic', request: 'EVICT'},
  })
  expect(judge(incidentWith({errors: [cache]}), {layout: bareLayout('unknown')}).verdict).toBe('out-of-scope')
})
