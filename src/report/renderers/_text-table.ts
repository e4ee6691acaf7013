import {cells, padCells} from '../cells.js'
import {wrap} from '../wrap.js'

const GAP = 2
const LEAST = 3
/** Characters of a date, which stays in one piece as long as it can. */
const DATE = 10

const longestWord = (texts: readonly string[]): number =>
  Math.max(LEAST, ...texts.flatMap(text => text.split(' ').map(cells)))

/** Widths that fit: the widest column gives way first, none below its floor. */
function giveWay(natural: readonly number[], floors: readonly number[], width: number): readonly number[] {
  const widths = [...natural]
  const over = () => widths.reduce((sum, column) => sum + column + GAP, -GAP) - width
  while (over() > 0) {
    const spare = widths.map((column, index) => (column > (floors[index] ?? LEAST) ? column : 0))
    const most = Math.max(...spare)
    if (most === 0) break
    widths[spare.indexOf(most)] = most - 1
  }
  return widths
}

/** First between words, then within long ones, then within any. */
function fitWidths(columns: readonly (readonly string[])[], width: number): readonly number[] {
  const natural = columns.map(texts => Math.max(LEAST, ...texts.map(cells)))
  const unbroken = giveWay(natural, columns.map(longestWord), width)
  const dated = giveWay(
    unbroken,
    columns.map(texts => Math.min(DATE, longestWord(texts))),
    width,
  )
  return giveWay(
    dated,
    columns.map(() => LEAST),
    width,
  )
}

const padLeft = (text: string, width: number): string => ' '.repeat(Math.max(0, width - cells(text))) + text

/** A table as lines of at most `width` cells; cells too long are wrapped, never cut. */
export function textTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
  numeric: readonly number[],
): readonly string[] {
  const widths = fitWidths(
    head.map((name, column) => [name, ...rows.map(row => row[column] ?? '')]),
    width,
  )
  const lay = (row: readonly string[]): string[] => {
    const wrapped = widths.map((column, index) => wrap(row[index] ?? '', column))
    const height = Math.max(...wrapped.map(lines => lines.length))
    return Array.from({length: height}, (_, line) =>
      widths
        .map((column, index) => (numeric.includes(index) ? padLeft : padCells)(wrapped[index]?.[line] ?? '', column))
        .join(' '.repeat(GAP))
        .trimEnd(),
    )
  }
  return [...lay(head), widths.map(column => '─'.repeat(column)).join(' '.repeat(GAP)), ...rows.flatMap(lay)]
}
