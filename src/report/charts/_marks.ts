import type {ChartGroup} from './_chart.js'

/** Width of a character of chart text, pixels, on the wide side: text must not run into its neighbour. */
const CHARACTER = 7

/** Room a text needs, pixels. */
export const textWidth = (text: string): number => text.length * CHARACTER

/** A text at its baseline. */
export interface TextMark {
  readonly x: number
  readonly y: number
  readonly text: string
  /** Class names: `label`, `muted`, `strong`. */
  readonly look?: string
  readonly anchor?: 'start' | 'middle' | 'end'
}

/** Sets one text. */
export function addText(group: ChartGroup, {x, y, text, look = 'label', anchor = 'start'}: TextMark): void {
  group
    .append('text')
    .attr('x', round(x))
    .attr('y', round(y))
    .attr('class', `chart-text ${look}`)
    .attr('text-anchor', anchor)
    .text(text)
}

/** Coordinates to a tenth of a pixel: shorter files, equal bytes on every machine. */
export const round = (value: number): number => Math.round(value * 10) / 10

/** Rectangles of one series as one path; none thinner than `least` pixels. */
export function boxes(spans: readonly {x0: number; x1: number; y: number; height: number}[], least = 1): string {
  return spans
    .map(({x0, x1, y, height}) => {
      const width = Math.max(least, x1 - x0)
      return `M${round(x0)},${round(y)}h${round(width)}v${round(height)}h${round(-width)}z`
    })
    .join('')
}

/** Adds one path with its class. */
export function addPath(group: ChartGroup, d: string, look: string): void {
  if (d !== '') group.append('path').attr('d', d).attr('class', look)
}

/** A pattern of slanted lines, so that a surface is told apart without colour; returns the value for `fill`. */
export function addHatch(group: ChartGroup, key: string, look: string): string {
  const id = `${key}-${look}`
  const pattern = group
    .append('defs')
    .append('pattern')
    .attr('id', id)
    .attr('width', 6)
    .attr('height', 6)
    .attr('patternUnits', 'userSpaceOnUse')
    .attr('patternTransform', 'rotate(45)')
  pattern.append('rect').attr('width', 6).attr('height', 6).attr('class', `${look}-ground`)
  pattern.append('path').attr('d', 'M0,0v6').attr('class', `${look}-line`)
  return `url(#${id})`
}

/** A label that wants a place beside `x`. */
export interface Wanted {
  readonly x: number
  readonly text: string
}

/** A label that got one: its text begins (or ends) at `textX`, `row` counts from 0; `undefined` when no row had room. */
export interface Placed extends Wanted {
  readonly row: number | undefined
  readonly textX: number
  readonly anchor: 'start' | 'end'
}

type Span = readonly [from: number, to: number]

interface Candidate {
  readonly textX: number
  readonly anchor: 'start' | 'end'
  /** What the text itself covers. */
  readonly text: Span
  /** First row it may stand in: a label over its own mark must not be in the mark's row. */
  readonly least: number
}

/** Pixels from the middle of a mark to its side, and between texts. */
const HALF = 7

/** Right of the mark, left of it, or as near as the edge allows. */
function candidates({x, text}: Wanted, width: number, gap: number): readonly Candidate[] {
  const room = textWidth(text)
  const edge = Math.max(0, Math.min(x, width - room))
  const all: Candidate[] = [
    {textX: x + gap, anchor: 'start', text: [x + gap, x + gap + room], least: 0},
    {textX: x - gap, anchor: 'end', text: [x - gap - room, x - gap], least: 0},
    {textX: edge, anchor: 'start', text: [edge, edge + room], least: 1},
  ]
  return all.filter(({text: [from, to], least}) => least > 0 || (from >= 0 && to <= width))
}

const meet = ([a, b]: Span, [c, d]: Span): boolean => a < d && c < b

/** What stands already: the marks of the first row; in each row the texts, and the stems on their way to a higher one. */
interface Rows {
  readonly marks: readonly number[]
  readonly texts: Span[][]
  readonly stems: number[][]
}

function isFree({marks, texts, stems}: Rows, row: number, {text}: Candidate, x: number): boolean {
  const [from, to] = text
  const isBetween = (at: number) => at > from && at < to
  const isOnMark = row === 0 && marks.some(mark => mark > from - HALF && mark < to + HALF && mark !== x)
  return (
    !isOnMark &&
    texts[row]?.every(span => !meet(span, text)) === true &&
    stems[row]?.every(stem => !isBetween(stem)) === true &&
    texts.slice(0, row).every(spans => spans.every(([start, end]) => x <= start || x >= end))
  )
}

function placeOne(label: Wanted, rows: Rows, width: number, gap: number): Placed {
  for (let row = 0; row < rows.texts.length; row += 1)
    for (const candidate of candidates(label, width, gap)) {
      if (row < candidate.least || !isFree(rows, row, candidate, label.x)) continue
      rows.texts[row]?.push([candidate.text[0] - HALF, candidate.text[1] + HALF])
      for (let below = 0; below < row; below += 1) rows.stems[below]?.push(label.x)
      return {...label, row, textX: candidate.textX, anchor: candidate.anchor}
    }
  return {...label, row: undefined, textX: label.x, anchor: 'start'}
}

/**
 * Puts labels beside their marks, right of them where there is room, in as few of `rows` as possible, so that no text
 * meets another, a mark, or the stem that leads from a mark to its label. From right to left: a label to the right of
 * its mark then finds those it must clear already placed.
 */
export function placeLabels(wanted: readonly Wanted[], width: number, count: number, gap = 10): readonly Placed[] {
  const rows: Rows = {
    marks: wanted.map(({x}) => x),
    texts: Array.from({length: count}, () => []),
    stems: Array.from({length: count}, () => []),
  }
  const order = [...wanted.keys()].sort((a, b) => (wanted[b]?.x ?? 0) - (wanted[a]?.x ?? 0))
  const placed = new Map<number, Placed>()
  for (const index of order) {
    const label = wanted[index]
    if (label !== undefined) placed.set(index, placeOne(label, rows, width, gap))
  }
  return wanted.flatMap((_, index) => placed.get(index) ?? [])
}
