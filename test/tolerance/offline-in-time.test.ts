import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {Incident} from '../../src/incidents/incident.js'
import type {ToldCount} from '../../src/incidents/told-counts.js'
import {offlineInTime, reachedBefore} from '../../src/tolerance/offline-in-time.js'
import {OFFLINE_THRESHOLDS} from '../../src/tolerance/offline-thresholds.js'
import {analyzeText} from '../analyze-text.js'
import {incidentWith, userIncident} from '../mirror/incident-builder.js'

const HOUR = 3600
const countsOf = (told: readonly ToldCount[]) => ({errors: told.reduce((sum, {count}) => sum + count, 0), told})
const everyHour = (count: number, upTo = 1): readonly ToldCount[] =>
  Array.from({length: count}, (_, index) => ({count: 1, secondsBefore: (count - index - 1 + upTo) * HOUR}))

const ofPage = (told: readonly ToldCount[], build: (fields: Partial<Incident>) => Incident = userIncident) =>
  offlineInTime(build({precededBy: {correctedErrors: 1, place: 'page', onPage: countsOf(told)}}))

describe('the page that was lost', () => {
  test('one error fewer than mcelog asks for, and exactly as many', () => {
    expect(ofPage(everyHour(9))).toMatchObject({answer: 'unlikely', because: expect.stringContaining('9 or more')})
    expect(ofPage(everyHour(10))).toMatchObject({
      answer: 'likely',
      because: expect.stringMatching(
        /mcelog \(10 in 24 hours\) .* 60 minutes before.*; not rasdaemon \(50 in 24 hours\)/,
      ),
    })
  })
  test('ten spread over ten days reach nothing', () => {
    const told = Array.from({length: 10}, (_, index) => ({count: 1, secondsBefore: (10 - index) * 24 * HOUR + index}))
    expect(ofPage(told)?.answer).toBe('unlikely')
  })
  test('the day is closed at both ends', () => {
    const pair = (apart: number) =>
      countsOf([
        {count: 9, secondsBefore: apart + 60},
        {count: 1, secondsBefore: 60},
      ])
    expect(reachedBefore(pair(24 * HOUR), {errors: 10, windowSeconds: 24 * HOUR})).toBe(60)
    expect(reachedBefore(pair(24 * HOUR + 1), {errors: 10, windowSeconds: 24 * HOUR})).toBeUndefined()
  })
  test('all in the last seconds: too late', () => {
    expect(ofPage([{count: 400, secondsBefore: 3}])).toMatchObject({
      answer: 'unlikely',
      because: expect.stringMatching(/too late/),
    })
  })
  test('two thousand at once an hour before: all of them would have acted', () => {
    expect(ofPage([{count: 2000, secondsBefore: 3 * HOUR}])?.because).toMatch(/mcelog.*rasdaemon.*collector/)
  })
  test('without a clock nothing is told', () => {
    expect(ofPage([{count: 400}])).toMatchObject({answer: 'unknown', because: expect.stringMatching(/^Cannot tell: /)})
  })
  test('a page of the kernel’s own cannot be moved', () => {
    expect(ofPage(everyHour(40), incidentWith)).toMatchObject({
      answer: 'no',
      because: expect.stringContaining('cannot be moved'),
    })
  })
})

test('the row: only rasdaemon counts by rows, and only when turned on', () => {
  const row = (told: readonly ToldCount[]) =>
    offlineInTime(
      userIncident({precededBy: {correctedErrors: 1, place: 'channel', sameRow: true, inRow: countsOf(told)}}),
    )
  expect(row([{count: 49, secondsBefore: HOUR}])?.answer).toBe('unlikely')
  expect(row([{count: 50, secondsBefore: HOUR}])).toMatchObject({
    answer: 'unknown',
    because: expect.stringContaining('as it comes it only counts'),
  })
})

test('elsewhere on the DIMM: silent', () => {
  expect(offlineInTime(userIncident({precededBy: {correctedErrors: 400, place: 'dimm'}}))).toBeUndefined()
  expect(offlineInTime(userIncident())).toBeUndefined()
})

test('more errors never make a threshold be reached later', () => {
  const entry = fc.record({count: fc.integer({min: 1, max: 100}), secondsBefore: fc.integer({min: 0, max: 400_000})})
  fc.assert(
    fc.property(fc.array(entry, {maxLength: 40}), entry, (told, more) => {
      const sorted = (list: readonly ToldCount[]) =>
        [...list].sort((a, b) => (b.secondsBefore ?? 0) - (a.secondsBefore ?? 0))
      for (const threshold of OFFLINE_THRESHOLDS) {
        const before = reachedBefore(countsOf(sorted(told)), threshold) ?? -1
        expect(reachedBefore(countsOf(sorted([...told, more])), threshold) ?? -1).toBeGreaterThanOrEqual(before)
      }
    }),
  )
})

describe('end to end', () => {
  const corrected = (second: number, address: string, cpu = 3): string =>
    [
      `mce: [Hardware Error]: CPU ${cpu}: Machine Check: 0 Bank 13: 8c00004000800090`,
      `mce: [Hardware Error]: TSC 0 ADDR ${address} MISC 200000c000301086 `,
      `mce: [Hardware Error]: PROCESSOR 0:606a6 TIME ${1770300000 + second} SOCKET 0 APIC 0 microcode d0003b9`,
    ]
      .map(line => `[${(1000 + second).toFixed(6)}] ${line}`)
      .join('\n')
  const lost = (second: number): string =>
    [
      'mce: [Hardware Error]: CPU 3: Machine Check Exception: 7 Bank 1: bd80000000100134',
      'mce: [Hardware Error]: RIP 33:<00007f2b11c03a10> ',
      'mce: [Hardware Error]: TSC 1a0b42f91dd0c ADDR 33e81f4780 MISC 86 ',
      `mce: [Hardware Error]: PROCESSOR 0:606a6 TIME ${1770300000 + second} SOCKET 0 APIC 12 microcode d0003b9`,
      'Memory failure: 0x33e81f4: Sending SIGBUS to mysqld:4321 due to hardware memory corruption',
      'Memory failure: 0x33e81f4: recovery action for dirty LRU page: Recovered',
    ]
      .map(line => `[${(1000 + second).toFixed(6)}] ${line}`)
      .join('\n')
  const rungOf = async (lines: readonly string[]) => {
    const {analysis} = await analyzeText(`${lines.join('\n')}\n`)
    const bad = analysis.incidents.find(({outcome}) => outcome === 'process-killed')
    return {bad, rung: bad?.ladder.find(({id}) => id === 'page-offline')}
  }
  const hourly = (count: number, address: string) =>
    Array.from({length: count}, (_, index) => corrected(index * HOUR, address))
  test('twelve in half a day on the page', async () => {
    const {bad, rung} = await rungOf([...hourly(12, '33e81f4780'), lost(20 * HOUR)])
    expect(bad?.precededBy?.onPage).toMatchObject({errors: 12})
    expect(rung).toMatchObject({answer: 'likely', because: expect.stringMatching(/mcelog .* 11 hours before the loss/)})
  })
  test('twelve on the page beside it', async () => {
    const {rung} = await rungOf([...hourly(12, '33e81f5780'), lost(20 * HOUR)])
    expect(rung?.answer).toBe('unlikely')
  })
  test('hundreds on the page: the list stays short, the sum is kept', async () => {
    const {bad} = await rungOf([
      ...Array.from({length: 300}, (_, index) => corrected(index * 120, '33e81f4780')),
      lost(20 * HOUR),
    ])
    const counts = bad?.precededBy?.onPage
    expect(counts?.told.length).toBeLessThanOrEqual(64)
    expect(counts?.told.reduce((sum, {count}) => sum + count, 0)).toBe(counts?.errors)
  })
})
