import {bytes, defineBytes, reservedBytes, u8, u16, u32, u64} from '../../bits/define-bytes.js'
import {given, givenFields, hexFields, knownPlaces, type SectionReader, type SectionReading} from './section-reading.js'

/** The device an event of a CXL component comes from; the event's own record follows. */
export const cxlEventHead = defineBytes({
  id: 'cxl-event-head',
  name: 'CXL Component Events Section',
  size: 32,
  source: 'UEFI 2.10, N.2.14, table N.54',
  validBy: 'VALIDATION_BITS',
  fields: {
    LENGTH: u32(0, 'bytes of the whole section'),
    VALIDATION_BITS: u64(4, 'bit 0 device, bit 1 serial number, bit 2 event log'),
    VENDOR_ID: u16(12, 'vendor', {validBit: 0}),
    DEVICE_ID: u16(14, 'device', {validBit: 0}),
    FUNCTION: u8(16, 'function number', {validBit: 0}),
    DEVICE: u8(17, 'device number', {validBit: 0}),
    BUS: u8(18, 'bus', {validBit: 0}),
    SEGMENT: u16(19, 'segment', {validBit: 0}),
    SLOT: u16(21, 'slot', {validBit: 0}),
    RESERVED: reservedBytes(23, 1),
    SERIAL: u64(24, 'serial number', {validBit: 1}),
  },
})

const EVENT_LOG = 2n

/** The event's record, its GUID left off: the head that all have, and what media events have behind it. */
export const cxlMediaEvent = defineBytes({
  id: 'cxl-media-event',
  name: 'CXL General Media and DRAM Event Record, common part',
  size: 47,
  source: 'CXL 3.1, 8.2.10.2.1.1, table 8-57 and 8.2.10.2.1.2, table 8-58',
  validBy: 'VALIDITY_FLAGS',
  fields: {
    RECORD_LENGTH: u8(0, 'bytes of the event record'),
    FLAGS: bytes(1, 3, 'bits 1:0 severity: informational, warning, failure, fatal'),
    HANDLE: u16(4, 'handle'),
    RELATED_HANDLE: u16(6, 'handle of a related event'),
    TIMESTAMP: u64(8, 'nanoseconds since 1970'),
    MAINTENANCE: bytes(16, 16, 'maintenance operations, heads, reserved'),
    DPA: u64(32, 'device physical address, bits 63:6; bit 0 volatile, bit 1 not repairable'),
    DESCRIPTOR: u8(40, 'bit 0 uncorrectable, bit 1 threshold, bit 2 poison list overflow'),
    EVENT_TYPE: u8(41, 'type of the memory event'),
    TRANSACTION_TYPE: u8(42, 'what was asked of the device'),
    VALIDITY_FLAGS: u16(43, 'which of the following fields are filled in'),
    CHANNEL: u8(45, 'channel', {validBit: 0}),
    RANK: u8(46, 'rank', {validBit: 1}),
  },
})

/** What a DRAM event has behind the common part; which of it is filled in the common part says. */
export const cxlDramEvent = defineBytes({
  id: 'cxl-dram-event',
  name: 'CXL DRAM Event Record, own part',
  size: 10,
  source: 'CXL 3.1, 8.2.10.2.1.2, table 8-58',
  fields: {
    NIBBLE_MASK: bytes(0, 3, 'nibbles in error'),
    BANK_GROUP: u8(3, 'bank group'),
    BANK: u8(4, 'bank'),
    ROW: bytes(5, 3, 'row'),
    COLUMN: u16(8, 'column'),
  },
})

const LINE_MASK = ~0x3fn

const little = (value: Uint8Array | undefined): bigint | undefined =>
  value?.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n)

function readHead(section: Uint8Array): Readonly<Record<string, string>> {
  const number = (name: Parameters<typeof cxlEventHead.number>[1]) => cxlEventHead.number(section, name)
  return hexFields({
    vendor_id: number('VENDOR_ID'),
    device_id: number('DEVICE_ID'),
    bus: number('BUS'),
    serial: number('SERIAL'),
  })
}

const hasEvent = (section: Uint8Array): boolean =>
  (((cxlEventHead.number(section, 'VALIDATION_BITS') ?? 0n) >> EVENT_LOG) & 1n) === 1n

function readMedia(section: Uint8Array): SectionReading | undefined {
  const at = cxlEventHead.size
  if (!cxlEventHead.fits(section)) return undefined
  if (!hasEvent(section) || !cxlMediaEvent.fits(section, at)) return givenFields(readHead(section))
  const number = (name: Parameters<typeof cxlMediaEvent.number>[1]) => cxlMediaEvent.number(section, name, at)
  const descriptor = number('DESCRIPTOR') ?? 0n
  return {
    address: (number('DPA') ?? 0n) & LINE_MASK,
    addressSpace: 'device',
    uncorrected: (descriptor & 1n) === 1n,
    ...given('location', knownPlaces({channel: number('CHANNEL'), rank: number('RANK')})),
    fields: {
      ...readHead(section),
      ...hexFields({descriptor, type: number('EVENT_TYPE'), transaction_type: number('TRANSACTION_TYPE')}),
    },
  }
}

/** Reads a general media event. */
export const readCxlMediaSection: SectionReader = section => readMedia(section)

/** Reads a DRAM event: bank, row and column are told beside channel and rank. */
export const readCxlDramSection: SectionReader = section => {
  const reading = readMedia(section)
  const [common, own] = [cxlEventHead.size, cxlEventHead.size + cxlMediaEvent.size]
  if (reading?.address === undefined || !cxlDramEvent.fits(section, own)) return reading
  const valid = cxlMediaEvent.number(section, 'VALIDITY_FLAGS', common) ?? 0n
  const when = (bit: bigint, value: bigint | undefined): bigint | undefined =>
    ((valid >> bit) & 1n) === 1n ? value : undefined
  const cells = knownPlaces({
    bankGroup: when(3n, cxlDramEvent.number(section, 'BANK_GROUP', own)),
    bank: when(4n, cxlDramEvent.number(section, 'BANK', own)),
    row: when(5n, little(cxlDramEvent.slice(section, 'ROW', own))),
    column: when(6n, cxlDramEvent.number(section, 'COLUMN', own)),
  })
  const location = {...reading.location, ...cells}
  return {...reading, ...given('location', Object.keys(location).length === 0 ? undefined : location)}
}

/** Reads a memory module event: a device's health, without an address. */
export const readCxlModuleSection: SectionReader = section =>
  cxlEventHead.fits(section) ? givenFields(readHead(section)) : undefined
