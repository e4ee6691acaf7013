import {describe, expect, test} from 'vitest'
import {builtIns} from '../../src/built-ins.js'
import type {MemoryError, MirrorEvidence} from '../../src/errors/memory-error.js'
import {checkLayout} from '../../src/mirror/check-layout.js'
import {defineEvidence} from '../../src/mirror/define-evidence.js'
import {inferLayout} from '../../src/mirror/infer-layout.js'
import type {MirrorLayout} from '../../src/mirror/layout.js'
import {readLayout} from '../../src/mirror/read-layout.js'
import {writeLayout} from '../../src/mirror/write-layout.js'
import type {PlatformFact} from '../../src/records/platform-fact.js'
import {efiFacts} from './efi-lines.js'
import {
  commandLineFact,
  cpuFact,
  factOf,
  kernelcoreFact,
  kernelFact,
  mirrorTotalFact,
  movableFact,
  nodeFact,
} from './fact-builder.js'
import {correctedWith} from './incident-builder.js'

const evidence = builtIns.evidence.map(({value}) => value)
const infer = (...facts: readonly PlatformFact[]) => inferLayout(facts, evidence)
const inferWith = (errors: readonly MemoryError[], facts: readonly PlatformFact[]) =>
  inferLayout(facts, evidence, errors)
const GIB = 1n << 30n

const MAP = `
  efi: mem00: [Conventional|   |  |MR|  |  |  |  |  |  |  |   |WB|WT|WC|UC] range=[0x0000000000001000-0x000000000009ffff] (0MB)
  efi: mem01: [Boot Data   |   |  |MR|  |  |  |  |  |  |  |   |WB|WT|WC|UC] range=[0x0000000000100000-0x000000002fffffff] (767MB)
  efi: mem02: [Conventional|   |  |MR|  |  |  |  |  |  |  |   |WB|WT|WC|UC] range=[0x0000000030000000-0x000000005fffffff] (768MB)
  efi: mem03: [ACPI Mem NVS|   |  |MR|  |  |  |  |  |  |  |   |WB|WT|WC|UC] range=[0x0000000060000000-0x0000000060ffffff] (16MB)
  efi: mem04: [Conventional|   |  |MR|  |  |  |  |  |  |  |   |WB|WT|WC|UC] range=[0x0000000100000000-0x00000002ffffffff] (8192MB)
  efi: mem05: [Conventional|   |  |  |  |  |  |  |  |  |  |   |WB|WT|WC|UC] range=[0x0000000300000000-0x0000000fffffffff] (53248MB)
  efi: mem06: [MMIO        |RUN|  |MR|  |  |  |  |  |  |  |   |  |  |  |UC] range=[0x00000000ffc00000-0x00000000ffffffff] (4MB)`

const plain = (map: string) => map.replaceAll('|MR|', '|  |')
const spans = ({regions}: MirrorLayout) =>
  regions.map(r => [`0x${r.start.toString(16)}`, `0x${r.end.toString(16)}`, r.mirrored])

describe('EFI memory map', () => {
  test('descriptors that touch become one region; marks on memory that is no RAM do not count', () => {
    const {layout, conflicts} = infer(...efiFacts(MAP), mirrorTotalFact(9744, 63000))
    expect(layout.mode).toBe('partial')
    expect(spans(layout)).toEqual([
      ['0x1000', '0xa0000', true],
      ['0x100000', '0x60000000', true],
      ['0x100000000', '0x300000000', true],
      ['0x300000000', '0x1000000000', false],
    ])
    expect(conflicts).toEqual([])
    expect(checkLayout(layout).filter(({severity}) => severity === 'error')).toEqual([])
  })
  test('an original and an updated map are never united: the last complete one counts', () => {
    const {layout} = infer(...efiFacts(plain(MAP), 0), ...efiFacts(MAP, 1))
    expect(layout.regions.filter(region => region.mirrored)).toHaveLength(3)
    const torn = MAP.split('\n').slice(0, 3).join('\n')
    expect(infer(...efiFacts(MAP, 0), ...efiFacts(torn.replace('mem01', 'mem05'), 1)).layout.mode).toBe('partial')
  })
  test('the kernel’s list of runtime regions is not the map', () => {
    const runtime = efiFacts(
      'efi: mem00: [Boot Data   |   |  |  |  |  |  |  |  |  |  |   |WB|WT|WC|UC] range=[0x0000000000900000-0x00000000014fffff] (12MB)',
      1,
    )
    expect(infer(...efiFacts(MAP, 0), ...runtime).layout.mode).toBe('partial')
  })
  test('half-open and inclusive ends come to the same region', () => {
    const halfOpen =
      'efi: mem00: [Conventional Memory|  |MR|  |  |  |   |WB|WT|WC|UC] range=[0x0000000100000000-0x0000000180000000) (2048MB)'
    const inclusive =
      'efi: mem00: [Conventional|   |  |MR|  |  |  |  |  |  |  |   |WB|WT|WC|UC] range=[0x0000000100000000-0x000000017fffffff] (2048MB)'
    expect(spans(infer(...efiFacts(halfOpen)).layout)).toEqual(spans(infer(...efiFacts(inclusive)).layout))
  })
  test('the same map in two files is told once', () => {
    expect(spans(infer(...efiFacts(MAP, 0, 0), ...efiFacts(MAP, 0, 1)).layout)).toHaveLength(4)
  })
  test('all memory marked: a full mirror', () => {
    const map = MAP.replaceAll(
      '|  |  |  |  |  |  |  |  |  |  |   |WB',
      '|  |MR|  |  |  |  |  |  |  |   |WB',
    ).replaceAll('|   |  |  |  ', '|   |  |MR|  ')
    expect(infer(...efiFacts(map)).layout.mode).toBe('full')
  })
  test('a complete map without a mark: no mirror, with the doubt that a full one may not show', () => {
    const {layout, remarks} = infer(...efiFacts(plain(MAP)), cpuFact('intel'))
    expect(layout.mode).toBe('none')
    expect(remarks.join()).toMatch(/without showing there/)
  })
  test('a map with lines missing proves no absence', () => {
    const head = plain(MAP).split('\n').slice(3).join('\n')
    expect(infer(...efiFacts(head)).layout.mode).toBe('unknown')
  })
  test('arm64’s form has no numbers', () => {
    const {layout} = infer(
      ...efiFacts(`
        efi:   0x082080000000-0x08247fffffff [Conventional|   |  |MR|  |  |  |  |  |  |  |   |WB|WT|WC|  ]
        efi:   0x082480000000-0x0824ffffffff [Loader Code |   |  |MR|  |  |  |  |  |  |  |   |WB|WT|WC|  ]
        efi:   0x082880000000-0x083fffffffff [Conventional|   |  |  |  |  |  |  |  |  |  |   |WB|WT|WC|  ]`),
    )
    expect(spans(layout)).toEqual([
      ['0x82080000000', '0x82500000000', true],
      ['0x82880000000', '0x84000000000', false],
    ])
  })
})

describe('simulated mirror', () => {
  const fake = factOf({
    kind: 'fact',
    fact: 'efi-fake-mem',
    text: 'efi_fake_mem: add attr=0x0000000000010000 to [mem 0x0000000100000000-0x00000002ffffffff]',
  })
  test('protects nothing: the original map counts', () => {
    const {layout, remarks, conflicts} = infer(
      ...efiFacts(plain(MAP), 0),
      ...efiFacts(MAP, 1),
      fake,
      mirrorTotalFact(9744, 63000),
    )
    expect(layout.mode).toBe('none')
    expect(layout.regions.some(region => region.mirrored)).toBe(false)
    expect(remarks.join()).toMatch(/simulated/)
    expect(conflicts).toEqual([])
  })
  test('without the original map nothing is known', () => {
    const {layout} = infer(
      ...efiFacts(MAP),
      commandLineFact('root=/dev/sda1 efi_fake_mem=8G@4G:0x10000 kernelcore=mirror'),
    )
    expect(layout.mode).toBe('unknown')
    expect(layout.regions.every(region => region.mirrored === undefined)).toBe(true)
  })
  test('another attribute is none of our business', () => {
    const soft = factOf({
      kind: 'fact',
      fact: 'efi-fake-mem',
      text: 'efi_fake_mem: add attr=0x0000000000040000 to [mem 0x0000000100000000-0x00000002ffffffff]',
    })
    expect(infer(...efiFacts(MAP), soft).layout.mode).toBe('partial')
  })
})

const policy = (release: string | undefined, commandLine: string, ...facts: readonly PlatformFact[]) =>
  infer(...(release === undefined ? [] : [kernelFact(release)]), commandLineFact(commandLine), ...facts).layout.osPolicy

describe('kernel command line', () => {
  test.each([
    ['6.1.0', 'ro kernelcore=mirror quiet', {kind: 'kernelcore-mirror', effective: true}],
    ['6.1.0', 'kernelcore=mirror kernelcore=512M', {kind: 'none', effective: false}],
    ['6.1.0', 'kernelcore=512M kernelcore=mirror', {kind: 'kernelcore-mirror', effective: true}],
    [
      '6.1.0',
      'kernelcore=mirror movable_node',
      {kind: 'kernelcore-mirror', effective: false, ineffectiveReason: 'movable-node'},
    ],
    ['6.1.0', 'ro -- kernelcore=mirror', {kind: 'none', effective: false}],
    ['6.1.0', 'foo="a kernelcore=mirror b"', {kind: 'none', effective: false}],
    ['4.4.0', 'kernelcore=mirror', {kind: 'kernelcore-mirror', effective: false, ineffectiveReason: 'kernel-too-old'}],
    ['3.10.0-1160.el7.x86_64', 'kernelcore=mirror', {kind: 'kernelcore-mirror', effective: true}],
    [
      '6.12.0',
      'kernelcore=mirror elfcorehdr=0x5e000000',
      {kind: 'kernelcore-mirror', effective: false, ineffectiveReason: 'kdump-kernel'},
    ],
    ['5.10.0-136.oe2203sp1.aarch64', 'kernelcore=reliable', {kind: 'openeuler-reliable', effective: true}],
    [undefined, 'kernelcore=mirror', {kind: 'kernelcore-mirror', effective: null}],
    [undefined, 'quiet', {kind: 'unknown', effective: null}],
  ])('%s with “%s”', (release, commandLine, expected) => {
    expect(policy(release, commandLine)).toMatchObject(expected)
  })
  test.each([
    ['5.10.0', 'boot-only'],
    ['5.19.0', 'boot-only'],
    ['6.0.0', 'none'],
    ['6.1.0', 'none'],
    ['4.1.0', 'none'],
    ['3.10.0-1160.el7.x86_64', 'boot-only'],
    ['5.10.0-8-arm64', 'none'],
  ])('mirrored memory without the option on %s: %s', (release, kind) => {
    expect(policy(release, 'quiet', mirrorTotalFact(4096, 131455)).kind).toBe(kind)
  })
})

describe('messages of the kernel', () => {
  test('overrule the command line without a conflict', () => {
    const {layout, conflicts} = infer(
      kernelFact('6.6.0'),
      commandLineFact('kernelcore=mirror'),
      kernelcoreFact('no-mirror-memory'),
    )
    expect(layout.osPolicy).toMatchObject({
      kind: 'kernelcore-mirror',
      effective: false,
      ineffectiveReason: 'no-mirror-memory',
    })
    expect(layout.mode).toBe('none')
    expect(conflicts).toEqual([])
  })
  test('the kdump kernel steers nothing', () => {
    expect(policy('6.8.0', 'kernelcore=mirror', kernelcoreFact('kdump-kernel'))).toMatchObject({
      effective: false,
      ineffectiveReason: 'kdump-kernel',
    })
  })
  test('low memory without a mirror leaves the rest in force', () => {
    expect(policy('6.1.0', 'kernelcore=mirror', kernelcoreFact('unmirrored-kernel-memory'))).toMatchObject({
      effective: true,
      ineffectiveReason: 'low4g-unmirrored',
    })
  })
  test('a fallback is told and counted', () => {
    const {layout, remarks} = infer(
      kernelFact('6.1.0'),
      commandLineFact('kernelcore=mirror'),
      kernelcoreFact('mirrored-allocation-failed'),
      kernelcoreFact('mirrored-allocation-failed'),
    )
    expect(layout.osPolicy).toMatchObject({
      kind: 'kernelcore-mirror',
      ineffectiveReason: 'fallback-seen',
      fallbackAllowed: true,
    })
    expect(remarks.join()).toMatch(/at least 2 allocations/)
  })
  test('no mirror by message against a mirrored map is a conflict', () => {
    expect(
      infer(...efiFacts(MAP), commandLineFact('kernelcore=mirror'), kernelcoreFact('no-mirror-memory')).conflicts,
    ).toContain('mode')
  })
  test('older kernels do not say that they found nothing: the map does', () => {
    const {layout} = infer(kernelFact('6.1.0'), ...efiFacts(plain(MAP)), commandLineFact('kernelcore=mirror'))
    expect(layout.osPolicy).toMatchObject({effective: false, ineffectiveReason: 'no-mirror-memory'})
  })
})

describe('nodes and zones', () => {
  const nodes = [nodeFact(0, 0n, 8n * GIB), nodeFact(1, 8n * GIB, 64n * GIB)]
  test('node numbers cut regions; movable zones mark only what is not mirrored', () => {
    const {layout} = infer(
      ...efiFacts(MAP),
      commandLineFact('kernelcore=mirror'),
      kernelFact('6.1.0'),
      ...nodes,
      movableFact(1, 12n * GIB),
    )
    expect(layout.regions.slice(2)).toEqual([
      {start: 4n * GIB, end: 8n * GIB, mirrored: true, node: 0, source: 'efi-memmap'},
      {start: 8n * GIB, end: 12n * GIB, mirrored: true, node: 1, source: 'efi-memmap'},
      {start: 12n * GIB, end: 64n * GIB, mirrored: false, node: 1, zone: 'movable', source: 'efi-memmap'},
    ])
  })
  test('without a map the zone table gives a lower bound', () => {
    const {layout} = infer(
      kernelFact('6.1.0'),
      commandLineFact('kernelcore=mirror'),
      ...nodes,
      movableFact(1, 12n * GIB),
    )
    expect(layout.mode).toBe('partial')
    expect(layout.regions).toEqual([
      {start: 8n * GIB, end: 12n * GIB, mirrored: true, node: 1},
      {start: 12n * GIB, end: 64n * GIB, node: 1, zone: 'movable'},
    ])
  })
  test('a movable zone made by other options says nothing of mirroring', () => {
    expect(
      infer(kernelFact('6.1.0'), commandLineFact('kernelcore=8G'), ...nodes, movableFact(1, 12n * GIB)).layout.mode,
    ).toBe('unknown')
  })
})

describe('platform', () => {
  test('AMD: no mirror is known of, with a remark', () => {
    const {layout, remarks} = infer(cpuFact('amd'))
    expect(layout).toMatchObject({mode: 'none', platform: {arch: 'x86_64', vendor: 'amd'}})
    expect(remarks.join()).toMatch(/no server platform of this kind/)
  })
  test('a guest is one, Xen’s dom0 is none', () => {
    const guest = factOf({kind: 'fact', fact: 'hypervisor', name: 'KVM', role: 'guest'})
    const root = factOf({kind: 'fact', fact: 'hypervisor', name: 'Xen', role: 'root'})
    expect(infer(guest).layout.platform.hypervisorGuest).toBe(true)
    expect(infer(guest, root).layout.platform.hypervisorGuest).toBe(false)
  })
  test('the driver’s word on the mode', () => {
    expect(infer(factOf({kind: 'fact', fact: 'mirror-mode', mode: 'full', text: ''})).layout.mode).toBe('full')
    expect(infer(factOf({kind: 'fact', fact: 'mirror-mode', mode: 'disabled', text: ''})).layout.mode).toBe('none')
  })
  test('only the total: a mirror is there, where is not known', () => {
    const {layout} = infer(mirrorTotalFact(4096, 131455))
    expect(layout).toMatchObject({mode: 'partial', regions: [], capacity: {mirroredBytes: 4096 * 2 ** 20}})
  })
})

const variable = (
  scope: 'in-force' | 'refused' | 'requested',
  amounts: {readonly above4GBasisPoints?: number; readonly below4G?: boolean; readonly status?: number},
): PlatformFact => ({
  ...factOf({kind: 'fact', fact: 'mirror-variable', scope, text: '', ...amounts}),
  dialect: 'efibootmgr',
})
const dimm = (label: string, gib: number): PlatformFact =>
  factOf({kind: 'fact', fact: 'dimm', label, sizeMiB: gib * 1024, text: ''})
const memoryTotal = (gib: number): PlatformFact =>
  factOf({kind: 'fact', fact: 'memory-total', availableKiB: gib * 2 ** 20 - 1, totalKiB: gib * 2 ** 20})

describe('the firmware’s mirror variables', () => {
  test('in force: the request as it is, told as efibootmgr’s', () => {
    const {layout} = infer(variable('in-force', {above4GBasisPoints: 1250}), variable('in-force', {below4G: true}))
    expect(layout.mode).toBe('partial')
    expect(layout.request).toEqual({above4GBasisPoints: 1250, below4G: true, mirrorStatus: 0, source: 'os-variable'})
    expect(layout.provenance?.map(({from}) => from)).toContain('efibootmgr')
  })
  test('half is a full mirror', () => {
    expect(infer(variable('in-force', {above4GBasisPoints: 5000, below4G: true})).layout.mode).toBe('full')
  })
  test('none in force: little is known of a mirror set up elsewhere', () => {
    const {layout} = infer(variable('in-force', {above4GBasisPoints: 0, below4G: false}))
    expect(layout.mode).toBe('none')
    expect(layout.provenance?.find(({field}) => field === 'mode')?.confidence).toBe(0.6)
  })
  test.each([1, 2, 3, 4, 5, 9])('status %d: the amounts are wishes, and the reason is told', status => {
    const {layout, remarks} = infer(variable('refused', {status}), variable('refused', {above4GBasisPoints: 1250}))
    expect(layout.mode).toBe('unknown')
    expect(layout.request).toEqual({mirrorStatus: status, source: 'os-variable'})
    expect(remarks.join(' ')).toContain('did not take')
  })
  test('a request for the next boot is not in force', () => {
    const {layout, remarks} = infer(
      variable('in-force', {above4GBasisPoints: 0, below4G: false}),
      variable('requested', {above4GBasisPoints: 2500}),
    )
    expect(layout.mode).toBe('none')
    expect(remarks.join(' ')).toContain('25 % above 4 GiB is asked for at the next boot')
  })
})

describe('modules against what the system sees', () => {
  const modules = [dimm('A1', 64), dimm('B1', 64), dimm('A1', 64)]
  test('slots are counted once', () => {
    expect(infer(...modules).layout.capacity.installedBytes).toBe(128 * 2 ** 30)
  })
  test('half of it seen: most likely a full mirror', () => {
    const {layout, remarks} = infer(...modules, memoryTotal(63))
    expect(layout).toMatchObject({mode: 'full', capacity: {osVisibleBytes: 63 * 2 ** 30}})
    expect(remarks.join(' ')).toContain('sparing')
  })
  test('nearly all of it seen, or a third: nothing follows', () => {
    expect(infer(...modules, memoryTotal(126)).layout.mode).toBe('unknown')
    expect(infer(...modules, memoryTotal(40)).layout.mode).toBe('unknown')
  })
})

const everything: readonly PlatformFact[] = [
  kernelFact('6.1.0'),
  commandLineFact('kernelcore=mirror efi=debug'),
  cpuFact('intel'),
  ...efiFacts(MAP),
  mirrorTotalFact(9744, 63000),
  kernelcoreFact('unmirrored-kernel-memory'),
  factOf({kind: 'fact', fact: 'firmware-setting', name: 'PartialMirror', value: 'Enable'}),
  factOf({kind: 'fact', fact: 'meminfo', name: 'ReliableTotal', kiB: 4096}),
  nodeFact(0, 0n, 64n * GIB),
  movableFact(0, 12n * GIB),
  factOf({kind: 'fact', fact: 'hypervisor', name: 'KVM', role: 'guest'}),
  factOf({kind: 'fact', fact: 'mirror-mode', mode: 'address-range', text: ''}),
  factOf({kind: 'fact', fact: 'firmware-mirror', state: 'enabled', mode: 'address-range', text: ''}),
  factOf({kind: 'fact', fact: 'mirror-redundancy', state: 'degraded', because: 'words', sensor: 'Mem', text: ''}),
  factOf({kind: 'fact', fact: 'reliable-memory', bytes: 96n * GIB, text: ''}),
  factOf({kind: 'fact', fact: 'mirror-capability', value: 'System', text: ''}),
  variable('in-force', {above4GBasisPoints: 1250, below4G: true}),
  dimm('A1', 32),
  memoryTotal(30),
]

describe('words of firmware', () => {
  test('a capability is no state; a setting is what was asked for, and is told as that', () => {
    const {layout, remarks} = infer(
      factOf({kind: 'fact', fact: 'mirror-capability', value: 'System', text: ''}),
      factOf({kind: 'fact', fact: 'firmware-setting', name: 'MemOpMode', value: 'MirrorMode'}),
    )
    expect(infer(factOf({kind: 'fact', fact: 'mirror-capability', value: 'System', text: ''})).layout.mode).toBe(
      'unknown',
    )
    expect(layout.mode).toBe('full')
    expect(layout.provenance).toMatchObject([{field: 'mode', from: 'bios-dump', confidence: 0.82}])
    expect(remarks.join(' ')).toMatch(/not what is on.*MemOpMode = MirrorMode/)
  })

  test('a mirror that could not be set up is none, one that firmware reports degraded is one', () => {
    expect(infer(factOf({kind: 'fact', fact: 'firmware-mirror', state: 'failed', text: ''})).layout.mode).toBe('none')
    expect(infer(factOf({kind: 'fact', fact: 'firmware-mirror', state: 'degraded', text: ''})).layout.mode).toBe('full')
  })

  test('a sensor of an unknown board says that there is a pair, and that its state is not known', () => {
    const {layout, remarks} = infer(
      factOf({
        kind: 'fact',
        fact: 'mirror-redundancy',
        state: 'unknown',
        because: 'two boards',
        sensor: '#0x01',
        text: '',
      }),
    )
    expect(layout.mode).toBe('full')
    expect(remarks.join(' ')).toContain('not known: two boards')
  })

  test('no reliable memory leaves the mode open', () => {
    expect(infer(factOf({kind: 'fact', fact: 'reliable-memory', bytes: 0n, text: ''})).layout.mode).toBe('unknown')
  })
})

const leaves = (value: unknown, path: string): readonly string[] =>
  typeof value !== 'object' || value === null || Array.isArray(value)
    ? [path]
    : Object.entries(value).flatMap(([key, part]) =>
        part === undefined ? [] : leaves(part, path === '' ? key : `${path}.${key}`),
      )

describe.each(evidence.map(entry => [entry.id, entry] as const))('%s', (id, entry) => {
  const cases = [
    everything,
    [...everything, cpuFact('amd'), factOf({kind: 'fact', fact: 'efi-fake-mem', text: 'attr=0x10000'})],
  ]
  test('says nothing without facts, and gives every field it claims a provenance', () => {
    expect(entry.claim([], [])).toBeUndefined()
    const seen = [[], [correctedWith({mirrorEvidence: 'scrubbed'})]]
    const claims = [...cases, efiFacts(plain(MAP))].flatMap(facts =>
      seen.flatMap(errors => entry.claim(facts, errors) ?? []),
    )
    expect(claims, `${id} speaks`).not.toEqual([])
    for (const {fields, provenance} of claims)
      for (const leaf of leaves(fields, '')) {
        if (leaf === 'platform.arch' && 'platform' in fields && fields.platform?.arch === 'unknown') continue
        if (leaf === 'osPolicy.kind' && fields.osPolicy?.kind === 'unknown') continue
        expect(
          provenance.some(({field}) => field === leaf || leaf.startsWith(`${field}.`) || field.startsWith(`${leaf}[]`)),
          `${id} ${leaf}`,
        ).toBe(true)
      }
  })
})

test('the whole of it is a valid layout file', () => {
  const {layout} = infer(...everything)
  expect(readLayout(JSON.parse(JSON.stringify(writeLayout(layout)))).problems).toEqual([])
})

test('two trusted sources that disagree are named, the surer one is taken', () => {
  const say = (mode: MirrorLayout['mode'], confidence: number) =>
    defineEvidence({
      id: `say-${mode}`,
      title: mode,
      claim: () => ({fields: {mode}, provenance: [{field: 'mode', from: 'user', confidence}]}),
    })
  const both = inferLayout([], [say('none', 0.85), say('full', 0.9)])
  expect(both.layout.mode).toBe('full')
  expect(both.conflicts).toEqual(['mode'])
  expect(inferLayout([], [say('none', 0.79), say('full', 0.9)]).conflicts).toEqual([])
})

describe('a mirror seen at work', () => {
  const atWork = (mirrorEvidence: MirrorEvidence) => [correctedWith({mirrorEvidence})]
  test.each(['failover', 'scrubbed', 'secondary', 'broken'] as const)(
    '%s: there is one, of which kind is not known',
    word => {
      const {layout, remarks} = inferWith(atWork(word), [])
      expect(layout.mode).toBe('unknown')
      expect(remarks.join(' ')).toContain('A mirror is in place')
    },
  )
  test('with a whole map that marks no range: one of all memory, and no conflict with the map', () => {
    const {layout, conflicts} = inferWith(atWork('scrubbed'), efiFacts(plain(MAP)))
    expect(layout.mode).toBe('full')
    expect(layout.provenance?.find(({field}) => field === 'mode')?.from).toBe('mca-misc')
    expect(conflicts).toEqual([])
  })
  test('with marked ranges: they tell', () => {
    expect(inferWith(atWork('failover'), efiFacts(MAP)).layout.mode).toBe('partial')
  })
  test.each(['undecoded', 'not-reported', 'none'] as const)('%s shows nothing', word => {
    expect(inferWith(atWork(word), efiFacts(plain(MAP))).layout.mode).toBe('none')
  })
})

test('no facts, no claims: everything is unknown', () => {
  expect(infer().layout).toEqual({
    schemaVersion: 1,
    name: 'actual',
    role: 'actual',
    mode: 'unknown',
    platform: {arch: 'unknown'},
    capacity: {},
    regions: [],
    osPolicy: {kind: 'unknown'},
  })
})
