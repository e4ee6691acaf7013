import {readCxlDramSection, readCxlMediaSection, readCxlModuleSection} from './cxl-event-section.js'
import {readCxlProtocolSection} from './cxl-protocol-section.js'
import {readFirmwareReferenceSection} from './firmware-reference-section.js'
import {readLinuxMceSection} from './linux-mce-section.js'
import {readMemorySection} from './memory-section.js'
import {readMemorySection2} from './memory-section-2.js'
import {readPcieSection} from './pcie-section.js'
import {readProcessorArmSection} from './processor-arm-section.js'
import {readProcessorGenericSection} from './processor-generic-section.js'
import {readProcessorIaSection} from './processor-ia-section.js'
import type {SectionReader, SectionReading} from './section-reading.js'
import {
  readAmpereSection,
  readHip08Type2Section,
  readHisiliconCommonSection,
  readNvidiaSection,
  readYitianSection,
} from './vendor-sections.js'

/** Who reads which section, by its GUID. */
const READERS: Readonly<Record<string, SectionReader>> = {
  'a5bc1114-6f64-4ede-b863-3e83ed7c83b1': readMemorySection,
  '61ec04fc-48e6-d813-25c9-8daa44750b12': readMemorySection2,
  '9876ccad-47b4-4bdb-b65e-16f193c4f3db': readProcessorGenericSection,
  'dc3ea0b0-a144-4797-b95b-53fa242b6e1d': readProcessorIaSection,
  'e19e3d16-bc11-11e4-9caa-c2051d5d46b0': readProcessorArmSection,
  'd995e954-bbc1-430f-ad91-b44dcb3c6f35': readPcieSection,
  '81212a96-09ed-4996-9471-8d729c8e69ed': readFirmwareReferenceSection,
  '80b9efb4-52b5-4de3-a777-68784b771048': readCxlProtocolSection,
  'fbcd0a77-c260-417f-85a9-088b1621eba6': readCxlMediaSection,
  '601dcbb3-9c06-4eab-b8af-4e9bfb5c9624': readCxlDramSection,
  'fe927475-dd59-4339-a586-79bab113b774': readCxlModuleSection,
  'fe08ffbe-95e4-4be7-bc73-4096044a38fc': readLinuxMceSection,
  'e8ed898d-df16-43cc-8ecc-54f060ef157f': readAmpereSection,
  '45534ea6-ce23-4115-8535-e07ab3aef91d': readHip08Type2Section,
  'c8b328a8-9917-4af6-9a13-2e08ab2e7586': readHisiliconCommonSection,
  'a6980811-16ea-4e4d-b936-fb00a23ff29c': readYitianSection,
  '6d5244f2-2712-11ec-bea7-cb3fdb95c786': readNvidiaSection,
}

/** Hexadecimal text as bytes. */
export const bytesOfHex = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/[0-9a-f]{2}/gi) ?? [], pair => Number.parseInt(pair, 16))

/** What a section's bytes say, by the GUID of its type; undefined for types nobody describes and for sections cut short. */
export const readCperSection = (guid: string, bytes: string): SectionReading | undefined =>
  Object.hasOwn(READERS, guid) ? READERS[guid]?.(bytesOfHex(bytes)) : undefined
