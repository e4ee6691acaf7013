import {chooseWindow, type SearchWindow} from '../choose-windows.js'
import {FINGERPRINTS, KEY_FACTOR} from './fingerprints.js'
import {HASH_BITS, HASH_FACTOR, hashOf, KEY_BITS, KEY_BYTES, STRIDE, WIDTH} from './scan-module.js'

/** The tables that the scan reads, and the windows they stand for. */
export interface PlacedWindows {
  /** Two of each literal: at an even and at an odd place of it. */
  readonly windows: readonly SearchWindow[]
  /** A byte for each hash of a key. */
  readonly keys: Uint8Array
  /** A bit for each hash of a window. */
  readonly hashes: Uint8Array
}

const fourAt = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)

const KEY_MASK = (1 << (8 * KEY_BYTES)) - 1

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, letter => letter.charCodeAt(0))

/** Whole windows that the build chose, or keys alone, as numbers. */
const chosen = (width: number): ReadonlySet<number> =>
  new Set(FINGERPRINTS.filter(({length}) => length === width).map(text => fourAt(bytesOf(text), 0)))

/** Tables being filled. */
const createTables = () => {
  const keys = new Uint8Array(1 << KEY_BITS)
  const hashes = new Uint8Array(1 << (HASH_BITS - 3))
  const putWhole = (four: number): void => {
    const hash = Math.imul(four, HASH_FACTOR) >>> (32 - HASH_BITS)
    hashes[hash >> 3] = (hashes[hash >> 3] ?? 0) | (1 << (hash & 7))
  }
  return {
    keys,
    hashes,
    /** Puts what stands at `offset`; where a literal ends behind the key, with every byte that may follow. */
    put(bytes: Uint8Array, offset: number): void {
      const four = fourAt(bytes, offset)
      keys[hashOf(four, KEY_FACTOR)] = 1
      if (offset + WIDTH <= bytes.length) putWhole(four)
      else for (let byte = 0; byte < 256; byte += 1) putWhole((four & KEY_MASK) | (byte << (8 * KEY_BYTES)))
    },
  }
}

/** Where whole windows of a literal begin at places of one parity. */
const offsetsOf = ({length}: Uint8Array, parity: number): readonly number[] =>
  Array.from({length: Math.max(0, Math.ceil((length - WIDTH + 1 - parity) / STRIDE))}, (_, at) => parity + at * STRIDE)

/** Where the key alone stands with which a literal ends; undefined when that is no place of the parity. */
const lastKeyOf = ({length}: Uint8Array, parity: number): number | undefined =>
  (length - KEY_BYTES) % STRIDE === parity ? length - KEY_BYTES : undefined

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
  const [known, knownKeys] = [chosen(WIDTH), chosen(KEY_BYTES)]
  const tables = createTables()
  const windowOf = (bytes: Uint8Array, parity: number): SearchWindow => {
    const offsets = offsetsOf(bytes, parity)
    const last = lastKeyOf(bytes, parity)
    const built = offsets.find(at => known.has(fourAt(bytes, at)))
    const isLast = built === undefined && last !== undefined && knownKeys.has(fourAt(bytes, last))
    const offset = built ?? (isLast || offsets.length === 0 ? last : undefined) ?? rarest(bytes, parity)
    tables.put(bytes, offset)
    return {bytes, offset}
  }
  const windows = literals.flatMap(bytes => [0, 1].map(parity => windowOf(bytes, parity)))
  return {windows, keys: tables.keys, hashes: tables.hashes}
}
