import {describe, expect, it} from 'vitest'
import type {ClockSample} from '../../src/logs/read-lines.js'
import {exposureOf, observe} from '../../src/risk/exposure.js'
import type {Exposure} from '../../src/risk/risk-estimate.js'
import {buildBoot, buildIncident, DAY_MS, START_MS, stamp, stamps} from './build-log.js'

function exposure(
  clock: readonly ClockSample[],
  boots: Parameters<typeof observe>[1] = [],
  incidents: Parameters<typeof observe>[2] = [],
): Exposure {
  const seen = observe(clock, boots, incidents)
  if (seen === undefined) throw new Error('nothing observed')
  return exposureOf(seen, false, {boots: boots.length})
}

const kernel = {program: 'kernel'} as const
const uptime = (seconds: number, input = 0): ClockSample => ({
  position: {input, line: 1, byteOffset: seconds},
  time: {basis: 'monotonic', uptimeSeconds: seconds},
})

describe('exposure by the wall clock', () => {
  it('is the whole span of a log that never falls silent', () => {
    const seen = exposure(stamps(0, 40, 0.1))
    expect(seen.observedDays).toBeCloseTo(40, 9)
    expect(seen.coverage).toBeCloseTo(1, 9)
    expect(seen.unobservedDays).toBe(0)
  })

  it('leaves out silence longer than 6 hours where stamps are dense', () => {
    const seen = exposure([...stamps(0, 10, 0.02), ...stamps(15, 20, 0.02)])
    expect(seen.observedDays).toBeCloseTo(15, 9)
    expect(seen.unobservedDays).toBeCloseTo(5, 9)
    expect(seen.longestGapDays).toBeCloseTo(5, 9)
    expect(seen.coverage).toBeCloseTo(0.75, 9)
    const short = exposure([...stamps(0, 10, 0.02), ...stamps(10.2, 20, 0.02)])
    expect(short.observedDays).toBeCloseTo(20, 9)
  })

  it('allows five times the usual distance where the log is sparse', () => {
    expect(exposure([...stamps(0, 10, 1), ...stamps(14.9, 20, 1)]).coverage).toBeCloseTo(1, 9)
    expect(exposure([...stamps(0, 10, 1), ...stamps(16, 20, 1)]).observedDays).toBeCloseTo(14, 9)
  })

  it('takes the time before a boot as downtime, however short', () => {
    const boots = [buildBoot(0, 0, 10, 'panic'), buildBoot(1, 10.5, 20)]
    const seen = exposure([...stamps(0, 10, 0.02), ...stamps(10.5, 20, 0.02)], boots)
    expect(seen.downtimeMinutes).toBeCloseTo(720, 6)
    expect(seen.unobservedDays).toBe(0)
    expect(seen.observedDays).toBeCloseTo(19.5, 9)
  })

  it('takes no first line of an error for a boot: without a banner the machine ran before', () => {
    const from = (kernel: {kernel?: string}) => [{...buildBoot(0, 9, 40), ...kernel}]
    const clock = stamps(0, 40, 0.1)
    expect(exposure(clock, from({}), [buildIncident(9)])).toMatchObject({downtimeMinutes: 0, coverage: 1})
    expect(exposure(clock, from({kernel: '6.1.0-18-amd64'}), []).downtimeMinutes).toBeCloseTo(144, 3)
  })

  it('knows from incidents that a boot went on after its last sampled line', () => {
    const boots = [buildBoot(0, 0, 0, 'panic'), buildBoot(1, 14.01, 14.2)]
    const clock = [stamp(0), stamp(14.2)]
    const incidents = [buildIncident(3), buildIncident(14)]
    const seen = exposure(clock, boots, incidents)
    expect(seen.downtimeMinutes).toBeCloseTo(14.4, 6)
    expect(seen.observedDays).toBeCloseTo(14.19, 9)
  })

  it('hears a kernel that has nothing to say, but not across two files', () => {
    const quiet = [0, 0.001, 0.002, 30].map(day => stamp(day, kernel))
    expect(exposure(quiet, [buildBoot(0, 0, 30)]).coverage).toBeCloseTo(1, 9)
    const later = {position: {input: 1, line: 1, byteOffset: 0}}
    const files = [
      ...[0, 0.001, 0.002].map(day => stamp(day, kernel)),
      ...[30, 30.001].map(day => stamp(day, {...kernel, ...later})),
    ]
    expect(exposure(files).observedDays).toBeCloseTo(0.003, 9)
    const chatty = [0, 0.001, 0.002, 30].map(day => stamp(day))
    expect(exposure(chatty).observedDays).toBeCloseTo(0.002, 9)
  })

  it('does not count a clock that was set', () => {
    const at = (day: number, uptimeSeconds: number) =>
      stamp(day, {...kernel, time: {basis: 'local', epochMs: START_MS + day * DAY_MS, uptimeSeconds}})
    const seen = exposure([at(-9000, 5), at(-8999.999, 95), at(0, 100), at(2, 100 + 2 * 86_400)])
    expect(seen.spanDays).toBeCloseTo(2, 2)
    expect(seen.coverage).toBeCloseTo(1, 3)
  })

  it('takes of many stamps of one moment the first and the last, whatever stands between', () => {
    const at = (day: number, uptimeSeconds?: number) =>
      stamp(day, {time: {basis: 'local', epochMs: START_MS + day * DAY_MS, ...(uptimeSeconds && {uptimeSeconds})}})
    const [before, after] = [at(0, 5), at(300, 95)]
    const between = Array.from({length: 50}, () => at(0))
    const whole = exposure([before, after, at(301)])
    expect(whole.spanDays).toBeCloseTo(1, 2)
    expect(exposure([at(0), ...between, before, after, ...Array.from({length: 9}, () => at(300)), at(301)])).toEqual(
      whole,
    )
    expect(exposure([before, ...between, after, at(301)]).spanDays).toBeCloseTo(301, 2)
  })

  it('is unknown without any clock, and nothing but whole for a single moment', () => {
    expect(observe([{position: {input: 0, line: 1, byteOffset: 0}, time: {basis: 'none'}}], [], [])).toBeUndefined()
    expect(observe([], [], [])).toBeUndefined()
    expect(exposure([stamp(1)])).toMatchObject({observedDays: 0, spanDays: 0, coverage: 1})
  })

  it('does not depend on the order of the stamps', () => {
    const clock = [...stamps(0, 10, 0.02), ...stamps(15, 20, 0.02)]
    expect(exposure(clock.toReversed())).toEqual(exposure(clock))
  })

  it('measures what follows an incident without the gaps', () => {
    const seen = observe([...stamps(0, 10, 0.02), ...stamps(15, 20, 0.02)], [], [])
    expect(seen?.daysAfter({boot: 0, startMs: START_MS + 9 * DAY_MS})).toBeCloseTo(6, 9)
    expect(seen?.daysAfter({boot: 0})).toBeUndefined()
  })
})

describe('exposure by seconds since boot', () => {
  it('adds the boots, each from its first to its last line', () => {
    const clock = [uptime(0), uptime(86_400), uptime(0, 1), uptime(43_200, 1)]
    const boots = [0, 1].map(index => ({index, timeBasis: 'monotonic', endedBy: 'unknown'}) as const)
    expect(exposure(clock, boots).observedDays).toBeCloseTo(1.5, 9)
  })

  it('counts a boot that was captured twice once', () => {
    const boots = [{index: 0, timeBasis: 'monotonic', endedBy: 'log-end'}] as const
    expect(exposure([uptime(0), uptime(43_200), uptime(0, 1), uptime(86_400, 1)], boots).observedDays).toBeCloseTo(1, 9)
  })

  it('places an incident by its uptime', () => {
    const seen = observe([uptime(0), uptime(86_400)], [], [])
    expect(seen?.daysAfter({boot: 0, startUptime: 43_200})).toBeCloseTo(0.5, 9)
  })
})
