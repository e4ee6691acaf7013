/** What a frame was packed with is not at hand. */
export const DICTIONARY = 'a dictionary that is not at hand'

/** What stands at the beginning of a Zstandard frame (RFC 8878, 3.1.1.1). */
export interface FrameHeader {
  /** Bytes of text that a match may lead back. */
  readonly window: number
  /** Bytes of text; undefined when the frame does not say. */
  readonly size: number | undefined
  /** True when a checksum stands behind the last block. */
  readonly hasSum: boolean
}

const SINGLE_SEGMENT = 32
const RESERVED = 8
const CHECKSUM = 4

/** Bytes of the dictionary's number by its flag, and of the text's size by its. */
const DICTIONARY_BYTES = [0, 1, 2, 4] as const
const SIZE_BYTES = [0, 2, 4, 8] as const
/** Added to sizes of two bytes. */
const SIZE_BASE = 256

/** A number of which the lowest byte comes first. */
export const little = (bytes: Uint8Array): number => bytes.reduceRight((sum, byte) => sum * 256 + byte, 0)

const partsOf = (descriptor: number) => {
  const isSingle = (descriptor & SINGLE_SEGMENT) !== 0
  const flag = descriptor >> 6
  const size = isSingle && flag === 0 ? 1 : (SIZE_BYTES[flag] ?? 0)
  return {isSingle, window: isSingle ? 0 : 1, dictionary: DICTIONARY_BYTES[descriptor & 3] ?? 0, size, flag}
}

/** How many bytes of the header stand behind its descriptor. */
export const headerBytes = (descriptor: number): number => {
  const {window, dictionary, size} = partsOf(descriptor)
  return window + dictionary + size
}

const windowOf = (byte: number): number => 2 ** (10 + (byte >> 3)) * (1 + (byte & 7) / 8)

/** The header of this descriptor and the bytes behind it; throws when it asks for what is not there. */
export const readFrameHeader = (descriptor: number, rest: Uint8Array): FrameHeader => {
  const parts = partsOf(descriptor)
  if (descriptor & RESERVED) throw new Error('a form that is not known')
  const sizeAt = parts.window + parts.dictionary
  if (little(rest.subarray(parts.window, sizeAt)) !== 0) throw new Error(DICTIONARY)
  const told = little(rest.subarray(sizeAt, sizeAt + parts.size)) + (parts.flag === 1 ? SIZE_BASE : 0)
  return {
    window: parts.isSingle ? told : windowOf(rest[0] ?? 0),
    size: parts.size === 0 ? undefined : told,
    hasSum: (descriptor & CHECKSUM) !== 0,
  }
}
