import {CELL_BYTES, type Cells, leapFrom, UNSEEN} from './cells.js'
import type {Framer} from './frame-lines.js'

/** Bytes read from wherever they lie. */
export interface PlainBytes {
  /** Fills `into` with the bytes from `at` on; returns how many there were, 0 at the end. */
  read(into: Uint8Array, at: number): number
  /** What others found out about the text so far; they are told where it is read. Absent where nobody looks ahead. */
  ahead?(at: number): Cells
  close(): void | Promise<void>
}

const LF = 10

/** Cells that are read at once where nobody has looked yet. */
const UNSEEN_CELLS = 16

/** Bytes in which a leap looks for the line that it lands on: most lines are short, and the cell has one. */
const LANDING_BYTES = [2048, CELL_BYTES] as const

/**
 * Lets the framer read a text itself, straight to where it searches; once for each block. Where others looked ahead, what
 * holds nothing is leapt over: the rows are the same.
 */
export async function* readInPlace(file: PlainBytes, framer: Framer, contextRows: number): AsyncIterable<void> {
  const landing = new Uint8Array(CELL_BYTES)
  let at = 0

  /** Bytes from `from` to the first line that begins behind it; 0 when none does. */
  const firstLine = (from: number): number => {
    for (const most of LANDING_BYTES) {
      const line = landing.subarray(0, file.read(landing.subarray(0, most), from)).indexOf(LF) + 1
      if (line > 0) return line
    }
    return 0
  }

  const leap = (cells: Cells): void => {
    const clock = framer.leapLimit()
    const to = clock === undefined ? undefined : leapFrom(cells, at, clock, contextRows)
    if (to === undefined) return
    const line = firstLine(to.at)
    if (line === 0) return
    at = to.at + line
    framer.leap(at, to.lines + 1)
  }

  /** Bytes to be read next: of a text that others look ahead in up to a cell's end, for there may be a leap. */
  const nextBytes = (): number | undefined => {
    const cells = file.ahead?.(at)
    if (cells === undefined) return undefined
    if (at % CELL_BYTES === 0) leap(cells)
    const isUnseen = cells[Math.floor(at / CELL_BYTES)] === UNSEEN
    return (isUnseen ? UNSEEN_CELLS : 1) * CELL_BYTES - (at % CELL_BYTES)
  }

  for (;;) {
    const most = nextBytes()
    const count = framer.fill(into => file.read(into, at), most)
    if (count === 0) return
    at += count
    yield
  }
}
