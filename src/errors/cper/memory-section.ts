import {defineBytes, u8, u16, u64} from '../../bits/define-bytes.js'
import {readBank, readMemoryFields} from './memory-fields.js'
import {given, knownPlaces, padded, type SectionReader} from './section-reading.js'

/** The memory error section; firmware of the first revision ends it behind the error type. */
export const memorySection = defineBytes({
  id: 'memory-section',
  name: 'Memory Error Section',
  size: 80,
  source: 'UEFI 2.10, N.2.5, table N.31',
  validBy: 'VALIDATION_BITS',
  fields: {
    VALIDATION_BITS: u64(0, 'which fields are filled in'),
    ERROR_STATUS: u64(8, 'error status', {validBit: 0}),
    PHYSICAL_ADDRESS: u64(16, 'physical address', {validBit: 1}),
    PHYSICAL_ADDRESS_MASK: u64(24, 'bits of the address that count', {validBit: 2}),
    NODE: u16(32, 'node', {validBit: 3}),
    CARD: u16(34, 'card', {validBit: 4}),
    MODULE: u16(36, 'module', {validBit: 5}),
    BANK: u16(38, 'bank (valid bit 6), or group 15:8 (valid bit 19) and address 7:0 (valid bit 20)'),
    DEVICE: u16(40, 'device', {validBit: 7}),
    ROW: u16(42, 'row, bits 15:0', {validBit: 8}),
    COLUMN: u16(44, 'column', {validBit: 9}),
    BIT_POSITION: u16(46, 'bit position', {validBit: 10}),
    REQUESTOR_ID: u64(48, 'requestor', {validBit: 11}),
    RESPONDER_ID: u64(56, 'responder', {validBit: 12}),
    TARGET_ID: u64(64, 'target', {validBit: 13}),
    MEMORY_ERROR_TYPE: u8(72, 'memory error type', {validBit: 14}),
    EXTENDED: u8(73, 'bits 1:0 row 17:16, bits 7:5 chip'),
    RANK_NUMBER: u16(74, 'rank', {validBit: 15}),
    CARD_HANDLE: u16(76, 'SMBIOS handle of the card', {validBit: 16}),
    MODULE_HANDLE: u16(78, 'SMBIOS handle of the module', {validBit: 17}),
  },
})

/** Bytes up to the error type: the whole section of UEFI 2.1. */
const FIRST_REVISION_BYTES = 73

/** Validation bits that say how BANK, ROW and EXTENDED are to be read. */
const BANK_BITS = {bank: 6n, group: 19n, address: 20n}
const EXTENDED_ROW = 18n
const CHIP = 21n

/** Bank and row, whichever way the section splits them. */
function cellOf(section: Uint8Array) {
  const valid = memorySection.number(section, 'VALIDATION_BITS') ?? 0n
  const has = (bit: bigint): boolean => ((valid >> bit) & 1n) === 1n
  const extended = memorySection.number(section, 'EXTENDED') ?? 0n
  const row = memorySection.number(section, 'ROW')
  return {
    ...readBank(valid, memorySection.number(section, 'BANK') ?? 0n, BANK_BITS),
    row: row === undefined || !has(EXTENDED_ROW) ? row : row | ((extended & 3n) << 16n),
    subRank: has(CHIP) ? extended >> 5n : undefined,
  }
}

/** Reads a memory error section, of any revision. */
export const readMemorySection: SectionReader = bytes => {
  const section = padded(bytes, FIRST_REVISION_BYTES, memorySection.size)
  if (section === undefined) return undefined
  const number = (name: Parameters<typeof memorySection.number>[1]) => memorySection.number(section, name)
  const places = {...cellOf(section), device: number('DEVICE'), column: number('COLUMN'), rank: number('RANK_NUMBER')}
  return {...readMemoryFields(number), ...given('location', knownPlaces(places))}
}
