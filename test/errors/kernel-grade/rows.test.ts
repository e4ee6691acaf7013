import {describe, expect, test} from 'vitest'
import {MCG_BITS, STATUS_BITS} from '../../../src/errors/kernel-grade/conditions.js'
import {GRADE_TABLES} from '../../../src/errors/kernel-grade/generations.js'
import {
  type ExecutionContext,
  type GradeQuestion,
  gradeBy,
  rowsFor,
  walkRows,
} from '../../../src/errors/kernel-grade/grade.js'
import type {GradeFeatures, GradeRow, GradeTable} from '../../../src/errors/kernel-grade/grade-table.js'
import {signatureFromCpuid} from '../../../src/errors/signature.js'
import {ORDER} from './_kernel-order.js'

const CONTEXTS: readonly ExecutionContext[] = ['user', 'kernel', 'kernel-copy-mc', 'kernel-copy-from-user']
const CODES = [0n, 0x134n, 0x150n, 0x17an, 0xc0n, 0xcfn, 0x10c1n, 0x1134n, 0x405n, 0x1000c0n]
const CPUS = ['0x50654', '0x50653', '0x606a6'].map(text => signatureFromCpuid(Number(text), 'intel'))

/** Seeded numbers below `limit` (mulberry32). */
function seeded(seed: number): (limit: number) => number {
  let state = seed
  return limit => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}

const pick = <Value>(
  values: readonly [Value, ...Value[]] | readonly Value[],
  next: (limit: number) => number,
): Value => {
  const found = values[next(values.length)]
  if (found === undefined) throw new Error('nothing to pick from')
  return found
}

/** A machine check that has what the row asks for, and anything where it asks for nothing. */
function randomFor({when}: GradeRow, vendor: 'intel' | 'amd', next: (limit: number) => number): GradeQuestion {
  const some = (bits: Readonly<Record<string, bigint>>) =>
    Object.values(bits).reduce((sum, bit) => (next(2) === 0 ? sum : sum | bit), 0n)
  const laid = (value: bigint, asked: {readonly mask: bigint; readonly value: bigint} | undefined) =>
    asked === undefined ? value : (value & ~asked.mask) | asked.value
  const features = {
    ser: vendor === 'intel' && next(2) === 1,
    succor: next(2) === 1,
    overflowRecovery: next(2) === 1,
    smca: next(2) === 1,
  }
  return {
    status: laid(some(STATUS_BITS) | pick(CODES, next), when.status),
    mcgstatus: laid(some(MCG_BITS), when.mcg),
    bank: next(24),
    vendor,
    signature: pick(CPUS, next),
    features: {...features, ...when.features},
    context: pick(CONTEXTS, next),
    exception: when.exception ?? next(2) === 1,
  }
}

const PATHS = ['intel', 'amd'] as const
const tables = GRADE_TABLES.flatMap(table =>
  PATHS.filter(vendor => vendor === 'intel' || table.amd !== undefined).map(vendor => ({table, vendor})),
)
const named = tables.map(({table, vendor}) => [`${table.id} ${vendor}`, table, vendor] as const)
const TRIES = 20_000

describe.each(named)('%s', (_, table, vendor) => {
  const rows = rowsFor(table, vendor)

  test('every row that can match is picked by some machine check', () => {
    const next = seeded(7)
    const missed = rows.flatMap((row, index) => {
      if (row.unreachable !== undefined) return []
      for (let tries = 0; tries < TRIES; tries++)
        if (gradeBy(table, randomFor(row, vendor, next)).row === index + 1) return []
      return [`${index + 1} ${row.reason}`]
    })
    expect(missed).toEqual([])
  })

  test('the walk ends at the row that decided, and every row before it has missed something', () => {
    const next = seeded(11)
    for (let tries = 0; tries < 300; tries++) {
      const question = randomFor(pick(rows, next), vendor, next)
      const walk = walkRows(table, question)
      expect(walk.row).toBe(gradeBy(table, question).row)
      expect(walk.passed.filter(({found}) => found === '')).toEqual([])
      expect(walk.passed).toHaveLength(walk.row - 1)
    }
  })
})

/** All sums of the bits. */
function subsets(bits: readonly bigint[]): readonly bigint[] {
  const sums = [0n]
  for (const bit of bits) sums.push(...sums.map(sum => sum | bit))
  return sums
}

/** Every machine check that differs in anything the first `count` rows ask for. */
function* everyQuestion(rows: readonly GradeRow[], count: number): Generator<GradeQuestion> {
  const asked = rows.slice(0, count).map(({when}) => when)
  const mask = asked.reduce((sum, {status}) => sum | (status?.mask ?? 0n), 0n)
  const machine = asked.reduce((sum, {mcg}) => sum | (mcg?.mask ?? 0n), 0n)
  const statuses = subsets(Object.values(STATUS_BITS).filter(bit => (mask & bit) !== 0n))
  const states = subsets([1n, 2n, ...Object.values(MCG_BITS).filter(bit => bit > 2n && (machine & bit) !== 0n)])
  const features = (ser: boolean): GradeFeatures => ({ser, succor: true, overflowRecovery: true, smca: true})
  for (const status of statuses)
    for (const mcgstatus of states)
      for (const context of CONTEXTS)
        for (const exception of [true, false])
          for (const ser of [true, false])
            yield {status, mcgstatus, bank: 1, vendor: 'intel', features: features(ser), context, exception}
}

describe('rows nobody can reach', () => {
  const declared = GRADE_TABLES.flatMap(table =>
    table.intel.flatMap((row, index) => (row.unreachable === undefined ? [] : [{table, row, index}])),
  )
  test('are two: EN=0 twice in 2.6.32, and recoverable kernel code without a restart address', () => {
    const told = declared.map(({table, row, index}) => `${table.id} ${index + 1} ${row.reason}`)
    expect(told).toEqual([
      '2.6.32 8 Spurious not enabled',
      ...['3.10-el7', '4.18-el8', '4.19', '5.4', '5.10', '6.1', '6.12'].map(
        id => `${id} 7 In kernel and no restart IP`,
      ),
    ])
  })
  test.each(declared.map(one => [`${one.table.id} row ${one.index + 1}`, one] as const))(
    '%s: not by any bits the rows up to it ask for',
    (_, {table, index, row}: {table: GradeTable; index: number; row: GradeRow}) => {
      let asked = 0
      for (const question of everyQuestion(table.intel, index + 1)) {
        asked += 1
        if (gradeBy(table, question).row === index + 1)
          throw new Error(`${row.reason} by 0x${question.status.toString(16)}`)
      }
      expect(asked).toBeGreaterThan(256)
    },
  )
})

test.each(GRADE_TABLES)('$id asks its rows in the kernel’s order', ({id, intel}) => {
  expect(intel.map(({reason}) => reason)).toEqual(ORDER[id])
})
