import {describe, expect, test} from 'vitest'
import {GRADE_TABLES} from '../../../src/errors/kernel-grade/generations.js'
import {type GradeQuestion, gradeBy} from '../../../src/errors/kernel-grade/grade.js'
import {signatureFromCpuid} from '../../../src/errors/signature.js'

// Each cell: grades of the ten kernels, oldest first, one letter each (kernel sources: severities[], error_context()).
const LETTERS = {
  NO: 'n',
  KEEP: 'k',
  UCNA: 'u',
  DEFERRED: 'd',
  SOME: 's',
  AO: 'o',
  UC: 'c',
  AR: 'A',
  PANIC: 'P',
} as const
const letters = (question: GradeQuestion): string =>
  GRADE_TABLES.map(table => LETTERS[gradeBy(table, question).grade]).join('')

const intel: GradeQuestion = {
  status: 0n,
  mcgstatus: 7n,
  bank: 1,
  vendor: 'intel',
  signature: signatureFromCpuid(0x50654, 'intel'),
  features: {ser: true, succor: false, overflowRecovery: false, smca: false},
  context: 'user',
  exception: true,
}
const amd: GradeQuestion = {
  ...intel,
  vendor: 'amd',
  signature: signatureFromCpuid(0x830f10, 'amd'),
  features: {ser: false, succor: true, overflowRecovery: true, smca: true},
}
const LOAD = 0xbd80000000000134n
const FETCH = 0xbd80000000000150n
const SCRUB = 0xbd000000000000c0n
const UNSIGNALLED_SCRUB = 0xbc000000000000c0n
const UCNA = 0xbc00000000000090n
const POISON = 0xbca0080000000108n
const SEAM = 0x1007n

describe('kernels 2.6.32, 3.6, 3.10-el7, 4.4, 4.18-el8, 4.19, 5.4, 5.10, 6.1, 6.12', () => {
  test.each<[string, string, GradeQuestion]>([
    ['data load, user', 'cAAAAAAAAA', {...intel, status: LOAD}],
    ['data load, kernel', 'cPPPPPPPPP', {...intel, status: LOAD, context: 'kernel'}],
    ['data load, safe copy', 'cPAPAAAAAA', {...intel, status: LOAD, context: 'kernel-copy-mc'}],
    ['data load, copy from user', 'cPPPPPPAAA', {...intel, status: LOAD, context: 'kernel-copy-from-user'}],
    [
      'data load, safe copy, error IP not valid',
      'ckkkkkkkkk',
      {...intel, status: LOAD, context: 'kernel-copy-mc', mcgstatus: 5n},
    ],
    ['data load, user, no restart IP', 'cAAAAAAAAA', {...intel, status: LOAD, mcgstatus: 6n}],
    ['data load, kernel, no restart IP', 'PPPPPPPPPP', {...intel, status: LOAD, mcgstatus: 6n, context: 'kernel'}],
    ['data load in a TDX guest', 'cPPPPPPPPA', {...intel, status: LOAD, mcgstatus: SEAM, context: 'kernel'}],
    ['instruction fetch in a TDX guest', 'cPPPPPPPPA', {...intel, status: FETCH, mcgstatus: SEAM, context: 'kernel'}],
    ['data load in user code, SEAM set', 'cAAAAAAAAA', {...intel, status: LOAD, mcgstatus: SEAM}],
    ['instruction fetch, user', 'cAAAAAAAAA', {...intel, status: FETCH}],
    ['instruction fetch, safe copy', 'cPPPPPPPPP', {...intel, status: FETCH, context: 'kernel-copy-mc'}],
    ['data load, filter bit', 'cPAAAAAAAA', {...intel, status: LOAD | 0x1000n}],
    ['data load, not enabled', 'nnnnnnnnnn', {...intel, status: LOAD & ~(1n << 60n)}],
    ['data load, not enabled, polled', 'nnAAAAAAAA', {...intel, status: LOAD & ~(1n << 60n), exception: false}],
    ['data load, polled, MCIP clear', 'PPAAAAAAAA', {...intel, status: LOAD, mcgstatus: 3n, exception: false}],
    ['data load, no MCIP', 'PPPPPPPPPP', {...intel, status: LOAD, mcgstatus: 3n}],
    ['data load, another one lost', 'PPPPPPPPPP', {...intel, status: LOAD | (1n << 62n)}],
    ['scrub, signalled', 'oooooooooo', {...intel, status: SCRUB}],
    ['scrub, signalled, overflow', 'ssssssoooo', {...intel, status: SCRUB | (1n << 62n)}],
    ['scrub, not signalled', 'kkuuoooooo', {...intel, status: UNSIGNALLED_SCRUB}],
    ['scrub, not signalled, polled', 'kkuuoooooo', {...intel, status: UNSIGNALLED_SCRUB, exception: false}],
    ['scrub, not signalled, overflow', 'kkuuuuoooo', {...intel, status: UNSIGNALLED_SCRUB | (1n << 62n)}],
    ['UCNA', 'kkuuuuuuuu', {...intel, status: UCNA, exception: false}],
    ['no recovery, UC in user code', 'cccccccccc', {...intel, status: UCNA, features: {...intel.features, ser: false}}],
    [
      'no recovery, UC in kernel code',
      'ccccccccPP',
      {...intel, status: UCNA, features: {...intel.features, ser: false}, context: 'kernel'},
    ],
    [
      'no recovery, UC in kernel code, polled',
      'ccccccccPP',
      {...intel, status: UCNA, features: {...intel.features, ser: false}, context: 'kernel', exception: false},
    ],
    ['AMD poison, user', 'ccAAAAAAAA', {...amd, status: POISON}],
    ['AMD poison, kernel', 'ccPAPPPPPP', {...amd, status: POISON, context: 'kernel'}],
    ['AMD poison, safe copy', 'ccAAAAAAAA', {...amd, status: POISON, context: 'kernel-copy-mc'}],
    ['AMD poison, copy from user', 'ccPAPPPAAA', {...amd, status: POISON, context: 'kernel-copy-from-user'}],
    ['AMD poison, kernel, no restart IP', 'PPPPPPPPPP', {...amd, status: POISON, context: 'kernel', mcgstatus: 6n}],
    ['AMD poison without SUCCOR', 'ccPAPPPPPP', {...amd, status: POISON, features: {...amd.features, succor: false}}],
    [
      'AMD poison before scalable MCA',
      'ccAAAAAAAA',
      {...amd, status: POISON, features: {...amd.features, smca: false}},
    ],
    [
      'AMD overflow without overflow recovery',
      'PPPPPPPPPP',
      {...amd, status: POISON | (1n << 62n), features: {...amd.features, overflowRecovery: false}},
    ],
    ['AMD deferred', 'kkdddddddd', {...amd, status: 0x9c2030000000011bn, exception: false}],
    ['AMD deferred with UC', 'ccAAAAAAdd', {...amd, status: 0xbc2030000000011bn}],
    ['Hygon poison, user', 'ccccccAAAA', {...amd, vendor: 'hygon', status: POISON}],
    ['Zhaoxin data load, user', 'cAAAAAAAAA', {...intel, vendor: 'zhaoxin', status: LOAD}],
  ])('%s: %s', (_, expected, question) => expect(letters(question)).toBe(expected))
})

test('the patrol-scrub row asks for stepping and bank, and since 6.12 for the vendor', () => {
  const patrol = {...intel, status: 0x9c000000001000c3n, bank: 13, exception: false}
  const on = (changes: Partial<GradeQuestion>) => letters({...patrol, ...changes})
  expect(on({})).toBe('kkkkkkoooo')
  expect(on({bank: 19})).toBe('kkkkkkkkkk')
  expect(on({signature: signatureFromCpuid(0x50653, 'intel')})).toBe('kkkkkkkkkk')
  expect(on({signature: signatureFromCpuid(0x50654, 'zhaoxin')})).toBe('kkkkkkoook')
})
