import {cells, WIDE} from './cells.js'

function hardBreak(word: string, width: number): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const character of word) {
    if (cells(piece + character) > width) {
      pieces.push(piece)
      piece = character
    } else piece += character
  }
  return [...pieces, piece]
}

/** What a line may not be broken in: a word, or one wide character, with the marks that belong to it. */
const UNIT = new RegExp(`[（“‘《]?(?:${WIDE.source}|(?:(?!${WIDE.source})[^])+)[，。：；、）！？”’》]*`, 'gu')

/** Text in the parts between which a line may break; a blank stays at the end of the part before it. */
export const breakable = (text: string): readonly string[] =>
  text.split(/(?<= )/).flatMap(part => part.match(UNIT) ?? [])

/** Breaks text into lines of at most `width` cells: at blanks, and beside wide characters. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  const units = text.split(' ').flatMap(part => {
    const pieces = (part.match(UNIT) ?? ['']).flatMap(unit => (cells(unit) > width ? hardBreak(unit, width) : [unit]))
    return pieces.map((word, index) => ({word, gap: index === 0 ? ' ' : ''}))
  })
  for (const {word, gap} of units) {
    const longer = line === '' ? word : line + gap + word
    if (cells(longer) <= width) line = longer
    else {
      lines.push(line)
      line = word
    }
  }
  return [...lines, line]
}
