/** What is thrown where the bits end too early. */
export const CUT = 'the data ends'

/** Bits of some bytes, the highest of each byte first. */
export interface HighBits {
  /** The next bits, at most 24, not taken; behind the end stand zeros. */
  peek(count: number): number
  /** Throws `CUT` when there are not so many. */
  skip(count: number): void
  /** The next bits, at most 24; throws `CUT` when there are not so many. */
  read(count: number): number
  /** The next 32 or 48 bits. */
  readLong(count: 32 | 48): number
  /** Bits taken so far. */
  taken(): number
}

const HALF = 24

/** A reader of `bytes` from the bit `from` on. */
export const createHighBits = (bytes: Uint8Array, from: number): HighBits => {
  let at = from
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const lastWord = bytes.length - 4
  const end = bytes.length * 8

  const wordAt = (byte: number): number =>
    byte <= lastWord
      ? view.getInt32(byte)
      : ((bytes[byte] ?? 0) << 24) | ((bytes[byte + 1] ?? 0) << 16) | ((bytes[byte + 2] ?? 0) << 8)

  const peek = (count: number): number => (wordAt(at >> 3) << (at & 7)) >>> (32 - count)

  const skip = (count: number): void => {
    at += count
    if (at > end) throw new Error(CUT)
  }

  const read = (count: number): number => {
    const value = peek(count)
    skip(count)
    return value
  }

  return {
    peek,
    skip,
    read,
    readLong: count => read(count - HALF) * 2 ** HALF + read(HALF),
    taken: () => at,
  }
}
