import type {CandidateFinder} from './find-candidates.js'

/** Bytes of a cell: a stretch of a text about which is told whether it may hold a literal. */
export const CELL_BYTES = 16384

/** Marks a cell that nobody has looked at yet. */
export const UNSEEN = -2

/**
 * What is known of a text before it is read, cell by cell from its beginning: the LFs in the cell, or -1 where a literal may
 * overlap it, or `UNSEEN`. Others may go on marking while the text is read. The last cell counts as one with a literal.
 */
export type Cells = Int32Array

/**
 * Marks the cells of a stretch of whole cells in a finder's room. `text` holds it from `from` on, with as many bytes
 * before and behind as a literal may reach over its ends, where there are any.
 */
export const markCells = (finder: CandidateFinder, text: Uint8Array, from: number, bytes: number): Int32Array => {
  const marks = new Int32Array(Math.ceil(bytes / CELL_BYTES))
  for (const cell of marks.keys()) {
    const start = from + cell * CELL_BYTES
    const end = Math.min(start + CELL_BYTES, from + bytes)
    const near = finder.next(
      text,
      Math.max(0, start - finder.longest + 1),
      Math.min(text.length, end + finder.longest - 1),
    )
    marks[cell] = near < 0 ? finder.newlines(text, start, end) : -1
  }
  return marks
}

/** Fewer cells are read sooner than leapt over. */
const FEWEST_CELLS = 2

/** Rows that must stand before a literal: its context, the row it is in, one cut by the cell's beginning. */
const LINES_BEFORE = 4

/** A place to go on reading from, and what lies between. */
export interface Leap {
  /** Start of a cell with an LF in it; the row behind the LF is the first to be read. */
  readonly at: number
  /** LFs leapt over. */
  readonly lines: number
}

/**
 * Where a reader at `at`, the start of a cell, may go on without missing a literal with `contextRows` rows before it, or
 * the row at `clock`; undefined when it has to read on.
 */
export const leapFrom = (marks: Cells, at: number, clock: number, contextRows: number): Leap | undefined => {
  const here = at / CELL_BYTES
  const most = Math.min(marks.length - 1, Math.floor(clock / CELL_BYTES))
  let cell = here
  while (cell < most && (marks[cell] ?? -1) >= 0) cell += 1
  const needed = Math.max(LINES_BEFORE, contextRows + 2)
  for (let rows = 0; rows < needed; ) {
    if (cell <= here) return undefined
    cell -= 1
    rows += marks[cell] ?? 0
  }
  if (cell - here < FEWEST_CELLS) return undefined
  return {at: cell * CELL_BYTES, lines: marks.subarray(here, cell).reduce((sum, mark) => sum + mark, 0)}
}
