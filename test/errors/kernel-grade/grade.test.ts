import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {GRADE_TABLES} from '../../../src/errors/kernel-grade/generations.js'
import {type GradeQuestion, gradeBy, rowsFor} from '../../../src/errors/kernel-grade/grade.js'
import type {GradeTable} from '../../../src/errors/kernel-grade/grade-table.js'
import {signatureFromCpuid} from '../../../src/errors/signature.js'

const table = (id: string): GradeTable => {
  const found = GRADE_TABLES.find(entry => entry.id === id)
  if (found === undefined) throw new Error(`no table ${id}`)
  return found
}

const base: GradeQuestion = {
  status: 0n,
  mcgstatus: 7n,
  bank: 1,
  vendor: 'intel',
  signature: signatureFromCpuid(0x50654, 'intel'),
  features: {ser: true, succor: true, overflowRecovery: true, smca: false},
  context: 'user',
  exception: true,
}
const grade = (id: string, changes: Partial<GradeQuestion>) => {
  const {grade: found, reason, says = ''} = gradeBy(table(id), {...base, ...changes})
  return `${found}: ${reason === '' ? says : reason}`
}
const NO_SER = {features: {...base.features, ser: false}} as const

// Rows: Linux 6.12, arch/x86/kernel/cpu/mce/severity.c, in its order.
describe('6.12, Intel, row by row', () => {
  test.each<[number, string, Partial<GradeQuestion>]>([
    [1, 'NO: Invalid', {status: 0x2000000000000000n}],
    [2, 'NO: Not enabled', {status: 0xa000000000000000n}],
    [3, 'PANIC: Processor context corrupt', {status: 0xbe00000000000000n}],
    [4, 'PANIC: MCIP not set in MCA handler', {status: 0xbd80000000000134n, mcgstatus: 3n}],
    [5, 'PANIC: Neither restart nor error IP', {status: 0xbd80000000000134n, mcgstatus: 4n}],
    [6, 'PANIC: In kernel and no restart IP', {status: 0xbd80000000000134n, mcgstatus: 6n, context: 'kernel'}],
    [8, 'KEEP: Corrected error', {status: 0x9c00000000000090n, ...NO_SER}],
    [9, 'AO: Action optional: memory scrubbing error', {status: 0xbc000000000000c1n}],
    [9, 'AO: Action optional: memory scrubbing error', {status: 0xfd000000000010cfn}],
    [10, 'AO: Action optional: last level cache writeback error', {status: 0xbd0000000000017an}],
    [11, 'AO: Uncorrected Patrol Scrub Error', {status: 0x9c000000001000c0n, bank: 13, exception: false}],
    [12, 'UCNA: Uncorrected no action required', {status: 0xfc00000000000090n}],
    [13, 'PANIC: Illegal combination (UCNA with AR=1)', {status: 0xbc80000000000134n}],
    [14, 'KEEP: Non signaled machine check', {status: 0x9c00000000000090n}],
    [15, 'PANIC: Action required with lost events', {status: 0xfd80000000000134n}],
    [16, 'KEEP: Action required but unaffected thread is continuable', {status: 0xbd80000000000134n, mcgstatus: 5n}],
    [
      17,
      'AR: Action required: data load in error recoverable area of kernel',
      {status: 0xbd80000000000134n, context: 'kernel-copy-mc'},
    ],
    [
      17,
      'AR: Action required: data load in error recoverable area of kernel',
      {status: 0xbd80000000000134n, context: 'kernel-copy-from-user'},
    ],
    [18, 'AR: Action required: data load error in a user process', {status: 0xbd80000000000134n}],
    [19, 'AR: Action required: instruction fetch error in a user process', {status: 0xbd80000000000150n}],
    [
      20,
      'AR: Data load error in SEAM non-root mode',
      {status: 0xbd80000000000134n, context: 'kernel', mcgstatus: 0x1007n},
    ],
    [
      21,
      'AR: Instruction fetch error in SEAM non-root mode',
      {status: 0xbd80000000000150n, context: 'kernel', mcgstatus: 0x1007n},
    ],
    [22, 'PANIC: Data load in unrecoverable area of kernel', {status: 0xbd80000000000134n, context: 'kernel'}],
    [23, 'PANIC: Instruction fetch error in kernel', {status: 0xbd80000000000150n, context: 'kernel'}],
    [24, 'PANIC: Action required: unknown MCACOD', {status: 0xbd80000000000800n}],
    [25, 'SOME: Action optional: unknown MCACOD', {status: 0xbd00000000000800n}],
    [26, 'SOME: Action optional with lost events', {status: 0xfd00000000000800n}],
    [27, 'PANIC: Overflowed uncorrected', {status: 0xf400000000000800n, ...NO_SER}],
    [28, 'PANIC: Uncorrected in kernel', {status: 0xb400000000000800n, ...NO_SER, context: 'kernel'}],
    [29, 'UC: Uncorrected', {status: 0xb400000000000800n, ...NO_SER}],
    [30, 'SOME: No match', {status: 0x9100000000000090n}],
  ])('row %i: %s', (row, expected, changes) => {
    expect(grade('6.12', changes)).toBe(expected)
    expect(gradeBy(table('6.12'), {...base, ...changes}).row).toBe(row)
  })
})

describe('how kernels differ', () => {
  test.each<[string, string, Partial<GradeQuestion>]>([
    ['2.6.32', 'UC: Uncorrected', {status: 0xbd80000000000134n}],
    ['2.6.32', 'PANIC: Action required; unknown MCACOD', {status: 0xbd80000000000000n}],
    ['2.6.32', 'KEEP: Uncorrected no action required', {status: 0xbc00000000000090n}],
    ['2.6.32', 'AO: Action optional: memory scrubbing error', {status: 0xbd000000000000c0n}],
    ['2.6.32', 'KEEP: Uncorrected no action required', {status: 0xbc000000000000c0n}],
    ['2.6.32', 'SOME: Action optional unknown MCACOD', {status: 0xbd000000000010c0n}],
    ['3.6', 'AR: Action required: data load error', {status: 0xbd80000000000134n}],
    ['3.6', 'KEEP: HT thread notices Action required: data load error', {status: 0xbd80000000000134n, mcgstatus: 5n}],
    ['3.6', 'PANIC: Action required: unknown MCACOD', {status: 0xbd80000000001134n}],
    ['3.10-el7', 'AR: Action required: data load error in a user process', {status: 0xbd80000000001134n}],
    [
      '3.10-el7',
      'AR: Action required: data load in error recoverable area of kernel',
      {status: 0xbd80000000000134n, context: 'kernel-copy-mc'},
    ],
    ['3.10-el7', 'PANIC: Action required: unknown MCACOD', {status: 0xbd80000000000134n, context: 'kernel'}],
    ['4.4', 'PANIC: Action required: unknown MCACOD', {status: 0xbd80000000000134n, context: 'kernel-copy-mc'}],
    ['4.4', 'UCNA: Uncorrected no action required', {status: 0xbc000000000000c0n}],
    ['4.18-el8', 'AO: Action optional: memory scrubbing error', {status: 0xbc000000000000c0n}],
    ['4.18-el8', 'UCNA: Uncorrected no action required', {status: 0xfc000000000000c0n}],
    ['4.18-el8', 'PANIC: Data load in unrecoverable area of kernel', {status: 0xbd80000000000134n, context: 'kernel'}],
    ['4.18-el8', 'PANIC: Action required: unknown MCACOD', {status: 0xbd80000000000150n, context: 'kernel'}],
    ['4.19', 'PANIC: Instruction fetch error in kernel', {status: 0xbd80000000000150n, context: 'kernel'}],
    ['4.19', 'KEEP: Non signalled machine check', {status: 0x9c000000001000c0n, bank: 13, exception: false}],
    ['5.4', 'AO: Action optional: memory scrubbing error', {status: 0xfc000000000000c0n}],
    ['5.4', 'AO: Uncorrected Patrol Scrub Error', {status: 0x9c000000001000c0n, bank: 13, exception: false}],
    ['5.4', 'DEFERRED: Deferred error', {status: 0x9c00100000000090n, ...NO_SER}],
    ['5.10', 'KEEP: Corrected error', {status: 0x9c00100000000090n, ...NO_SER}],
    ['5.10', 'UC: Uncorrected', {status: 0xb400000000000800n, ...NO_SER, context: 'kernel'}],
    [
      '5.4',
      'PANIC: Data load in unrecoverable area of kernel',
      {status: 0xbd80000000000134n, context: 'kernel-copy-from-user'},
    ],
    [
      '5.10',
      'AR: Action required: data load in error recoverable area of kernel',
      {status: 0xbd80000000000134n, context: 'kernel-copy-from-user'},
    ],
    ['6.1', 'PANIC: Uncorrected', {status: 0xb400000000000800n, ...NO_SER, context: 'kernel'}],
    [
      '6.1',
      'PANIC: Data load in unrecoverable area of kernel',
      {status: 0xbd80000000000134n, context: 'kernel', mcgstatus: 0x1007n},
    ],
  ])('%s: %s', (id, expected, changes) => expect(grade(id, changes)).toBe(expected))
})

describe('AMD and Hygon', () => {
  const amd = {vendor: 'amd', features: {ser: false, succor: true, overflowRecovery: true, smca: true}} as const
  const without = (name: 'succor' | 'overflowRecovery') => ({...amd, features: {...amd.features, [name]: false}})
  test.each<[string, string, Partial<GradeQuestion>]>([
    ['6.12', 'PANIC: Processor Context Corrupt', {...amd, status: 0xbea0000001000108n}],
    ['6.12', 'DEFERRED: deferred error', {...amd, status: 0x9c2030000000011bn}],
    ['6.12', 'DEFERRED: deferred error', {...amd, status: 0xbc2030000000011bn}],
    ['5.10', 'AR: uncorrected error', {...amd, status: 0xbc2030000000011bn}],
    ['6.12', 'KEEP: corrected error', {...amd, status: 0x9c2040000000011bn}],
    [
      '6.1',
      'PANIC: Overflowed uncorrected error without MCA Overflow Recovery',
      {...without('overflowRecovery'), status: 0xfc20080000010135n},
    ],
    ['6.1', 'PANIC: Uncorrected error without MCA Recovery', {...without('succor'), status: 0xbc20080000010135n}],
    [
      '6.1',
      'PANIC: Uncorrected unrecoverable error in kernel context',
      {...amd, status: 0xbc20080000010135n, context: 'kernel'},
    ],
    ['6.1', 'AR: uncorrected error', {...amd, status: 0xbc20080000010135n}],
    ['5.4', 'PANIC: uncorrected error in kernel context', {...amd, status: 0xbc20080000010135n, context: 'kernel'}],
    ['5.4', 'PANIC: uncorrected error without MCA recovery', {...without('succor'), status: 0xbc20080000010135n}],
    ['5.4', 'UC: uncorrected error', {...without('overflowRecovery'), status: 0xbc20080000010135n}],
    ['5.4', 'PANIC: overflowed uncorrected error', {...without('overflowRecovery'), status: 0xfc20080000010135n}],
    ['4.4', 'AR: uncorrected error', {...amd, status: 0xbc20080000010135n, context: 'kernel'}],
    [
      '4.4',
      'PANIC: uncorrected error in kernel and no restart IP',
      {...amd, status: 0xbc20080000010135n, context: 'kernel', mcgstatus: 6n},
    ],
    ['3.6', 'UC: Uncorrected', {...amd, status: 0xbc20080000010135n}],
    ['3.6', 'KEEP: Corrected error', {...amd, status: 0x9c2040000000011bn}],
    ['4.19', 'UC: Uncorrected', {...amd, vendor: 'hygon', status: 0xbc20080000010135n}],
    ['5.4', 'AR: uncorrected error', {...amd, vendor: 'hygon', status: 0xbc20080000010135n}],
  ])('%s: %s', (id, expected, changes) => expect(grade(id, changes)).toBe(expected))
})

describe('every table', () => {
  const questions = fc.record<GradeQuestion>({
    status: fc.bigInt(0n, (1n << 64n) - 1n),
    mcgstatus: fc.bigInt(0n, 0x1fffn),
    bank: fc.integer({min: 0, max: 31}),
    vendor: fc.constantFrom('intel', 'amd', 'hygon', 'zhaoxin'),
    features: fc.record({ser: fc.boolean(), succor: fc.boolean(), overflowRecovery: fc.boolean(), smca: fc.boolean()}),
    context: fc.constantFrom('user', 'kernel', 'kernel-copy-mc', 'kernel-copy-from-user'),
    exception: fc.boolean(),
  })
  test.each(GRADE_TABLES)('$id answers everything', entry => {
    fc.assert(
      fc.property(questions, question => {
        const {reason, says = ''} = gradeBy(entry, question)
        return (reason === '') !== (says === '')
      }),
    )
  })
  test.each(GRADE_TABLES)('$id ends with a row that always matches', entry => {
    for (const vendor of ['intel', 'amd'] as const) expect(rowsFor(entry, vendor).at(-1)?.when).toEqual({})
  })
})
