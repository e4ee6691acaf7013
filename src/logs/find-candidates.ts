import {countNewlines} from './count-newlines.js'
import {leapSearch} from './scan/leap.js'
import {type SimdSearch, simdSearch} from './scan/simd-search.js'

/** Looks for many literals at once in bytes, without making a string of anything. */
export interface CandidateFinder {
  /** Where the literal that begins first begins in `bytes`, at or after `from`, all of it before `to`; -1 for none. */
  next(bytes: Uint8Array, from: number, to: number): number
  /** LFs of `bytes` from `from` up to, not including, `to`. */
  newlines(bytes: Uint8Array, from: number, to: number): number
  /**
   * Room for at least so many bytes of text: `held` itself where it will do. Text in it is searched fastest, once so much
   * was searched that it pays.
   */
  room(bytes: number, held: Uint8Array): Uint8Array
  /** Takes a room back; it must not be used any more. */
  giveBack(room: Uint8Array): void
  /** Bytes of the longest literal. */
  readonly longest: number
}

/** What searches: WebAssembly with SIMD, or JavaScript. Both find the same. */
export type Searcher = 'simd' | 'javascript'

const NARROWEST = 2

const encode = (literal: string): Uint8Array => {
  const bytes = new TextEncoder().encode(literal)
  if (bytes.length < NARROWEST)
    throw new Error(`The literal '${literal}' is too short to be looked for: give at least ${NARROWEST} bytes.`)
  return bytes
}

/** Text that is searched in JavaScript before WebAssembly is started: small inputs never pay for it. */
const PAYS_BYTES = 1024 * 1024

/** A finder; throws when a literal is too short. For tests: what searches, where the engine has it, and after how much text. */
export const createCandidateFinder = (
  literals: readonly string[],
  {searcher = 'simd', paysBytes = PAYS_BYTES}: {searcher?: Searcher; paysBytes?: number} = {},
): CandidateFinder => {
  const words = [...new Set(literals)].map(encode)
  const leap = leapSearch(words)
  let simd: SimdSearch | undefined
  let asked = 0
  let isSettled = words.length === 0

  const settle = (): void => {
    if (!isSettled && searcher === 'simd') simd = simdSearch(words)
    isSettled = true
  }

  return {
    longest: words.reduce((most, word) => Math.max(most, word.length), 0),
    next: (bytes, from, to) => {
      if (words.length === 0) return -1
      return simd?.owns(bytes) ? simd.next(bytes, from, to) : leap(bytes, from, to)
    },
    newlines: (bytes, from, to) =>
      simd?.owns(bytes) ? simd.newlines(bytes, from, to) : countNewlines(bytes, from, to),
    room(bytes, held) {
      asked += bytes
      if (asked > paysBytes) settle()
      const isBest = held.length >= bytes && (simd === undefined || simd.owns(held))
      return isBest ? held : (simd?.take(bytes) ?? new Uint8Array(bytes))
    },
    giveBack: room => {
      if (simd?.owns(room)) simd.giveBack(room)
    },
  }
}
