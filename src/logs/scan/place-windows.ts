import {chooseWindow, type SearchWindow} from '../choose-windows.js'
import {AHEAD_FACTOR, FINGERPRINTS, KEY_FACTOR} from './fingerprints.js'
import {AHEAD, HASH_BITS, HASH_FACTOR, hashOf, KEY_BITS, KEY_BYTES, STRIDE, WIDTH} from './scan-module.js'

/** The tables that the scan reads, and the windows they stand for. */
export interface PlacedWindows {
  /** Two of each literal: at an even and at an odd place of it. */
  readonly windows: readonly SearchWindow[]
  /** A byte for each hash of a key. */
  readonly keys: Uint8Array
  /** A bit for each hash of a window with the bytes in front, and for those of windows at a literal's beginning. */
  readonly led: Uint8Array
  readonly bare: Uint8Array
}

const fourAt = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)

const KEY_MASK = (1 << (8 * KEY_BYTES)) - 1

/** What stands in a literal, one character a byte, at `offset` and right in front of it. */
const windowAt = (literal: string, offset: number): string =>
  literal.slice(offset >= AHEAD ? offset - AHEAD : offset, offset + WIDTH)

/** Tables being filled. */
const createTables = () => {
  const keys = new Uint8Array(1 << KEY_BITS)
  const [led, bare] = [new Uint8Array(1 << (HASH_BITS - 3)), new Uint8Array(1 << (HASH_BITS - 3))]
  const putBit = (bits: Uint8Array, spread: number): void => {
    const hash = spread >>> (32 - HASH_BITS)
    bits[hash >> 3] = (bits[hash >> 3] ?? 0) | (1 << (hash & 7))
  }
  return {
    keys,
    led,
    bare,
    /** Puts what stands at `offset`; where a literal ends behind the key, with every byte that may follow. */
    put(bytes: Uint8Array, offset: number): void {
      const four = fourAt(bytes, offset)
      keys[hashOf(four, KEY_FACTOR)] = 1
      const isLed = offset >= AHEAD
      const ahead = isLed ? Math.imul(fourAt(bytes, offset - AHEAD) & 0xffff, AHEAD_FACTOR) : 0
      const wholes =
        offset + WIDTH <= bytes.length
          ? [four]
          : Array.from({length: 256}, (_, byte) => (four & KEY_MASK) | (byte << (8 * KEY_BYTES)))
      for (const whole of wholes) putBit(isLed ? led : bare, Math.imul(whole, HASH_FACTOR) + ahead)
    },
  }
}

/** Where windows of a literal begin at places of one parity; the last may be a key alone. */
const offsetsOf = ({length}: Uint8Array, parity: number): readonly number[] =>
  Array.from(
    {length: Math.max(0, Math.ceil((length - KEY_BYTES + 1 - parity) / STRIDE))},
    (_, at) => parity + at * STRIDE,
  )

/** The whole window of that parity that text holds most seldom, as far as its letters tell. */
const rarest = (bytes: Uint8Array, parity: number): number => {
  const {offset} = chooseWindow(bytes.subarray(parity), WIDTH)
  return parity + offset - (offset % STRIDE)
}

/**
 * Chooses two windows of each literal, so that one of them stands at an even address wherever the literal does: those that
 * the build chose where there are any, so that literals share; for others (of plug-ins) what their letters suggest. Literals
 * have at least `WIDTH` bytes.
 */
export const placeWindows = (literals: readonly Uint8Array[]): PlacedWindows => {
  const known = new Set(FINGERPRINTS)
  const tables = createTables()
  const windowOf = (bytes: Uint8Array, parity: number): SearchWindow => {
    const offsets = offsetsOf(bytes, parity)
    const literal = String.fromCharCode(...bytes)
    const built = offsets.find(at => known.has(windowAt(literal, at)))
    const offset = built ?? rarest(bytes, parity)
    tables.put(bytes, offset)
    return {bytes, offset}
  }
  const windows = literals.flatMap(bytes => [0, 1].map(parity => windowOf(bytes, parity)))
  return {windows, ...tables}
}
