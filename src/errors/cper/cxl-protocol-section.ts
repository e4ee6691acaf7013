import {bytes, defineBytes, reservedBytes, u8, u16, u64} from '../../bits/define-bytes.js'
import {givenFields, hexFields, type SectionReader} from './section-reading.js'

/** A CXL device or port whose link or protocol failed. */
export const cxlProtocolSection = defineBytes({
  id: 'cxl-protocol-section',
  name: 'CXL Protocol Error Section',
  size: 116,
  source: 'UEFI 2.10, N.2.13, table N.51',
  validBy: 'VALIDATION_BITS',
  fields: {
    VALIDATION_BITS: u64(0, 'which fields are filled in'),
    AGENT_TYPE: u8(8, '0 restricted device, 1 restricted host port, 2 device, 3 logical device, 5 root port', {
      validBit: 0,
    }),
    RESERVED: reservedBytes(9, 7),
    AGENT_ADDRESS: u64(16, 'function, device, bus and segment, or the base of a host port', {validBit: 1}),
    VENDOR_ID: u16(24, 'vendor', {validBit: 2}),
    DEVICE_ID: u16(26, 'device', {validBit: 2}),
    SUBSYSTEM: bytes(28, 4, 'subsystem vendor and device', {validBit: 2}),
    CLASS_CODE: u16(32, 'class code', {validBit: 2}),
    SLOT: u16(34, 'slot', {validBit: 2}),
    RESERVED_36: reservedBytes(36, 4),
    SERIAL: u64(40, 'serial number', {validBit: 3}),
    CAPABILITY: bytes(48, 60, 'capability structure', {validBit: 4}),
    DVSEC_LENGTH: u16(108, 'bytes of the vendor-specific structure behind', {validBit: 5}),
    ERROR_LOG_LENGTH: u16(110, 'bytes of the error log behind that', {validBit: 6}),
    RESERVED_112: reservedBytes(112, 4),
  },
})

/** Reads a CXL protocol section: which agent, of what make. */
export const readCxlProtocolSection: SectionReader = section => {
  if (!cxlProtocolSection.fits(section)) return undefined
  const number = (name: Parameters<typeof cxlProtocolSection.number>[1]) => cxlProtocolSection.number(section, name)
  return givenFields(
    hexFields({
      agent_type: number('AGENT_TYPE'),
      agent_address: number('AGENT_ADDRESS'),
      vendor_id: number('VENDOR_ID'),
      device_id: number('DEVICE_ID'),
      serial: number('SERIAL'),
    }),
  )
}
