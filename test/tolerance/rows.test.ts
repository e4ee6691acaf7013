import {describe, expect, test} from 'vitest'
import type {Incident} from '../../src/incidents/incident.js'
import {judgeTolerance} from '../../src/tolerance/judge.js'
import {TOLERANCE_TABLE} from '../../src/tolerance/tolerance-table.js'
import {tolerantRung} from '../../src/tolerance/tolerant-kernel.js'
import {correctedIncident, errorWith, incidentWith, userIncident} from '../mirror/incident-builder.js'

/** An incident and the kernel that ran. */
type Case = readonly [incident: Incident, kernel?: string]

interface RowCases {
  /** The row is the answer. */
  readonly speaks: Case
  /** One thing differs, and another row or none is the answer. */
  readonly silent: Case
}

const KERNEL_LOAD = 'Data load in unrecoverable area of kernel'
const ARM = '6.6.0-arm64'
const EULER_ARM = '5.10.0-136.12.0.86.oe2203sp1.aarch64'

const readAt = (symbol: string, fields: Partial<Incident> = {}): Incident =>
  incidentWith({errors: [errorWith({symbol})], severityReason: KERNEL_LOAD, ...fields})
const pageOf = (content: Incident['victim']['content'], asLogged: string, fields: Partial<Incident> = {}): Incident =>
  userIncident({outcome: 'recovered', consumption: 'none', victim: {content, asLogged, because: asLogged}, ...fields})
const reportedBy = (reporter: string) => [errorWith({reporters: [reporter]})]

const CASES: Readonly<Record<string, RowCases>> = {
  T1: {
    speaks: [
      incidentWith({
        consumption: 'user',
        severityReason: 'Action required: data load in error recoverable area of user process in a user process',
      }),
    ],
    silent: [readAt('kmem_cache_alloc+0x5/0x9')],
  },
  T2: {
    speaks: [userIncident({severity: 'ucna', outcome: 'page-offlined', consumption: 'none'})],
    silent: [userIncident({severity: 'srar', outcome: 'page-offlined'})],
  },
  T3: {
    speaks: [pageOf('page-cache-clean', 'clean LRU page')],
    silent: [pageOf('page-cache-dirty', 'dirty LRU page')],
  },
  T4: {
    speaks: [pageOf('page-cache-dirty', 'dirty LRU page')],
    silent: [pageOf('page-cache-clean', 'clean LRU page')],
  },
  T5: {speaks: [pageOf('swap-cache', 'dirty swapcache page')], silent: [pageOf('free', 'free buddy page')]},
  T6: {speaks: [pageOf('huge-page', 'unsplit thp')], silent: [pageOf('huge-page', 'huge page')]},
  T7: {speaks: [pageOf('huge-page', 'huge page')], silent: [pageOf('huge-page', 'unsplit thp')]},
  T8: {speaks: [readAt('copy_mc_fragile+0x24/0x90')], silent: [readAt('copy_page+0x7/0x10')]},
  T9: {speaks: [readAt('copy_page_to_iter+0x10/0x20')], silent: [readAt('copy_page_from_iter+0x10/0x20')]},
  T10: {speaks: [readAt('wp_page_copy+0x91/0x6b0')], silent: [readAt('do_wp_page+0x91/0x6b0')]},
  T11: {speaks: [readAt('ksm_scan_thread+0x5/0x10')], silent: [readAt('kswapd+0x5/0x10')]},
  T12: {speaks: [readAt('__collapse_huge_page_copy+0x111/0x2b0')], silent: [readAt('__split_huge_pmd+0x1/0x9')]},
  T13: {speaks: [readAt('dump_user_range+0x40/0x80')], silent: [readAt('dump_stack+0x40/0x80')]},
  T14: {speaks: [readAt('folio_mc_copy+0x1/0x9')], silent: [readAt('folio_add_lru+0x1/0x9')]},
  T15: {speaks: [readAt('wp_page_copy+0x91/0x6b0'), ARM], silent: [readAt('wp_page_copy+0x91/0x6b0'), '6.6.0']},
  T16: {speaks: [readAt('wp_page_copy+0x91/0x6b0'), EULER_ARM], silent: [readAt('wp_page_copy+0x91/0x6b0'), ARM]},
  T17: {speaks: [readAt('__d_lookup_rcu+0x5/0x9')], silent: [readAt('memcpy_erms+0x6/0x10')]},
  T18: {
    speaks: [pageOf('kernel', 'kernel slab page', {outcome: 'logged'})],
    silent: [pageOf('kernel', 'kernel slab page', {outcome: 'panic', severityReason: KERNEL_LOAD})],
  },
  T19: {speaks: [pageOf('free', 'free buddy page')], silent: [pageOf('unknown', 'unknown page')]},
  T20: {
    speaks: [pageOf('guest', 'qemu-kvm:812')],
    silent: [pageOf('guest', 'vmm0:db01', {errors: reportedBy('esxi-vmkernel')})],
  },
  T21: {
    speaks: [incidentWith({errors: [errorWith({unit: 'io'})], consumption: 'unknown'})],
    silent: [incidentWith({errors: [errorWith({unit: 'io'})], panicMessage: 'Fatal hardware error!'})],
  },
  T22: {
    speaks: [
      incidentWith({
        errors: [errorWith({cpuSignature: {vendor: 'amd', signature: 0xa00f11, family: 0x19, model: 1, stepping: 1}})],
      }),
    ],
    silent: [incidentWith()],
  },
  T23: {
    speaks: [userIncident({errors: reportedBy('power-mce')})],
    silent: [userIncident({errors: reportedBy('kernel-mce')})],
  },
  T25: {
    speaks: [pageOf('guest', 'vmm0:db01', {errors: reportedBy('esxi-vmkernel')})],
    silent: [pageOf('user', 'java:1', {errors: reportedBy('esxi-vmkernel')})],
  },
}

/** T24 is what a program does, not what a kernel does: it is the reason of the rung that asks about such kernels. */
const OF_THE_RUNG = {T24: {speaks: userIncident(), silent: readAt('kmem_cache_alloc+0x5/0x9')}} as const

test('every row of the table has a case in which it speaks and one in which it is silent', () => {
  expect([...Object.keys(CASES), ...Object.keys(OF_THE_RUNG)].sort()).toEqual(
    TOLERANCE_TABLE.map(({row}) => row).sort(),
  )
})

describe.each(Object.entries(CASES))('%s', (row, {speaks, silent}) => {
  test('speaks', () => {
    const verdict = judgeTolerance(...([speaks[0], speaks[1] ?? '5.4.0'] as const))
    expect(verdict.row).toBe(row)
    expect(verdict.because).not.toBe('')
    expect(verdict.cites.length).toBeGreaterThan(0)
  })
  test('is silent where one thing differs', () => {
    expect(judgeTolerance(...([silent[0], silent[1] ?? '5.4.0'] as const)).row).not.toBe(row)
  })
})

test('T24 speaks where a process was lost and is silent where the kernel was', () => {
  const told = (incident: Incident) => tolerantRung(judgeTolerance(incident, '6.1.0')).because
  expect(told(OF_THE_RUNG.T24.speaks)).toContain('an application with a handler for memory errors')
  expect(told(OF_THE_RUNG.T24.silent)).not.toContain('handler')
})

test('a corrected error is nobody’s row', () => {
  expect(judgeTolerance(correctedIncident(), '6.1.0').row).toBeUndefined()
})

describe('a row that a release brought is weighed on both sides of it', () => {
  const at: Readonly<Record<string, string>> = {
    T8: 'copy_mc_fragile+0x24/0x90',
    T10: 'wp_page_copy+0x91/0x6b0',
    T11: 'ksm_scan_thread+0x5/0x10',
    T12: '__collapse_huge_page_copy+0x111/0x2b0',
    T13: 'dump_user_range+0x40/0x80',
    T14: 'folio_mc_copy+0x1/0x9',
  }
  const before = (version: string): string => {
    const [major = 0, minor = 0] = version.split('.').map(Number)
    return minor === 0 ? `${major - 1}.19.0` : `${major}.${minor - 1}.0`
  }
  const versioned = TOLERANCE_TABLE.flatMap(({row, sinceKernel}) => {
    const symbol = at[row]
    return sinceKernel === undefined || symbol === undefined ? [] : [{row, sinceKernel, symbol}]
  })
  test('all of them', () => {
    const rows = TOLERANCE_TABLE.filter(({sinceKernel}) => sinceKernel !== undefined).map(({row}) => row)
    expect(rows.filter(row => at[row] === undefined)).toEqual(['T2', 'T3'])
  })
  test.each(versioned)('$row: a kernel before $sinceKernel, one that has it', ({row, sinceKernel, symbol}) => {
    expect(judgeTolerance(readAt(symbol), before(sinceKernel))).toMatchObject({
      row,
      sinceKernel,
      answer: expect.stringMatching(/^avoided-/),
    })
    expect(judgeTolerance(readAt(symbol), sinceKernel)).toMatchObject({row, answer: 'unknown'})
  })
  test.each([
    '3.10.0-1160.el7.x86_64',
    '4.18.0-553.el8_10.x86_64',
    '5.14.0-427.13.1.el9_4.x86_64',
    '6.12.0-55.9.1.el10_0.x86_64',
    '5.3.18-150300.59.60-default',
    '6.4.0-150600.23.47-default',
    '5.15.0-91-generic',
    '5.10.0-136.12.0.86.oe2203sp1.x86_64',
    '5.10.134-16.kos5.x86_64',
    '6.1.0-18-amd64',
  ])('%s: what was back-ported is not known, so nothing is answered', kernel => {
    for (const {symbol, row} of versioned)
      expect(judgeTolerance(readAt(symbol), kernel)).toMatchObject({
        row,
        answer: 'unknown',
        because: expect.stringContaining(`back-ported to ${kernel} is not known`),
      })
  })
})

describe('back-ports that were read in change logs', () => {
  const cow = readAt('wp_page_copy+0x91/0x6b0')
  const futex = readAt('__get_user_nocheck_4+0x6/0x20')
  test.each([
    [cow, '6.1.36', 'avoided-process-lost', /From Linux 6\.2 on \(6\.1\.37 too\)/],
    [cow, '6.1.37', 'unknown', /6\.1\.37 should have handled this/],
    [cow, '5.15.158', 'avoided-process-lost', /From Linux 6\.2/],
    [futex, '5.16.20', 'unknown', /should have handled/],
    [futex, '5.17.0', 'avoided-process-lost', /5\.17 broke it, 6\.15 repaired it \(6\.6\.89 and 6\.12\.23 too\)/],
    [futex, '6.6.88', 'avoided-process-lost', /broke it/],
    [futex, '6.6.89', 'unknown', /should have handled/],
    [futex, '6.12.22', 'avoided-process-lost', /broke it/],
    [futex, '6.12.23', 'unknown', /should have handled/],
    [futex, '6.14.0', 'avoided-process-lost', /broke it/],
    [futex, '6.15.0', 'unknown', /should have handled/],
  ] as const)('%#: Linux %2$s', (incident, kernel, answer, says) => {
    expect(judgeTolerance(incident, kernel)).toMatchObject({answer, because: expect.stringMatching(says)})
  })
})

describe('kernels that downgrade uncorrected errors', () => {
  test.each([
    '5.10.0-136.12.0.86.oe2203sp1.x86_64',
    EULER_ARM,
    '5.10.134-16.kos5.x86_64',
    '5.10.0-60.18.0.50.r865_35.hce2.x86_64',
  ])('%s ran already: the rung cannot promise what did not happen', kernel => {
    const verdict = judgeTolerance(readAt('wp_page_copy+0x91/0x6b0'), kernel)
    expect(verdict.downgrades).toBe(true)
    expect(tolerantRung(verdict)).toMatchObject({answer: 'unknown', because: expect.stringContaining('already')})
  })
  test('others would most likely have kept the machine up', () => {
    const verdict = judgeTolerance(readAt('wp_page_copy+0x91/0x6b0'), '5.14.0-427.el9.x86_64')
    expect(verdict.downgrades).toBeUndefined()
    expect(tolerantRung(verdict).answer).toBe('likely')
  })
  test('no kernel saves the kernel’s own data', () => {
    expect(tolerantRung(judgeTolerance(readAt('kmem_cache_alloc+0x5/0x9'), EULER_ARM)).answer).toBe('no')
  })
})
