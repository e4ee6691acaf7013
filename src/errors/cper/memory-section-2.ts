import {defineBytes, reservedBytes, u8, u16, u32, u64} from '../../bits/define-bytes.js'
import {readBank, readMemoryFields} from './memory-fields.js'
import {given, knownPlaces, type SectionReader} from './section-reading.js'

/** The memory error section with wider fields. */
export const memorySection2 = defineBytes({
  id: 'memory-section-2',
  name: 'Memory Error Section 2',
  size: 96,
  source: 'UEFI 2.10, N.2.6, table N.32',
  validBy: 'VALIDATION_BITS',
  fields: {
    VALIDATION_BITS: u64(0, 'which fields are filled in'),
    ERROR_STATUS: u64(8, 'error status', {validBit: 0}),
    PHYSICAL_ADDRESS: u64(16, 'physical address', {validBit: 1}),
    PHYSICAL_ADDRESS_MASK: u64(24, 'bits of the address that count', {validBit: 2}),
    NODE: u16(32, 'node', {validBit: 3}),
    CARD: u16(34, 'card', {validBit: 4}),
    MODULE: u16(36, 'module', {validBit: 5}),
    BANK: u16(38, 'bank (valid bit 6), or group 15:8 (valid bit 20) and address 7:0 (valid bit 21)'),
    DEVICE: u32(40, 'device', {validBit: 7}),
    ROW: u32(44, 'row', {validBit: 8}),
    COLUMN: u32(48, 'column', {validBit: 9}),
    RANK: u32(52, 'rank', {validBit: 10}),
    BIT_POSITION: u32(56, 'bit position', {validBit: 11}),
    CHIP_ID: u8(60, 'chip of a stacked device', {validBit: 12}),
    MEMORY_ERROR_TYPE: u8(61, 'memory error type', {validBit: 13}),
    STATUS: u8(62, 'bit 0: 0 corrected, 1 uncorrected', {validBit: 14}),
    RESERVED: reservedBytes(63, 1),
    REQUESTOR_ID: u64(64, 'requestor', {validBit: 15}),
    RESPONDER_ID: u64(72, 'responder', {validBit: 16}),
    TARGET_ID: u64(80, 'target', {validBit: 17}),
    CARD_HANDLE: u32(88, 'SMBIOS handle of the card', {validBit: 18}),
    MODULE_HANDLE: u32(92, 'SMBIOS handle of the module', {validBit: 19}),
  },
})

/** Validation bits that say how BANK is to be read. */
const BANK_BITS = {bank: 6n, group: 20n, address: 21n}

const bankOf = (section: Uint8Array) =>
  readBank(
    memorySection2.number(section, 'VALIDATION_BITS') ?? 0n,
    memorySection2.number(section, 'BANK') ?? 0n,
    BANK_BITS,
  )

/** Reads a memory error section 2. */
export const readMemorySection2: SectionReader = section => {
  if (!memorySection2.fits(section)) return undefined
  const number = (name: Parameters<typeof memorySection2.number>[1]) => memorySection2.number(section, name)
  const status = number('STATUS')
  const places = {row: number('ROW'), column: number('COLUMN'), rank: number('RANK'), subRank: number('CHIP_ID')}
  return {
    ...readMemoryFields(number),
    ...given('uncorrected', status === undefined ? undefined : (status & 1n) === 1n),
    ...given('location', knownPlaces({...places, ...bankOf(section), device: number('DEVICE')})),
  }
}
