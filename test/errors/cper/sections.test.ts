import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {cxlDramEvent, cxlEventHead, cxlMediaEvent} from '../../../src/errors/cper/cxl-event-section.js'
import {firmwareReferenceSection} from '../../../src/errors/cper/firmware-reference-section.js'
import {memorySection} from '../../../src/errors/cper/memory-section.js'
import {memorySection2} from '../../../src/errors/cper/memory-section-2.js'
import {banksOf} from '../../../src/errors/cper/msr-banks.js'
import {pcieSection} from '../../../src/errors/cper/pcie-section.js'
import {processorArmError, processorArmSection} from '../../../src/errors/cper/processor-arm-section.js'
import {
  processorIaContext,
  processorIaError,
  processorIaSection,
} from '../../../src/errors/cper/processor-ia-section.js'
import {readCperSection} from '../../../src/errors/cper/read-section.js'
import {hip08Type2Section, hisiliconCommonSection, nvidiaSection} from '../../../src/errors/cper/vendor-sections.js'
import {decodeError} from '../../../src/errors/decode-error.js'
import type {CperRecord} from '../../../src/records/hardware-error-record.js'
import {machineCheckStruct} from '../../../src/records/machine-check-struct/layout.js'
import {cpus as builtInCpus} from '../_built-ins.js'

const MEMORY = 'a5bc1114-6f64-4ede-b863-3e83ed7c83b1'
const MEMORY_2 = '61ec04fc-48e6-d813-25c9-8daa44750b12'
const IA = 'dc3ea0b0-a144-4797-b95b-53fa242b6e1d'
const ARM = 'e19e3d16-bc11-11e4-9caa-c2051d5d46b0'
const PCIE = 'd995e954-bbc1-430f-ad91-b44dcb3c6f35'
const FIRMWARE = '81212a96-09ed-4996-9471-8d729c8e69ed'
const CXL_DRAM = '601dcbb3-9c06-4eab-b8af-4e9bfb5c9624'
const LINUX_MCE = 'fe08ffbe-95e4-4be7-bc73-4096044a38fc'
const ALL = [MEMORY, MEMORY_2, IA, ARM, PCIE, FIRMWARE, CXL_DRAM, LINUX_MCE]

const hex = (...parts: readonly Uint8Array[]): string => Buffer.concat(parts).toString('hex')

const quads = (...values: readonly bigint[]): Uint8Array => {
  const view = new DataView(new ArrayBuffer(values.length * 8))
  for (const [index, value] of values.entries()) view.setBigUint64(index * 8, value, true)
  return new Uint8Array(view.buffer)
}

const guid = (text: string): Uint8Array => {
  const [a = '', b = '', c = '', d = '', e = ''] = text.split('-')
  const little = (part: string) => Buffer.from(part, 'hex').reverse()
  return Buffer.concat([little(a), little(b), little(c), Buffer.from(d + e, 'hex')])
}

const record = (sectionGuid: string, bytes: string, more: Partial<CperRecord> = {}): CperRecord => ({
  kind: 'cper',
  dialect: 'cper-file',
  envelope: {id: 'cper', time: {basis: 'none'}},
  evidence: [{position: {input: 0, line: 1, byteOffset: 0}, text: ''}],
  reporter: 'file',
  sectionType: 'memory',
  sectionGuid,
  bytes,
  ...more,
})

describe('a memory section', () => {
  const written = {
    ERROR_STATUS: 0x400n,
    PHYSICAL_ADDRESS: 0x123456780n,
    PHYSICAL_ADDRESS_MASK: ~0x3fn & 0xffff_ffff_ffff_ffffn,
    NODE: 1n,
    CARD: 2n,
    BANK: 0x0305n,
    ROW: 0x1234n,
    MEMORY_ERROR_TYPE: 3n,
    EXTENDED: 0b0100_0001n,
    RANK_NUMBER: 1n,
  }
  test('has only the fields that its validation bits name', () => {
    const all = memorySection.write({...written, VALIDATION_BITS: 0x3fffffn})
    expect(readCperSection(MEMORY, hex(all))).toMatchObject({
      address: 0x123456780n,
      memoryErrorType: 3,
      location: {bankGroup: 3, bank: 5, row: 0x11234, rank: 1, subRank: 2},
    })
    const few = memorySection.write({...written, VALIDATION_BITS: (1n << 14n) | (1n << 6n)})
    expect(readCperSection(MEMORY, hex(few))).toEqual({memoryErrorType: 3, location: {bank: 0x305}})
  })
  test('of the first revision ends behind the error type', () => {
    const first = memorySection.write({...written, VALIDATION_BITS: 0x7fffn}).subarray(0, 73)
    expect(readCperSection(MEMORY, hex(first))).toMatchObject({address: 0x123456780n, memoryErrorType: 3})
    expect(readCperSection(MEMORY, hex(first.subarray(0, 72)))).toBeUndefined()
  })
  test('of the second kind says itself whether the error was corrected', () => {
    const bytes = memorySection2.write({VALIDATION_BITS: (1n << 14n) | 2n, STATUS: 1n, PHYSICAL_ADDRESS: 0x4000n})
    expect(decodeError(record(MEMORY_2, hex(bytes)), {}, builtInCpus)).toMatchObject({
      severity: 'uncorrected',
      unit: 'dram',
      address: {value: 0x4000n, kind: 'system'},
    })
  })
})

describe('a processor section', () => {
  const status = 0xbe00_0000_0080_0134n
  const section = hex(
    processorIaSection.write({
      VALIDATION_BITS: 0b11n | (1n << 2n) | (1n << 8n),
      LOCAL_APIC_ID: 0x42n,
      CPUID_INFO: quads(0x50654n),
    }),
    processorIaError.write({STRUCTURE_TYPE: guid('a55701f5-e3ef-43de-ac72-249b573fad2c'), VALIDATION_BITS: 1n}),
    processorIaContext.write({CONTEXT_TYPE: 1n, ARRAY_SIZE: 32n, MSR_ADDRESS: 0x404n}),
    quads(0xfn, status, 0x733aa5540n, 0x86n),
  )
  test('gives its registers as a machine check', () => {
    const error = decodeError(
      record(IA, section, {sectionType: 'processor-ia', sectionSeverity: 'fatal'}),
      {},
      builtInCpus,
    )
    expect(error).toMatchObject({
      severity: 'fatal',
      basis: 'registers',
      unit: 'cache',
      registers: {bank: 1, status, addr: 0x733aa5540n, misc: 0x86n, apic: 0x42},
      cpuSignature: {vendor: 'intel', family: 6, model: 0x55, stepping: 4},
    })
  })
  test('without a valid bank keeps the word of the firmware', () => {
    const error = decodeError(
      record(IA, section.slice(0, 256), {sectionType: 'processor-ia', sectionSeverity: 'recoverable'}),
      {},
      builtInCpus,
    )
    expect(error).toMatchObject({severity: 'uncorrected', basis: 'reporter', unit: 'cache'})
  })
  test('of ARM names its parts, by mask and by the older numbers', () => {
    const arm = (type: bigint) =>
      hex(
        processorArmSection.write({ERR_INFO_NUM: 1n, MIDR: 0x410fd0c0n}),
        processorArmError.write({TYPE: type, VALIDATION_BITS: 16n, PHYSICAL_FAULT_ADDRESS: 0x23ab450fc0n}),
      )
    const parts = (type: bigint) => readCperSection(ARM, arm(type))?.processorParts
    expect([0n, 1n, 2n, 3n, 4n, 6n, 16n].map(parts)).toEqual([
      ['cache'],
      ['tlb'],
      ['cache'],
      ['micro-architecture'],
      ['tlb'],
      ['cache', 'tlb'],
      ['micro-architecture'],
    ])
    expect(readCperSection(ARM, arm(4n))?.address).toBe(0x23ab450fc0n)
  })
  test('of the kernel itself is its saved machine check', () => {
    const saved = machineCheckStruct.write({
      STATUS: 0x9c2040000000011bn,
      ADDR: 0x1a2b3c40n,
      IPID: 0x9600050f00n,
      BANK: 17n,
      CPUID: 0x830f10n,
    })
    const error = decodeError(record(LINUX_MCE, hex(saved), {sectionType: 'processor-ia'}), {}, builtInCpus)
    expect(error).toMatchObject({severity: 'corrected', unit: 'dram', registers: {bank: 17, ipid: 0x9600050f00n}})
    expect(error?.address?.kind).toBe('normalized')
  })
})

test('registers of several banks: the uncorrected one first, empty ones left out', () => {
  const corrected = 0x8c00_0046_0008_00c1n
  const uncorrected = 0xbe00_0000_0001_0091n
  const banks = banksOf([{first: 0x400, values: [0n, corrected, 1n, 0n, 0n, 0n, 0n, 0n, 0n, uncorrected, 2n, 0x86n]}])
  expect(banks).toEqual([
    {bank: 2, status: uncorrected, addr: 2n, misc: 0x86n},
    {bank: 0, status: corrected, addr: 1n},
  ])
})

test('a PCI Express section is about input and output, a firmware reference about nothing known', () => {
  const pcie = pcieSection.write({VALIDATION_BITS: 8n, BUS: 1n, DEVICE: 2n, FUNCTION: 3n, VENDOR_ID: 0x14e4n})
  expect(readCperSection(PCIE, hex(pcie))?.fields).toMatchObject({device_id: '0000:01:02.3', vendor_id: '0x14e4'})
  const told = decodeError(record(PCIE, hex(pcie), {sectionType: 'pcie', sectionSeverity: 'fatal'}), {}, builtInCpus)
  expect(told?.unit).toBe('io')
  const reference = firmwareReferenceSection.write({RECORD_TYPE: 2n, REVISION: 2n, RECORD_GUID: guid(MEMORY)})
  expect(readCperSection(FIRMWARE, hex(reference))?.fields).toMatchObject({'Record Identifier': MEMORY})
})

test('a CXL event gives the address of its device, never one of the system', () => {
  const bytes = hex(
    cxlEventHead.write({LENGTH: 128n, VALIDATION_BITS: 7n, SERIAL: 3n}),
    cxlMediaEvent.write({DPA: 0x18681n, DESCRIPTOR: 3n, VALIDITY_FLAGS: 0b100001n, CHANNEL: 3n, RANK: 17n}),
    cxlDramEvent.write({ROW: Uint8Array.of(2, 1, 0), BANK: 11n}),
  )
  expect(decodeError(record(CXL_DRAM, bytes, {sectionType: 'cxl'}), {}, builtInCpus)).toMatchObject({
    severity: 'uncorrected',
    unit: 'cxl',
    address: {value: 0x18680n, kind: 'device'},
    dram: {channel: 3, row: 0x102},
  })
})

test('no bytes make a reader throw', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ALL), fc.uint8Array({maxLength: 400}), (type, bytes) => {
      const error = decodeError(record(type, hex(bytes)), {}, builtInCpus)
      expect(error?.severity).toBeDefined()
    }),
    {numRuns: 400},
  )
})

describe('a section of a maker’s own', () => {
  const own = {sectionType: 'unknown', sectionSeverity: 'unknown'} as const
  // Linux lists, 2023-03-02: Altra’s interrupt controller at boot; a field log’s link between its sockets.
  test.each([
    ['00000005 ec30000e 00080110 80001001', 'unknown', 'GIC', 0],
    ['40010003 00000000 00400000 00462030', 'interconnect', '2P Link(Altra)', 1],
    ['80040001 ca000006 12345640 00800008', 'memory-controller', 'MCU', 2],
  ])('of Ampere is told by its head %s', (words, unit, part, socket) => {
    const little = words.split(' ').map(word => Buffer.from(word, 'hex').reverse())
    const error = decodeError(record('e8ed898d-df16-43cc-8ecc-54f060ef157f', hex(...little), own), {}, builtInCpus)
    expect(error).toMatchObject({unit, dram: {socket}})
    expect(error?.remarks?.join()).toContain(`is about ${part}`)
  })

  test('of HiSilicon is told by its part, its severity where nothing else tells one', () => {
    const type2 = hip08Type2Section.write({VALID: 0b111010n, MODULE: 4n, SOCKET: 1n, SUBMODULE: 2n, SEVERITY: 2n})
    const one = decodeError(record('45534ea6-ce23-4115-8535-e07ab3aef91d', hex(type2), own), {}, builtInCpus)
    expect(one).toMatchObject({unit: 'memory-controller', severity: 'corrected', dram: {socket: 1}})
    const common = hisiliconCommonSection.write({VALID: 0b100000100010n, MODULE: 18n, SOCKET: 3n, SEVERITY: 0n})
    const two = decodeError(record('c8b328a8-9917-4af6-9a13-2e08ab2e7586', hex(common), own), {}, builtInCpus)
    expect(two).toMatchObject({unit: 'cache', severity: 'uncorrected', dram: {socket: 3}})
    const unmarked = hisiliconCommonSection.write({VALID: 0n, MODULE: 16n, SEVERITY: 1n})
    const three = decodeError(record('c8b328a8-9917-4af6-9a13-2e08ab2e7586', hex(unmarked), own), {}, builtInCpus)
    expect(three).toMatchObject({unit: 'unknown', severity: 'unknown'})
  })

  // Linux drivers/acpi/apei/ghes-nvidia.c; signatures: libcper, gen-section-nvidia.c.
  test('of NVIDIA’s Grace is told by its signature, socket and registers, with no class of its own', () => {
    const head = nvidiaSection.write({
      SIGNATURE: Buffer.from('DCC-ECC'.padEnd(16, '\0')),
      ERROR_INSTANCE: 3n,
      SEVERITY: 2n,
      SOCKET: 1n,
      NUMBER_REGS: 2n,
    })
    const pair = Uint8Array.of(0x10, 0, 0, 0x40, 0, 0, 0, 0, 0xef, 0xbe, 0, 0, 0, 0, 0, 0)
    const type = '6d5244f2-2712-11ec-bea7-cb3fdb95c786'
    expect(readCperSection(type, hex(head, pair))?.fields).toMatchObject({
      part: 'DCC-ECC',
      instance: '3',
      severity: '2',
      'register 0x40000010': '0xbeef',
    })
    const error = decodeError(record(type, hex(head, pair), own), {}, builtInCpus)
    expect(error).toMatchObject({unit: 'unknown', severity: 'unknown', dram: {socket: 1}})
    expect(error?.remarks?.join()).toContain('is about DCC-ECC')
    expect(readCperSection(type, hex(head.slice(0, 31)))).toBeUndefined()
  })

  test('of Yitian is told by its type', () => {
    const bytes = hex(Uint8Array.of(0x50, 0, 3, 0), new Uint8Array(124))
    const error = decodeError(record('a6980811-16ea-4e4d-b936-fb00a23ff29c', bytes, own), {}, builtInCpus)
    expect(error?.unit).toBe('memory-controller')
  })
})
