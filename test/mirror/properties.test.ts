import fc from 'fast-check'
import {expect, test} from 'vitest'
import {builtIns} from '../../src/built-ins.js'
import type {Incident} from '../../src/incidents/incident.js'
import {judgeIncident} from '../../src/mirror/judge.js'
import type {MirrorLayout} from '../../src/mirror/layout.js'
import {hypotheticalLayout} from '../../src/mirror/what-if.js'
import {layoutWith} from './layout-builder.js'
import {aLayout, anIncident, aScene} from './scenes.js'

const rules = builtIns.rules.map(({value}) => value)
const RANK = ['none', 'partial:7.5', 'reliable:7.5', 'full'] as const
const ABSORBED: readonly string[] = ['absorbed', 'absorbed-degraded']

test('what a weaker mirror absorbs, a stronger one does not lose', () => {
  let absorbed = 0
  fc.assert(
    fc.property(aScene, ({incident, actual, ...before}) => {
      const verdicts = RANK.map(name => {
        const layout = hypotheticalLayout(name, actual) ?? actual
        return judgeIncident(incident, {layout, layoutName: name, conflicts: [], guest: false, ...before}, rules)
          .verdict
      })
      const wins = verdicts.map(verdict => ABSORBED.includes(verdict))
      expect(
        verdicts.slice(wins.indexOf(true)).every(verdict => ABSORBED.includes(verdict)) || !wins.includes(true),
        verdicts.join(' < '),
      ).toBe(true)
      expect(wins[0]).toBe(false)
      absorbed += Number(wins.includes(true))
    }),
    {numRuns: 3000},
  )
  expect(absorbed).toBeGreaterThan(200)
})

test('words belong to their question, and confidence to its range', () => {
  fc.assert(
    fc.property(aScene, fc.constantFrom('actual', ...RANK), ({incident, actual, ...before}, name) => {
      const layout = hypotheticalLayout(name, actual) ?? actual
      const judged = judgeIncident(incident, {layout, layoutName: name, conflicts: [], guest: false, ...before}, rules)
      if (name === 'actual') expect(ABSORBED).not.toContain(judged.verdict)
      else expect(['contradiction', 'observed-absorbed', 'observed-redundancy-lost']).not.toContain(judged.verdict)
      for (const {confidence, because, cites, failed} of judged.opinions) {
        expect(failed, because).toBeUndefined()
        expect(confidence).toBeGreaterThanOrEqual(0.05)
        expect(confidence).toBeLessThanOrEqual(1)
        expect(Math.round(confidence * 100)).toBeCloseTo(confidence * 100, 9)
        expect(because.length > 0 && cites.length > 0).toBe(true)
      }
    }),
    {numRuns: 2000},
  )
})

test('more mirrored memory never turns a covered address into an uncovered one; a wider span is never surer', () => {
  fc.assert(
    fc.property(anIncident, aLayout, fc.integer({min: 0, max: 5}), (incident, actual, at) => {
      const layout = layoutWith({...actual, mode: 'partial'})
      const more = {
        ...layout,
        regions: layout.regions.map((region, index) => (index === at ? {...region, mirrored: true} : region)),
      }
      const judge = (of: Incident, by: MirrorLayout) =>
        judgeIncident(
          of,
          {layout: by, layoutName: 'actual', conflicts: [], guest: false, earlier: [], observed: []},
          rules,
        )
      const before = judge(incident, layout)
      if (before.rule === 'mirrored-and-healthy') expect(judge(incident, more).rule).toBe('mirrored-and-healthy')
      const wider = {
        ...incident,
        errors: incident.errors.map(error =>
          error.address
            ? {...error, address: {...error.address, granularityBytes: error.address.granularityBytes * 64}}
            : error,
        ),
      }
      // Doubt about another answer is no measure of this one: only equal answers are compared.
      const after = judge(wider, layout)
      if (after.verdict === before.verdict) expect(after.confidence).toBeLessThanOrEqual(before.confidence)
    }),
    {numRuns: 2000},
  )
})

/** Never gives the verdict: a second look at the address, shown beside it. */
const BESIDE = ['address-lens']

test('the scenes reach every rule: each gives the verdict of some', () => {
  const won = new Set<string>()
  fc.assert(
    fc.property(
      aScene,
      fc.constantFrom('actual', 'actual', 'actual', 'file', ...RANK),
      ({incident, actual, ...before}, name) => {
        const layout = hypotheticalLayout(name, actual) ?? actual
        const judged = judgeIncident(
          incident,
          {layout, layoutName: name, conflicts: [], guest: false, ...before},
          rules,
        )
        won.add(judged.rule)
      },
    ),
    {numRuns: 6000},
  )
  expect(rules.map(({id}) => id).filter(id => !won.has(id) && !BESIDE.includes(id))).toEqual([])
})
