import {expect, it} from 'vitest'
import {MOST_CORRECTED_PER_PLACE} from '../../src/incidents/fold-storm.js'
import {edac, gather, mce, open} from './kit.js'

const CE = 0x8c00004000010091n

it('counts a storm’s further errors exactly, keeps first and last, and says so', () => {
  const fold = open()
  const told = 20_000
  for (let n = 0; n < told; n += 1) {
    fold.addRecord(
      mce(
        {line: 4 * n + 1, up: n},
        {cpu: 2, bank: 7, socket: 1, status: CE, addr: BigInt(n % 512) * 64n, tsc: BigInt(n + 1)},
      ),
    )
    fold.addRecord(
      edac(
        {line: 4 * n + 4, up: n + 0.001},
        {address: BigInt(n % 512) * 64n, mcaCode: 0x91, location: {label: 'DIMM_A1'}},
      ),
    )
  }
  const {errors, incidents, notices} = fold.end()
  expect(errors).toHaveLength(MOST_CORRECTED_PER_PLACE + 1)
  const rest = errors.find(e => (e.occurrences?.count ?? 1) > 1)
  expect(rest?.occurrences?.count).toBe(told - MOST_CORRECTED_PER_PLACE)
  expect(rest?.address).toBeUndefined()
  expect(rest?.positions.map(p => p.line)).toEqual([4 * MOST_CORRECTED_PER_PLACE + 1, 4 * told - 3])
  expect(incidents).toHaveLength(1)
  expect(incidents[0]?.storm?.errors).toBe(told)
  expect(notices).toMatchObject([{code: 'errors-folded', count: told - MOST_CORRECTED_PER_PLACE}])
})

it('keeps memory bounded when every error has another place', () => {
  const fold = open()
  for (let n = 0; n < 30_000; n += 1)
    fold.addRecord(edac({line: n + 1, up: n / 10}, {address: BigInt(n) << 12n, location: {label: `DIMM_${n}`}}))
  const {errors} = fold.end()
  expect(errors.length).toBeLessThan(2000)
  expect(errors.reduce((sum, e) => sum + (e.occurrences?.count ?? 1), 0)).toBe(30_000)
})

it('counts one storm told by two files once', () => {
  const told = [0, 1].flatMap(input =>
    Array.from({length: 1000}, (_, n) =>
      mce(
        {
          input,
          line: n + 1,
          up: n,
          host: 'a',
          ...(input === 1 ? {wall: new Date(1.7e12 + n * 1000).toISOString()} : {}),
        },
        {cpu: 2, bank: 7, socket: 1, status: CE, addr: 0x1000n, tsc: BigInt(n + 1)},
      ),
    ),
  )
  const {errors} = gather(told)
  expect(errors.reduce((sum, e) => sum + (e.occurrences?.count ?? 1), 0)).toBe(1000)
})

it('leaves few errors unstormed', () => {
  const {incidents} = gather(
    [1, 2, 3].map(n => mce({line: n, up: n}, {cpu: 1, bank: 7, socket: 1, status: CE, addr: 0x1000n, tsc: BigInt(n)})),
  )
  expect(incidents).toHaveLength(1)
  expect(incidents[0]?.storm).toBeUndefined()
  expect(incidents[0]?.errors).toHaveLength(3)
})
