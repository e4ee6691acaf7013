import {readdirSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {builtIns} from '../../src/built-ins.js'
import type {Rule} from '../../src/mirror/define-rule.js'
import {judgeIncident} from '../../src/mirror/judge.js'
import {rankOf} from '../../src/mirror/precedence.js'
import {incidentWith} from './incident-builder.js'
import {layoutWith} from './layout-builder.js'
import type {RuleCases, Situation} from './rule-case.js'

const rules: readonly Rule[] = builtIns.rules.map(({value}) => value)

const contextOf = ({layout, name, conflicts, guest, earlier, observed, changes}: Situation) => ({
  layout: layout ?? layoutWith(),
  layoutName: name ?? 'actual',
  conflicts: conflicts ?? [],
  guest: guest ?? false,
  earlier: earlier ?? [],
  observed: observed ?? [],
  changes: changes ?? [],
})

/** A rule that says its own name about everything, in the place of the real one. */
const loud = (rule: Rule): Rule => ({
  ...rule,
  argue: () => ({verdict: 'undeterminable', confidence: 0.5, because: `${rule.id} speaks.`}),
})

/** Groups of which one asks about the machine as it was and the other about a layout that was not. */
const canMeet = (a: Rule, b: Rule): boolean => {
  const asks = new Set([a, b].map(({group}) => (group === 'observed' ? 'actual' : group)))
  return !(asks.has('actual') && asks.has('what-if'))
}

const pairs = rules.flatMap((a, at) => rules.slice(at + 1).flatMap(b => (canMeet(a, b) ? [[a, b] as const] : [])))

test('of any two rules that both speak the earlier one gives the verdict, whatever their order', () => {
  for (const [a, b] of pairs) {
    const name = [a, b].some(({group}) => group === 'what-if') ? 'file' : 'actual'
    const [first, second] = rankOf(a) <= rankOf(b) ? [a, b] : [b, a]
    for (const order of [
      [a, b],
      [b, a],
    ]) {
      const verdict = judgeIncident(incidentWith(), contextOf({told: '', name}), order.map(loud))
      expect(verdict.rule, `${first.id} before ${second.id}`).toBe(first.id)
      expect(verdict.opinions.map(({rule}) => rule)).toEqual([first.id, second.id])
    }
  }
})

test('no two rules share a place', () => {
  expect(new Set(rules.map(rankOf)).size).toBe(rules.length)
})

describe('on real subjects', async () => {
  const folder = new URL('./rules/', import.meta.url)
  const situations: Situation[] = []
  for (const file of readdirSync(folder).filter(name => name.endsWith('.ts'))) {
    const {default: cases}: {default: RuleCases} = await import(`./rules/${file}`)
    situations.push(...cases.speaks, ...cases.silent)
  }
  const met = new Set<string>()
  /** Every incident of the rules' own cases in every situation of the others. */
  function judgeAcross(): void {
    for (const {incident} of situations)
      for (const [at, situation] of situations.entries()) {
        if (at % 4 !== 0) continue
        const verdict = judgeIncident(incident ?? incidentWith(), contextOf(situation), rules)
        const spoke = verdict.opinions.filter(({failed}) => failed !== true).map(({rule}) => rule)
        const ranks = verdict.opinions.map(({rule}) =>
          rankOf(rules.find(({id}) => id === rule) ?? {id: rule, group: 'gate'}),
        )
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b))
        if (spoke[0] !== undefined) expect(verdict.rule).toBe(spoke[0])
        expect(verdict.because.length > 10 && verdict.cites.length > 0).toBe(true)
        for (const [index, one] of spoke.entries())
          for (const other of spoke.slice(index + 1)) met.add(`${one} ${other}`)
      }
  }
  test('the verdict is the first opinion by precedence, with a reason and a source', {timeout: 60_000}, () => {
    judgeAcross()
    expect(met.size).toBeGreaterThan(120)
  })
})
