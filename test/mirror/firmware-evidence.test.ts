import {mkdtempSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {analyze} from '../../src/analyze.js'
import {analyzeText} from '../analyze-text.js'
import {efiMapText} from './boot-log.js'

const BOOT = '[    0.000000] Linux version 6.1.38 (root@build) (gcc (GCC) 12.3.0) #1 SMP Mon May 6 09:12:44 UTC 2024\n'

const layoutOf = async (text: string) => {
  const {analysis} = await analyzeText(BOOT + text)
  const [host] = analysis.hosts
  return {layout: host?.layout, remarks: host?.layoutRemarks ?? []}
}

describe('what set-up asks for, tool by tool', () => {
  test.each([
    [
      'racadm',
      'MemOpMode=FaultResilientMode\nFrmPercentage=25',
      {mode: 'partial', request: {above4GBasisPoints: 2500, source: 'bios-setup'}},
    ],
    ['racadm profile', '<Attribute Name="MemOpMode">MirrorMode</Attribute>', {mode: 'full'}],
    ['racadm, no mirror', 'MemOpMode=OptimizerMode', {mode: 'none'}],
    [
      'OneCLI',
      'MirrorConfiguration.MirrorFailover=Disable\nMirrorConfiguration.FullMirror=Disable\nMirrorConfiguration.PartialMirror=Enable\nMirrorConfiguration.PartialMirrorRatioInBasisPoints=1250\nMirrorConfiguration.MirrorBelow4GB=TRUE',
      {mode: 'partial', request: {above4GBasisPoints: 1250, below4G: true}, failover: {enabled: false}},
    ],
    ['SUM text', 'Mirror Mode=01   // *00 (Disabled), 01 (Full Mirror Mode), 02 (Partial Mirror Mode)', {mode: 'full'}],
    ['SUM XML', '<Setting name="Mirror Mode" order="1" selectedOption="Disabled" type="Option">', {mode: 'none'}],
    ['syscfg', 'Mirror Mode=02;Options: Disable=00: Full Mirror Mode=01: Partial Mirror Mode=02', {mode: 'partial'}],
    ['ilorest', 'AdvancedMemProtection=MirroredAdvancedEcc', {mode: 'full'}],
    ['ilorest, no mirror', 'AdvancedMemProtection=AdvancedEcc', {mode: 'none'}],
    [
      'conrep',
      '<Section name="Advanced_Memory_Protection" helptext="x">Mirrored_with_Advanced_ECC</Section>',
      {mode: 'full'},
    ],
  ])('%s', async (_tool, dump, expected) => {
    const {layout, remarks} = await layoutOf(`${dump}\n`)
    expect(layout).toMatchObject(expected)
    expect(layout?.provenance).toContainEqual(expect.objectContaining({field: 'mode', from: 'bios-dump'}))
    if (/irror/.test(dump)) expect(remarks.join(' ')).toMatch(/ask for/)
  })
  test.each([
    ['UEFI ARM Mirror=Enable\nARM Mirror Percentage=1250', 1250],
    ['UEFI ARM Mirror=Enable\nARM Mirror Percentage=5000', 5000],
    ['UEFI ARM Mirror=Enable\nARM Mirror Percentage=12.5', 1250],
    ['UEFI ARM Mirror=Enable\nARM Mirror Percentage=25%', 2500],
    ['UEFI ARM Mirror=Enable\nARM Mirror Percentage=25', undefined],
    ['UEFI ARM Mirror=Enable\nARM Mirror Percentage=5001', undefined],
    ['UEFI ARM Mirror=Enable\nARM Mirror Percentage=60%', undefined],
    ['PartialMirrorUefi=1\nPartialMirrorUefiPercent=0xBB8', 3000],
    ['PartialMirrorUefi=0x1\nPartialMirrorUefiPercent=0xA', undefined],
    ['PartialMirror=Enable\nPartialMirrorRatio=1/4', undefined],
    ['PartialMirrorMode=Percentage\nPartialMirrorPercent=12.50', 1250],
    ['PartialMirrorMode=Percentage\nPartialMirrorPercent=10', 1000],
    ['MemOpMode=FaultResilientMode\nFrmPercentage=25Percent', 2500],
  ])('the share of %j', async (dump, basisPoints) => {
    const {layout} = await layoutOf(`${dump}\n`)
    expect(layout?.mode).toBe('partial')
    expect(layout?.request?.above4GBasisPoints).toBe(basisPoints)
  })
  test.each([
    ['AdvancedMemProtection=MirroredAdvancedEcc\nMemMirrorMode=Full', {mode: 'full'}],
    [
      'AdvancedMemProtection=MirroredAdvancedEcc\nMemMirrorMode=Partial20PercentAbove4GB',
      {mode: 'partial', request: {above4GBasisPoints: 2000, below4G: true}},
    ],
    [
      'MemMirrorMode=PartialFirst4GB\nAdvancedMemProtection=MirroredAdvancedEcc',
      {mode: 'partial', request: {below4G: true}},
    ],
    ['AdvancedMemProtection=AdvancedEcc\nMemMirrorMode=Full', {mode: 'none'}],
    ['MemMirrorMode=Full', {mode: 'unknown'}],
  ])('HPE’s kind of mirror counts only where one is on: %j', async (dump, expected) => {
    expect((await layoutOf(`${dump}\n`)).layout).toMatchObject(expected)
  })
  test('a value nobody knows says nothing', async () => {
    expect((await layoutOf('MemOpMode=SomethingNew\n')).layout?.mode).toBe('unknown')
    expect((await layoutOf('PartialMirrorRatioInBasisPoints=9000\n')).layout?.request).toBeUndefined()
  })
})

const BARE = efiMapText([
  {start: 0x1000n, end: 0x8000_0000n},
  {start: 1n << 32n, end: 0x40_0000_0000n},
])

describe('set-up against the firmware’s own map', () => {
  test('a full mirror shows in no map: all memory is mirrored, no quarrel', async () => {
    const {layout} = await layoutOf(`${BARE}\nMirror Mode=Full Mirror Mode\n`)
    expect(layout?.mode).toBe('full')
    expect(layout?.regions.every(({mirrored}) => mirrored === true)).toBe(true)
  })
  test('a partial mirror would show: the map wins, and the quarrel is told', async () => {
    const {layout} = await layoutOf(`${BARE}\nMemOpMode=FaultResilientMode\n`)
    expect(layout?.mode).toBe('none')
    expect(layout?.provenance).toContainEqual(expect.objectContaining({field: 'mode', from: 'bios-dump'}))
    expect(layout?.provenance).toContainEqual(expect.objectContaining({field: 'mode', from: 'efi-memmap'}))
  })
})

describe('the firmware’s variables as bytes', () => {
  const analyzeFile = async (name: string, bytes: readonly number[]) => {
    const path = join(mkdtempSync(join(tmpdir(), 'efivar-')), name)
    writeFileSync(path, Uint8Array.from(bytes))
    const {analysis} = await analyze({
      paths: [path],
      stdin: (async function* () {})(),
      nowMs: 0,
      version: '0',
      pluginRoots: [],
      whatIfs: [],
      seed: 1,
      draws: 10,
    })
    return analysis
  }
  const GUID = '7b9be2e0-e28a-4197-ad3e-32f062f9462c'
  test.each([
    [
      'a copy of efivarfs',
      [7, 0, 0, 0, 1, 1, 0xe2, 4, 0],
      {mode: 'partial', request: {above4GBasisPoints: 1250, below4G: true, mirrorStatus: 0}},
    ],
    ['bare', [1, 0, 0x88, 0x13, 0], {mode: 'full', request: {above4GBasisPoints: 5000, below4G: false}}],
    ['refused', [7, 0, 0, 0, 1, 1, 0xe2, 4, 4], {mode: 'unknown', request: {mirrorStatus: 4}}],
  ])('%s', async (_name, bytes, expected) => {
    const {hosts} = await analyzeFile(`MirrorCurrent-${GUID}`, bytes)
    expect(hosts[0]?.layout).toMatchObject(expected)
  })
  test('asked for is not in force', async () => {
    const {hosts} = await analyzeFile(`MirrorRequest-${GUID}`, [7, 0, 0, 0, 1, 1, 0xc4, 9, 0])
    expect(hosts[0]?.layout?.mode).toBe('unknown')
    expect(hosts[0]?.layoutRemarks?.join()).toContain('25 % above 4 GiB is asked for at the next boot')
  })
  test('a name that does not say which is asked about', async () => {
    const {notices} = await analyzeFile('var.bin', [7, 0, 0, 0, 1, 1, 0xe2, 4, 0])
    expect(notices.map(({message}) => message).join()).toContain('MirrorCurrent')
  })
  test.each([
    [[2, 1, 0xe2, 4, 0]],
    [[1, 2, 0xe2, 4, 0]],
    [[1, 1, 0x89, 0x13, 0]],
    [[1, 1, 0, 0, 6]],
    [[7, 0, 0, 1, 1, 1, 0xe2, 4, 0]],
  ])('%j is no such variable', async bytes => {
    const {hosts} = await analyzeFile(`MirrorCurrent-${GUID}`, bytes)
    expect(hosts[0]?.layout?.request).toBeUndefined()
  })
})

describe('graded memory', () => {
  const EULER = BOOT.replace('6.1.38', '5.10.0-136.12.0.86.oe2203sp1.aarch64')
  const layoutOn = async (text: string) => (await analyzeText(EULER + text)).analysis.hosts[0]?.layout
  test('the kernel’s own count at start-up beats the counters, which hold low memory too', async () => {
    const layout = await layoutOn(
      'mem reliable: init succeed, mirrored memory size(68719476736)\nReliableTotal:    69206016 kB\n',
    )
    expect(layout).toMatchObject({
      mode: 'partial',
      capacity: {mirroredBytes: 68719476736},
      osPolicy: {kind: 'openeuler-reliable', effective: true},
    })
  })
  test('counters alone', async () => {
    const layout = await layoutOn('ReliableTotal:    69206016 kB\n')
    expect(layout).toMatchObject({mode: 'partial', capacity: {mirroredBytes: 69206016 * 1024}})
    expect(layout?.provenance).toContainEqual(
      expect.objectContaining({field: 'capacity.mirroredBytes', from: 'meminfo', confidence: 0.6}),
    )
  })
  test('none at all, and a start that failed', async () => {
    expect((await layoutOn('ReliableTotal:    0 kB\n'))?.osPolicy.kind).not.toBe('openeuler-reliable')
    expect(await layoutOn('mem reliable: init failed, mirror memory is disabled\n')).toMatchObject({
      osPolicy: {effective: false},
    })
  })
})

test('what the kernel keeps for itself: the largest reading of each row', async () => {
  const {kernelUse} = await analyzeText(
    `${BOOT}Slab:            1000 kB\nKernelStack:     100 kB\nPageTables:      50 kB\nSlab:            3000 kB\nSlab:            2000 kB\nPercpu:          7 kB\nVmallocUsed:     9 kB\n`,
  )
  expect([...kernelUse.values()]).toEqual([
    {slab: 3000 * 1024, kernelStack: 100 * 1024, pageTables: 50 * 1024, percpu: 7 * 1024, vmallocUsed: 9 * 1024},
  ])
})
