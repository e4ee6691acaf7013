import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {afterAll, describe, expect, it} from 'vitest'
import {loadContributions} from '../../src/contributions.js'
import {readRecords} from '../../src/read-records.js'
import type {HardwareErrorRecord} from '../../src/records/hardware-error-record.js'
import {machineCheckStruct} from '../../src/records/machine-check-struct/layout.js'
import type {PlatformFact} from '../../src/records/platform-fact.js'

const folder = mkdtempSync(join(tmpdir(), 'mirrorcheck-case-'))
afterAll(() => rmSync(folder, {recursive: true}))

const put = (path: string, content: string | Uint8Array): void => {
  mkdirSync(dirname(join(folder, path)), {recursive: true})
  writeFileSync(join(folder, path), content)
}

async function* nothing(): AsyncIterable<Uint8Array> {}

const contributions = await loadContributions()

const readFolder = async (name: string) => {
  const records: HardwareErrorRecord[] = []
  const facts: PlatformFact[] = []
  const sink = {
    addFact: (fact: PlatformFact) => void facts.push(fact),
    addRecord: (record: HardwareErrorRecord) => void records.push(record),
  }
  const {inputs, notices, lost} = await readRecords(
    {paths: [join(folder, name)], stdin: nothing()},
    contributions,
    sink,
  )
  return {records, facts, lost, names: inputs.map(input => input.name.replace(`${folder}/`, '')), notices}
}

// A record that the store cut in two, the newest part first by name, and the same record as the kernel's structure.
const NEWER = `Panic#1 Part1
<0>[  812.335001] mce: [Hardware Error]: PROCESSOR 0:50654 TIME 1697012400 SOCKET 1 APIC 58 microcode 2000065
<0>[  812.335010] mce: [Hardware Error]: Run the above through 'mcelog --ascii'
<0>[  812.335030] Kernel panic - not syncing: Fatal local machine check
`
const OLDER = `Panic#1 Part2
<0>[  812.334961] mce: [Hardware Error]: CPU 44: Machine Check Exception: f Bank 1: bd80000000100134
<0>[  812.334971] mce: [Hardware Error]: RIP 10:<ffffffffa1d3c4ee> {copy_user_enhanced_fast_string+0xe/0x30}
<0>[  812.334981] mce: [Hardware Error]: TSC 8b9e2f31c4a6d ADDR 1c6e4a5c80 MISC 86 PPIN 83b1d2a4c5e6f701
`

describe('what a kernel left in a firmware store', () => {
  it('is read in the order in which it was printed', async () => {
    put('store/dmesg-efi-169701240001001', NEWER)
    put('store/dmesg-efi-169701240002001', OLDER)
    put(
      'store/mce-efi-169701240000001',
      machineCheckStruct.write({
        STATUS: 0xbd80_0000_0010_0134n,
        ADDR: 0x1c_6e4a_5c80n,
        MISC: 0x86n,
        MCGSTATUS: 0xfn,
        TIME: 1_697_012_400n,
        CPUID: 0x50654n,
        BANK: 1n,
        FINISHED: 1n,
        EXTCPU: 44n,
        SOCKETID: 1n,
        MCGCAP: 0xf00_0814n,
      }),
    )
    const {records, names, notices, lost} = await readFolder('store')
    expect(names).toEqual(['store/dmesg-efi-169701240001001 and 1 more part', 'store/mce-efi-169701240000001'])
    const checks = records.filter(record => record.kind === 'machine-check')
    const registers = {cpu: 44, bank: 1, status: 0xbd80_0000_0010_0134n, addr: 0x1c_6e4a_5c80n, socket: 1}
    expect(checks).toMatchObject([
      {dialect: 'kernel-mce', ...registers, symbol: 'copy_user_enhanced_fast_string+0xe/0x30', apic: 0x58},
      {dialect: 'machine-check-struct', ...registers, unixTime: 1_697_012_400},
    ])
    expect(checks[0]).not.toHaveProperty('partial')
    expect(records.map(({kind}) => kind)).toContain('panic')
    expect({notices, lost}).toEqual({notices: [], lost: false})
  })
})

describe("a copy of the kernel's folders", () => {
  it('gives counters with their age and the modules they are of, as one input', async () => {
    const mc0 = 'copy/sys/devices/system/edac/mc/mc0'
    put(`${mc0}/ce_count`, '7\n')
    put(`${mc0}/ue_count`, '0\n')
    put(`${mc0}/seconds_since_reset`, '604800\n')
    put(`${mc0}/dimm0/dimm_ce_count`, '7\n')
    put(`${mc0}/dimm0/dimm_label`, 'DIMM_A1\n')
    put(`${mc0}/dimm0/size`, '32768\n')
    put('copy/sys/devices/system/node/node0/memory_failure/total', '2\n')
    put('copy/sys/devices/system/machinecheck/machinecheck0/check_interval', '300\n')
    const {records, facts, names} = await readFolder('copy')
    expect(names).toEqual(['copy/sys/devices/system/ (8 values)'])
    expect(records).toEqual([])
    expect(facts).toHaveLength(3)
    expect(facts).toEqual(
      expect.arrayContaining([
        expect.objectContaining({fact: 'error-counter', scope: 'mc0 dimm0 DIMM_A1', count: 7, seconds: 604_800}),
        expect.objectContaining({fact: 'dimm', label: 'DIMM_A1', sizeMiB: 32_768}),
        expect.objectContaining({fact: 'error-counter', scope: 'node0', name: 'Poisoned pages', count: 2}),
      ]),
    )
  })
})
