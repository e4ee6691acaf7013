import type {SearchWindow} from '../choose-windows.js'
import {FINGERPRINTS} from './fingerprints.js'
import {BUCKETS, HALVES_AT, HASH_BITS, HASH_FACTOR, HASHES_AT, halvesAt, WIDTH} from './scan-module.js'

/** The tables that the scan reads, and the windows they stand for. */
export interface PlacedWindows {
  readonly windows: readonly SearchWindow[]
  /** For each place of a window sixteen bytes by the low half of a byte and sixteen by the high: bits are buckets. */
  readonly halves: Uint8Array
  /** A bit for each hash of a window. */
  readonly hashes: Uint8Array
}

const keyAt = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)

/** Where the table for the low (0) or the high (1) half of the byte at a window's place begins, for a bucket. */
const tableAt = (bucket: number, place: number, half: number): number =>
  halvesAt(bucket >> 3, place) - HALVES_AT + half * 16

const bitsOf = (value: number): number => (value === 0 ? 0 : (value & 1) + bitsOf(value >>> 1))

/** Tables being filled. */
const createTables = () => {
  const halves = new Uint8Array(HASHES_AT - HALVES_AT)
  const hashes = new Uint8Array(1 << (HASH_BITS - 3))
  /** For each bucket and place which halves it takes, as bits: what the tables say, the other way round. */
  const taken = Array.from({length: BUCKETS}, () => new Uint16Array(WIDTH * 2))

  const halvesOf = (bytes: Uint8Array, offset: number): readonly number[] =>
    Array.from({length: WIDTH}, (_, place) => bytes[offset + place] ?? 0).flatMap(byte => [byte & 15, byte >> 4])

  return {
    halves,
    hashes,
    /** The share of all texts of a window's length that a bucket takes for one of its own, once it holds this one too. */
    costOf: (bytes: Uint8Array, offset: number, bucket: number): number =>
      halvesOf(bytes, offset).reduce(
        (share, half, index) => (share * bitsOf((taken[bucket]?.[index] ?? 0) | (1 << half))) / 16,
        1,
      ),
    put(bytes: Uint8Array, offset: number, bucket: number): void {
      for (const [index, half] of halvesOf(bytes, offset).entries()) {
        const own = taken[bucket]
        if (own) own[index] = (own[index] ?? 0) | (1 << half)
        const at = tableAt(bucket, index >> 1, index & 1) + half
        halves[at] = (halves[at] ?? 0) | (1 << (bucket & 7))
      }
      const hash = Math.imul(keyAt(bytes, offset), HASH_FACTOR) >>> (32 - HASH_BITS)
      hashes[hash >> 3] = (hashes[hash >> 3] ?? 0) | (1 << (hash & 7))
    },
  }
}

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, letter => letter.charCodeAt(0))

/** Chosen windows by their bytes, with the bucket each is to stand in. */
const chosen = (): ReadonlyMap<number, number> =>
  new Map(FINGERPRINTS.flatMap((windows, bucket) => windows.map(text => [keyAt(bytesOf(text), 0), bucket] as const)))

/** The bucket in which a window costs least, and what it costs there. */
const cheapest = (costs: readonly number[]): readonly [bucket: number, cost: number] => {
  const cost = Math.min(...costs)
  return [costs.indexOf(cost), cost]
}

/**
 * Chooses a window of each literal: one that the build chose for it where there is one, so that literals share; for
 * others (of plug-ins) the cheapest. Literals have at least `WIDTH` bytes.
 */
export const placeWindows = (literals: readonly Uint8Array[]): PlacedWindows => {
  const buckets = chosen()
  const placed = new Set<number>()
  const tables = createTables()

  const offsetsOf = (literal: Uint8Array): readonly number[] =>
    Array.from({length: literal.length - WIDTH + 1}, (_, offset) => offset)

  const put = (bytes: Uint8Array, offset: number, bucket: number): SearchWindow => {
    if (!placed.has(keyAt(bytes, offset))) tables.put(bytes, offset, bucket)
    placed.add(keyAt(bytes, offset))
    return {bytes, offset}
  }

  const known = new Map(
    literals.flatMap(bytes => {
      const offset = offsetsOf(bytes).find(at => buckets.has(keyAt(bytes, at)))
      return offset === undefined ? [] : [[bytes, put(bytes, offset, buckets.get(keyAt(bytes, offset)) ?? 0)] as const]
    }),
  )

  const windowOf = (bytes: Uint8Array): SearchWindow => {
    const offsets = offsetsOf(bytes)
    const shared = offsets.find(at => placed.has(keyAt(bytes, at)))
    if (shared !== undefined) return {bytes, offset: shared}
    const options = offsets.map(offset => ({
      offset,
      best: cheapest(Array.from({length: BUCKETS}, (_, bucket) => tables.costOf(bytes, offset, bucket))),
    }))
    const {offset, best} = options.reduce((least, option) => (option.best[1] < least.best[1] ? option : least))
    return put(bytes, offset, best[0])
  }

  return {windows: literals.map(bytes => known.get(bytes) ?? windowOf(bytes)), ...tables}
}
