import {chooseWindow, type SearchWindow} from '../choose-windows.js'
import {type NextLiteral, verified} from './verify-window.js'

/** Widest part compared by table. */
const WIDEST = 4

/** A table by two bytes: how far the search may move on when it sees them at its end; 0 where a window may end. */
const shiftTable = (windows: readonly SearchWindow[], width: number): Uint8Array => {
  const shifts = new Uint8Array(65536).fill(width - 1)
  for (const {bytes, offset} of windows)
    for (let end = 1; end < width; end += 1) {
      const pair = (bytes[offset + end - 1] ?? 0) | ((bytes[offset + end] ?? 0) << 8)
      shifts[pair] = Math.min(shifts[pair] ?? 0, width - 1 - end)
    }
  return shifts
}

/**
 * A search after Wu and Manber (1994) in plain JavaScript: a table by two bytes tells how far to move on, so that most
 * bytes are never looked at. Literals have at least two bytes.
 */
export const leapSearch = (literals: readonly Uint8Array[]): NextLiteral => {
  const width = Math.min(WIDEST, ...literals.map(literal => literal.length))
  const windows = literals.map(literal => chooseWindow(literal, width))
  const shifts = shiftTable(windows, width)
  return verified(windows, width, (bytes, from, to) => {
    let end = from + width - 1
    while (end < to) {
      const shift = shifts[(bytes[end - 1] ?? 0) | ((bytes[end] ?? 0) << 8)] ?? 1
      if (shift === 0) return end - width + 1
      end += shift
    }
    return -1
  })
}
