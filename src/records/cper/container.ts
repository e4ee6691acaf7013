import {bytes, defineBytes, reservedBytes, u8, u16, u32, u64} from '../../bits/define-bytes.js'

/** A common platform error record, in front of its section descriptors. */
export const recordHeader = defineBytes({
  id: 'cper-record-header',
  name: 'Common Platform Error Record, header',
  size: 128,
  source: 'UEFI 2.10, N.2.1, table N.1',
  validBy: 'VALIDATION_BITS',
  fields: {
    SIGNATURE_START: u32(0, 'the characters CPER'),
    REVISION: u16(4, 'revision'),
    SIGNATURE_END: u32(6, 'all ones'),
    SECTION_COUNT: u16(10, 'number of sections'),
    ERROR_SEVERITY: u32(12, '0 recoverable, 1 fatal, 2 corrected, 3 informational'),
    VALIDATION_BITS: u32(16, 'which fields are filled in'),
    RECORD_LENGTH: u32(20, 'bytes of the whole record'),
    TIMESTAMP: u64(24, 'BCD: second, minute, hour, flags, day, month, year, century', {validBit: 1}),
    PLATFORM_ID: bytes(32, 16, 'platform', {validBit: 0}),
    PARTITION_ID: bytes(48, 16, 'partition', {validBit: 2}),
    CREATOR_ID: bytes(64, 16, 'who made the record'),
    NOTIFICATION_TYPE: bytes(80, 16, 'how it was signalled'),
    RECORD_ID: u64(96, 'id of the record'),
    FLAGS: u32(104, 'bit 0 recovered, 1 of a previous boot, 2 simulated'),
    PERSISTENCE: u64(108, 'the store that keeps it'),
    RESERVED: reservedBytes(116, 12),
  },
})

/** Where a section lies and what it is. */
export const sectionDescriptor = defineBytes({
  id: 'cper-section-descriptor',
  name: 'Common Platform Error Record, section descriptor',
  size: 72,
  source: 'UEFI 2.10, N.2.2, table N.5',
  validBy: 'VALIDATION_BITS',
  fields: {
    SECTION_OFFSET: u32(0, 'from the beginning of the record'),
    SECTION_LENGTH: u32(4, 'bytes'),
    REVISION: u16(8, 'revision'),
    VALIDATION_BITS: u8(10, 'which fields are filled in'),
    RESERVED: reservedBytes(11, 1),
    FLAGS: u32(12, 'flags of the section'),
    SECTION_TYPE: bytes(16, 16, 'type'),
    FRU_ID: bytes(32, 16, 'part', {validBit: 0}),
    SECTION_SEVERITY: u32(48, 'as the header'),
    FRU_TEXT: bytes(52, 20, 'name of the part', {validBit: 1}),
  },
})

/** What firmware hands to the system: the boot error region, an error source's buffer; its entries follow. */
export const statusBlock = defineBytes({
  id: 'acpi-error-status-block',
  name: 'Generic Error Status Block',
  size: 20,
  source: 'ACPI 6.5, 18.3.2.7.1, table 18.14',
  fields: {
    BLOCK_STATUS: u32(0, 'bits 13:4 number of entries'),
    RAW_DATA_OFFSET: u32(4, 'from the beginning of the block'),
    RAW_DATA_LENGTH: u32(8, 'bytes'),
    DATA_LENGTH: u32(12, 'bytes of the entries'),
    ERROR_SEVERITY: u32(16, 'as in records'),
  },
})

/** One entry of a block, in front of its section. */
export const dataEntry = defineBytes({
  id: 'acpi-error-data-entry',
  name: 'Generic Error Data Entry',
  size: 64,
  source: 'ACPI 6.5, 18.3.2.7.1, table 18.15',
  validBy: 'VALIDATION_BITS',
  fields: {
    SECTION_TYPE: bytes(0, 16, 'type'),
    ERROR_SEVERITY: u32(16, 'as in records'),
    REVISION: u16(20, '0x0201; from 0x0300 on a time stamp follows'),
    VALIDATION_BITS: u8(22, 'which fields are filled in'),
    FLAGS: u8(23, 'flags of the section'),
    ERROR_DATA_LENGTH: u32(24, 'bytes of the section'),
    FRU_ID: bytes(28, 16, 'part', {validBit: 0}),
    FRU_TEXT: bytes(44, 20, 'name of the part', {validBit: 1}),
  },
})

/** Entries from this revision on have a time stamp of eight bytes behind them. */
export const REVISION_WITH_TIME = 0x0300n

/** Bytes of that time stamp. */
export const TIME_BYTES = 8
