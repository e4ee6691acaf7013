import {cells, padCells, wrap} from './_plain-inline.js'

const GAP = 2
const LEAST = 6

/** Widths that fit: the widest column gives way first. */
function fitWidths(natural: readonly number[], width: number): readonly number[] {
  const widths = [...natural]
  const over = () => widths.reduce((sum, column) => sum + column + GAP, -GAP) - width
  while (over() > 0) {
    const widest = widths.indexOf(Math.max(...widths))
    const now = widths[widest] ?? 0
    if (now <= LEAST) break
    widths[widest] = now - 1
  }
  return widths
}

const padLeft = (text: string, width: number): string => ' '.repeat(Math.max(0, width - cells(text))) + text

/** A table as lines of at most `width` cells; cells too long are wrapped, never cut. */
export function textTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
  numeric: readonly number[],
): readonly string[] {
  const natural = head.map((name, column) => Math.max(cells(name), ...rows.map(row => cells(row[column] ?? ''))))
  const widths = fitWidths(natural, width)
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
