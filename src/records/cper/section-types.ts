import type {CperRecord} from '../hardware-error-record.js'

type SectionType = CperRecord['sectionType']

/** Section types by GUID (UEFI 2.10, N.2.2 and the sections it names; CXL 3.1, 8.2.10.2.1; Linux asm/mce.h). */
export const SECTION_GUIDS: Readonly<Record<string, SectionType>> = {
  'a5bc1114-6f64-4ede-b863-3e83ed7c83b1': 'memory',
  '61ec04fc-48e6-d813-25c9-8daa44750b12': 'memory',
  '9876ccad-47b4-4bdb-b65e-16f193c4f3db': 'processor-generic',
  'dc3ea0b0-a144-4797-b95b-53fa242b6e1d': 'processor-ia',
  'e19e3d16-bc11-11e4-9caa-c2051d5d46b0': 'processor-arm',
  'd995e954-bbc1-430f-ad91-b44dcb3c6f35': 'pcie',
  'c5753963-3b84-4095-bf78-eddad3f9c9dd': 'pcie',
  'eb5e4685-ca66-4769-b6a2-26068b001326': 'pcie',
  '81212a96-09ed-4996-9471-8d729c8e69ed': 'firmware',
  '80b9efb4-52b5-4de3-a777-68784b771048': 'cxl',
  'fbcd0a77-c260-417f-85a9-088b1621eba6': 'cxl',
  '601dcbb3-9c06-4eab-b8af-4e9bfb5c9624': 'cxl',
  'fe927475-dd59-4339-a586-79bab113b774': 'cxl',
  'fe08ffbe-95e4-4be7-bc73-4096044a38fc': 'processor-ia',
}

/** Section types as the kernel writes them out (drivers/firmware/efi/cper.c), first match wins. */
const SECTION_WORDS: readonly (readonly [RegExp, SectionType])[] = [
  [/^memory error/i, 'memory'],
  [/^PCI(?:e\b|\/PCI-X\b)/i, 'pcie'],
  [/^general processor error/i, 'processor-generic'],
  [/^IA32\/X64 processor error/i, 'processor-ia'],
  [/^ARM processor error/i, 'processor-arm'],
  [/^Firmware Error Record Reference/i, 'firmware'],
  [/^CXL /, 'cxl'],
]

const GUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/i

/** A section type as printed: its kind and the GUID beside it; undefined when neither is known nor said to be unknown. */
export function sectionTypeIn(text: string): {readonly type: SectionType; readonly guid?: string} | undefined {
  const guid = GUID.exec(text)?.[0].toLowerCase()
  const said = SECTION_WORDS.find(([pattern]) => pattern.test(text))?.[1]
  const type =
    said ?? (guid === undefined ? undefined : SECTION_GUIDS[guid]) ?? (/^unknown\b/.test(text) ? 'unknown' : undefined)
  if (type === undefined) return guid === undefined ? undefined : {type: 'unknown', guid}
  return guid === undefined ? {type} : {type, guid}
}
