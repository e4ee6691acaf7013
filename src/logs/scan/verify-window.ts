import type {SearchWindow} from '../choose-windows.js'
import {AHEAD} from './scan-module.js'

/** Looks for the next place in `bytes`, from `from` on and before `to`, where a window may begin; -1 when there is none. */
export type NextWindow = (bytes: Uint8Array, from: number, to: number) => number

/** Looks for the literal that begins first in `bytes` at or after `from`, all of it before `to`; -1 when there is none. */
export type NextLiteral = (bytes: Uint8Array, from: number, to: number) => number

const BUCKETS = 4096

const pairAt = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)

/** Spreads the first and last two bytes of a window over the buckets. */
const bareBucket = (bytes: Uint8Array, at: number, width: number): number =>
  Math.imul((pairAt(bytes, at) << 16) | pairAt(bytes, at + width - 2), 0x9e3779b1) >>> 20

/** The same with the bytes in front of it, by which windows of different literals are told apart. */
const fullBucket = (bytes: Uint8Array, at: number, width: number): number =>
  (bareBucket(bytes, at, width) ^ (Math.imul(pairAt(bytes, at - AHEAD), 0x85ebca6b) >>> 20)) & (BUCKETS - 1)

type Buckets = readonly (SearchWindow[] | undefined)[]

const fill = (windows: readonly SearchWindow[], bucketOf: (window: SearchWindow) => number): Buckets => {
  const buckets = new Array<SearchWindow[] | undefined>(BUCKETS).fill(undefined)
  for (const window of windows) {
    const at = bucketOf(window)
    const bucket = buckets[at] ?? []
    bucket.push(window)
    buckets[at] = bucket
  }
  return buckets
}

const NONE: readonly SearchWindow[] = []

const standsAt = (bytes: Uint8Array, at: number, literal: Uint8Array): boolean => {
  for (let index = 0; index < literal.length; index += 1) if (bytes[at + index] !== literal[index]) return false
  return true
}

const firstOf = (
  windows: readonly SearchWindow[],
  bytes: Uint8Array,
  start: number,
  from: number,
  to: number,
): number => {
  let begin = -1
  for (const {bytes: literal, offset} of windows) {
    const at = start - offset
    if (at < from || at + literal.length > to || (begin >= 0 && at >= begin)) continue
    if (standsAt(bytes, at, literal)) begin = at
  }
  return begin
}

/** Compares whole literals wherever one of their windows may stand. Windows are `width` bytes, all of them. */
export const verified = (windows: readonly SearchWindow[], width: number, nextWindow: NextWindow): NextLiteral => {
  const hasAhead = ({offset}: SearchWindow): boolean => offset >= AHEAD
  const full = fill(windows.filter(hasAhead), ({bytes, offset}) => fullBucket(bytes, offset, width))
  const rest = windows.filter(window => !hasAhead(window))
  const bare = fill(rest, ({bytes, offset}) => bareBucket(bytes, offset, width))
  const longest = windows.reduce((most, {bytes}) => Math.max(most, bytes.length), 0)

  /** Where the literal that begins first, of those with their window at `start`, begins; -1 when none does. */
  const beginOf = (bytes: Uint8Array, start: number, from: number, to: number): number => {
    const far = full[fullBucket(bytes, start, width)] ?? NONE
    const begin = firstOf(far, bytes, start, from, to)
    return begin >= 0 ? begin : firstOf(bare[bareBucket(bytes, start, width)] ?? NONE, bytes, start, from, to)
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
