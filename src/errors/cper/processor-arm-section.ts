import {defineBytes, reservedBytes, u8, u16, u32, u64} from '../../bits/define-bytes.js'
import type {ProcessorPart} from '../../records/hardware-error-record.js'
import {partsOfMask} from './processor-generic-section.js'
import {given, givenFields, hexFields, type SectionReader} from './section-reading.js'

/** An ARM processor, in front of its error and context structures. */
export const processorArmSection = defineBytes({
  id: 'processor-arm-section',
  name: 'ARM Processor Error Section',
  size: 40,
  source: 'UEFI 2.10, N.2.4.4, table N.26',
  validBy: 'VALIDATION_BITS',
  fields: {
    VALIDATION_BITS: u32(0, 'which fields are filled in'),
    ERR_INFO_NUM: u16(4, 'number of error structures'),
    CONTEXT_INFO_NUM: u16(6, 'number of context structures'),
    SECTION_LENGTH: u32(8, 'bytes of the whole section'),
    AFFINITY_LEVEL: u8(12, 'error affinity level', {validBit: 1}),
    RESERVED: reservedBytes(13, 3),
    MPIDR: u64(16, 'multiprocessor affinity register', {validBit: 0}),
    MIDR: u64(24, 'main id register'),
    RUNNING_STATE: u32(32, 'bit 0: running', {validBit: 2}),
    PSCI_STATE: u32(36, 'power state when not running', {validBit: 2}),
  },
})

/** What was found on it. */
export const processorArmError = defineBytes({
  id: 'processor-arm-error',
  name: 'ARM Processor Error Information Structure',
  size: 32,
  source: 'UEFI 2.10, N.2.4.4.1, table N.27',
  validBy: 'VALIDATION_BITS',
  fields: {
    VERSION: u8(0, 'version'),
    LENGTH: u8(1, 'bytes'),
    VALIDATION_BITS: u16(2, 'which fields are filled in'),
    TYPE: u8(4, 'bit 1 cache, 2 TLB, 3 bus, 4 micro-architecture; a number 0 to 3 before UEFI 2.9A'),
    MULTIPLE_ERROR: u16(5, 'number of errors', {validBit: 0}),
    FLAGS: u8(7, 'bit 0 first, 1 last, 2 propagated, 3 overflow', {validBit: 1}),
    ERROR_INFORMATION: u64(8, 'details by type', {validBit: 2}),
    VIRTUAL_FAULT_ADDRESS: u64(16, 'virtual address', {validBit: 3}),
    PHYSICAL_FAULT_ADDRESS: u64(24, 'physical address', {validBit: 4}),
  },
})

const NUMBERED: readonly ProcessorPart[] = ['cache', 'tlb', 'bus', 'micro-architecture']
const RESERVED_BIT = 1n

/** Types 0, 1 and 3 set the reserved bit or none: they are numbers of the older definition; all others are masks. */
const partsOf = (type: bigint): readonly ProcessorPart[] =>
  type === 0n || (type & RESERVED_BIT) === RESERVED_BIT
    ? [NUMBERED[Number(type)] ?? 'unknown']
    : partsOfMask(type >> 1n)

/** Reads an ARM processor section; its first physical address is the record's. */
export const readProcessorArmSection: SectionReader = section => {
  if (!processorArmSection.fits(section)) return undefined
  const head = (name: Parameters<typeof processorArmSection.number>[1]) => processorArmSection.number(section, name)
  const count = Number(head('ERR_INFO_NUM') ?? 0n)
  const offsets = Array.from(
    {length: Math.min(count, 64)},
    (_, i) => processorArmSection.size + i * processorArmError.size,
  )
  const present = offsets.filter(at => processorArmError.fits(section, at))
  const value = (name: Parameters<typeof processorArmError.number>[1]) =>
    present.map(at => processorArmError.number(section, name, at))
  const parts = value('TYPE').flatMap(type => (type === undefined ? [] : partsOf(type)))
  const details = value('ERROR_INFORMATION').map((info, i): [string, bigint | undefined] => [
    `Error info structure ${i}: error_info`,
    info,
  ])
  return {
    ...given('processorParts', parts.length === 0 ? undefined : parts),
    ...given(
      'address',
      value('PHYSICAL_FAULT_ADDRESS').find(address => address !== undefined),
    ),
    ...givenFields({
      ...hexFields({MIDR: head('MIDR'), MPIDR: head('MPIDR'), running_state: head('RUNNING_STATE')}),
      ...hexFields(Object.fromEntries(details)),
    }),
  }
}
