import {describe, expect, test} from 'vitest'
import {checkLayout} from '../../src/mirror/check-layout.js'
import type {MirrorLayout, ProvenanceSource} from '../../src/mirror/layout.js'
import {analyzeText} from '../analyze-text.js'
import {bootText, efiMapText, nodesText, type Range, totalText} from './boot-log.js'

// The example layouts of test/mirror/layouts/, each from a boot log that carries its evidence. L9 (POWER, Active Memory
// Mirroring) is not among them: the hypervisor mirrors its own objects, and no log of a partition says so; such a layout
// is stated by the user or taken from the HMC.

const range = (start: number, end: number, mirrored: boolean | undefined, node = 0): Range => ({
  start: BigInt(start),
  end: BigInt(end),
  ...(mirrored === undefined ? {} : {mirrored}),
  node,
})
const bare = (ranges: readonly Range[]): readonly Range[] => ranges.map(({mirrored: _mark, ...rest}) => rest)

const inferred = async (text: string): Promise<MirrorLayout> => {
  const {analysis} = await analyzeText(text)
  const layout = analysis.hosts[0]?.layout
  if (layout === undefined) throw new Error('no layout')
  return layout
}

const marks = ({regions}: MirrorLayout) =>
  regions.map(({start, end, mirrored}) => ({start, end, mirrored: mirrored === true}))
const marksOf = (ranges: readonly Range[]) =>
  ranges.map(({start, end, mirrored}) => ({start, end, mirrored: mirrored === true}))

const expectFrom = (
  layout: MirrorLayout,
  ...told: readonly (readonly [field: string, from: ProvenanceSource])[]
): void => {
  for (const [field, from] of told)
    expect(layout.provenance).toContainEqual(expect.objectContaining({field, from, line: expect.any(String)}))
  expect(checkLayout(layout).filter(({severity}) => severity === 'error')).toEqual([])
}

const INTEL = 'Intel(R) Xeon(R) Platinum 8380 CPU @ 2.30GHz (family: 0x6, model: 0x6a, stepping: 0x6)'
const TWO_NODES = [
  range(0, 0x8000_0000, true),
  range(0x1_0000_0000, 0x11_0000_0000, true),
  range(0x11_0000_0000, 0x70_0000_0000, false),
  range(0x70_0000_0000, 0x80_0000_0000, true, 1),
  range(0x80_0000_0000, 0xe0_0000_0000, false, 1),
]
const LOW_BARE = [
  range(0x1000, 0x6000_0000, false),
  range(0x1_0000_0000, 0x1_8000_0000, true),
  range(0x1_8000_0000, 0x10_a000_0000, false),
  range(0x10_a000_0000, 0x11_2000_0000, true, 1),
  range(0x11_2000_0000, 0x20_a000_0000, false, 1),
]

describe('example layouts from boot logs', () => {
  test('L1 full mirror: the map shows none, the set-up program asked for it', async () => {
    const ranges = [range(0, 0x8000_0000, undefined), range(0x1_0000_0000, 0x40_8000_0000, undefined)]
    const layout = await inferred(
      `${bootText('5.14.0', undefined, INTEL)}${efiMapText(ranges)}Mirror Mode=01   // *00 (Disabled), 01 (Full Mirror Mode), 02 (Partial Mirror Mode)\nMirrorConfiguration.MirrorFailover=Enable\n`,
    )
    expect(layout).toMatchObject({mode: 'full', failover: {enabled: true}, platform: {vendor: 'intel'}})
    expect(marks(layout).every(({mirrored}) => mirrored)).toBe(true)
    expectFrom(layout, ['mode', 'bios-dump'], ['failover', 'bios-dump'], ['regions', 'efi-memmap'])
  })

  test('L2 below 4 GiB and 12.5 % of each node, kernel data steered in', async () => {
    const layout = await inferred(
      bootText('5.14.0', 'ro efi=debug kernelcore=mirror', INTEL) +
        efiMapText(TWO_NODES) +
        totalText(TWO_NODES) +
        nodesText(TWO_NODES) +
        'MirroredPercentageAbove4G: 12.50\nMirrorMemoryBelow4GB: true\n',
    )
    expect(marks(layout)).toEqual(marksOf(TWO_NODES))
    expect(layout).toMatchObject({
      mode: 'partial',
      capacity: {mirroredBytes: 139586437120, osVisibleBytes: 959925190656},
      request: {below4G: true, above4GBasisPoints: 1250, mirrorStatus: 0},
      osPolicy: {kind: 'kernelcore-mirror', kernel: '5.14.0', effective: true, userPolicy: 'never'},
    })
    expect(layout.regions.map(({node, zone}) => [node, zone])).toEqual([
      [0, undefined],
      [0, undefined],
      [0, 'movable'],
      [1, undefined],
      [1, 'movable'],
    ])
    expectFrom(layout, ['regions', 'efi-memmap'], ['request', 'efibootmgr'], ['osPolicy.kind', 'cmdline'])
  })

  test('L3 address ranges on four sockets', async () => {
    const quarter = [0, 1, 2, 3].flatMap(node => {
      const start = node === 0 ? 0x1_0000_0000 : 0xb4_0000_0000 * node
      return [
        range(start, start + 0xc_0000_0000, true, node),
        range(start + 0xc_0000_0000, 0xb4_0000_0000 * (node + 1), false, node),
      ]
    })
    const ranges = [range(0, 0x8000_0000, true), ...quarter]
    const layout = await inferred(
      bootText('4.12.14', 'ro efi=debug kernelcore=mirror', INTEL) +
        efiMapText(ranges) +
        nodesText(ranges) +
        'MirroredPercentageAbove4G: 6.25\nMirrorMemoryBelow4GB: true\n',
    )
    expect(marks(layout)).toEqual(marksOf(ranges))
    expect([...new Set(layout.regions.map(({node}) => node))]).toEqual([0, 1, 2, 3])
    expect(layout).toMatchObject({mode: 'partial', request: {above4GBasisPoints: 625}, osPolicy: {effective: true}})
    expectFrom(layout, ['regions', 'efi-memmap'], ['request', 'efibootmgr'])
  })

  test('L4 Dell’s fault resilient mode under ESXi', async () => {
    const layout = await inferred(
      'MemOpMode=FaultResilientMode\nFrmPercentage=25\n   Physical Memory: 309237645312 Bytes\n   Reliable Memory: 103079215104 Bytes\n   NUMA Node Count: 4\n',
    )
    expect(layout).toMatchObject({
      mode: 'partial',
      capacity: {mirroredBytes: 103079215104},
      request: {above4GBasisPoints: 2500, source: 'bios-setup'},
    })
    expectFrom(layout, ['capacity.mirroredBytes', 'esxcli'], ['request', 'bios-dump'])
  })

  test('L5 ranges offered and used by nobody', async () => {
    const layout = await inferred(bootText('6.1.0', undefined, INTEL) + efiMapText(LOW_BARE) + totalText(LOW_BARE))
    expect(layout).toMatchObject({
      mode: 'partial',
      capacity: {mirroredBytes: 4294967296},
      osPolicy: {kind: 'none', effective: false},
    })
    expectFrom(layout, ['regions', 'efi-memmap'], ['osPolicy.kind', 'cmdline'])
  })

  test('L6 the same, steered in, low memory bare', async () => {
    const layout = await inferred(
      bootText('6.1.0', 'ro efi=debug kernelcore=mirror', INTEL) +
        efiMapText(LOW_BARE) +
        nodesText(LOW_BARE) +
        '[    0.000000] This configuration results in unmirrored kernel memory.\n',
    )
    expect(layout.osPolicy).toMatchObject({
      kind: 'kernelcore-mirror',
      effective: true,
      ineffectiveReason: 'low4g-unmirrored',
    })
    expect(layout.regions.filter(({zone}) => zone === 'movable').map(({start}) => start)).toEqual([
      0x1_8000_0000n,
      0x11_2000_0000n,
    ])
    expectFrom(layout, ['regions', 'efi-memmap'], ['osPolicy.kind', 'cmdline'], ['osPolicy', 'zone-dmesg'])
  })

  test('L7 graded memory on Arm', async () => {
    const ranges = [
      range(0, 0x8000_0000, true),
      range(0x20_8000_0000, 0x28_0000_0000, true),
      range(0x28_0000_0000, 0x58_0000_0000, false),
      range(0x2020_0000_0000, 0x2028_0000_0000, true, 1),
      range(0x2028_0000_0000, 0x2058_0000_0000, false, 1),
    ]
    const layout = await inferred(
      bootText('5.10.0-136.12.0.86.oe2203sp1.aarch64', 'ro efi=debug kernelcore=reliable') +
        efiMapText(ranges) +
        'mem reliable: init succeed, mirrored memory size(68719476736)\nReliableTotal:    67108864 kB\n',
    )
    expect(layout).toMatchObject({
      mode: 'partial',
      platform: {arch: 'aarch64'},
      osPolicy: {kind: 'openeuler-reliable', effective: true, fallbackAllowed: true, userPolicy: 'flagged-tasks'},
    })
    expect(marks(layout)).toEqual(marksOf(ranges))
    expectFrom(layout, ['regions', 'efi-memmap'], ['osPolicy.kind', 'cmdline'])
  })

  test('L8 none on EPYC', async () => {
    const ranges = [range(0, 0x8000_0000, undefined), range(0x1_0000_0000, 0x180_8000_0000, undefined)]
    const layout = await inferred(
      bootText('6.1.0', undefined, 'AMD EPYC 9654 96-Core Processor (family: 0x19, model: 0x11, stepping: 0x1)') +
        efiMapText(ranges),
    )
    expect(layout).toMatchObject({
      mode: 'none',
      platform: {vendor: 'amd'},
      capacity: {mirroredBytes: 0},
      osPolicy: {kind: 'none'},
    })
    expectFrom(layout, ['mode', 'efi-memmap'])
  })

  test('L9 a partition on POWER: its log does not say what the hypervisor mirrors, so nothing is claimed', async () => {
    const {analysis} = await analyzeText(
      bootText('6.1.0', 'ro root=/dev/sda2 kernelcore=mirror').replace('BOOT_IMAGE', 'BOOT'),
    )
    const layout = analysis.hosts[0]?.layout
    expect(layout?.mode ?? 'unknown').toBe('unknown')
    expect(layout?.regions ?? []).toEqual([])
  })

  test('L10 the hypothetical twin of L2 validates', async () => {
    const layout = await inferred(
      bootText('5.14.0', 'ro kernelcore=mirror', INTEL) +
        efiMapText(
          bare(TWO_NODES).map(one => ({
            ...one,
            mirrored: TWO_NODES.find(({start}) => start === one.start)?.mirrored ?? false,
          })),
        ),
    )
    const twin: MirrorLayout = {
      ...layout,
      role: 'hypothetical',
      provenance: [{field: '*', from: 'user', confidence: 1}],
    }
    expect(checkLayout(twin).filter(({severity}) => severity === 'error')).toEqual([])
  })

  test('two boots with different maps keep their own', async () => {
    const {analysis} = await analyzeText(
      `${bootText('6.1.0', 'ro kernelcore=mirror', INTEL)}${efiMapText(LOW_BARE)}[ 9000.000000] reboot: Restarting system\n${bootText('6.1.0', 'ro', INTEL)}${efiMapText(LOW_BARE.map(one => ({...one, mirrored: false})))}`,
    )
    expect(analysis.hosts[0]?.boots).toHaveLength(2)
    expect(analysis.hosts[0]?.layout?.mode).toBe('none')
  })
})
