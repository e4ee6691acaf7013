import type {Inline} from '../document.js'
import {type Canvas, COLUMN, drawLine, drawRule} from './_pdf-canvas.js'
import type {Box} from './_pdf-flow.js'
import type {PageFonts} from './_pdf-fonts.js'
import {linesOf, type Places, type Run, runsOf, type TextLine} from './_pdf-lines.js'
import {colourOf} from './_pdf-look.js'
import type {Tag} from './_pdf-tags.js'

/** Cells as inlines. */
export interface TableParts {
  readonly head: readonly string[]
  readonly rows: readonly (readonly (readonly Inline[])[])[]
  readonly numeric: readonly number[]
}

const SIZE = 8.5
const LEADING = 12
const GAP = 10
const PAD = 3

type Cells = readonly (readonly Run[])[]

const widthOf = (runs: readonly Run[], fonts: PageFonts, wide: number): number =>
  Math.max(0, ...linesOf(runs, fonts, SIZE, wide).map(line => line.width))

/** Widest word of a cell: narrower a column should not be. */
const wordOf = (runs: readonly Run[], fonts: PageFonts): number =>
  Math.max(
    0,
    ...runs.flatMap(run =>
      run.text.split(/\s/).map(text => widthOf([{...run, text: text.slice(0, 24)}], fonts, COLUMN)),
    ),
  )

/** Widths of the columns: what each wants, shared out by need where that is too much. */
function columnWidths(cells: readonly Cells[], fonts: PageFonts): readonly number[] {
  const columns = cells[0]?.map((_, column) => cells.map(row => row[column] ?? [])) ?? []
  const wanted = columns.map(column => Math.max(12, ...column.map(runs => widthOf(runs, fonts, COLUMN))) + 1)
  const room = COLUMN - GAP * (columns.length - 1)
  const total = wanted.reduce((sum, width) => sum + width, 0)
  if (total <= room) return wanted
  const least = columns.map((column, index) =>
    Math.min(wanted[index] ?? 0, Math.max(24, ...column.map(runs => wordOf(runs, fonts))) + 1),
  )
  const fixed = least.reduce((sum, width) => sum + width, 0)
  if (fixed >= room) return least.map(width => (width * room) / fixed)
  return shareOut(least, wanted, room)
}

/** Widths between the least and the wanted: what is left of the room goes to those in need, more to those who need more. */
function shareOut(least: readonly number[], wanted: readonly number[], room: number): readonly number[] {
  let widths = least
  for (let pass = 0; pass < 6; pass += 1) {
    const left = room - widths.reduce((sum, width) => sum + width, 0)
    const needs = widths.map((width, index) => Math.sqrt(Math.max(0, (wanted[index] ?? 0) - width)))
    const need = needs.reduce((sum, own) => sum + own, 0)
    if (left < 1 || need === 0) break
    widths = widths.map((width, index) => Math.min(wanted[index] ?? width, width + (left * (needs[index] ?? 0)) / need))
  }
  return widths
}

interface Row {
  readonly lines: readonly (readonly TextLine[])[]
  readonly widths: readonly number[]
  readonly numeric: readonly number[]
  readonly colour?: string
  readonly tags: readonly Tag[]
  readonly cell: 'TH' | 'TD'
}

function rowBox({lines, widths, numeric, colour, tags, cell: type}: Row): Box {
  const height = Math.max(1, ...lines.map(cell => cell.length)) * LEADING + 2 * PAD
  const draw = (canvas: Canvas, x: number, y: number): void => {
    let left = x
    for (const [column, cell] of lines.entries()) {
      const wide = widths[column] ?? 0
      const from = left
      canvas.tagging.text([...tags, {type}], () => {
        for (const [index, line] of cell.entries()) {
          const shift = numeric.includes(column) ? Math.max(0, wide - line.width) : 0
          const setting = {size: SIZE, leading: LEADING, ...(colour === undefined ? {} : {colour})}
          drawLine(canvas, line, from + shift, y + PAD + index * LEADING, setting)
        }
      })
      left += wide + GAP
    }
    canvas.tagging.aside(() => drawRule(canvas, x, y + height, COLUMN))
  }
  return {height, draw}
}

/** A table as boxes, a row each; its head stands again on every page. */
export function tableBoxes({head, rows, numeric}: TableParts, fonts: PageFonts, places: Places): readonly Box[] {
  const heads: Cells = head.map(text => [{text, bold: true}])
  const cells = rows.map(row => row.map(cell => runsOf(cell, places)))
  const widths = columnWidths([heads, ...cells], fonts)
  const table: Tag = {type: 'Table'}
  const broken = (row: Cells, cell: Row['cell'] = 'TD'): Row => ({
    tags: [table, {type: 'TR'}],
    cell,
    lines: row.map((runs, column) => linesOf(runs, fonts, SIZE, widths[column] ?? COLUMN)),
    widths,
    numeric,
  })
  const top = rowBox({...broken(heads, 'TH'), colour: colourOf('muted')})
  return [{...top, keep: true}, ...cells.map(row => ({...rowBox(broken(row)), head: top}))]
}
