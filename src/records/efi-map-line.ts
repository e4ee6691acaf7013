import {readHex} from './hex-text.js'

/** One descriptor of the firmware's memory map as printed. */
export interface EfiMapLine {
  readonly start: bigint
  /** Exclusive, whatever the bracket said. */
  readonly end: bigint
  readonly type: string
  readonly attributes: readonly string[]
  readonly index?: number
}

/** Attribute bits by the names of their columns (UEFI 2.10, EFI_MEMORY_DESCRIPTOR). */
const ATTRIBUTES: readonly (readonly [name: string, bit: bigint])[] = [
  ['RUN', 1n << 63n],
  ['HP', 0x10_0000n],
  ['CC', 0x8_0000n],
  ['SP', 0x4_0000n],
  ['RO', 0x2_0000n],
  ['MR', 0x1_0000n],
  ['NV', 0x8000n],
  ['XP', 0x4000n],
  ['RP', 0x2000n],
  ['WP', 0x1000n],
  ['UCE', 0x10n],
  ['WB', 8n],
  ['WT', 4n],
  ['WC', 2n],
  ['UC', 1n],
]

const namesOf = (attributes: bigint): readonly string[] =>
  ATTRIBUTES.filter(([, bit]) => (attributes & bit) !== 0n).map(([name]) => name)

const ATTRIBUTE_NUMBER = /^attr=0x([0-9a-f]{1,16})$/

/** Columns between the bars: a set attribute shows its name, an unset one blanks; kernels print 11, 12 or 15 of them. */
const readColumns = (columns: readonly string[]): readonly string[] => {
  const names = columns.map(column => column.trim()).filter(column => column !== '')
  const number = names.length === 1 ? readHex(ATTRIBUTE_NUMBER.exec(names[0] ?? '')?.[1] ?? '') : undefined
  return number === undefined ? names : namesOf(number)
}

const toLine = (start: string, end: string, close: string, type: string, attributes: readonly string[]) => {
  const from = readHex(start)
  const last = readHex(end)
  if (from === undefined || last === undefined) return undefined
  return {start: from, end: close === ']' ? last + 1n : last, type, attributes}
}

const RANGE = 'range=\\[(0x[0-9a-f]{1,16})-(0x[0-9a-f]{1,16})([)\\]])'

//    efi: mem36: [Conventional|   |  |MR|  |  |  |  |  |  |  |   |WB|WT|WC|UC] range=[0x0000000100000000-0x000000017fffffff] (2048MB)
//         ^^^^^   ^^^^^^^^^^^^        ^^                                              ^^^^^^^^^^^^^^^^^^ ^^^^^^^^^^^^^^^^^^
const COLUMNS = new RegExp(`^(?:efi: |EFI: )?mem(\\d{1,5}): \\[([^[\\]]*)\\] *${RANGE}`)

//    EFI: mem36: type=7, attr=0x1000f, range=[0x0000000100000000-0x0000000180000000) (2048MB)
const NUMBERS = new RegExp(`^(?:efi: |EFI: )?mem(\\d{1,5}): (type=\\d{1,10}), attr=(0x[0-9a-f]{1,16}), *${RANGE}`)

//    efi:   0x082080000000-0x08247fffffff [Conventional|   |  |MR|  |  |  |  |  |  |  |   |WB|WT|WC|  ]
//             ^^^^^^^^^^^^^^   ^^^^^^^^^^^^    inclusive
const BARE = /^(?:efi: *)?(0x[0-9a-f]{8,16})-(0x[0-9a-f]{8,16}) \[([^[\]|]*)\|([^[\]]*)\]/

//    MMap[26]: 0x71496000 - 0x7149ffff len=40960, type=7, attr=0xf
//         ^^   ^^^^^^^^^^   ^^^^^^^^^^ inclusive       ^^^^^^       ^^^
const LOADER =
  /^MMap\[(\d{1,5})\]: (0x[0-9a-f]{1,16}) - (0x[0-9a-f]{1,16}) len=\d{1,20}, (type=\d{1,10}), attr=(0x[0-9a-f]{1,16})$/

//    (XEN)  0000000100000-000003fffffff type=7 attr=000000000001000f
//            ^^^^^^^^^^^^^ ^^^^^^^^^^^^^ inclusive
const XEN = /^ *([0-9a-f]{13,16})-([0-9a-f]{13,16}) (type=\d{1,10}) attr=([0-9a-f]{16})$/

const readXenLine = (text: string): EfiMapLine | undefined => {
  const [, start = '', end = '', type = '', attributes = ''] = XEN.exec(text) ?? []
  return toLine(start, end, ']', type, namesOf(readHex(attributes) ?? 0n))
}

const readLoaderLine = (text: string): EfiMapLine | undefined => {
  const [, index, start = '', end = '', type = '', attributes = ''] = LOADER.exec(text) ?? []
  const line = toLine(start, end, ']', type, namesOf(readHex(attributes) ?? 0n))
  return line && {...line, index: Number(index)}
}

const readRanged = (text: string): EfiMapLine | undefined => {
  const columns = COLUMNS.exec(text)
  if (columns) {
    const [, index, cells = '', start = '', end = '', close = ''] = columns
    const [type = '', ...names] = cells.split('|')
    const line = toLine(start, end, close, type.trim(), readColumns(names))
    return line && {...line, index: Number(index)}
  }
  const [, index, type = '', attributes = '', start = '', end = '', close = ''] = NUMBERS.exec(text) ?? []
  const line = toLine(start, end, close, type, namesOf(readHex(attributes) ?? 0n))
  return line && {...line, index: Number(index)}
}

/** A line of any generation's memory map; undefined when it is none, or breaks off before its last bracket. */
export const readEfiMapLine = (text: string): EfiMapLine | undefined => {
  const bare = BARE.exec(text)
  if (!bare) return readRanged(text) ?? readLoaderLine(text) ?? readXenLine(text)
  const [, start = '', end = '', type = '', names = ''] = bare
  return toLine(start, end, ']', type.trim(), readColumns(names.split('|')))
}

/** A map's line that breaks off before its range or its last bracket: the rest may stand on the next line. */
export const isBrokenMapLine = (text: string): boolean =>
  readEfiMapLine(text) === undefined &&
  /^(?:efi: |EFI: )?mem\d{1,5}: (?:\[|type=)|^efi: *0x[0-9a-f]{8,16}-0x[0-9a-f]{1,16}(?: \[|$)/.test(text)

/** Whether a map's line has nothing behind its last number, so that an end of the input may have cut digits. */
export const endsInNumber = (text: string): boolean => /^MMap\[\d{1,5}\]: /.test(text)

/** Types that are memory for the kernel once it has booted: conventional, boot services, loader (numbers 1–4 and 7). */
export const isUsableType = (type: string): boolean =>
  /^(?:Conventional(?: Memory)?|Boot (?:Code|Data)|Loader (?:Code|Data)|type=0*[12347])$/.test(type)
