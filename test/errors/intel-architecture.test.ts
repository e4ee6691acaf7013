import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {decodeMcaCode} from '../../src/errors/decode-mca-code.js'
import {explainRegisters, readRegisterInput} from '../../src/errors/explain-registers.js'
import type {MemoryError} from '../../src/errors/memory-error.js'
import mciStatus from '../../src/errors/registers/ia32-mci-status.js'
import {cpuidFromParts} from '../../src/errors/signature.js'
import {cpus} from './_built-ins.js'

/** The forms as the manual prints them (SDM vol. 3B, 16.9.1 and 16.9.2), F being the filter bit and - any bit. */
const FORMS: readonly (readonly [kind: string, form: string])[] = [
  ['no-error', '000F000000000000'],
  ['unclassified', '000F000000000001'],
  ['microcode-rom-parity', '000F000000000010'],
  ['external', '000F000000000011'],
  ['frc', '000F000000000100'],
  ['internal-parity', '000F000000000101'],
  ['smm-handler-violation', '000F000000000110'],
  ['internal-timer', '000F010000000000'],
  ['io', '000F111000001011'],
  ['internal-unclassified', '000F01----------'],
  ['cache-hierarchy', '000F0000000011--'],
  ['tlb', '000F00000001----'],
  ['memory-controller', '000F00001-------'],
  ['cache', '000F0001--------'],
  ['extended-memory', '000F00101-------'],
  ['bus', '000F1-----------'],
]

const fits = (form: string, value: number): boolean =>
  [...form].every((character, index) => {
    const bit = String((value >> (15 - index)) & 1)
    return character === '-' || character === 'F' || character === bit
  })

describe('the forms of the manual', () => {
  test('every value has the kind of the first form it fits, and no form’s kind otherwise', () => {
    for (let value = 0; value <= 0xffff; value++) {
      const expected = FORMS.find(([, form]) => fits(form, value))?.[0] ?? 'unclassified'
      const {kind} = decodeMcaCode(value)
      if (kind !== expected) throw new Error(`0x${value.toString(16)}: ${kind} instead of ${expected}`)
    }
  })
})

const explain = (json: Readonly<Record<string, unknown>>): MemoryError => {
  const {input, problems} = readRegisterInput(json)
  if (input === undefined) throw new Error(problems.join('; '))
  return explainRegisters(input, cpus)
}

const word = fc.bigInt(0n, (1n << 64n) - 1n).map(value => `0x${value.toString(16)}`)
const signatures = cpus.flatMap(({signatures: claims}) =>
  claims
    .filter(({vendor}) => vendor === 'intel')
    .map(({family, model, steppings: [low] = [0, 15]}) => cpuidFromParts(family, model ?? 0, low)),
)
const sets = fc.record({
  vendor: fc.constant('intel'),
  signature: fc.constantFrom(...signatures).map(value => `0x${value.toString(16)}`),
  bank: fc.integer({min: 0, max: 40}),
  status: word,
  misc: word,
  addr: word,
  mcgstatus: word,
  mcgcap: word,
  apic: fc.integer({min: 0, max: 255}),
})

describe('random registers on every Intel model', () => {
  test('are decoded without a throw, into numbers that fit and words that say something', () => {
    fc.assert(
      fc.property(sets, set => {
        const {dram = {}, modelSpecific, remarks = [], address, mca} = explain(set)
        const numbers = Object.values(dram).filter(value => typeof value === 'number')
        expect(numbers.every(value => Number.isInteger(value) && value >= 0)).toBe(true)
        expect([...(modelSpecific?.messages ?? []), ...remarks].every(words => words.length > 2)).toBe(true)
        expect((address?.granularityBytes ?? 1) >= 1).toBe(true)
        expect(mca?.code).toMatch(/^0x[0-9a-f]{4}$/)
      }),
      {numRuns: 2000},
    )
  })

  test('mirror outcomes are told by the banks that have them, and by no other', () => {
    const shown = new Set(
      cpus
        .flatMap(({banks}) => banks.map(({kind}) => kind))
        .filter(({mirror}) => mirror === 'shown')
        .map(({id}) => id),
    )
    fc.assert(
      fc.property(sets, set => {
        const {mirrorEvidence, bankKind = ''} = explain(set)
        const tells = ['failover', 'scrubbed', 'secondary', 'broken', 'none'].includes(mirrorEvidence)
        expect(tells && !shown.has(bankKind)).toBe(false)
      }),
      {numRuns: 2000},
    )
  })
})

describe('bits that other registers give a meaning', () => {
  const status = (fields: Parameters<typeof mciStatus.write>[0]): string =>
    `0x${mciStatus.write({VAL: 1n, ...fields}).toString(16)}`
  const CAP = {TES: 1 << 11, CMCI: 1 << 10, SER: 1 << 24, EMC: 1 << 25}
  const on = (fields: Parameters<typeof mciStatus.write>[0], more: Readonly<Record<string, unknown>> = {}) =>
    explain({vendor: 'intel', signature: '0x50654', bank: 3, status: status({MCACOD: 0x110n, ...fields}), ...more})
  const cap = (...bits: readonly number[]) => `0x${bits.reduce((sum, bit) => sum | bit, 0x14).toString(16)}`

  test('threshold: green and yellow of corrected errors, with MCG_TES_P', () => {
    expect(on({THRESHOLD: 1n}).threshold).toBe('green')
    expect(on({THRESHOLD: 2n}, {mcgcap: cap(CAP.TES)}).threshold).toBe('yellow')
    expect(on({THRESHOLD: 2n}, {mcgcap: cap(CAP.CMCI)}).threshold).toBeUndefined()
    expect(on({THRESHOLD: 2n, UC: 1n}).threshold).toBeUndefined()
    expect(on({THRESHOLD: 3n}).threshold).toBeUndefined()
  })
  test('corrected count, with MCG_CMCI_P', () => {
    expect(on({CORRECTED_COUNT: 0x7fffn}).correctedCount).toBe(0x7fff)
    expect(on({CORRECTED_COUNT: 5n}, {mcgcap: cap(CAP.TES)}).correctedCount).toBeUndefined()
  })
  test('S and AR, with MCG_SER_P alone', () => {
    expect(on({UC: 1n, S: 1n, AR: 1n}, {mcgcap: cap(CAP.CMCI)}).flags.signaled).toBeUndefined()
    expect(on({UC: 1n, S: 1n}, {mcgcap: cap(CAP.SER)})).toMatchObject({
      severity: 'srao',
      flags: {signaled: true, actionRequired: false},
    })
  })
  test('firmware’s hand, with MCG_EMC_P alone', () => {
    expect(on({FIRMWARE_UPDATED: 1n}, {mcgcap: cap(CAP.EMC)}).remarks?.join()).toMatch(/firmware changed/)
    expect(on({FIRMWARE_UPDATED: 1n}, {mcgcap: cap(CAP.SER)}).remarks).toBeUndefined()
  })
  test('MCG_STATUS: local exceptions, and TDX guests', () => {
    const error = on({}, {mcgstatus: '0x100f'})
    expect(error.flags.mcg).toEqual(['RIPV', 'EIPV', 'MCIP', 'LMCE'])
    expect(error.remarks?.join()).toMatch(/TDX guest/)
  })
  test('MISC: address mode and lowest valid bit', () => {
    const address = (misc: string) => on({ADDRV: 1n, MISCV: 1n}, {addr: '0x1000', misc}).address
    expect(address('0x8c')).toEqual({value: 0x1000n, granularityBytes: 4096, kind: 'system'})
    expect(address('0x46')).toMatchObject({granularityBytes: 64, kind: 'linear'})
    expect(address('0x6')).toMatchObject({kind: 'unknown'})
    expect(on({ADDRV: 1n}, {addr: '0x1000', misc: '0x8c'}).address).toMatchObject({kind: 'unknown'})
  })
  test('bits nobody explains are reported, register by register', () => {
    expect(on({}, {mcgstatus: '0x10', mcgcap: '0xffffffff10000c14'}).residue).toEqual({
      mcgstatus: '0x10',
      mcgcap: '0xffffffff10000000',
    })
    const nehalem = {vendor: 'intel', signature: '0x106a5', bank: 8, misc: '0x100'}
    expect(explain({...nehalem, status: status({MISCV: 1n, MCACOD: 0x9fn})}).residue).toEqual({misc: '0x100'})
    expect(explain({...nehalem, status: status({MCACOD: 0x9fn})}).residue).toBeUndefined()
  })
})
