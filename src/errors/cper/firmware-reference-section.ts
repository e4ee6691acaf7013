import {bytes, defineBytes, reservedBytes, u8, u64} from '../../bits/define-bytes.js'
import {guidText} from '../../records/cper/guid.js'
import {givenFields, type SectionReader} from './section-reading.js'

/** A reference to a record that the firmware keeps in a form of its own; its contents follow. */
export const firmwareReferenceSection = defineBytes({
  id: 'firmware-reference-section',
  name: 'Firmware Error Record Reference',
  size: 32,
  source: 'UEFI 2.10, N.2.10, table N.36',
  fields: {
    RECORD_TYPE: u8(0, '0 IPF SAL, 1 and 2 SoC firmware'),
    REVISION: u8(1, 'revision'),
    RESERVED: reservedBytes(2, 6),
    RECORD_IDENTIFIER: u64(8, 'id, revision 0'),
    RECORD_GUID: bytes(16, 16, 'id, revision 1 and up'),
  },
})

/** Reads a firmware record reference: what it refers to is not described publicly. */
export const readFirmwareReferenceSection: SectionReader = section => {
  if (!firmwareReferenceSection.fits(section)) return undefined
  const revision = firmwareReferenceSection.number(section, 'REVISION') ?? 0n
  const guid = firmwareReferenceSection.slice(section, 'RECORD_GUID')
  const id = firmwareReferenceSection.number(section, 'RECORD_IDENTIFIER') ?? 0n
  return givenFields({
    'Firmware Error Record Type': `${firmwareReferenceSection.number(section, 'RECORD_TYPE') ?? 0n}`,
    Revision: `${revision}`,
    'Record Identifier': revision > 0n && guid !== undefined ? guidText(guid) : `0x${id.toString(16)}`,
  })
}
