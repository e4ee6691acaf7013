import type {CandidateFinder} from './find-candidates.js'

/** Line feed. */
export const LF = 10

/** Where rows begin and end inside a text that begins with a row. */
export interface RowBounds {
  /** Start of the row behind the one at `start`; the text's end for the last. */
  next(text: Uint8Array, start: number): number
  /** Start of the row that holds `at`, when one is known to begin at `known`, not behind it. */
  holding(text: Uint8Array, at: number, known: number): number
  /** Start of the row in front of the one at `start`. */
  previous(text: Uint8Array, start: number): number
}

/** Bytes of a UTF-8 character behind its first: 10xxxxxx. */
const isInsideCharacter = (byte: number | undefined): boolean => ((byte ?? 0) & 0xc0) === 0x80

/** Bytes that a character may reach back from a cut. */
const CHARACTER_REACH = 3

const lineStart = (text: Uint8Array, at: number): number => (at <= 0 ? 0 : text.lastIndexOf(LF, at - 1) + 1)

/** Bounds of rows of at most `lineBytes`; lines longer than that are cut where no literal and no character is split. */
export const createRowBounds = (finder: CandidateFinder, lineBytes: number): RowBounds => {
  const reach = finder.longest - 1

  const cutOf = (text: Uint8Array, start: number): number => {
    const cut = start + lineBytes
    const hit = finder.next(text, Math.max(start, cut - reach), Math.min(text.length, cut + reach))
    let at = hit > start && hit < cut ? hit : cut
    while (at > start + 1 && at > cut - CHARACTER_REACH && isInsideCharacter(text[at])) at -= 1
    return at
  }

  const next = (text: Uint8Array, start: number): number => {
    const most = text.subarray(start, start + lineBytes + 1)
    const lf = most.indexOf(LF)
    if (lf >= 0) return start + lf + 1
    return most.length > lineBytes ? cutOf(text, start) : text.length
  }

  const holding = (text: Uint8Array, at: number, known: number): number => {
    let start = Math.max(known, lineStart(text, at))
    for (let end = next(text, start); end <= at; end = next(text, start)) start = end
    return start
  }

  return {next, holding, previous: (text, start) => holding(text, start - 1, 0)}
}
