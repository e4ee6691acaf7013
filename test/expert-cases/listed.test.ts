import {describe, expect, test} from 'vitest'
import {type ExpertCase, holds} from './case.js'
import {judged} from './judged.js'
import {stamped} from './machine.js'
import {ALL, BARE, boot, LOW_BARE, MIRRORED, MIRRORED_NODE1, NONE} from './machines.js'
import {bankLines, EPOCH, fate, mirrorHit, pageLine, polled, read} from './records.js'

const SKX = {status: 'bc00000000800090', model: 'skylake'} as const
const REPLACED = stamped(9000, ['systemd-shutdown[1]: Rebooting.', 'reboot: Restarting system'])
const DIMMS = (sizes: readonly number[]): string =>
  sizes
    .map(
      (size, index) =>
        `Handle 0x11${String(index).padStart(2, '0')}, DMI type 17, 92 bytes\nMemory Device\n\tArray Handle: 0x1000\n\tSize: ${size} GB\n\tForm Factor: DIMM\n\tLocator: A${index + 1}\n\tType: DDR4\n\n`,
    )
    .join('')

const cases: readonly ExpertCase[] = [
  {
    name: 'X1 MISC gives no low bit: the span is everything',
    log: boot() + polled({addr: MIRRORED, misc: '200000c0003010bf'}),
    rule: 'no-address',
    verdict: 'undeterminable',
    says: /14\.\d % of the memory/,
  },
  {
    name: 'X1 the same where all memory is mirrored',
    log: boot({map: ALL}) + polled({addr: MIRRORED, misc: '200000c0003010bf'}),
    rule: 'full-mirror-no-address',
    verdict: 'contradiction',
  },
  {
    name: 'X2 a page that begins at the border is outside',
    log: boot() + polled({addr: 0x11_0000_0000, misc: '200000c00030108c'}),
    rule: 'outside-mirrored-ranges',
    verdict: 'not-covered',
  },
  {
    name: 'X2 the last line before it is inside',
    log: boot() + polled({addr: 0x10_ffff_ffc0}),
    rule: 'mirrored-and-healthy',
    verdict: 'contradiction',
  },
  {
    name: 'X3 a linear address',
    log: boot() + polled({addr: MIRRORED, misc: '200000c000301046'}),
    rule: 'no-address',
    verdict: 'undeterminable',
    wants: /rasdaemon|mcelog/,
  },
  {
    name: 'X3 a segment offset',
    log: boot() + polled({addr: MIRRORED, misc: '200000c000301006'}),
    rule: 'no-address',
    verdict: 'undeterminable',
  },
  {
    name: 'X4 the bad 4 KiB of a 1 GiB page whose head lies elsewhere',
    log:
      boot() +
      polled({addr: 0x11_0000_3000, misc: '200000c00030108c'}) +
      pageLine(0x11_0000_3000, 'huge page', 'Recovered'),
    rule: 'outside-mirrored-ranges',
    verdict: 'not-covered',
    grave: 1,
  },
  {
    name: 'X5 sub-NUMA clusters: node 1 is behind socket 0, the range decides',
    log:
      boot({
        more: [
          'x86: Booting SMP configuration:',
          '.... node  #0, CPUs:        #1  #2',
          '.... node  #1, CPUs:   #3  #4',
          'smp: Brought up 2 nodes, 4 CPUs',
          'smpboot: Max logical packages: 1',
        ],
      }) + polled({addr: MIRRORED_NODE1, socket: 0, bank: 17}),
    rule: 'mirrored-and-healthy',
    verdict: 'contradiction',
  },
  {
    name: 'X6 both DIMMs of a pair on one label are one error',
    log:
      boot() +
      polled({addr: BARE}) +
      stamped(5000.1, [
        `EDAC MC0: 1 UE memory read error on CPU_SrcID#0_MC#0_Chan#0_DIMM#0 or CPU_SrcID#0_MC#0_Chan#1_DIMM#0 (channel:0 slot:0 page:0x2000001 offset:0x0 grain:32 -  err_code:0x00a0:0x0090 SystemAddress:0x2000001000 ProcessorSocketId:0x0 MemoryControllerId:0x0 ChannelId:0x0 DimmSlotId:0x0)`,
      ]),
    rule: 'outside-mirrored-ranges',
    verdict: 'not-covered',
    grave: 1,
  },
  {
    name: 'X7 two sockets tell one error: same clock, same address',
    log:
      boot() +
      stamped(5000, [
        ...bankLines({
          addr: BARE,
          status: 'bd80000000100134',
          bank: 1,
          misc: '86',
          cpu: 3,
          tsc: '1a0b42f91e122',
          exception: 7,
          rip: 'RIP 33:<00007f2b11c03a10> ',
        }),
        ...bankLines({
          addr: BARE,
          status: 'bd80000000100134',
          bank: 1,
          misc: '86',
          cpu: 40,
          socket: 1,
          tsc: '1a0b42f91e122',
          exception: 7,
          rip: 'RIP 33:<00007f2b11c03a10> ',
        }),
        ...fate(BARE, true),
      ]),
    rule: 'outside-mirrored-ranges',
    verdict: 'not-covered',
    grave: 1,
  },
  {
    name: 'X8 a broadcast exception that 128 CPUs print',
    log:
      boot() +
      stamped(
        5000,
        Array.from({length: 128}, (_, cpu) =>
          bankLines({
            addr: BARE,
            status: 'be00000000800090',
            bank: 7,
            misc: '200000c000301086',
            cpu,
            socket: cpu >> 6,
            exception: 4,
            rip: 'RIP !INEXACT! 10:<ffffffff810f1a6e> {mwait_idle+0x5a/0x80}',
            tsc: (0x1a0b42f91e122n + BigInt(cpu)).toString(16),
          }),
        ).flat(),
      ) +
      stamped(5000.2, [
        'mce: [Hardware Error]: Machine check: Processor context corrupt',
        'Kernel panic - not syncing: Fatal machine check',
      ]),
    rule: 'outside-mirrored-ranges',
    verdict: 'not-covered',
    grave: 1,
  },
  {
    name: 'X9 3.2 GiB where low memory is bare',
    log:
      boot({map: LOW_BARE, more: ['This configuration results in unmirrored kernel memory.']}) +
      polled({addr: 0xcccc_0000}),
    rule: 'outside-mirrored-ranges',
    verdict: 'not-covered',
    says: /unmirrored kernel memory/,
  },
  {
    name: 'X10 Linux 5.10 without kernelcore: boot-time structures only',
    log: boot({release: '5.10.0-28-amd64', words: 'quiet'}) + read({addr: BARE}),
    rule: 'outside-mirrored-ranges',
    verdict: 'not-covered',
    policy: 'boot-only',
  },
  {
    name: 'X11 Linux 6.1 without it: nothing',
    log: boot({release: '6.1.0-18-amd64', words: 'quiet'}) + read({addr: BARE}),
    rule: 'outside-mirrored-ranges',
    verdict: 'not-covered',
    policy: 'none',
  },
  {
    name: 'X12 movable_node wins',
    log: boot({words: 'kernelcore=mirror movable_node'}) + read({addr: BARE}),
    rule: 'outside-mirrored-ranges',
    verdict: 'not-covered',
    policy: 'kernelcore-mirror',
  },
  {
    name: 'X13 a channel address inside a “mirrored” range of an EPYC',
    log:
      boot({model: 'milan'}) +
      stamped(5000, [
        'mce: [Hardware Error]: CPU 2: Machine Check: 0 Bank 17: bc2030000000011b',
        `mce: [Hardware Error]: TSC 0 ADDR ${MIRRORED.toString(16)} SYND 10a5a000303 IPID 9600050f00 `,
        `mce: [Hardware Error]: PROCESSOR 2:a00f11 TIME ${EPOCH + 5000} SOCKET 0 APIC 4 microcode a0011d1`,
      ]),
    rule: 'no-address',
    verdict: 'undeterminable',
    says: /within one memory channel/,
  },
  {
    name: 'X14 AMD: the controller defers, a process reads two seconds later',
    log:
      boot({model: 'milan', map: NONE, words: ''}) +
      stamped(5000, [
        '[Hardware Error]: Deferred error, no action required.',
        '[Hardware Error]: CPU:2 (19:1:1) MC17_STATUS[-|-|MiscV|AddrV|-|-|SyndV|UECC|Deferred|-|-]: 0x9c2030000000011b',
        '[Hardware Error]: Error Addr: 0x0000000001d45000',
        '[Hardware Error]: IPID: 0x0000009600050f00, Syndrome: 0x0000010a5a000305',
        '[Hardware Error]: Unified Memory Controller Ext. Error Code: 0, DRAM ECC error.',
        '[Hardware Error]: cache level: L3/GEN, tx: GEN, mem-tx: RD',
      ]) +
      stamped(5002, [
        'mce: [Hardware Error]: CPU 9: Machine Check Exception: 7 Bank 0: bc00080001010135',
        'mce: [Hardware Error]: RIP 33:<00007f2b11c03a10> ',
        `mce: [Hardware Error]: TSC 1a0b42f91dd0c ADDR ${BARE.toString(16)} MISC d01a000100000000 SYND 0 IPID b000000000 `,
        `mce: [Hardware Error]: PROCESSOR 2:a00f11 TIME ${EPOCH + 5002} SOCKET 0 APIC 12 microcode a0011d1`,
        ...fate(BARE, true),
      ]),
    rule: 'no-mirror',
    verdict: 'not-covered',
    grave: 1,
  },
  {
    name: 'X15 Sapphire Rapids, bit 62 in the mesh bank: nobody can read it',
    log: boot({model: 'sapphire'}) + mirrorHit({addr: MIRRORED, saw: 'scrubbed', model: 'sapphire', bank: 12}),
    rule: 'undecoded-mirror-field',
    verdict: 'undeterminable',
    wants: /ipmitool sel elist/,
    grave: 0,
  },
  {
    name: 'X16 thousands of repairs from the second copy at one place',
    log:
      boot({model: 'skylake'}) +
      Array.from({length: 60}, (_, index) =>
        mirrorHit({addr: MIRRORED, saw: 'scrubbed', at: 5000 + index * 10, status: '8c000fc000000080'}),
      ).join(''),
    rule: 'mirror-scrubbed',
    verdict: 'observed-absorbed',
    says: /lasts|again and again/,
    grave: 0,
  },
  {
    name: 'X17 a minute after a failover of these channels',
    log:
      boot({model: 'skylake'}) +
      mirrorHit({addr: MIRRORED, saw: 'failover', at: 4940}) +
      polled({addr: MIRRORED + 0x4_0000, ...SKX}),
    rule: 'redundancy-already-lost',
    verdict: 'not-covered',
    says: /already lost/,
  },
  {
    name: 'X18 a minute after a failover behind the other controller',
    log:
      boot({model: 'skylake'}) +
      mirrorHit({addr: MIRRORED, saw: 'failover', at: 4940, bank: 8}) +
      polled({addr: MIRRORED + 0x4_0000, ...SKX}),
    rule: 'mirrored-and-healthy',
    verdict: 'contradiction',
  },
  {
    name: 'X19 DIMM replaced, started anew, the mirror is back',
    log:
      boot({model: 'skylake'}) +
      mirrorHit({addr: MIRRORED, saw: 'failover', at: 4940}) +
      REPLACED +
      boot({model: 'skylake'}) +
      polled({addr: MIRRORED, ...SKX, at: 3000, booted: EPOCH + 9300}),
    rule: 'mirrored-and-healthy',
    verdict: 'contradiction',
    states: ['socket 0, controller 0, channel 0: degraded, unknown'],
  },
  {
    name: 'X20 address parity at a mirrored address',
    log: boot() + polled({addr: MIRRORED, status: 'bc00000000010090'}),
    rule: 'address-before-copies',
    verdict: 'out-of-scope',
  },
  {
    name: 'X21 a process read bad data, and no memory controller knows of any',
    log: boot() + read({addr: MIRRORED, user: true}),
    rule: 'mirrored-and-healthy',
    verdict: 'contradiction',
    says: /likeliest first: the bad data did not come from memory;/,
  },
  {
    name: 'X25 memory that was taken out before',
    log: boot({more: ['Offlined Pages 32768']}) + polled({addr: 0x200_0000_0000}),
    rule: 'address-outside-map',
    verdict: 'undeterminable',
    wants: /boot in which the error happened/,
  },
  {
    name: 'X26 a mirror of all memory that the map does not show',
    log: `[Key=BIOS.Setup.1-1#MemSettings]\nMemOpMode=MirrorMode\n${boot({map: NONE, words: ''})}${polled({addr: MIRRORED})}`,
    rule: 'mirrored-and-healthy',
    verdict: 'contradiction',
    mode: 'full',
  },
  {
    name: 'X27 every free range marked, half of the DIMMs seen',
    log: DIMMS(Array.from({length: 16}, () => 112)) + boot({map: ALL, words: ''}) + polled({addr: BARE}),
    rule: 'mirrored-and-healthy',
    verdict: 'contradiction',
    mode: 'full',
  },
  {
    name: 'X28 an address above 52 bits',
    log: boot() + polled({addr: (1n << 55n) | BigInt(BARE)}),
    rule: 'no-address',
    verdict: 'undeterminable',
  },
  {
    name: 'X28 key bits that the kernel tells of are taken off',
    log:
      boot({more: ['x86/tme: enabled by BIOS', 'x86/mktme: enabled by BIOS', 'x86/mktme: 63 KeyIDs available']}) +
      polled({addr: (5n << 46n) | BigInt(BARE)}),
    rule: 'outside-mirrored-ranges',
    verdict: 'not-covered',
  },
  {
    name: 'X28 key bits that nobody tells of are no address of this machine',
    log: boot() + polled({addr: (5n << 46n) | BigInt(BARE)}),
    rule: 'address-outside-map',
    verdict: 'undeterminable',
  },
  {
    name: 'X30 a kill without a record',
    log: `${boot()}${stamped(5000, [...fate(BARE, true).slice(0, 1), 'MCE: Killing mysqld:4321 due to hardware memory corruption fault at 7f2b11c03a10'])}`,
    rule: 'no-hardware-record',
    verdict: 'undeterminable',
    wants: /rasdaemon/,
  },
]

describe('cases of the decision table’s own list', () => {
  test.each(cases)('$name', holds)
})

describe('what the page lines, saved records and sensors tell', () => {
  test('X22 a reserved kernel page, ignored: alive, but it may bite', async () => {
    const {incident, actual} = await judged(
      boot() + polled({addr: BARE}) + pageLine(BARE, 'reserved kernel page', 'Ignored'),
    )
    expect(incident).toMatchObject({victim: {content: 'kernel'}, tolerance: {answer: 'no-outage', row: 'T18'}})
    expect(incident?.outcome).not.toBe('panic')
    expect(actual).toMatchObject({rule: 'outside-mirrored-ranges', verdict: 'not-covered'})
  })

  const SAVED = polled({addr: MIRRORED, status: 'be00000000a00090', tsc: '0', at: 3, booted: EPOCH + 5120})
  const DIED =
    polled({
      addr: MIRRORED,
      status: 'be00000000a00090',
      exception: 4,
      rip: 'RIP !INEXACT! 10:<ffffffff810f1a6e> {mwait_idle+0x5a/0x80}',
    }) +
    stamped(5000.2, [
      'mce: [Hardware Error]: Machine check: Processor context corrupt',
      'Kernel panic - not syncing: Fatal machine check',
    ])

  test('X23 the bank still holds the record after the reset: one error, of the boot it happened in', async () => {
    const {grave, analysis} = await judged(boot() + DIED + boot({map: NONE, words: ''}) + SAVED)
    expect(analysis.hosts[0]?.boots).toHaveLength(2)
    expect(grave.map(({bootIndex, severity, outcome}) => ({bootIndex, severity, outcome}))).toEqual([
      {bootIndex: 0, severity: 'fatal', outcome: 'panic'},
    ])
    expect(grave[0]?.verdicts[0]).toMatchObject({rule: 'mirrored-and-healthy', verdict: 'contradiction'})
    expect(grave[0]?.verdicts[0]?.cites.length).toBeGreaterThan(0)
  })
  test.each([
    ['mirrored then, no mirror now', undefined, 'mirrored-and-healthy', 'contradiction'],
    ['no mirror then, mirrored now', NONE, 'no-mirror', 'not-covered'],
  ] as const)(
    'X23 the first boot died silently, the record came up in the next: %s',
    async (_told, map, rule, verdict) => {
      const first = map === undefined ? boot() : boot({map, words: ''})
      const second = map === undefined ? boot({map: NONE, words: ''}) : boot()
      const {grave} = await judged(
        first +
          stamped(4990, ['systemd[1]: Started Session 4 of User root.']) +
          second +
          SAVED.replace(/(?<=TIME )\d+/, String(EPOCH + 5000)),
      )
      expect(grave).toHaveLength(1)
      expect(grave[0]?.verdicts[0]).toMatchObject({rule, verdict})
    },
  )

  const BERT = stamped(1.2, [
    'BERT: Error records from previous boot:',
    '[Hardware Error]: event severity: fatal',
    '[Hardware Error]:  Error 0, type: fatal',
    '[Hardware Error]:   section_type: memory error',
    '[Hardware Error]:    error_status: Storage error in DRAM memory (0x0000000000000400)',
    `[Hardware Error]:   physical_address: 0x${MIRRORED.toString(16).padStart(16, '0')}`,
    '[Hardware Error]:   physical_address_mask: 0xfffffffffffff000',
    '[Hardware Error]:   node:0 card:0 module:0 rank:1 bank:2 device:3 row:6699 column:496 ',
    '[Hardware Error]:   error_type: 3, multi-bit ECC',
  ])
  test.each([
    ['mirrored then, no mirror now', undefined, 'mirrored-and-healthy', 'contradiction'],
    ['no mirror then, mirrored now', NONE, 'no-mirror', 'not-covered'],
  ] as const)('X24 the boot error table tells of the boot before: %s', async (_told, map, rule, verdict) => {
    const first = map === undefined ? boot() : boot({map, words: ''})
    const second = map === undefined ? boot({map: NONE, words: ''}) : boot()
    const {grave} = await judged(first + stamped(9000, ['systemd[1]: Started Session 4 of User root.']) + second + BERT)
    expect(grave.map(({bootIndex, severity, errors}) => ({bootIndex, severity, unit: errors[0]?.unit}))).toEqual([
      {bootIndex: 0, severity: 'fatal', unit: 'dram'},
    ])
    expect(grave[0]?.verdicts[0]).toMatchObject({rule, verdict})
  })
  test('X24 the boot before is not in the log: its layout is not known', async () => {
    const {grave} = await judged(boot() + BERT)
    expect(grave[0]?.verdicts[0]).toMatchObject({rule: 'layout-unknown', verdict: 'undeterminable'})
  })

  const SENSOR = ' 2d7 | 02/05/2026 | 01:03:10 | Memory #0x01 | Fully Redundant | Asserted\n'
  const statesOf = (redundancy: unknown): readonly string[] =>
    [...JSON.stringify(redundancy ?? []).matchAll(/"state":"(\w+)"/g)].map(([, state = '']) => state)
  test.each([
    [
      'a board of the 5500 swaps them: lost',
      'Intel(R) Xeon(R) CPU           X5570  @ 2.93GHz (family: 0x6, model: 0x1a, stepping: 0x5)',
      'Intel Corporation S5520HC/S5520HC, BIOS S5500.86B.01.00.0064.050520141428 05/05/2014',
      ['degraded'],
    ],
    [
      'a later one means what it says',
      'Intel(R) Xeon(R) CPU E5-2680 0 @ 2.70GHz (fam: 06, model: 2d, stepping: 07)',
      'Intel Corporation S2600GZ/S2600GZ, BIOS SE5C600.86B.02.06.0006.032420170950 03/24/2017',
      ['whole'],
    ],
  ] as const)('X29 offset 0: %s', async (_told, cpu, dmi, states) => {
    const {host} = await judged(boot({cpu, dmi, map: NONE, words: '', debug: false}) + SENSOR)
    expect(statesOf(host?.redundancy)).toEqual(states)
  })
  test('X29 which board it is the log does not say', async () => {
    const {host} = await judged(SENSOR)
    expect(host?.layoutRemarks?.join()).toMatch(/not known: .*5500/)
    expect(statesOf(host?.redundancy)).not.toContain('whole')
  })
})
