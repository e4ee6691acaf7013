import {describe, test} from 'vitest'
import {type ExpertCase, holds} from './case.js'
import {stamped} from './machine.js'
import {BARE, boot, LOW_BARE, MIRRORED, NONE} from './machines.js'
import {bank, polled, read} from './records.js'

const bare = (fields: Parameters<typeof boot>[0] = {}): string => boot({map: NONE, words: '', ...fields})
const OFFERED = {
  schemaVersion: 1,
  name: 'offered',
  role: 'hypothetical',
  mode: 'partial',
  platform: {arch: 'x86_64'},
  capacity: {},
  regions: [],
} as const
const PARTIAL = 'partial:12.5'

const cases: readonly ExpertCase[] = [
  {
    name: 'kernel data, steered into the mirror',
    log: bare() + polled({addr: BARE}) + read({addr: BARE}),
    layout: PARTIAL,
    rule: 'kernel-content-steered',
    verdict: 'absorbed',
  },
  {
    name: 'a process’s page stays outside',
    log: bare() + read({addr: BARE, user: true}),
    layout: PARTIAL,
    rule: 'user-content-outside',
    verdict: 'not-covered',
  },
  {
    name: 'a process’s page at an address that would be mirrored: content decides',
    log: bare() + read({addr: 0x1_0000_1000, user: true}),
    layout: PARTIAL,
    rule: 'user-content-outside',
    verdict: 'not-covered',
  },
  {
    name: 'a process’s page where all is mirrored',
    log: bare() + read({addr: BARE, user: true}),
    layout: 'full',
    rule: 'full-absorbs',
    verdict: 'absorbed',
  },
  {
    name: 'a copy on write reads a process’s page',
    log: bare() + read({addr: BARE, symbol: 'wp_page_copy+0x9e/0x2c0'}),
    layout: PARTIAL,
    rule: 'user-content-outside',
    verdict: 'not-covered',
  },
  {
    name: 'a routine that copies anything tells nothing of whose page it was: the kernel ran',
    log: bare() + read({addr: BARE, symbol: 'copy_page+0x7/0x10'}),
    layout: PARTIAL,
    rule: 'kernel-content-steered',
    verdict: 'absorbed',
  },
  {
    name: 'a copy on write under graded memory',
    log: bare() + read({addr: BARE, symbol: 'wp_page_copy+0x9e/0x2c0'}),
    layout: 'reliable:12.5',
    rule: 'user-content-outside',
    verdict: 'not-covered',
  },
  {
    name: 'a file read under graded memory',
    log: bare() + read({addr: BARE, symbol: 'filemap_read+0x9e/0x2c0'}),
    layout: 'reliable:12.5',
    rule: 'reliable-page-cache',
    verdict: 'absorbed',
  },
  {
    name: 'a file read under a plain partial mirror',
    log: bare() + read({addr: BARE, symbol: 'filemap_read+0x9e/0x2c0'}),
    layout: PARTIAL,
    rule: 'user-content-outside',
    verdict: 'not-covered',
  },
  {
    name: 'the crash kernel ignores the option',
    log: bare({release: '6.8.0-31-generic', words: 'elfcorehdr=0x64000000'}) + read({addr: BARE}),
    layout: PARTIAL,
    rule: 'kdump-kernel',
    verdict: 'not-covered',
  },
  {
    name: 'X10 boot-time structures alone: struct page is safe, slab is not',
    log: bare() + read({addr: BARE}),
    layout: {name: 'offered', layout: {...OFFERED, osPolicy: {kind: 'boot-only'}}},
    rule: 'no-consumer',
    verdict: 'not-covered',
    says: /struct page/,
  },
  {
    name: 'X11 nobody uses the ranges',
    log: bare() + read({addr: BARE}),
    layout: {name: 'offered', layout: {...OFFERED, osPolicy: {kind: 'none', effective: false}}},
    rule: 'no-consumer',
    verdict: 'not-covered',
    says: /by chance/,
  },
  {
    name: 'bad data that a device read by itself',
    log:
      bare() + polled({addr: BARE}) + bank({addr: BARE, status: 'fe00000000000e0b', bank: 6, misc: '86', at: 5000.2}),
    layout: 'full',
    rule: 'full-absorbs',
    verdict: 'absorbed',
  },
  {
    name: 'a controller’s scheduler where all is mirrored',
    log: bare() + polled({addr: MIRRORED, status: 'bc00000008010090'}),
    layout: 'full',
    rule: 'whole-controller',
    verdict: 'out-of-scope',
  },
]

const asItWas: readonly ExpertCase[] = [
  {
    name: 'a cache, not memory',
    log: boot() + polled({addr: MIRRORED, bank: 2, status: 'be0000000000110a'}),
    rule: 'core-or-cache',
    verdict: 'out-of-scope',
  },
  {
    name: 'write data came in bad',
    log: boot() + polled({addr: MIRRORED, status: 'bc00000000020090'}),
    rule: 'write-data-before-copies',
    verdict: 'out-of-scope',
  },
  {
    name: 'the scheduler of a controller that holds both copies',
    log: boot() + polled({addr: MIRRORED, status: 'bc00000008010090'}),
    rule: 'whole-controller',
    verdict: 'out-of-scope',
  },
  {
    name: 'keys and integrity of memory encryption',
    log: boot() + polled({addr: MIRRORED, status: 'bc00000008220090'}),
    rule: 'memory-encryption',
    verdict: 'out-of-scope',
  },
  {
    name: 'both copies of one line',
    log: boot() + polled({addr: MIRRORED}) + polled({addr: MIRRORED, status: 'bc00000010a00090', at: 5001}),
    rule: 'both-copies-failed',
    verdict: 'double-fault',
  },
  {
    name: 'patrol on Skylake, by the interrupt of corrected errors, where nothing is mirrored',
    log: boot({model: 'skylake'}) + polled({addr: BARE, status: '9c000000001000c0', model: 'skylake'}),
    rule: 'scrub-found-unmirrored',
    verdict: 'not-covered',
  },
  {
    name: 'a page at the border of bare low memory, 3.25 GiB',
    log:
      boot({map: LOW_BARE}) +
      stamped(1, ['This configuration results in unmirrored kernel memory.']) +
      polled({addr: 0xcfff_f000, misc: '200000c00030108c'}),
    rule: 'outside-mirrored-ranges',
    verdict: 'not-covered',
    says: /below 4 GiB/,
  },
]

describe('layouts that were not: content decides', () => {
  test.each(cases)('$name', holds)
})
describe('the layout as it was', () => {
  test.each(asItWas)('$name', holds)
})
