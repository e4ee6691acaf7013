import {describe, expect, test} from 'vitest'
import {analyzeText} from '../analyze-text.js'
import {bootText, efiMapText, nodesText, type Range} from './boot-log.js'

// Whole logs: a boot that carries the evidence, then what the kernel prints of the error.

const CPU = 'Intel(R) Xeon(R) Gold 6338 CPU @ 2.00GHz (family: 0x6, model: 0x6a, stepping: 0x6)'
const R = (start: number, end: number, mirrored: boolean, node = 0): Range => ({
  start: BigInt(start),
  end: BigInt(end),
  mirrored,
  node,
})
const MAP = [
  R(0, 0x8000_0000, true),
  R(0x1_0000_0000, 0x11_0000_0000, true),
  R(0x11_0000_0000, 0x70_0000_0000, false),
  R(0x70_0000_0000, 0x80_0000_0000, true, 1),
  R(0x80_0000_0000, 0xe0_0000_0000, false, 1),
]
const LOW_BARE = [
  R(0x1000, 0x6000_0000, false),
  R(0x1_0000_0000, 0x11_0000_0000, true),
  R(0x11_0000_0000, 0x70_0000_0000, false),
]
const NONE = MAP.map(range => ({...range, mirrored: false}))

interface Machine {
  readonly release?: string
  readonly words?: string
  readonly map?: readonly Range[]
  readonly cpu?: string
  readonly more?: string
}
const boot = ({
  release = '5.14.0',
  words = 'kernelcore=mirror',
  map = MAP,
  cpu = CPU,
  more = '',
}: Machine = {}): string => bootText(release, `ro efi=debug ${words}`, cpu) + efiMapText(map) + nodesText(map) + more

const HE = 'mce: [Hardware Error]: '
const stamped = (at: number, lines: readonly string[]): string =>
  lines.map((line, index) => `[${(at + index / 1e5).toFixed(6)}] ${line}\n`).join('')

interface Bank {
  readonly addr: number
  readonly misc?: string
  readonly status?: string
  readonly bank?: number
  readonly at?: number
  readonly processor?: string
}
const WHERE = '0:606a6'
/** What the memory controller recorded, polled. */
const polled = ({
  addr,
  misc = '200000c000301086',
  status = 'bc00000000a00090',
  bank = 13,
  at = 5000,
  processor = WHERE,
}: Bank): string =>
  stamped(at, [
    `${HE}CPU 0: Machine Check: 0 Bank ${bank}: ${status}`,
    `${HE}TSC 1a0b42f91e122 ADDR ${addr.toString(16)} MISC ${misc} `,
    `${HE}PROCESSOR ${processor} TIME ${1770300000 + at} SOCKET 0 APIC 0 microcode d0003b9`,
  ])
interface Reader {
  readonly addr: number
  readonly symbol?: string
  readonly user?: boolean
  readonly at?: number
}
/** What the core recorded that read the data, and the panic or the kill. */
const read = ({addr, symbol = 'kmem_cache_alloc+0x5/0x90', user = false, at = 5000.01}: Reader): string =>
  stamped(at, [
    `${HE}CPU 9: Machine Check Exception: ${user ? 7 : 5} Bank 1: bd80000000100134`,
    user ? `${HE}RIP 33:<00007f2b11c03a10> ` : `${HE}RIP 10:<ffffffff812f1a6e> {${symbol}}`,
    `${HE}TSC 1a0b42f91dd0c ADDR ${addr.toString(16)} MISC 86 `,
    `${HE}PROCESSOR ${WHERE} TIME ${1770300000 + Math.round(at)} SOCKET 0 APIC 12 microcode d0003b9`,
    ...(user
      ? [
          `Memory failure: 0x${(addr / 4096).toString(16).split('.')[0]}: Sending SIGBUS to mysqld:4321 due to hardware memory corruption`,
          `Memory failure: 0x${(addr / 4096).toString(16).split('.')[0]}: recovery action for dirty LRU page: Recovered`,
        ]
      : [
          `${HE}Machine check: Data load in unrecoverable area of kernel`,
          'Kernel panic - not syncing: Fatal local machine check',
        ]),
  ])

const GRAVE = ['srar', 'srao', 'ucna', 'deferred', 'uncorrected', 'fatal', 'unknown']
const judged = async (text: string, layout: string = 'actual') => {
  const {analysis} = await analyzeText(text, layout === 'actual' ? [] : [{name: layout}])
  const grave = analysis.incidents.filter(({severity}) => GRAVE.includes(severity))
  const incident = grave.at(-1) ?? analysis.incidents.at(-1)
  const verdict = incident?.verdicts.find(one => one.layout === layout)
  return {analysis, incident, verdict, grave}
}

const MIRRORED = 0x10_0000_1000
const BARE = 0x20_0000_1000

const cases: readonly (readonly [name: string, log: string, rule: string, layout?: string])[] = [
  ['X1 least significant bit 63', boot() + polled({addr: MIRRORED, misc: '200000c0003010bf'}), 'no-address'],
  ['X2 the border itself is outside', boot() + polled({addr: 0x11_0000_0000}), 'outside-mirrored-ranges'],
  ['X2 the line before the border is inside', boot() + polled({addr: 0x10_ffff_ffc0}), 'mirrored-and-healthy'],
  [
    'the page at the start is inside',
    boot() + polled({addr: 0x70_0000_0000, misc: '200000c00030108c'}),
    'mirrored-and-healthy',
  ],
  [
    'the page before the start is outside',
    boot() + polled({addr: 0x6f_ffff_f000, misc: '200000c00030108c'}),
    'outside-mirrored-ranges',
  ],
  [
    'a span of 8 GiB across the border',
    boot() + polled({addr: 0x11_0000_0000, misc: '200000c0003010a1'}),
    'straddles-border',
  ],
  ['X3 a linear address', boot() + polled({addr: MIRRORED, misc: '200000c000301046'}), 'no-address'],
  ['X3 a segment offset', boot() + polled({addr: MIRRORED, misc: '200000c000301006'}), 'no-address'],
  ['X5 memory of node 1 behind socket 0', boot() + polled({addr: 0x70_0000_1000}), 'mirrored-and-healthy'],
  [
    'X9 low memory bare',
    boot({map: LOW_BARE, more: '[    0.000000] This configuration results in unmirrored kernel memory.\n'}) +
      polled({addr: 0x5000_0000}),
    'outside-mirrored-ranges',
  ],
  [
    'X11 nobody steers, what-if the mirror at hand',
    boot({release: '6.1.0', words: 'quiet'}) + read({addr: BARE}),
    'outside-mirrored-ranges',
  ],
  [
    'X12 movable_node wins',
    boot({words: 'kernelcore=mirror movable_node'}) + read({addr: BARE}),
    'outside-mirrored-ranges',
  ],
  [
    'X20 address parity at a mirrored address',
    boot() + polled({addr: MIRRORED, status: 'bc00000000010090'}),
    'address-before-copies',
  ],
  ['X21 a process, no memory controller', boot() + read({addr: MIRRORED, user: true}), 'mirrored-and-healthy'],
  ['X25 beyond the map', boot() + polled({addr: 0x200_0000_0000}), 'address-outside-map'],
  [
    'X30 a kill without a record',
    `${boot()}${stamped(5000, ['Memory failure: 0x2000001: Sending SIGBUS to mysqld:4321 due to hardware memory corruption', 'MCE: Killing mysqld:4321 due to hardware memory corruption fault at 7f2b11c03a10'])}`,
    'no-hardware-record',
  ],
  [
    'a guest says nothing of its host',
    boot({more: '[    0.000000] Hypervisor detected: KVM\n'}) + polled({addr: MIRRORED}),
    'guest-log',
  ],
  [
    'an injected error',
    `${boot()}${stamped(4999, ['EINJ: Error INJection is initialized.', 'mce: Machine check injector initialized', 'mce: Starting machine check poll CPU 0'])}${polled({addr: BARE})}`,
    'injected',
  ],
  [
    'patrol found it in unmirrored memory, by the corrected-error interrupt',
    boot() + polled({addr: BARE, status: '9c000000001000c0', processor: '0:50654'}),
    'scrub-found-unmirrored',
  ],
  [
    'both copies',
    boot() +
      polled({addr: MIRRORED, status: 'bc00000000a00090'}) +
      polled({addr: MIRRORED, status: 'bc00000010a00090', at: 5001}),
    'both-copies-failed',
  ],
  ['write data came in bad', boot() + polled({addr: MIRRORED, status: 'bc00000000020090'}), 'write-data-before-copies'],
  ['the controller’s scheduler', boot() + polled({addr: MIRRORED, status: 'bc00000008010090'}), 'whole-controller'],
  ['key and integrity errors', boot() + polled({addr: MIRRORED, status: 'bc00000008220090'}), 'memory-encryption'],
  ['a cache, not memory', boot() + polled({addr: MIRRORED, bank: 2, status: 'be0000000000110a'}), 'core-or-cache'],
  ['no mirror at all', boot({map: NONE, words: ''}) + polled({addr: BARE}), 'no-mirror'],
  [
    'kernel data, what-if partial',
    boot({map: NONE, words: ''}) + polled({addr: BARE}) + read({addr: BARE}),
    'kernel-content-steered',
    'partial:12.5',
  ],
  [
    'a process’s page, what-if partial',
    boot({map: NONE, words: ''}) + read({addr: BARE, user: true}),
    'user-content-outside',
    'partial:12.5',
  ],
  [
    'a process’s page at an address that would be mirrored: content decides',
    boot({map: NONE, words: ''}) + read({addr: 0x1_0000_1000, user: true}),
    'user-content-outside',
    'partial:12.5',
  ],
  [
    'a process’s page, what-if full',
    boot({map: NONE, words: ''}) + read({addr: BARE, user: true}),
    'full-absorbs',
    'full',
  ],
  [
    'a copy on write, what-if partial',
    boot({map: NONE, words: ''}) + read({addr: BARE, symbol: 'wp_page_copy+0x9e/0x2c0'}),
    'user-content-outside',
    'partial:12.5',
  ],
  [
    'a shared routine, what-if partial',
    boot({map: NONE, words: ''}) + read({addr: BARE, symbol: 'copy_page+0x7/0x10'}),
    'kernel-content-steered',
    'partial:12.5',
  ],
  [
    'the same under a reliable layout',
    boot({map: NONE, words: ''}) + read({addr: BARE, symbol: 'wp_page_copy+0x9e/0x2c0'}),
    'user-content-outside',
    'reliable:12.5',
  ],
  [
    'a file read, reliable layout',
    boot({map: NONE, words: ''}) + read({addr: BARE, symbol: 'filemap_read+0x9e/0x2c0'}),
    'reliable-page-cache',
    'reliable:12.5',
  ],
  [
    'a file read, plain partial',
    boot({map: NONE, words: ''}) + read({addr: BARE, symbol: 'filemap_read+0x9e/0x2c0'}),
    'user-content-outside',
    'partial:12.5',
  ],
  [
    'the crash kernel, what-if partial',
    boot({map: NONE, release: '6.8.0', words: 'elfcorehdr=0x64000000'}) + read({addr: BARE}),
    'kdump-kernel',
    'partial:12.5',
  ],
]

describe('whole logs', () => {
  const table = cases.map(([name, log, rule, layout = 'actual']) => ({name, log, rule, layout}))
  test.each(table)('$name', async ({log, rule, layout}) => {
    const {verdict} = await judged(log, layout)
    expect({rule: verdict?.rule, verdict: verdict?.verdict, because: verdict?.because}).toMatchObject({rule})
  })
})

describe('what the page lines, saved records and sensors tell', () => {
  test('X22 a reserved kernel page, ignored: alive, but it may bite', async () => {
    const {incident} = await judged(
      boot() +
        polled({addr: BARE}) +
        stamped(5000.1, ['Memory failure: 0x2000001: recovery action for reserved kernel page: Ignored']),
    )
    expect(incident).toMatchObject({victim: {content: 'kernel'}, tolerance: {answer: 'no-outage', row: 'T18'}})
    expect(incident?.outcome).not.toBe('panic')
  })
  test('X6 one error whose label names both DIMMs of a pair is one error', async () => {
    const {grave} = await judged(
      boot() +
        polled({addr: BARE}) +
        stamped(5000.1, [
          'EDAC MC0: 1 UE memory read error on CPU_SrcID#0_Ha#0_Chan#0_DIMM#0 or CPU_SrcID#0_Ha#0_Chan#2_DIMM#0 (channel:0 slot:0 page:0x2000001 offset:0x0 grain:32 -  err_code:0080:0090 socket:0 ha:0 channel_mask:5 rank:0)',
        ]),
    )
    expect(grave).toHaveLength(1)
  })
  const REBOOTED =
    '[    0.000000] Linux version 5.14.0 (root@build) (gcc (GCC) 12.3.0) #1 SMP Mon May 6 09:12:44 UTC 2024\n'
  test('X23 a record that outlived the reset is judged by the boot it happened in', async () => {
    const first = boot() + read({addr: MIRRORED})
    const second = boot({map: NONE, words: ''}) + polled({addr: MIRRORED, at: 3})
    const {analysis} = await judged(first + second)
    const bad = analysis.incidents.filter(({severity}) => GRAVE.includes(severity))
    expect(bad.find(({bootIndex}) => bootIndex === 0)?.verdicts[0]).toMatchObject({rule: 'mirrored-and-healthy'})
  })
  test('X24 the boot error table tells of the boot before', async () => {
    const bert = stamped(1.2, [
      'BERT: Error records from previous boot:',
      '[Hardware Error]: event severity: fatal',
      '[Hardware Error]:  Error 0, type: fatal',
      '[Hardware Error]:   section_type: memory error',
      '[Hardware Error]:   physical_address: 0x0000001000001000',
      '[Hardware Error]:   error_type: 3, multi-bit ECC',
    ])
    const {grave} = await judged(
      boot() + stamped(9000, ['systemd[1]: Started Session 4.']) + boot({map: NONE, words: ''}) + bert,
    )
    expect(grave).toHaveLength(1)
    expect(grave[0]).toMatchObject({severity: 'fatal'})
    expect(grave[0]?.verdicts[0]?.verdict).not.toBe('absorbed')
  })
  test('two boots, two maps: each error by its own', async () => {
    const {grave} = await judged(
      boot() +
        polled({addr: BARE}) +
        stamped(9000, ['reboot: Restarting system']) +
        REBOOTED +
        efiMapText(MAP.map(range => ({...range, mirrored: !range.mirrored}))) +
        polled({addr: BARE, at: 6000}),
    )
    expect(grave.map(({verdicts}) => verdicts[0]?.rule)).toEqual(['outside-mirrored-ranges', 'mirrored-and-healthy'])
  })
  test('X29 offset 0: lost on 5500 boards, whole on later ones; which board it is the log must say', async () => {
    const {analysis} = await judged(' 2d7 | 07/14/2015 | 01:03:10 | Memory #0x01 | Fully Redundant | Asserted\n')
    const [host] = analysis.hosts
    expect(host?.layoutRemarks?.join()).toMatch(/not known: .*5500/)
    expect(host?.redundancy?.flatMap(track => JSON.stringify(track)).join() ?? '').not.toMatch(/"whole"/)
  })
})
