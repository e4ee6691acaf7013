import {bytes, defineBytes, reservedBytes, u8, u16, u32, u64} from '../../bits/define-bytes.js'
import {givenFields, hexFields, type SectionReader} from './section-reading.js'

/** A PCI Express device. */
export const pcieSection = defineBytes({
  id: 'pcie-section',
  name: 'PCI Express Error Section',
  size: 208,
  source: 'UEFI 2.10, N.2.7, table N.33',
  validBy: 'VALIDATION_BITS',
  fields: {
    VALIDATION_BITS: u64(0, 'which fields are filled in'),
    PORT_TYPE: u32(8, 'device or port type', {validBit: 0}),
    VERSION: u32(12, 'version of the specification, BCD', {validBit: 1}),
    COMMAND: u16(16, 'command register', {validBit: 2}),
    STATUS: u16(18, 'status register', {validBit: 2}),
    RESERVED: reservedBytes(20, 4),
    VENDOR_ID: u16(24, 'vendor', {validBit: 3}),
    DEVICE_ID: u16(26, 'device', {validBit: 3}),
    CLASS_CODE: bytes(28, 3, 'class code', {validBit: 3}),
    FUNCTION: u8(31, 'function number', {validBit: 3}),
    DEVICE: u8(32, 'device number', {validBit: 3}),
    SEGMENT: u16(33, 'segment', {validBit: 3}),
    BUS: u8(35, 'bus', {validBit: 3}),
    SECONDARY_BUS: u8(36, 'secondary bus', {validBit: 3}),
    SLOT: u16(37, 'bits 15:3 slot', {validBit: 3}),
    RESERVED_39: reservedBytes(39, 1),
    SERIAL: u64(40, 'serial number', {validBit: 4}),
    BRIDGE: u32(48, 'bridge status and control', {validBit: 5}),
    CAPABILITY: bytes(52, 60, 'PCI Express capability structure', {validBit: 6}),
    AER: bytes(112, 96, 'advanced error reporting structure', {validBit: 7}),
  },
})

const hexByte = (value: bigint, digits: number): string => value.toString(16).padStart(digits, '0')

/** Reads a PCI Express section: where the device is and what it is; it is never about memory. */
export const readPcieSection: SectionReader = section => {
  if (!pcieSection.fits(section)) return undefined
  const number = (name: Parameters<typeof pcieSection.number>[1]) => pcieSection.number(section, name)
  const [segment, bus, device, func] = [number('SEGMENT'), number('BUS'), number('DEVICE'), number('FUNCTION')]
  const isPlaced = segment !== undefined && bus !== undefined && device !== undefined && func !== undefined
  const place = isPlaced ? {device_id: `${hexByte(segment, 4)}:${hexByte(bus, 2)}:${hexByte(device, 2)}.${func}`} : {}
  const names = {port_type: number('PORT_TYPE'), vendor_id: number('VENDOR_ID'), 'device_id (2)': number('DEVICE_ID')}
  return givenFields({...place, ...hexFields({...names, command: number('COMMAND'), status: number('STATUS')})})
}
