import type {SearchWindow} from '../choose-windows.js'

/** Looks for the next place in `bytes`, from `from` on and before `to`, where a window may begin; -1 when there is none. */
export type NextWindow = (bytes: Uint8Array, from: number, to: number) => number

/** Looks for the literal that begins first in `bytes` at or after `from`, all of it before `to`; -1 when there is none. */
export type NextLiteral = (bytes: Uint8Array, from: number, to: number) => number

const BUCKETS = 4096

/** Spreads the first and last two bytes of a window over the buckets. */
const bucketOf = (first: number, last: number): number => Math.imul((first << 16) | last, 0x9e3779b1) >>> 20

const pairAt = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)

const bucketTable = (windows: readonly SearchWindow[], width: number): readonly (readonly SearchWindow[])[] => {
  const buckets = Array.from({length: BUCKETS}, (): SearchWindow[] => [])
  for (const window of windows) {
    const {bytes, offset} = window
    buckets[bucketOf(pairAt(bytes, offset), pairAt(bytes, offset + width - 2))]?.push(window)
  }
  return buckets
}

const standsAt = (bytes: Uint8Array, at: number, literal: Uint8Array): boolean => {
  for (let index = 0; index < literal.length; index += 1) if (bytes[at + index] !== literal[index]) return false
  return true
}

/** Compares whole literals wherever one of their windows may stand. Windows are `width` bytes, all of them. */
export const verified = (windows: readonly SearchWindow[], width: number, nextWindow: NextWindow): NextLiteral => {
  const buckets = bucketTable(windows, width)
  const longest = windows.reduce((most, {bytes}) => Math.max(most, bytes.length), 0)

  /** Where the longest-reaching literal with its window at `start` begins; -1 when none does. */
  const beginOf = (bytes: Uint8Array, start: number, from: number, to: number): number => {
    let begin = -1
    const bucket = buckets[bucketOf(pairAt(bytes, start), pairAt(bytes, start + width - 2))] ?? []
    for (const {bytes: literal, offset} of bucket) {
      const at = start - offset
      if (at < from || at + literal.length > to || (begin >= 0 && at >= begin)) continue
      if (standsAt(bytes, at, literal)) begin = at
    }
    return begin
  }

  return (bytes, from, to) => {
    let first = -1
    let limit = to
    for (let at = nextWindow(bytes, from, limit); at >= 0; at = nextWindow(bytes, at + 1, limit)) {
      const begin = beginOf(bytes, at, from, to)
      if (begin < 0 || (first >= 0 && begin >= first)) continue
      first = begin
      // One that begins earlier still may show its window later, but only so much.
      limit = Math.min(to, first + longest)
    }
    return first
  }
}
