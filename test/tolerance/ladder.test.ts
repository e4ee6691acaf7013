import {describe, expect, test} from 'vitest'
import type {Incident} from '../../src/incidents/incident.js'
import type {Verdict, VerdictWord} from '../../src/mirror/verdict.js'
import {judgeTolerance} from '../../src/tolerance/judge.js'
import {composeLadder, type Steered} from '../../src/tolerance/ladder.js'
import {costsOf} from '../../src/tolerance/rung-costs.js'
import type {LadderRung, Measure} from '../../src/tolerance/tolerance-verdict.js'
import {correctedIncident, errorWith, incidentWith, userIncident} from '../mirror/incident-builder.js'
import {bareLayout, layoutWith} from '../mirror/layout-builder.js'

const verdict = (layout: string, word: VerdictWord, confidence: number): Verdict => ({
  layout,
  verdict: word,
  confidence,
  because: 'Because.',
  cites: ['source'],
  rule: 'any',
  opinions: [],
})

const NOTHING_TO_STEER: Steered = {settled: 'no', because: 'Firmware offers none.'}

const rungsOf = (
  incident: Incident,
  verdicts: readonly Verdict[] = [],
  kernel: string | undefined = '6.1.0',
  steered: Steered = NOTHING_TO_STEER,
) => composeLadder(incident, {verdicts, tolerance: judgeTolerance(incident, kernel), steered, costs: {}})

const climb = (...given: Parameters<typeof rungsOf>): Readonly<Record<Measure, LadderRung>> =>
  Object.fromEntries(rungsOf(...given).map(rung => [rung.id, rung])) as Record<Measure, LadderRung>

test('the rungs stand in order, each with a title and a reason', () => {
  const rungs = rungsOf(incidentWith(), [], undefined)
  expect(rungs.map(({id}) => id)).toEqual([
    'as-it-was',
    'newer-kernel',
    'tolerant-kernel',
    'page-offline',
    'swap-in-time',
    'kernelcore-mirror',
    'partial-mirror',
    'full-mirror',
  ])
  for (const {title, because} of rungs) expect(title !== '' && because !== '').toBe(true)
})

test('what was seen in the log is told as seen, what was judged is not', () => {
  const {'as-it-was': first, ...rest} = climb(incidentWith())
  expect(first).toMatchObject({observed: true, confidence: 1})
  expect(Object.values(rest).map(({observed}) => observed)).toEqual(Array(7).fill(undefined))
  expect(climb(incidentWith({outcome: 'unknown'}))['as-it-was'].observed).toBeUndefined()
})

test('where nothing was lost nothing was needed', () => {
  const {'as-it-was': first, ...rest} = climb(correctedIncident())
  expect(first.answer).toBe('yes')
  expect(Object.values(rest).map(({answer}) => answer)).toEqual(Array(7).fill('not-needed'))
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
  test('a fault that is not in a DIMM', () => {
    const rungs = climb(incidentWith({precededBy: {correctedErrors: 40, place: 'dimm'}}), [
      verdict('actual', 'out-of-scope', 0.95),
    ])
    expect(rungs).toMatchObject({'page-offline': {answer: 'no'}, 'swap-in-time': {answer: 'no'}})
  })
})

describe('a kernel that downgrades uncorrected errors', () => {
  const tolerant = (fields: Partial<Incident>, kernel?: string) =>
    climb(incidentWith(fields), [], kernel)['tolerant-kernel']
  const reading = (symbol: string) => ({errors: [errorWith({symbol})], consumption: 'kernel'}) as const
  test('copies of a process’s data: most such kernels kill the process', () => {
    expect(tolerant(reading('copy_user_highpage+0x10/0x40'))).toMatchObject({answer: 'likely', confidence: 0.45})
  })
  test('the kernel’s own data: no', () => {
    expect(tolerant(reading('kmem_cache_alloc+0x83/0x1f0')).answer).toBe('no')
  })
  test('no way back for the processor: no', () => {
    expect(tolerant({severityReason: 'Processor context corrupt'}).answer).toBe('no')
  })
  test('a process that was killed: it is the program that decides', () => {
    expect(tolerant({outcome: 'process-killed'})).toMatchObject({answer: 'unknown'})
  })
})

describe('the mirror at hand', () => {
  test('nothing offered: the reason is told', () => {
    expect(climb(incidentWith())['kernelcore-mirror']).toMatchObject({answer: 'no', because: 'Firmware offers none.'})
  })
  test('offered and unused: answered by its verdict', () => {
    const steered = {verdict: verdict('kernelcore=mirror', 'absorbed', 0.75)}
    expect(climb(incidentWith(), [], undefined, steered)['kernelcore-mirror']).toMatchObject({answer: 'likely'})
  })
})

describe('what a measure costs', () => {
  const partial = layoutWith({
    role: 'hypothetical',
    capacity: {installedBytes: 1024 * 2 ** 30, mirroredBytes: 130 * 2 ** 30},
  })
  test('a partial mirror: the bytes of the second copies', () => {
    expect(costsOf({actual: bareLayout('none'), partial})['partial-mirror']).toBe(
      '130 GiB of 1 TiB installed (12.7 %), which hold the second copies',
    )
  })
  test('steering costs nothing that is not hidden already', () => {
    expect(costsOf({actual: layoutWith()})['kernelcore-mirror']).toContain('18 GiB')
  })
  test('the machine as it was has no price, every measure has one', () => {
    const costs = costsOf({actual: bareLayout('unknown')})
    expect(costs['as-it-was']).toBeUndefined()
    expect(Object.keys(costs)).toHaveLength(7)
  })
})
