import {describe, expect, test} from 'vitest'
import {viewTables} from '../../../src/errors/kernel-grade/table-view.js'
import {gradesOf, groupGrades, newestWalk} from '../../../src/errors/kernel-grades.js'
import type {RegisterSet} from '../../../src/errors/register-set.js'
import {signatureFromCpuid} from '../../../src/errors/signature.js'

const intel: RegisterSet = {
  status: 0xbd80000000000134n,
  mcgstatus: 7n,
  misc: 0x86n,
  addr: 0x498881c0n,
  bank: 1,
  vendor: 'intel',
  signature: signatureFromCpuid(0x50654, 'intel'),
  features: {ser: true},
  context: 'user',
  exception: true,
}
const amd: RegisterSet = {
  ...intel,
  vendor: 'amd',
  signature: signatureFromCpuid(0x830f10, 'amd'),
  features: {succor: true, overflowRecovery: true, smca: true},
  status: 0xbca0080000000108n,
}
const UCNA = 0xbc00000000000090n
const SCRUB = 0xbd000000000000c0n
const action = (kernel: string, changes: Partial<RegisterSet>, base = intel): string => {
  const [one] = gradesOf({...base, ...changes}, kernel)
  return `${one?.grade}: ${one?.action}`
}

// Linux mce.c and mce/core.c of each version: do_machine_check, machine_check_poll, their notifiers, mce_usable_address.
describe('what a grade makes the kernel do', () => {
  test.each<[string, RegExp, Partial<RegisterSet>]>([
    ['5.10', /^UCNA: logs it and takes the page out of use before anybody reads it$/, {status: UCNA, exception: false}],
    ['5.4', /^UCNA: logs it; the page stays in use/, {status: UCNA, exception: false}],
    ['4.18-el8', /^UCNA: logs it; the page stays in use/, {status: UCNA, exception: false}],
    ['3.6', /^KEEP: logs it ungraded/, {status: UCNA, exception: false}],
    ['5.10', /^UCNA: leaves it in the bank for the poller; if no CPU.*unknown source$/, {status: UCNA}],
    ['5.10', /^UCNA: leaves it in the bank for the poller$/, {status: UCNA, mcgstatus: 0xfn}],
    ['3.6', /^KEEP: .*unknown source$/, {status: UCNA, mcgstatus: 0xfn}],
    ['4.18-el8', /^AO: logs it and takes the page out of use before/, {status: 0xbc000000000000c0n, exception: false}],
    ['4.4', /^AO: logs it and takes the page out of use; processes get SIGBUS/, {status: SCRUB}],
    ['4.4', /^AO: logs it and no page is taken out/, {status: SCRUB, misc: 0x9fn}],
    ['6.1', /^AO: logs it and no page is taken out/, {status: 0xb1000000000000c0n}],
    ['6.1', /^AR: sends SIGBUS to the process that used it and takes the page out of use$/, {}],
    ['6.1', /^AR: sends SIGBUS to the process; the page stays in use/, {misc: 0x1fn}],
    ['5.4', /^AR: sends SIGBUS.* and takes the page out of use/, {misc: 0x1fn}],
    ['5.4', /^AR: kills the process.*the page stays in use/, {mcgstatus: 6n}],
    ['4.4', /^AR: takes the page out of use and kills the process/, {mcgstatus: 6n}],
    ['6.12', /^AR: takes the page out of use and kills the process/, {mcgstatus: 6n}],
    ['5.4', /^AR: lets the copy fail and goes on/, {context: 'kernel-copy-mc'}],
    ['5.10', /^AR: lets the copy from user space fail.*takes the page/, {context: 'kernel-copy-from-user'}],
    ['6.12', /^AR: marks the page.*TDX/, {context: 'kernel', mcgstatus: 0x1007n}],
    ['6.1', /^PANIC: panics/, {context: 'kernel'}],
    [
      '6.1',
      /^PANIC: leaves it to the exception handler; the scan at boot logs it/,
      {context: 'kernel', exception: false},
    ],
    ['6.1', /^PANIC: logs it; the poller never panics$/, {status: 0xbe00000000000090n, exception: false}],
    ['3.6', /^UC: logs it and goes on.*panic_on_oops/, {status: UCNA, features: {ser: false}, context: 'kernel'}],
    ['4.19', /^UC: [^;]*$/, {status: UCNA, features: {ser: false}, context: 'kernel'}],
    ['4.19', /^UC: .*task is killed/, {status: UCNA, features: {ser: false}, mcgstatus: 6n}],
    ['6.12', /^NO: clears the bank.*unknown source/, {status: 0xad80000000000134n}],
    ['6.12', /^SOME: logs and clears it/, {status: 0xfd00000000000405n}],
  ])('%s: %s', (kernel, expected, changes) => expect(action(kernel, changes)).toMatch(expected))

  test('leaves open whether ADDR names a page when MISC was not logged', () => {
    const {misc: _, ...bare} = intel
    expect(action('6.1', {status: SCRUB}, bare)).toMatch(/^AO: .*out of use, if ADDR names one;/)
  })

  test.each<[string, RegExp, Partial<RegisterSet>]>([
    ['6.12', /^AR: sends SIGBUS.* and takes the page out of use/, {}],
    ['4.4', /^AR: .*kernel bug/, {context: 'kernel'}],
    [
      '6.1',
      /^DEFERRED: logs it and takes the page out of use before anybody/,
      {status: 0x9c2030000000011bn, exception: false},
    ],
    ['6.12', /^DEFERRED: .*if ADDR names one$/, {status: 0x9c2030000000011bn, exception: false}],
    ['5.4', /^DEFERRED: logs it; the page stays/, {status: 0x9c2030000000011bn, exception: false}],
    ['6.1', /^KEEP: leaves it in the bank for the poller$/, {status: 0x9c2040000000011bn}],
  ])('AMD, %s: %s', (kernel, expected, changes) => expect(action(kernel, changes, amd)).toMatch(expected))
})

describe('grades of several kernels', () => {
  const groups = (changes: Partial<RegisterSet>) =>
    groupGrades(gradesOf({...intel, ...changes}, undefined).map(({told}) => told)).map(
      ({kernels, grade, reasons}) => `${kernels}: ${grade} ${reasons.join(' | ')}`,
    )
  test('are told once for neighbours that agree', () => {
    expect(groups({context: 'kernel'})).toEqual([
      '2.6.32: UC Uncorrected',
      '3.6 and later: PANIC Action required: unknown MCACOD | Data load in unrecoverable area of kernel',
    ])
    expect(groups({status: 0xbf80000000000134n})).toEqual(['every kernel: PANIC Processor context corrupt'])
  })
  test('stand apart where the same grade leads to something else', () => {
    expect(groups({status: UCNA, exception: false})).toEqual([
      '2.6.32 – 3.6: KEEP Uncorrected no action required',
      '3.10-el7 – 5.4: UCNA Uncorrected no action required',
      '5.10 and later: UCNA Uncorrected no action required',
    ])
  })
})

test('a walk names the bit each earlier row missed', () => {
  const walk = newestWalk({...intel, context: 'kernel'}, '6.12')
  expect(walk).toMatchObject({kernel: '6.12', row: 22, rows: 30, raised: false})
  expect(walk?.passed.map(({found}) => found)).toEqual([
    'VAL=1',
    'EN=1',
    'PCC=0',
    'MCIP=1',
    'RIPV=1',
    'RIPV=1',
    'kernel code interrupted',
    'software error recovery (MCG_SER_P)',
    'AR=1',
    'AR=1',
    'UC=1',
    'S=1',
    'S=1',
    'S=1',
    'OVER=0',
    'EIPV=1',
    'kernel code interrupted',
    'kernel code interrupted',
    'kernel code interrupted',
    'SEAM_NR=0',
    'MCACOD 0x0134',
  ])
  const raised = newestWalk({...intel, status: UCNA, features: {ser: false}, context: 'kernel'}, '6.1')
  expect(raised?.raised).toBe(true)
})

describe('the view of a table', () => {
  test('has every row with its condition, and what follows where it can match', () => {
    const [view] = viewTables('6.12').views
    expect(view?.rows).toHaveLength(30)
    expect(view?.rows[8]).toEqual({
      row: 9,
      grade: 'AO',
      reason: 'Action optional: memory scrubbing error',
      condition: 'software error recovery (MCG_SER_P), UC=1, AR=0, MCACOD 0x00c0–0x00cf',
      exception: 'logs it and takes the page out of use, if ADDR names one; processes get SIGBUS when they touch it',
      poll: 'logs it and takes the page out of use before anybody reads it, if ADDR names one',
    })
    expect(view?.rows[6]?.unreachable).toMatch(/RIPV and EIPV/)
    expect(view?.rows[1]).not.toHaveProperty('poll')
    expect(view?.rows.at(-1)?.condition).toBe('anything')
  })
  test('tells the filter bit and the model code that a row asks for', () => {
    const conditions = viewTables('3.6').views.flatMap(({rows}) => rows.map(({condition}) => condition))
    expect(conditions.join('\n')).toMatch(/MCACOD 0x0134, bit 12 clear/)
    expect(conditions.join('\n')).toMatch(/MCACOD 0x00c0–0x00cf, bit 12 clear/)
    const later = viewTables('5.4').views.flatMap(({rows}) => rows.map(({condition}) => condition))
    expect(later.join('\n')).toMatch(/MSCOD 0x0010, MCACOD 0x00c0–0x00cf, model 0x55, stepping 4 or later, bank 13–18/)
  })
  test('stands for the vendors that go through it', () => {
    const vendors = (kernel: string) => viewTables(kernel).views.map(view => view.vendors.join(' '))
    expect(vendors('3.6')).toEqual(['intel zhaoxin amd hygon'])
    expect(vendors('4.19')).toEqual(['intel zhaoxin hygon', 'amd'])
    expect(vendors('5.4')).toEqual(['intel zhaoxin', 'amd hygon'])
    expect(vendors('5.14.0-427.el9')).toHaveLength(4)
  })
})
