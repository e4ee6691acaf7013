import {describe, test} from 'vitest'
import {type ExpertCase, holds} from './case.js'
import {firmwareRecord, inSystemLog} from './firmware-records.js'
import {efiMap, type Memory, stamped} from './machine.js'
import {ALL, BARE, boot, MIRRORED, NONE, PARTIAL} from './machines.js'
import {bank, EPOCH, mirrorHit, pageLine, polled, read} from './records.js'

const SKX = {status: 'bc00000000800090', model: 'skylake'} as const
const ASKED_FULL = '[Key=BIOS.Setup.1-1#MemSettings]\nMemOpMode=MirrorMode\n'
const FAR = 0xf0_0000_1000
const behind = (fields: Partial<Memory>): readonly Memory[] => [
  ...NONE,
  {start: 0xe0_0000_0000, end: 0x120_0000_0000, node: 2, ...fields},
]
const DIMMS = Array.from(
  {length: 16},
  (_, index) =>
    `Handle 0x11${String(index).padStart(2, '0')}, DMI type 17, 92 bytes\nMemory Device\n\tSize: 112 GB\n\tLocator: A${index + 1}\n\tType: DDR4\n\n`,
).join('')

const otherMemory: readonly ExpertCase[] = [
  {
    name: 'a CXL device tells of its own memory',
    log: `${boot({model: 'sapphire'})}          <idle>-0       [003] d.h1.  5000.123456: cxl_dram: memdev=mem0 host=0000:0f:00.0 serial=3 log=Fatal : time=76068483335 uuid=601dcbb3-9c06-4eab-b8af-4e9bfb5c9624 len=128 flags='0x1' handle=1 related_handle=0 maint_op_class=1 : dpa=18680 dpa_flags='' descriptor='UNCORRECTABLE_EVENT' type='0x3' channel=3 rank=17 row=2 column=77 hpa=ffffffffffffffff region=\n`,
    rule: 'other-media',
    verdict: 'out-of-scope',
  },
  {
    name: 'memory for special purposes (CXL, in the package) beside a full mirror',
    log: ASKED_FULL + boot({map: behind({attributes: ['SP', 'WB', 'WT', 'WC', 'UC']}), words: ''}) + read({addr: FAR}),
    rule: 'region-unknown',
    verdict: 'undeterminable',
  },
  {
    name: 'persistent memory by the map, in a process that maps it',
    log:
      boot({map: behind({type: 'Persistent', attributes: ['NV', 'WB']}), words: ''}) +
      read({addr: FAR, user: true}) +
      pageLine(FAR, 'dax page', 'Recovered'),
    rule: 'other-media',
    verdict: 'out-of-scope',
  },
  {
    name: 'persistent memory beside a full mirror',
    log:
      ASKED_FULL + boot({map: behind({type: 'Persistent', attributes: ['NV', 'WB']}), words: ''}) + read({addr: FAR}),
    rule: 'other-media',
    verdict: 'out-of-scope',
  },
  {
    name: 'memory that was added while the machine ran',
    log:
      boot() +
      stamped(4000, [
        'init_memory_mapping: [mem 0x20000000000-0x207ffffffff]',
        'Built 3 zonelists, mobility grouping on.  Total pages: 231211264',
      ]) +
      polled({addr: 0x202_0000_1000}),
    rule: 'address-outside-map',
    verdict: 'undeterminable',
    says: /added/,
    wants: /lsmem|\/proc\/iomem/,
  },
]

const poison: readonly ExpertCase[] = [
  {
    name: 'a cache wrote bad data back, two hours later a process read it',
    log:
      boot() +
      bank({addr: MIRRORED, status: 'be2000000000017a', bank: 9, misc: '86', at: 1000}).replace('be20', 'ac20') +
      read({addr: MIRRORED, user: true, at: 9000}),
    rule: 'poison-in-transit',
    verdict: 'out-of-scope',
    says: /earlier|before/,
  },
  {
    name: 'patrol found it, two hours later the kernel read it: the fault is in memory',
    log: boot() + polled({addr: MIRRORED, status: 'ac000000001000c0', at: 1000}) + read({addr: MIRRORED, at: 9000}),
    rule: 'mirrored-and-healthy',
    verdict: 'contradiction',
    says: /likeliest first: (?!the bad data did not come from memory)/,
  },
  {
    name: 'the same page ignored by the first kernel; after an update another layout, another judgement',
    log:
      boot({map: NONE, words: ''}) +
      polled({addr: MIRRORED, status: 'ac000000001000c0', at: 1000}) +
      pageLine(MIRRORED, 'reserved kernel page', 'Ignored', 1000.1) +
      stamped(9000, ['reboot: Restarting system']) +
      boot({release: '5.14.0-503.11.1.el9_5.x86_64'}) +
      read({addr: MIRRORED, at: 4000, booted: EPOCH + 9300}),
    rule: 'mirrored-and-healthy',
    verdict: 'contradiction',
    grave: 2,
  },
  {
    name: 'a core of socket 1 read memory of socket 0: one event, judged where it came from',
    log: boot() + polled({addr: BARE, at: 5000}) + read({addr: BARE, cpu: 60, socket: 1, at: 5000.01}),
    rule: 'outside-mirrored-ranges',
    verdict: 'not-covered',
    grave: 1,
  },
]

const spans: readonly ExpertCase[] = [
  {
    name: 'firmware names a rank: 64 GiB across the border',
    log:
      boot() +
      firmwareRecord({
        addr: 0x10_0000_0000,
        mask: '0xfffffff000000000',
        severity: 'recoverable',
        type: '3, multi-bit ECC',
        at: 5000,
      }),
    rule: 'straddles-border',
    verdict: 'undeterminable',
    says: /\d % is mirrored/,
    wants: /rasdaemon/,
  },
  {
    name: 'a patrol scrub on Skylake signalled as corrected, at a mirrored address',
    log: boot({model: 'skylake'}) + polled({addr: MIRRORED, status: '9c000000001000c0', model: 'skylake'}),
    rule: 'mirrored-and-healthy',
    verdict: 'contradiction',
  },
  {
    name: 'the wires of one channel at a mirrored address: a write may be lost',
    log: boot() + polled({addr: MIRRORED, status: 'bc000000020000b0'}),
    rule: 'mirrored-channel-wires',
    verdict: 'undeterminable',
  },
  {
    name: 'the wires of one channel, no second copy there',
    log: boot() + polled({addr: BARE, status: 'bc000000020000b0'}),
    rule: 'outside-mirrored-ranges',
    verdict: 'not-covered',
  },
  {
    name: 'a controller’s scheduler on Sapphire Rapids: which controller holds the twin?',
    log: boot({model: 'sapphire'}) + polled({addr: MIRRORED, status: 'bc00000008010090', model: 'sapphire'}),
    rule: 'whole-controller',
    verdict: 'undeterminable',
    wants: /pairing/,
  },
  {
    name: 'both copies on Sapphire Rapids',
    log:
      boot({model: 'sapphire'}) +
      polled({addr: MIRRORED, model: 'sapphire'}) +
      polled({addr: MIRRORED, status: 'bc00000010a00090', model: 'sapphire', bank: 14, at: 5001}),
    rule: 'both-copies-failed',
    verdict: 'double-fault',
  },
  {
    name: 'patrol finds the second copy bad, nobody read it',
    log: boot() + polled({addr: MIRRORED, status: 'ac000000101000c0'}),
    rule: 'second-copy-scrubbed',
    verdict: 'observed-absorbed',
  },
]

const states: readonly ExpertCase[] = [
  {
    name: 'failover, then a repair of the same pair, then an error: whole again',
    log:
      boot({model: 'skylake'}) +
      mirrorHit({addr: MIRRORED, saw: 'failover', at: 1000}) +
      mirrorHit({addr: MIRRORED, saw: 'scrubbed', at: 3000}) +
      polled({addr: MIRRORED, ...SKX}),
    rule: 'mirrored-and-healthy',
    verdict: 'contradiction',
    states: ['socket 0, controller 0, channel 0: degraded, whole'],
  },
  {
    name: 'failover, then the sensor says whole again, then an error',
    log:
      inSystemLog(boot({model: 'skylake'}) + mirrorHit({addr: MIRRORED, saw: 'failover', at: 1000}), 'node3', EPOCH) +
      ` 2d7 | 02/05/2026 | ${new Date((EPOCH + 3000) * 1000).toISOString().slice(11, 19)} | Memory Mirror Redundancy #0x21 | Fully Redundant | Asserted\n` +
      inSystemLog(polled({addr: MIRRORED, ...SKX}), 'node3', EPOCH),
    rule: 'mirrored-and-healthy',
    verdict: 'contradiction',
  },
  {
    name: 'failover, then another kernel by kexec: firmware never ran, the copy is still lost',
    log:
      boot({model: 'skylake'}) +
      mirrorHit({addr: MIRRORED, saw: 'failover', at: 4000}) +
      stamped(4100, ['kexec_core: Starting new kernel']) +
      boot({model: 'skylake', release: '5.14.0-503.11.1.el9_5.x86_64'}) +
      polled({addr: MIRRORED, ...SKX, at: 900, booted: EPOCH + 4101}),
    rule: 'redundancy-already-lost',
    verdict: 'not-covered',
  },
  {
    name: 'firmware said that the mirror is broken, then the same DIMM',
    log:
      boot() +
      firmwareRecord({addr: MIRRORED, severity: 'corrected', type: '11, mirror Broken', at: 4000}) +
      firmwareRecord({addr: MIRRORED + 0x4_0000, severity: 'recoverable', type: '3, multi-bit ECC', at: 5000}),
    rule: 'redundancy-already-lost',
    verdict: 'not-covered',
  },
]

const boots: readonly ExpertCase[] = [
  {
    name: 'the mirror was set up after the error: judged as it was',
    log:
      boot({map: NONE, words: ''}) +
      read({addr: MIRRORED}) +
      stamped(0, []) +
      boot() +
      stamped(60, ['systemd[1]: Reached target Multi-User System.']),
    rule: 'no-mirror',
    verdict: 'not-covered',
    grave: 1,
    mode: 'partial',
  },
  {
    name: 'the mirror was taken out after the error: judged as it was',
    log: boot() + read({addr: MIRRORED}) + boot({map: NONE, words: ''}),
    rule: 'mirrored-and-healthy',
    verdict: 'contradiction',
  },
  {
    name: 'the crash kernel with its small map prints the record again',
    log:
      boot() +
      polled({
        addr: BARE,
        exception: 4,
        rip: 'RIP !INEXACT! 10:<ffffffff810f1a6e> {mwait_idle+0x5a/0x80}',
        status: 'be00000000a00090',
      }) +
      stamped(5000.2, [
        'mce: [Hardware Error]: Machine check: Processor context corrupt',
        'Kernel panic - not syncing: Fatal machine check',
      ]) +
      boot({
        map: [
          {start: 0x1000, end: 0xa_0000},
          {start: 0x3300_0000, end: 0x4300_0000},
        ],
        words: 'elfcorehdr=0x42000000 irqpoll nr_cpus=1 reset_devices',
        total: false,
      }) +
      polled({addr: BARE, tsc: '0', status: 'be00000000a00090', at: 2, booted: EPOCH + 5002}),
    rule: 'outside-mirrored-ranges',
    verdict: 'not-covered',
    grave: 1,
  },
  {
    name: 'the start of the log is missing',
    log: read({addr: MIRRORED}),
    rule: 'layout-unknown',
    verdict: 'undeterminable',
    wants: /efi=debug.*dmesg.*efibootmgr -m/s,
  },
  {
    name: 'only the total is printed, and nobody uses the mirror',
    log: boot({release: '6.1.0-18-amd64', words: 'quiet', debug: false}) + polled({addr: BARE}),
    rule: 'region-unknown',
    verdict: 'undeterminable',
    wants: /efi=debug/,
    mode: 'partial',
    policy: 'none',
  },
  {
    name: 'two maps in one boot: the later one counts, they are not united',
    log:
      boot({
        map: PARTIAL.map(({mirrored, ...range}) => ({...range, mirrored: mirrored === undefined ? false : !mirrored})),
        total: false,
      }) +
      stamped(1, efiMap(PARTIAL)) +
      polled({addr: BARE}),
    rule: 'outside-mirrored-ranges',
    verdict: 'not-covered',
  },
  {
    name: 'two hosts in one log: the one without a mirror',
    log: merged(
      inSystemLog(boot(), 'node-a', EPOCH),
      inSystemLog(boot({map: NONE, words: ''}) + polled({addr: MIRRORED}), 'node-b', EPOCH + 3),
    ),
    rule: 'no-mirror',
    verdict: 'not-covered',
  },
  {
    name: 'two hosts in one log: the one with a mirror',
    log: merged(
      inSystemLog(boot({map: NONE, words: ''}), 'node-a', EPOCH),
      inSystemLog(boot() + polled({addr: MIRRORED}), 'node-b', EPOCH + 3),
    ),
    rule: 'mirrored-and-healthy',
    verdict: 'contradiction',
  },
]

const doubts: readonly ExpertCase[] = [
  {
    name: 'a guest whose firmware marks its memory as mirrored',
    log:
      boot({dmi: 'QEMU Standard PC (Q35 + ICH9, 2009), BIOS 1.16.3 04/01/2014', more: ['Hypervisor detected: KVM']}) +
      polled({addr: MIRRORED}),
    rule: 'guest-log',
    verdict: 'undeterminable',
    wants: /host/,
  },
  {
    name: 'a guest by its board alone: the line of the hypervisor is cut off',
    log:
      boot({
        dmi: 'VMware, Inc. VMware20,1/440BX Desktop Reference Platform, BIOS VMW201.00V.20829224.B64.2211211842 11/21/2022',
      }) + polled({addr: MIRRORED}),
    rule: 'guest-log',
    verdict: 'undeterminable',
  },
  {
    name: 'a cloud’s bare machine is no guest',
    log: boot({dmi: 'Amazon EC2 m5.metal/Not Specified, BIOS 1.0 10/16/2017'}) + polled({addr: BARE}),
    rule: 'outside-mirrored-ranges',
    verdict: 'not-covered',
  },
  {
    name: 'an error made by EINJ',
    log: boot() + stamped(4990, ['EINJ: Error INJection is initialized.']) + polled({addr: BARE}),
    rule: 'injected',
    verdict: 'undeterminable',
  },
  {
    name: 'an error made by mce-inject',
    log:
      boot() +
      stamped(4999.5, ['mce: Machine check injector initialized', 'mce: Starting machine check poll CPU 0']) +
      polled({addr: BARE}),
    rule: 'injected',
    verdict: 'undeterminable',
  },
  {
    name: 'half of the DIMMs seen because of mem=',
    log: DIMMS + boot({map: NONE, words: 'mem=894G', debug: false}) + polled({addr: BARE}),
    rule: 'layout-unknown',
    verdict: 'undeterminable',
    mode: 'unknown',
  },
  {
    name: 'a mirror that the command line pretends',
    log: boot({map: PARTIAL, words: 'efi_fake_mem=64G@4G:0x10000 kernelcore=mirror'}) + polled({addr: MIRRORED}),
    rule: 'layout-unknown',
    verdict: 'undeterminable',
  },
  {
    name: 'every range marked and half installed, yet an error: nothing is left to say of where',
    log: boot({map: ALL}) + firmwareRecord({addr: MIRRORED, severity: 'fatal', type: '3, multi-bit ECC', at: 5000}),
    rule: 'mirrored-and-healthy',
    verdict: 'contradiction',
  },
]

/** Lines of two logs with wall clocks, in time order. */
function merged(a: string, b: string): string {
  return [...a.split('\n'), ...b.split('\n')]
    .filter(line => line !== '')
    .map((line, index) => ({line, index}))
    .sort((x, y) => x.line.slice(0, 26).localeCompare(y.line.slice(0, 26)) || x.index - y.index)
    .map(({line}) => `${line}\n`)
    .join('')
}

describe('memory that is no DIMM, or not in the map', () => {
  test.each(otherMemory)('$name', holds)
})
describe('where the bad data came from', () => {
  test.each(poison)('$name', holds)
})
describe('spans, wires, controllers, copies', () => {
  test.each(spans)('$name', holds)
})
describe('redundancy through time', () => {
  test.each(states)('$name', holds)
})
describe('boots, maps and hosts', () => {
  test.each(boots)('$name', holds)
})
describe('what a log may pretend', () => {
  test.each(doubts)('$name', holds)
})
