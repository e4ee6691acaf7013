import {describe, expect, test} from 'vitest'
import type {Incident} from '../../src/incidents/incident.js'
import type {Verdict, VerdictWord} from '../../src/mirror/verdict.js'
import {judgeTolerance} from '../../src/tolerance/judge.js'
import {composeLadder} from '../../src/tolerance/ladder.js'
import type {LadderRung} from '../../src/tolerance/tolerance-verdict.js'
import {correctedIncident, incidentWith, userIncident} from '../mirror/incident-builder.js'

const verdict = (layout: string, word: VerdictWord, confidence: number): Verdict => ({
  layout,
  verdict: word,
  confidence,
  because: 'Because.',
  cites: ['source'],
  rule: 'any',
  opinions: [],
})

const climb = (
  incident: Incident,
  verdicts: readonly Verdict[] = [],
): Readonly<Record<LadderRung['id'], LadderRung>> => {
  const rungs = composeLadder(incident, verdicts, judgeTolerance(incident, '6.1.0'))
  return Object.fromEntries(rungs.map(rung => [rung.id, rung])) as Record<LadderRung['id'], LadderRung>
}

test('the rungs stand in order, each with a title and a reason', () => {
  const rungs = composeLadder(incidentWith(), [], judgeTolerance(incidentWith(), undefined))
  expect(rungs.map(({id}) => id)).toEqual([
    'as-it-was',
    'newer-kernel',
    'page-offline',
    'swap-in-time',
    'partial-mirror',
    'full-mirror',
  ])
  for (const {title, because} of rungs) expect(title !== '' && because !== '').toBe(true)
})

test('where nothing was lost nothing was needed', () => {
  const {'as-it-was': first, ...rest} = climb(correctedIncident())
  expect(first.answer).toBe('yes')
  expect(Object.values(rest).map(({answer}) => answer)).toEqual(Array(5).fill('not-needed'))
})

test.each([
  ['absorbed', 0.9, 'yes'],
  ['absorbed-degraded', 0.85, 'yes'],
  ['absorbed', 0.75, 'likely'],
  ['absorbed', 0.3, 'unknown'],
  ['not-covered', 0.95, 'no'],
  ['not-covered', 0.7, 'unlikely'],
  ['out-of-scope', 0.95, 'no'],
  ['double-fault', 0.9, 'no'],
  ['undeterminable', 0.9, 'unknown'],
  ['not-evaluated', 1, 'not-needed'],
] as const)('a mirror verdict %s at %d answers %s', (word, confidence, answer) => {
  expect(climb(incidentWith(), [verdict('full', word, confidence)])['full-mirror']).toMatchObject({answer, confidence})
  expect(climb(incidentWith(), [verdict('partial:12.5', word, confidence)])['partial-mirror'].answer).toBe(answer)
})

test('a mirror that was not judged is not answered for', () => {
  const rungs = climb(incidentWith(), [verdict('actual', 'not-covered', 0.9)])
  expect(rungs['full-mirror']).toMatchObject({answer: 'unknown', because: expect.stringContaining('--what-if full')})
})

describe('warnings before', () => {
  const warned = (precededBy: NonNullable<Incident['precededBy']>) => climb(incidentWith({precededBy}))
  test('none: nothing gave reason to act', () => {
    expect(climb(userIncident())).toMatchObject({
      'page-offline': {answer: 'unlikely'},
      'swap-in-time': {answer: 'unlikely'},
    })
  })
  test('a series for days on the same DIMM: time to replace it', () => {
    const rungs = warned({correctedErrors: 40, since: '2026-02-20T00:00:00Z', place: 'dimm'})
    expect(rungs).toMatchObject({'swap-in-time': {answer: 'likely'}, 'page-offline': {answer: 'unlikely'}})
  })
  test('a series within the last hour: too short', () => {
    expect(warned({correctedErrors: 400, since: '2026-03-02T07:30:00Z', place: 'dimm'})['swap-in-time'].answer).toBe(
      'unlikely',
    )
  })
  test('two stray ones replace no DIMM', () => {
    expect(warned({correctedErrors: 2, since: '2026-02-20T00:00:00Z', place: 'dimm'})['swap-in-time'].answer).toBe(
      'unknown',
    )
  })
  test('the same page: taken out of use it would not have been read again', () => {
    expect(warned({correctedErrors: 3, place: 'page'})['page-offline'].answer).toBe('likely')
  })
  test('the same row spreads over pages', () => {
    expect(warned({correctedErrors: 3, place: 'channel', sameRow: true})['page-offline'].answer).toBe('unknown')
  })
  test('a fault that is not in a DIMM', () => {
    const rungs = climb(incidentWith({precededBy: {correctedErrors: 40, place: 'dimm'}}), [
      verdict('actual', 'out-of-scope', 0.95),
    ])
    expect(rungs).toMatchObject({'page-offline': {answer: 'no'}, 'swap-in-time': {answer: 'no'}})
  })
})
