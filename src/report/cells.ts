/** A character that takes two cells on a terminal. */
export const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60\u{1f300}-\u{1faff}]/u

/** Cells a text takes on a terminal: wide characters take two, combining marks none. */
export function cells(text: string): number {
  let width = 0
  for (const character of text) width += /\p{M}/u.test(character) ? 0 : WIDE.test(character) ? 2 : 1
  return width
}

/** Pads with blanks on the right to a width in cells. */
export const padCells = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - cells(text)))
