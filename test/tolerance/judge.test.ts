import {describe, expect, test} from 'vitest'
import type {Incident} from '../../src/incidents/incident.js'
import {KERNEL_READS} from '../../src/mirror/kernel-reads.js'
import {judgeTolerance} from '../../src/tolerance/judge.js'
import {ROW_OF_CONTENT, ROW_OF_READ} from '../../src/tolerance/row-maps.js'
import {rowOf, TOLERANCE_TABLE} from '../../src/tolerance/tolerance-table.js'
import {correctedIncident, errorWith, incidentWith, userIncident} from '../mirror/incident-builder.js'

const KERNEL_LOAD = 'Data load in unrecoverable area of kernel'

/** A panic over data that kernel code at `symbol` read. */
const readAt = (symbol: string, fields: Partial<Incident> = {}) =>
  incidentWith({
    errors: [errorWith({symbol})],
    severityReason: KERNEL_LOAD,
    victim: {content: 'kernel', asLogged: symbol, because: `the kernel was in ${symbol}`},
    ...fields,
  })

describe('the code that read the data decides', () => {
  test.each([
    ['copy_mc_fragile+0x24/0x90', 'T8'],
    ['__get_user_nocheck_4+0x6/0x20', 'T8'],
    ['futex_wait_setup+0x61/0xf0', 'T8'],
    ['rep_movs_alternative+0x4a/0x70', 'T8'],
    ['copy_page_to_iter+0x10/0x20', 'T9'],
    ['copy_mc_user_highpage+0x12/0x40', 'T10'],
    ['wp_page_copy+0x91/0x6b0', 'T10'],
    ['ksm_scan_thread+0x5/0x10', 'T11'],
    ['__collapse_huge_page_copy+0x111/0x2b0', 'T12'],
    ['dump_user_range+0x40/0x80', 'T13'],
    ['migrate_pages_batch+0x1/0x9', 'T14'],
    ['folio_copy+0x1/0x9', 'T14'],
    ['kmem_cache_alloc+0x5/0x9', 'T17'],
    ['__d_lookup_rcu+0x5/0x9', 'T17'],
  ])('%s: row %s', (symbol, row) => {
    expect(judgeTolerance(readAt(symbol), '5.4.0').row).toBe(row)
  })
  test.each(['copy_page+0x7/0x10', 'memcpy_orig+0x1d/0x120', 'crc32c_pcl_intel_update+0x1/0x9'])(
    '%s works on anybody’s data',
    symbol => {
      expect(judgeTolerance(readAt(symbol), '6.1.0')).toMatchObject({
        answer: 'unknown',
        because: expect.stringMatching(/^Cannot tell: /),
      })
    },
  )
  test('without a symbol nothing is guessed', () => {
    expect(judgeTolerance(incidentWith({severityReason: KERNEL_LOAD}), '6.1.0').answer).toBe('unknown')
  })
})

describe('the kernel that ran', () => {
  const cow = readAt('copy_mc_user_highpage+0x12/0x40')
  test.each([
    ['5.15.0', 'avoided-process-lost'],
    ['6.1.36', 'avoided-process-lost'],
    ['6.2.0', 'unknown'],
    ['6.12', 'unknown'],
    ['5.14.0-427.13.1.el9_4.x86_64', 'unknown'],
    ['5.3.18-150300.59.60-default', 'unknown'],
    ['5.15.0-91-generic', 'unknown'],
    ['6.1.0-18-amd64', 'unknown'],
    [undefined, 'unknown'],
    ['not a release', 'unknown'],
  ])('copy on write under %s: %s', (kernel, answer) => {
    expect(judgeTolerance(cow, kernel)).toMatchObject({answer, row: 'T10', sinceKernel: '6.2'})
  })
  test('a distributor’s number says nothing of back-ports, and that is said', () => {
    expect(judgeTolerance(cow, '5.14.0-427.el9.x86_64').because).toMatch(/Upstream Linux 6\.2.*not known/)
  })
  test('no kernel survives reads of its own data, whoever built it', () => {
    for (const kernel of ['3.10.0-1160.el7.x86_64', '6.12.1', undefined])
      expect(judgeTolerance(readAt('kmem_cache_alloc+0x5/0x9'), kernel)).toMatchObject({
        answer: 'not-avoidable-by-software',
        row: 'T17',
      })
  })
  test('arm64 panics upstream on anything read in kernel mode; openEuler’s may not', () => {
    expect(judgeTolerance(cow, '6.6.0-arm64')).toMatchObject({row: 'T15', answer: 'not-avoidable-by-software'})
    expect(judgeTolerance(cow, '5.10.0-136.12.0.oe2203sp1.aarch64')).toMatchObject({row: 'T16', answer: 'unknown'})
  })
})

describe('the reason of the panic', () => {
  test.each([
    'Processor context corrupt',
    'Neither restart nor error IP',
    'In kernel and no restart IP',
    'Action required with lost events',
    'Overflowed uncorrected',
  ])('%s: no way back', severityReason => {
    expect(judgeTolerance(incidentWith({severityReason}), '6.12.0').answer).toBe('not-avoidable-by-software')
  })
  test('code of the kernel', () => {
    expect(judgeTolerance(incidentWith({severityReason: 'Instruction fetch error in kernel'}), '6.12.0')).toMatchObject(
      {row: 'T17', answer: 'not-avoidable-by-software'},
    )
  })
  test('the register says it where no reason was printed', () => {
    const errors = [errorWith({severity: 'fatal', flags: {contextCorrupt: true, uncorrected: true}})]
    expect(judgeTolerance(incidentWith({errors}), '6.12.0').answer).toBe('not-avoidable-by-software')
  })
  test.each([
    ['Memory failure on page 1f3a', 'vm.memory_failure_recovery=0'],
    ['Memory failure: 0x1f3a: unrecoverable page', 'vm.panic_on_unrecoverable_memory_failure=1'],
    ['UE memory read error on CPU_SrcID#0_MC#0_Chan#0_DIMM#0', 'edac_mc_panic_on_ue'],
  ])('“%s” was asked for', (panicMessage, setting) => {
    const verdict = judgeTolerance(incidentWith({panicMessage}), '6.1.0')
    expect(verdict.because).toContain(setting)
    expect(verdict.answer).toMatch(/^avoided/)
  })
  test('the firmware’s word is final', () => {
    expect(
      judgeTolerance(incidentWith({panicMessage: 'GHES: Fatal hardware error', consumption: 'unknown'}), '6.1.0')
        .answer,
    ).toBe('not-avoidable-by-software')
  })
})

describe('machines that stayed up', () => {
  test('a process killed, a page taken out of use, a corrected error', () => {
    for (const incident of [userIncident(), userIncident({outcome: 'page-offlined'}), correctedIncident()])
      expect(judgeTolerance(incident, '6.1.0').answer).toBe('no-outage')
  })
  test('a process killed over a clean file page: newer kernels read it again', () => {
    const incident = userIncident({victim: {content: 'page-cache-clean', because: 'clean LRU page'}})
    expect(judgeTolerance(incident, '6.1.0')).toMatchObject({answer: 'avoided-no-loss', row: 'T3', sinceKernel: '6.15'})
    expect(judgeTolerance(incident, '6.1.0-18-amd64').answer).toBe('unknown')
  })
  test('kernel data not read yet: plan a reboot', () => {
    expect(judgeTolerance(incidentWith({outcome: 'logged', consumption: 'none'}), '6.1.0')).toMatchObject({
      answer: 'no-outage',
      row: 'T18',
      because: expect.stringMatching(/plan a reboot/),
    })
  })
  test('an end that is not in the log cannot be told', () => {
    expect(judgeTolerance(incidentWith({outcome: 'unknown'}), '6.1.0').answer).toBe('unknown')
  })
})

describe('the table', () => {
  test('has rows T1 to T25 in order, each with a source and a confidence', () => {
    expect(TOLERANCE_TABLE.map(({row}) => row)).toEqual(Array.from({length: 25}, (_, index) => `T${index + 1}`))
    for (const {cites, confidence, sinceKernel} of TOLERANCE_TABLE) {
      expect(cites.length).toBeGreaterThan(0)
      expect(confidence > 0 && confidence <= 1).toBe(true)
      expect(sinceKernel ?? '1.0').toMatch(/^\d+\.\d+(\.\d+)?$/)
    }
  })
  test('has every row the maps name', () => {
    expect(KERNEL_READS.map(({id}) => id).sort()).toEqual(Object.keys(ROW_OF_READ).sort())
    for (const row of [...Object.values(ROW_OF_READ), ...Object.values(ROW_OF_CONTENT)])
      if (row !== undefined) expect(rowOf(row).row).toBe(row)
    expect(() => rowOf('T26')).toThrow('T26')
  })
})

describe('a measure that was there, was broken and was repaired', () => {
  const copying = incidentWith({
    errors: [errorWith({symbol: 'futex_wait_setup+0x61/0xf0'})],
    consumption: 'kernel',
    outcome: 'panic',
  })
  test.each([
    ['5.4.0', '5.10', 'avoided-process-lost'],
    ['6.1.0', '6.15', 'avoided-process-lost'],
    ['5.17.0', '6.15', 'avoided-process-lost'],
    ['5.15.0', '5.10', 'unknown'],
    ['6.15.0', '5.10', 'unknown'],
  ])('upstream %s: handled since %s, %s', (kernel, sinceKernel, answer) => {
    expect(judgeTolerance(copying, kernel)).toMatchObject({row: 'T8', sinceKernel, answer})
  })
})
