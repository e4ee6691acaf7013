/** Layouts of a journal file, little-endian (systemd, Journal File Format, sections Header and Objects). */

/** `LPKSHHRH`, at the beginning of the file. */
export const SIGNATURE = Uint8Array.from('LPKSHHRH', letter => letter.charCodeAt(0))

/** Bytes of the header that the oldest writer writes. */
export const SHORTEST_HEADER = 208

/** Flags of features a reader must know. */
export const INCOMPATIBLE = {xz: 1, lz4: 2, keyedHash: 4, zstd: 8, compact: 16} as const

/** Flags that this reader knows. */
export const KNOWN_FLAGS = 31

/** What the header tells that reading needs. */
export interface JournalHeader {
  readonly incompatible: number
  readonly compact: boolean
  readonly headerBytes: number
  /** Offset behind the space that was taken for objects. */
  readonly arenaEnd: number
  /** Offset of the last object, as far as the writer said; behind it nothing may be left but zeros. */
  readonly lastObject: number
  readonly entries: number
}

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** A 64-bit number; sizes and offsets beyond 2^53 are damage and come out large. */
export const readNumber = (bytes: Uint8Array, at: number): number =>
  view(bytes).getUint32(at, true) + view(bytes).getUint32(at + 4, true) * 2 ** 32

/** The header in the first `SHORTEST_HEADER` bytes. */
export const readHeader = (bytes: Uint8Array): JournalHeader => {
  const incompatible = view(bytes).getUint32(12, true)
  return {
    incompatible,
    compact: (incompatible & INCOMPATIBLE.compact) !== 0,
    headerBytes: readNumber(bytes, 88),
    arenaEnd: readNumber(bytes, 88) + readNumber(bytes, 96),
    lastObject: readNumber(bytes, 136),
    entries: readNumber(bytes, 152),
  }
}

/** Objects that hold something; hash tables and entry arrays only help to find them again. */
export const OBJECT = {data: 1, entry: 3} as const

/** Bytes of the smallest object of each type, 1 to 7. */
const SMALLEST: readonly number[] = [0, 64, 40, 64, 16, 16, 24, 64]

/** Compression of a data object's payload. */
export const COMPRESSION = {xz: 1, lz4: 2, zstd: 4} as const

export const OBJECT_HEADER = 16

/** The head of an object. */
export interface ObjectHead {
  readonly type: number
  readonly flags: number
  readonly size: number
}

/** No field is longer (journald's limit); hash tables and arrays of the largest files stay far below. */
const LARGEST = 2 ** 31

/** The object head at `at`; undefined when what stands there is none. */
export const readObjectHead = (bytes: Uint8Array, at: number): ObjectHead | undefined => {
  const type = bytes[at] ?? 0
  const flags = bytes[at + 1] ?? 0
  const size = readNumber(bytes, at + 8)
  const isFlagged = flags === 0 || (type === OBJECT.data && (flags === 1 || flags === 2 || flags === 4))
  if (type < 1 || type > 7 || !isFlagged || size < (SMALLEST[type] ?? 0) || size > LARGEST) return undefined
  for (let index = 2; index < 8; index += 1) if (bytes[at + index] !== 0) return undefined
  return {type, flags, size}
}

/** Where a data object's payload begins. */
export const payloadOffset = (compact: boolean): number => (compact ? 72 : 64)

/** The fixed part of an entry. */
export interface EntryHead {
  /** Microseconds since 1970, as digits. */
  readonly realtime: string
  /** 32 hexadecimal digits. */
  readonly bootId: string
}

/** When an entry was written, and in which boot. */
export const readEntryHead = (object: Uint8Array): EntryHead => ({
  realtime: view(object).getBigUint64(24, true).toString(),
  bootId: Buffer.from(object.buffer, object.byteOffset + 40, 16).toString('hex'),
})

/** Calls `visit` with the offset of each data object of an entry. */
export const visitItems = (object: Uint8Array, compact: boolean, visit: (offset: number) => void): void => {
  const items = view(object)
  const width = compact ? 4 : 16
  for (let at = 64; at + width <= object.length; at += width)
    visit(compact ? items.getUint32(at, true) : readNumber(object, at))
}
