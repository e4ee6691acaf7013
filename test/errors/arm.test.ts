import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {readErrorInformation} from '../../src/errors/arm/error-information.js'
import {nameOfMidr} from '../../src/errors/arm/midr-names.js'
import {wordsOfArmProcessor} from '../../src/errors/arm/processor-words.js'
import {armClassOf, wordsOfArmStatus} from '../../src/errors/arm/ras-status.js'
import errorInfo from '../../src/errors/registers/arm-cper-error-info.js'
import errStatus from '../../src/errors/registers/arm-err-status.js'
import type {CperRecord} from '../../src/records/hardware-error-record.js'

describe('names of Arm processors', () => {
  // MIDR_EL1 values as /proc/cpuinfo and boot lines of these machines give them.
  test.each([
    [0x413fd0c1n, 'Arm Neoverse N1 r3p1'],
    [0x410fd490n, 'Arm Neoverse N2 r0p0'],
    [0x411fd401n, 'Arm Neoverse V1 r1p1'],
    [0x410fd4f0n, 'Arm Neoverse V2 r0p0'],
    [0x410fd840n, 'Arm Neoverse V3 r0p0'],
    [0x481fd010n, 'HiSilicon TaiShan v110 (Kunpeng 920) r1p0'],
    [0x431f0af1n, 'Cavium ThunderX2 r1p1'],
    [0xc00fac30n, 'Ampere Ampere-1 r0p0'],
    [0x701f6633n, 'Phytium FTC663 r1p3'],
    [0x460f0010n, 'Fujitsu A64FX r0p0'],
    [0x410fdff7n, 'Arm part 0xdff r0p7'],
    [0x990f0010n, 'designer 0x99 part 0x001 r0p0'],
  ])('%s', (midr, name) => expect(nameOfMidr(midr)).toBe(name))
})

describe('error information of firmware records', () => {
  test('of a cache', () => {
    const info = errorInfo.write({
      TRANSACTION_VALID: 1n,
      TRANSACTION: 1n,
      OPERATION_VALID: 1n,
      OPERATION: 7n,
      LEVEL_VALID: 1n,
      LEVEL: 2n,
      CORRECTED_VALID: 1n,
      CORRECTED: 1n,
      PRECISE_PC: 1n,
    })
    expect(readErrorInformation('cache', info)).toEqual({
      words: ['transaction: data', 'operation: eviction', 'level 2', 'corrected'],
      corrected: true,
    })
  })
  test('of a bus', () => {
    const info = errorInfo.write({
      PARTICIPATION_VALID: 1n,
      PARTICIPATION: 1n,
      TIMEOUT_VALID: 1n,
      ADDRESS_SPACE_VALID: 1n,
      ADDRESS_SPACE: 3n,
      ACCESS_MODE_VALID: 1n,
      ACCESS_MODE: 1n,
      RESTARTABLE_PC_VALID: 1n,
    })
    expect(readErrorInformation('bus', info)?.words).toEqual([
      'no restart at the PC',
      'answered by this processor',
      'no time-out',
      'device memory',
      'normal access',
    ])
  })
  test('of another part is the maker’s own', () =>
    expect(readErrorInformation('micro-architecture', 0xffn)).toBeUndefined())
  test('any value is read', () => {
    const word = fc.bigInt(0n, (1n << 64n) - 1n)
    fc.assert(fc.property(word, info => readErrorInformation('tlb', info)?.words.every(text => text !== '') === true))
  })
})

describe('sections of Arm processors', () => {
  const envelope = {id: 'bare', time: {basis: 'none'}} as const
  const section = (fields: Record<string, string>): CperRecord => ({
    kind: 'cper',
    dialect: 'kernel-ghes',
    envelope,
    evidence: [],
    sectionType: 'processor-arm',
    reporter: 'ghes',
    fields,
  })
  test('name processor, affinity and what each structure says', () => {
    const found = wordsOfArmProcessor(
      section({
        MIDR: '0x00000000413fd0c1',
        'Multiprocessor Affinity Register (MPIDR)': '0x0000000081020300',
        'Error info structure 0: error_type': '0x02: cache error',
        'Error info structure 0: error_info': '0x0000000004800014',
        'Error info structure 1: error_type': '1, TLB error',
        'Error info structure 1: error_info': '0x0000000000010001',
      }),
    )
    expect(found).toEqual({
      messages: [
        'processor: Arm Neoverse N1 r3p1',
        'affinity 0.2.3.0',
        'cache error: level 2, corrected',
        'TLB error: transaction: data',
      ],
      corrected: true,
    })
  })
  test('without details say nothing', () => expect(wordsOfArmProcessor(section({}))).toEqual({messages: []}))
})

describe('error records of the RAS architecture', () => {
  const record = (fields: Parameters<typeof errStatus.write>[0]) => errStatus.write({V: 1n, ...fields})
  test.each([
    ['UC', {UE: 1n, UET: 0n}],
    ['UEU', {UE: 1n, UET: 1n}],
    ['UEO', {UE: 1n, UET: 2n}],
    ['UER', {UE: 1n, UET: 3n, DE: 1n, CE: 2n}],
    ['DE', {DE: 1n, CE: 2n, UET: 3n}],
    ['CE', {CE: 1n}],
    ['none', {}],
    ['none', {V: 0n, UE: 1n}],
  ] as const)('class %s of %o', (name, fields) => expect(armClassOf(record(fields))).toBe(name))
  // ERR0STATUS of a memory controller, drivers/ras/aest: 0xc4800390.
  test('say class, cause and marks', () => {
    expect(wordsOfArmStatus(0xc480030cn)).toEqual([
      'class DE',
      'found on: data of external memory',
      'the maker’s code 3',
    ])
    expect(wordsOfArmStatus(record({CE: 3n, SERR: 6n, ER: 1n, CI: 1n}))).toEqual([
      'class CE, persistent',
      'found on: data of an associative memory',
      'reported to the requester',
      'critical',
    ])
    expect(wordsOfArmStatus(record({CE: 3n, SERR: 0x90n}))).toContain('found on: reserved SERR 144')
  })
})
