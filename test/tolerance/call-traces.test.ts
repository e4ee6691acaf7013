import {describe, expect, test} from 'vitest'
import {analyzeText} from '../analyze-text.js'
import {modern, panicked, stamp} from './panic-log.js'

const only = async (text: string) => {
  const {analysis} = await analyzeText(text, [{name: 'partial:12.5'}])
  expect(analysis.incidents).toHaveLength(1)
  const [incident] = analysis.incidents
  if (incident === undefined) throw new Error('no incident')
  const partial = incident.verdicts.find(({layout}) => layout === 'partial:12.5')
  return {incident, partial, tolerance: incident.tolerance}
}

describe('a shared routine is told by its callers', () => {
  test.each([
    ['copy_page+0x7/0x10', 'wp_page_copy+0x88/0x6b0', 'T10', 'user-content-outside'],
    ['copy_page_erms+0x6/0x10', '__collapse_huge_page_copy+0x11c/0x310', 'T12', 'user-content-outside'],
    ['copy_page_rep+0x6/0x10', 'migrate_pages_batch+0x1f4/0xb30', 'T14', 'user-content-outside'],
    ['memcmp+0x9/0x50', 'ksm_scan_thread+0x123/0x1a00', 'T11', 'user-content-outside'],
    ['memcpy_erms+0x6/0x10', 'ext4_ext_map_blocks+0x88/0x6b0', 'T17', 'kernel-content-steered'],
    ['copy_user_enhanced_fast_string+0xa/0x50', 'copy_page_to_iter+0x7c/0x1f0', 'T9', 'user-content-outside'],
    ['copy_user_enhanced_fast_string+0xa/0x50', 'pipe_write+0x7c/0x1f0', 'T8', 'user-content-outside'],
  ])('%s called by %s: row %s', async (symbol, caller, row, rule) => {
    const text = panicked({symbol, trace: modern(symbol, ['? down_trylock+0x14/0x40', caller, 'vfs_read+0x1/0x2'])})
    const {incident, partial, tolerance} = await only(text)
    expect(incident.trace).toMatchObject({instruction: symbol, cpu: 9, task: 'postgres'})
    expect(tolerance.row).toBe(row)
    expect(partial?.rule).toBe(rule)
  })
  test('the reason names both', async () => {
    const {partial} = await only(
      panicked({symbol: 'copy_page+0x7/0x10', trace: modern('copy_page+0x7/0x10', ['wp_page_copy+0x88/0x6b0'])}),
    )
    expect(partial?.because).toContain('wp_page_copy')
  })
})

describe('a record without a symbol is told by the trace of its CPU', () => {
  test('of the same CPU', async () => {
    const {incident, tolerance} = await only(
      panicked({trace: modern('copy_mc_fragile+0x24/0x90', ['_copy_from_iter+0xc3/0x6f0'])}),
    )
    expect(incident).toMatchObject({consumption: 'kernel', victim: {asLogged: 'copy_mc_fragile+0x24/0x90'}})
    expect(tolerance.row).toBe('T8')
  })
  test('kernels before 4.10 print no RIP in the trace: the frames below the exception tell', async () => {
    const {tolerance} = await only(
      panicked({
        release: '3.10.0-1160.el7.x86_64',
        symbol: 'copy_page_rep+0x6/0x10',
        trace: [
          ' <#MC>  [<ffffffff8178135a>] dump_stack+0x19/0x1b',
          ' [<ffffffff8104bff6>] do_machine_check+0xaa6/0xad0',
          ' [<ffffffff8178b71c>] machine_check+0x1c/0x40',
          ' [<ffffffff81394c86>] ? copy_page_rep+0x6/0x10',
          ' <<EOE>>  [<ffffffff8120dc5c>] wp_page_copy.isra.65+0x11c/0x310',
        ],
      }),
    )
    expect(tolerance.row).toBe('T10')
  })
})

describe('what a trace does not tell is not guessed', () => {
  const wp = ['wp_page_copy+0x88/0x6b0']
  test.each([
    ['another CPU panicked', {traceCpu: 3, trace: modern('native_safe_halt+0xe/0x10', ['do_idle+0x1a6/0x290'])}],
    ['another CPU’s code', {symbol: 'copy_page+0x7/0x10', trace: modern('intel_idle+0xb1/0x170', wp)}],
    [
      'only frames that the kernel doubts',
      {symbol: 'copy_page+0x7/0x10', trace: modern('copy_page+0x7/0x10', ['? wp_page_copy+0x88/0x6b0'])},
    ],
    [
      'a program was interrupted',
      {trace: [...modern('x', []).filter(line => !line.startsWith('RIP')), 'RIP: 0033:0x55d0c8a91b6f']},
    ],
    [
      'frames of the interrupted task below an interrupt',
      {
        symbol: 'memcpy+0x6/0x10',
        trace: [
          ...modern('memcpy+0x6/0x10', []).slice(0, -2),
          ' <IRQ>',
          ' ? skb_copy_bits+0x1/0x2',
          ' </IRQ>',
          ' <TASK>',
          ` ${wp[0]}`,
        ],
      },
    ],
  ])('%s', async (_name, panic) => {
    const {tolerance} = await only(panicked(panic))
    expect(tolerance).toMatchObject({answer: 'unknown', because: expect.stringMatching(/^Cannot tell: /)})
  })
  test('a trace of thousands of frames is cut', async () => {
    const frames = Array.from({length: 3000}, (_, index) => `memcpy_${index}+0x1/0x2`)
    const {incident} = await only(panicked({symbol: 'copy_page+0x7/0x10', trace: modern('copy_page+0x7/0x10', frames)}))
    expect(incident.trace?.frames.length).toBeLessThanOrEqual(32)
    expect(incident.evidence.length).toBeLessThanOrEqual(60)
  })
})

describe('arm64: the abort’s own registers tell', () => {
  const abort = (pc: string, frames: readonly string[], release: string): string =>
    stamp([`Linux version ${release} (root@build) (gcc (GCC) 10.3.1) #1 SMP Mon Mar 7 02:30:54 UTC 2022`], 0) +
    stamp([
      'Internal error: synchronous external abort: 0000000096000410 [#1] SMP',
      'Modules linked in: hns3 hclge hnae3',
      `CPU: 17 PID: 5120 Comm: redis-server Kdump: loaded Tainted: G   M                ${release} #1`,
      'Hardware name: Huawei TaiShan 200 (Model 2280)/BC82AMDDA, BIOS 1.86 02/21/2022',
      'pstate: 80400009 (Nzcv daif +PAN -UAO -TCO BTYPE=--)',
      `pc : ${pc}`,
      'lr : copy_user_highpage+0x38/0x60',
      'sp : ffff80002a5ebc10',
      'Call trace:',
      ...[pc, ...frames].map(frame => ` ${frame}`),
      '---[ end trace 7d4b2f0a3c1e5d6f ]---',
      'Kernel panic - not syncing: synchronous external abort: Fatal exception',
    ])
  test('openEuler: a page copied on write', async () => {
    const {incident, tolerance} = await only(
      abort(
        'copy_page+0x18/0x80',
        ['wp_page_copy+0x9c/0x820', 'el0_da+0x28/0x40'],
        '5.10.0-136.12.0.86.oe2203sp1.aarch64',
      ),
    )
    expect(incident).toMatchObject({consumption: 'kernel', outcome: 'panic'})
    expect(tolerance.row).toBe('T16')
  })
  test('openEuler: the kernel’s own data', async () => {
    const {tolerance} = await only(
      abort('__d_lookup_rcu+0x20/0x134', ['lookup_fast+0x44/0x264'], '5.10.0-136.12.0.86.oe2203sp1.aarch64'),
    )
    expect(tolerance).toMatchObject({answer: 'not-avoidable-by-software', row: 'T17'})
  })
})
