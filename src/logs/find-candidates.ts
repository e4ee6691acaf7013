import {chooseWindow, type SearchWindow} from './choose-windows.js'

/** Looks for many literals at once in bytes, without making a string of anything. */
export interface CandidateFinder {
  /**
   * Where the next literal begins in `bytes` at or after `from`, all of it before `to`; -1 when there is none. Of two
   * that overlap either may be told.
   */
  next(bytes: Uint8Array, from: number, to: number): number
  /** Bytes of the longest literal. */
  readonly longest: number
}

/** Widest part compared by table; literals need at least two bytes. */
const WIDEST = 4
const NARROWEST = 2

/** A table by two bytes: how far the search may move on when it sees them at its end; 0 where a literal may end. */
const shiftTable = (windows: readonly SearchWindow[], width: number): Uint8Array => {
  const shifts = new Uint8Array(65536).fill(width - 1)
  for (const {bytes, offset} of windows)
    for (let end = 1; end < width; end += 1) {
      const pair = (bytes[offset + end - 1] ?? 0) | ((bytes[offset + end] ?? 0) << 8)
      shifts[pair] = Math.min(shifts[pair] ?? 0, width - 1 - end)
    }
  return shifts
}

const BUCKETS = 4096

/** Spreads the first and last two bytes of a window over the buckets. */
const bucketOf = (first: number, last: number): number => Math.imul((first << 16) | last, 0x9e3779b1) >>> 20

const pairAt = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)

const bucketTable = (
  windows: readonly SearchWindow[],
  width: number,
): readonly (readonly SearchWindow[] | undefined)[] => {
  const buckets = Array.from({length: BUCKETS}, (): SearchWindow[] | undefined => undefined)
  for (const window of windows) {
    const {bytes, offset} = window
    const bucket = bucketOf(pairAt(bytes, offset), pairAt(bytes, offset + width - 2))
    buckets[bucket] = [...(buckets[bucket] ?? []), window]
  }
  return buckets
}

const standsAt = (bytes: Uint8Array, at: number, literal: Uint8Array): boolean => {
  for (let index = 0; index < literal.length; index += 1) if (bytes[at + index] !== literal[index]) return false
  return true
}

const encode = (literal: string): Uint8Array => {
  const bytes = new TextEncoder().encode(literal)
  if (bytes.length < NARROWEST)
    throw new Error(`The literal '${literal}' is too short to be looked for: give at least ${NARROWEST} bytes.`)
  return bytes
}

/**
 * A finder after Wu and Manber (1994): a table by two bytes tells how far to move on, so that most bytes are never
 * looked at; where it says 0, a hash of four bytes picks the literals to compare. Throws when a literal is too short.
 */
export const createCandidateFinder = (literals: readonly string[]): CandidateFinder => {
  const words = [...new Set(literals)].map(encode)
  const width = Math.min(WIDEST, ...words.map(word => word.length))
  const windows = words.map(word => chooseWindow(word, width))
  const shifts = shiftTable(windows, width)
  const buckets = bucketTable(windows, width)

  const begins = (bytes: Uint8Array, start: number, from: number, to: number): number => {
    const bucket = buckets[bucketOf(pairAt(bytes, start), pairAt(bytes, start + width - 2))]
    if (bucket === undefined) return -1
    for (const {bytes: literal, offset} of bucket) {
      const at = start - offset
      if (at >= from && at + literal.length <= to && standsAt(bytes, at, literal)) return at
    }
    return -1
  }

  return {
    longest: words.reduce((most, word) => Math.max(most, word.length), 0),
    next(bytes, from, to) {
      if (words.length === 0) return -1
      let end = from + width - 1
      while (end < to) {
        const shift = shifts[(bytes[end - 1] ?? 0) | ((bytes[end] ?? 0) << 8)] ?? 1
        if (shift > 0) {
          end += shift
          continue
        }
        const at = begins(bytes, end - width + 1, from, to)
        if (at >= 0) return at
        end += 1
      }
      return -1
    },
  }
}
