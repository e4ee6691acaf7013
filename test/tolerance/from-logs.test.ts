import {describe, expect, test} from 'vitest'
import {analyzeText} from '../analyze-text.js'
import {modern, panicked, stamp} from './panic-log.js'

const toleranceIn = async (text: string) => {
  const {analysis} = await analyzeText(text)
  expect(analysis.incidents).toHaveLength(1)
  const [incident] = analysis.incidents
  if (incident === undefined) throw new Error('no incident')
  return {incident, tolerance: incident.tolerance, kernel: incident.ladder.find(({id}) => id === 'newer-kernel')}
}

/** Where the kernel stood, by the innermost symbol and the callers, and which row that is. */
const PLACES: readonly (readonly [place: string, symbol: string, callers: readonly string[], row: string])[] = [
  ['get_user', '__get_user_nocheck_4+0x6/0x20', ['futex_wait_setup+0x61/0xf0'], 'T8'],
  [
    'copy_from_user',
    'copy_user_enhanced_fast_string+0xe/0x40',
    ['_copy_from_user+0x48/0x60', 'sock_setsockopt+0x1/0x2'],
    'T8',
  ],
  ['write(2)', 'rep_movs_alternative+0x4a/0x70', ['copyin+0x1/0x2', '_copy_from_iter+0xc3/0x6f0'], 'T8'],
  ['copy_mc', 'copy_mc_enhanced_fast_string+0x7/0x10', ['iter_file_splice_write+0x1/0x2'], 'T8'],
  [
    'read(2) from the page cache',
    'copy_user_enhanced_fast_string+0xe/0x40',
    ['copy_page_to_iter+0x7c/0x1f0', 'filemap_read+0x1/0x2'],
    'T9',
  ],
  ['copy on write', 'copy_page_erms+0x6/0x10', ['wp_page_copy+0x88/0x6b0', 'do_wp_page+0x1/0x2'], 'T10'],
  [
    'copy on write of a huge page',
    'copy_page+0x7/0x10',
    ['copy_user_large_folio+0x88/0x6b0', 'hugetlb_wp+0x1/0x2'],
    'T10',
  ],
  ['KSM', 'memcmp+0x9/0x50', ['memcmp_pages+0x3a/0x70', 'ksm_scan_thread+0x123/0x1a00'], 'T11'],
  ['khugepaged', 'copy_page_erms+0x6/0x10', ['__collapse_huge_page_copy+0x11c/0x310', 'khugepaged+0x1/0x2'], 'T12'],
  [
    'core dump',
    'memcpy_erms+0x6/0x10',
    ['dump_emit+0x8b/0xd0', 'dump_user_range+0x40/0x80', 'elf_core_dump+0x1/0x2'],
    'T13',
  ],
  ['migration', 'copy_page_rep+0x6/0x10', ['migrate_page_copy+0x1/0x2', 'migrate_pages_batch+0x1f4/0xb30'], 'T14'],
  ['fork', 'copy_page_erms+0x6/0x10', ['copy_present_page+0x1/0x2', 'copy_pte_range+0x1/0x2'], 'T14'],
  ['slab', 'kmem_cache_alloc+0x83/0x1f0', ['getname_flags+0x4f/0x1f0'], 'T17'],
  ['page table', 'unmap_page_range+0x3f1/0xf10', ['unmap_vmas+0x1/0x2', 'exit_mmap+0x1/0x2'], 'T17'],
  ['stack', '__schedule+0x2f1/0x870', ['schedule+0x5e/0xd0'], 'T17'],
  ['dentry', '__d_lookup_rcu+0x20/0x134', ['lookup_fast+0x44/0x264'], 'T17'],
]

/** First upstream release that survives a row. */
const SINCE: Readonly<Record<string, string>> = {
  T8: '5.10',
  T10: '6.2',
  T11: '6.3',
  T12: '6.4',
  T13: '6.4',
  T14: '6.13',
}
const DISTRIBUTORS = [
  '3.10.0-1160.119.1.el7.x86_64',
  '4.18.0-553.el8_10.x86_64',
  '5.14.0-503.11.1.el9_5.x86_64',
  '6.12.0-55.9.1.el10_0.x86_64',
  '5.14.21-150500.55.52-default',
  '6.8.0-45-generic',
  '5.10.0-216.0.0.115.oe2203sp4.x86_64',
  '5.10.134-16.3.kos5.x86_64',
]

describe.each(PLACES)('%s', (_place, symbol, callers, row) => {
  const under = (release: string) => toleranceIn(panicked({release, symbol, trace: modern(symbol, callers)}))
  const since = SINCE[row]
  test('an old upstream kernel', async () => {
    const {tolerance, kernel} = await under('4.19.316')
    const answer =
      row === 'T17' ? 'not-avoidable-by-software' : since === undefined ? 'unknown' : expect.stringMatching(/^avoided/)
    expect(tolerance).toMatchObject({row, answer, ...(since === undefined ? {} : {sinceKernel: since})})
    expect(kernel?.answer).toBe(row === 'T17' ? 'no' : since === undefined ? 'unknown' : 'likely')
  })
  test('an upstream kernel that has what there is: no promise that it did not keep', async () => {
    const {tolerance} = await under('6.16.1')
    expect(tolerance).toMatchObject({row, answer: row === 'T17' ? 'not-avoidable-by-software' : 'unknown'})
  })
  test.each(DISTRIBUTORS)('%s', async release => {
    const {tolerance, incident} = await under(release)
    expect(tolerance).toMatchObject({row, answer: row === 'T17' ? 'not-avoidable-by-software' : 'unknown'})
    const tolerant = incident.ladder.find(({id}) => id === 'tolerant-kernel')
    const already = /oe2203|kos5/.test(release)
    expect(tolerant?.answer).toBe(row === 'T17' ? 'no' : already ? 'unknown' : 'likely')
  })
})

describe('Linux on either side of what brought a measure, and of what broke it', () => {
  test.each([
    ['copy on write', '6.1.36', 'avoided-process-lost'],
    ['copy on write', '6.1.37', 'unknown'],
    ['copy on write', '6.1.0', 'avoided-process-lost'],
    ['copy on write', '6.2.0', 'unknown'],
    ['KSM', '6.2.16', 'avoided-no-loss'],
    ['KSM', '6.3.0', 'unknown'],
    ['khugepaged', '6.3.13', 'avoided-no-loss'],
    ['khugepaged', '6.4.0', 'unknown'],
    ['core dump', '6.3.13', 'avoided-no-loss'],
    ['core dump', '6.4.0', 'unknown'],
    ['fork', '6.12.30', 'avoided-process-lost'],
    ['fork', '6.13.0', 'unknown'],
    ['get_user', '5.9.16', 'avoided-process-lost'],
    ['get_user', '5.10.0', 'unknown'],
    ['get_user', '5.17.1', 'avoided-process-lost'],
    ['get_user', '6.12.22', 'avoided-process-lost'],
    ['get_user', '6.12.23', 'unknown'],
    ['get_user', '6.15.0', 'unknown'],
  ])('%s under %s: %s', async (place, release, answer) => {
    const [, symbol = '', callers = []] = PLACES.find(([name]) => name === place) ?? []
    const {tolerance} = await toleranceIn(panicked({release, symbol, trace: modern(symbol, callers)}))
    expect(tolerance.answer).toBe(answer)
  })
})

test('text of the kernel', async () => {
  const reason = 'Instruction fetch error in kernel'
  const {tolerance} = await toleranceIn(panicked({release: '6.12.1', reason, trace: modern('do_idle+0x1/0x2', [])}))
  expect(tolerance).toMatchObject({row: 'T17', answer: 'not-avoidable-by-software'})
})

describe('machines that stayed up, by what memory failure handling printed', () => {
  const survived = (type: string, result: string, lines: readonly string[] = [], release = '5.15.158'): string =>
    stamp([`Linux version ${release} (root@build) (gcc (GCC) 12.3.0) #1 SMP Mon May 6 09:12:44 UTC 2024`], 0) +
    stamp([
      'mce: [Hardware Error]: CPU 3: Machine Check Exception: 7 Bank 1: bd80000000100134',
      'mce: [Hardware Error]: RIP 33:<00007f2b11c03a10> ',
      'mce: [Hardware Error]: TSC 1a0b42f91dd0c ADDR 33e81f4780 MISC 86 ',
      'mce: [Hardware Error]: PROCESSOR 0:606a6 TIME 1770348642 SOCKET 0 APIC 12 microcode d0003b9',
      ...lines,
      `Memory failure: 0x33e81f4: recovery action for ${type}: ${result}`,
    ])
  const KILL = 'Memory failure: 0x33e81f4: Sending SIGBUS to mysqld:4321 due to hardware memory corruption'
  test.each([
    ['dirty LRU page', 'Recovered', [KILL], 'T1', 'no-outage'],
    ['clean LRU page', 'Recovered', [], 'T3', 'no-outage'],
    ['clean LRU page', 'Recovered', [KILL], 'T3', 'avoided-no-loss'],
    ['dirty swapcache page', 'Delayed', [], 'T5', 'no-outage'],
    ['clean swapcache page', 'Recovered', [], 'T5', 'no-outage'],
    ['unsplit thp', 'Failed', [], 'T6', 'no-outage'],
    ['huge page', 'Recovered', [KILL], 'T7', 'no-outage'],
    ['free buddy page', 'Recovered', [], 'T19', 'no-outage'],
    ['kernel slab page', 'Ignored', [], 'T18', 'no-outage'],
    ['reserved kernel page', 'Ignored', [], 'T18', 'no-outage'],
    ['high-order kernel page', 'Ignored', [], 'T18', 'no-outage'],
  ])('%s: %s %j', async (type, result, lines, row, answer) => {
    const {tolerance} = await toleranceIn(survived(type, result, lines))
    expect(tolerance).toMatchObject({row, answer})
  })
  test('kernel data that was left in place is to be given up by a reboot', async () => {
    const {tolerance} = await toleranceIn(survived('kernel slab page', 'Ignored'))
    expect(tolerance.because).toContain('plan a reboot')
  })
  test('a clean file page costs its reader nothing from 6.15 on; a distributor’s kernel is not known', async () => {
    const killed = (release: string) => toleranceIn(survived('clean LRU page', 'Recovered', [KILL], release))
    expect((await killed('6.14.0')).tolerance).toMatchObject({answer: 'avoided-no-loss', sinceKernel: '6.15'})
    expect((await killed('6.15.0')).tolerance.answer).toBe('unknown')
    expect((await killed('5.14.0-503.11.1.el9_5.x86_64')).tolerance.answer).toBe('unknown')
  })
  test('memory of a virtual machine', async () => {
    const kill = 'Memory failure: 0x33e81f4: Sending SIGBUS to qemu-kvm:4321 due to hardware memory corruption'
    const {incident, tolerance} = await toleranceIn(survived('dirty LRU page', 'Recovered', [kill]))
    expect([incident.victim.process?.name, tolerance.row]).toEqual(['qemu-kvm', 'T20'])
  })
})
