/** Bits read from the end of some bytes towards their beginning (RFC 8878, 4.1); before the beginning stand zeros. */
export interface BackwardBits {
  /** The next bits, at most 25, not taken. */
  peek(count: number): number
  skip(count: number): void
  /** The next bits, at most 25. */
  take(count: number): number
  /** The next bits, 16 to 31. */
  takeMany(count: number): number
  /** Bits left; below zero once more were taken than there are. */
  left(): number
}

const HALF = 16

/** A reader of `bytes`, whose last set bit marks where the bits begin; throws when there is none. */
export const createBackwardBits = (bytes: Uint8Array): BackwardBits => {
  const last = bytes.at(-1) ?? 0
  if (last === 0) throw new Error('a stream of bits without a mark')
  let at = bytes.length * 8 - 1 - Math.clz32(last) + 24

  const wordAt = (byte: number): number =>
    (bytes[byte] ?? 0) | ((bytes[byte + 1] ?? 0) << 8) | ((bytes[byte + 2] ?? 0) << 16) | ((bytes[byte + 3] ?? 0) << 24)

  const peek = (count: number): number => {
    const from = at - count
    if (from >= 0) return (wordAt(from >> 3) >>> (from & 7)) & ((1 << count) - 1)
    return at <= 0 ? 0 : (wordAt(0) & ((1 << at) - 1)) << -from
  }

  const take = (count: number): number => {
    const value = peek(count)
    at -= count
    return value
  }

  return {
    peek,
    take,
    takeMany: count => take(count - HALF) * 2 ** HALF + take(HALF),
    skip(count) {
      at -= count
    },
    left: () => at,
  }
}

/** Bits read in order, from the lowest of each byte on. */
export interface ForwardBits {
  /** The next bits, at most 16. */
  read(count: number): number
  /** Gives the last bit back. */
  rewind(): void
  /** The first byte of which no bit was read. */
  nextByte(): number
}

/** A reader of `bytes` from `from` on; behind the end stand zeros. */
export const createForwardBits = (bytes: Uint8Array, from: number): ForwardBits => {
  let at = from * 8
  return {
    read(count) {
      const byte = at >> 3
      const word = (bytes[byte] ?? 0) | ((bytes[byte + 1] ?? 0) << 8) | ((bytes[byte + 2] ?? 0) << 16)
      const value = (word >>> (at & 7)) & ((1 << count) - 1)
      at += count
      return value
    },
    rewind() {
      at -= 1
    },
    nextByte: () => (at + 7) >> 3,
  }
}
