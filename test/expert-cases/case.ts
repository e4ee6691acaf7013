import {expect} from 'vitest'
import type {WhatIf} from '../../src/analyze-options.js'
import type {VerdictWord} from '../../src/mirror/verdict.js'
import {judged} from './judged.js'

/** A whole log and what must come out of it; fields that are absent are not looked at. */
export interface ExpertCase {
  readonly name: string
  readonly log: string
  readonly rule: string
  readonly verdict: VerdictWord
  /** `actual` where absent. */
  readonly layout?: string | WhatIf
  /** Words of the reason. */
  readonly says?: RegExp
  /** What to collect, where the log cannot tell. */
  readonly wants?: RegExp
  /** Distinct incidents in which data was lost. */
  readonly grave?: number
  readonly mode?: string
  readonly policy?: string
  /** State of every pair, one after another: `socket 0, controller 0, channel 0: degraded, unknown`. */
  readonly states?: readonly string[]
}

/** Runs the whole pipeline over the log and holds the verdict of the last grave incident against the case. */
export async function holds(one: ExpertCase): Promise<void> {
  const whatIf = typeof one.layout === 'string' ? {name: one.layout} : one.layout
  const {host, grave, actual, verdictOf, incident} = await judged(one.log, whatIf === undefined ? [] : [whatIf])
  const verdict = whatIf === undefined ? actual : verdictOf(whatIf.name)
  expect(
    {rule: verdict?.rule, verdict: verdict?.verdict},
    `${verdict?.because} ${incident?.errors.length} errors, ${grave.length} grave`,
  ).toEqual({rule: one.rule, verdict: one.verdict})
  expect(verdict?.because.trim()).toMatch(one.says ?? /\S/)
  expect(verdict?.cites.length).toBeGreaterThan(0)
  if (one.wants !== undefined) expect(verdict?.toBeSurer).toMatch(one.wants)
  if (one.grave !== undefined) expect(grave.length).toBe(one.grave)
  if (one.mode !== undefined) expect(host?.layout?.mode).toBe(one.mode)
  if (one.policy !== undefined) expect(host?.layout?.osPolicy.kind).toBe(one.policy)
  if (one.states !== undefined)
    expect(
      (host?.redundancy ?? []).map(({pair, spans}) => `${pair}: ${spans.map(({state}) => state).join(', ')}`),
    ).toEqual(one.states)
}
