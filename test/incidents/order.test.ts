import fc from 'fast-check'
import {expect, it} from 'vitest'
import type {HardwareErrorRecord} from '../../src/records/hardware-error-record.js'
import type {PlatformFact} from '../../src/records/platform-fact.js'
import {type At, banner, edac, gather, gist, logged, mce, page, panic} from './kit.js'

type Told = HardwareErrorRecord | PlatformFact

const STATUSES = [
  0x8c00004000010091n,
  0xbc00000000080090n,
  0xbd80000000100134n,
  0xa000000000000000n,
  0xbf00000000000400n,
]

/** One machine's boot as three inputs tell it: with uptime, with both clocks, with a wall clock of whole seconds. */
const tellings = (script: readonly {up: number; kind: number; status: number; frame: number}[]): Told[][] => {
  const start = Date.parse('2026-03-01T10:00:00Z')
  const at = (input: number, line: number, up: number): At => {
    const wall = new Date(start + up * 1000)
    if (input === 0) return {input, line, up}
    if (input === 1) return {input, line, up, wall: wall.toISOString(), host: 'db7'}
    return {input, line, wall: `${wall.toISOString().slice(0, 19)}Z`, basis: 'no-year', host: 'db7'}
  }
  return [0, 1, 2].map(input => [
    banner(at(input, 1, 0)),
    ...script.map(({up, kind, status, frame}, index): Told => {
      const place = at(input, 10 * index + 10, up)
      const address = BigInt(frame) * 4096n
      if (kind === 0) return edac(place, {address})
      if (kind === 1) return page(place, {action: 'recovery', address, result: 'recovered'})
      if (kind === 2) return logged(place)
      if (kind === 3) return panic(place, 'Fatal machine check')
      return mce(place, {
        cpu: kind,
        bank: 7,
        status: STATUSES[status % STATUSES.length] ?? 0n,
        addr: address,
        tsc: BigInt(Math.round(up * 1e6)),
        exception: kind > 6,
      })
    }),
  ])
}

const scriptOf = (spacing: number) =>
  fc
    .array(
      fc.record({
        up: fc.integer({min: 1, max: spacing}),
        kind: fc.integer({min: 0, max: 9}),
        status: fc.nat(4),
        frame: fc.integer({min: 1, max: 4}),
      }),
      {maxLength: 12},
    )
    .map(steps => steps.map((step, index) => ({...step, up: step.up + index * spacing})))

const crowded = scriptOf(20)
/** Far enough apart that no window's edge falls between two steps. */
const script = scriptOf(4000)

it('gives the same whatever the order of inputs', () => {
  fc.assert(
    fc.property(crowded, fc.shuffledSubarray([0, 1, 2], {minLength: 3}), (steps, order) => {
      const inputs = tellings(steps)
      const renumber = (told: Told, input: number): Told => ({
        ...told,
        evidence: told.evidence.map(line => ({...line, position: {...line.position, input}})),
      })
      const permuted = order.flatMap((from, input) => (inputs[from] ?? []).map(told => renumber(told, input)))
      expect(gist(gather(permuted))).toEqual(gist(gather(inputs.flat())))
    }),
    {numRuns: 150},
  )
})

it('shows as many errors through three inputs as through one', () => {
  fc.assert(
    fc.property(script, steps => {
      const inputs = tellings(steps)
      const one = gather(inputs[1] ?? [])
      const all = gather(inputs.flat())
      expect(all.errors.map(e => e.severity)).toEqual(one.errors.map(e => e.severity))
      expect(all.incidents.map(i => i.outcome)).toEqual(one.incidents.map(i => i.outcome))
    }),
    {numRuns: 150},
  )
})

it('never throws, loses no input and repeats itself', () => {
  fc.assert(
    fc.property(crowded, fc.array(fc.nat(40), {maxLength: 12}), (steps, holes) => {
      const told = tellings(steps)
        .flat()
        .filter((_one, index) => !holes.includes(index))
      expect(gist(gather(told))).toEqual(gist(gather(told)))
      expect(gather(told).errors.every(error => error.positions.length > 0)).toBe(true)
    }),
    {numRuns: 100},
  )
})
