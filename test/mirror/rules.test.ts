import {existsSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {builtIns} from '../../src/built-ins.js'
import {CONFIDENCE} from '../../src/mirror/confidence.js'
import type {Rule, RuleNeed} from '../../src/mirror/define-rule.js'
import {pickNeeds} from '../../src/mirror/judge.js'
import {PRECEDENCE} from '../../src/mirror/precedence.js'
import type {RuleCases} from './rule-case.js'
import {subjectOf} from './rule-case.js'

const rules: readonly Rule<RuleNeed>[] = builtIns.rules.map(({value}) => value)

/** The cases of one rule, from the file of its name. */
async function casesOf(id: string): Promise<RuleCases> {
  const {default: cases} = (await import(`./rules/${id}.ts`)) as {default: RuleCases}
  return cases
}

/** Keys a rule reads of a subject, within its needs or not. */
function readsOf(rule: Rule<RuleNeed>, subject: ReturnType<typeof subjectOf>): ReadonlySet<string> {
  const read = new Set<string>()
  const watched = new Proxy(subject, {
    get(target, key) {
      read.add(String(key))
      return Reflect.get(target, key)
    },
  })
  rule.argue(watched)
  return read
}

describe.each(rules.map(rule => [rule.id, rule] as const))('%s', (id, rule) => {
  test('has its cases in a file of its name', () => {
    expect(existsSync(new URL(`./rules/${id}.ts`, import.meta.url))).toBe(true)
  })
  test('speaks, with a reason and a source, and stays silent', async () => {
    const {speaks, silent} = await casesOf(id)
    expect(speaks.length).toBeGreaterThan(0)
    expect(silent.length).toBeGreaterThan(0)
    for (const {verdict, confidence, ...situation} of speaks) {
      const draft = rule.argue(pickNeeds(subjectOf(situation), rule.needs))
      expect({told: situation.told, verdict: draft?.verdict}).toEqual({told: situation.told, verdict})
      if (confidence !== undefined)
        expect({told: situation.told, confidence: draft?.confidence}).toEqual({told: situation.told, confidence})
      expect(draft?.because).toMatch(/^[A-Z].*[.?]$/)
      expect((draft?.cites ?? rule.cites).length).toBeGreaterThan(0)
    }
    for (const situation of silent)
      expect({told: situation.told, said: rule.argue(pickNeeds(subjectOf(situation), rule.needs))}).toEqual({
        told: situation.told,
        said: undefined,
      })
  })
  test('reads only what it names, and names only what it reads', async () => {
    const {speaks, silent} = await casesOf(id)
    const read = new Set([...speaks, ...silent].flatMap(situation => [...readsOf(rule, subjectOf(situation))]))
    expect([...read].sort()).toEqual([...rule.needs].sort())
  })
  test('stands in the table of precedence and in that of confidence', () => {
    expect(PRECEDENCE).toContain(id)
    expect(Object.hasOwn(CONFIDENCE, id)).toBe(true)
  })
})

test('the tables name no rule that does not exist', () => {
  const ids: readonly string[] = rules.map(({id}) => id)
  expect(Object.keys(CONFIDENCE).filter(id => !ids.includes(id))).toEqual([])
  expect(PRECEDENCE.filter(entry => typeof entry === 'string' && !ids.includes(entry))).toEqual([])
})

test('a rule that reads something it does not name gets nothing', () => {
  const subject = subjectOf({told: 'any'})
  const seen = pickNeeds(subject, ['span'])
  expect(seen.span).toEqual(subject.span)
  expect(seen.layout).toBeUndefined()
  expect(Object.keys(seen)).toEqual(['span'])
  expect('incident' in seen).toBe(false)
})
