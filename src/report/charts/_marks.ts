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

/** A label that got one: `row` counts from 0, `undefined` when no row had room. */
export interface Placed extends Wanted {
  readonly row: number | undefined
  readonly anchor: 'start' | 'end'
}

/** Puts labels beside their marks, right of them where there is room, in as few of `rows` as possible. */
export function placeLabels(wanted: readonly Wanted[], width: number, rows: number, gap = 10): readonly Placed[] {
  const taken: [number, number][][] = Array.from({length: rows}, () => [])
  return wanted.map(label => {
    const room = textWidth(label.text) + gap
    const anchor = label.x + room > width ? ('end' as const) : ('start' as const)
    const [from, to] = anchor === 'start' ? [label.x - gap, label.x + room] : [label.x - room, label.x + gap]
    if (from < -gap) return {...label, anchor, row: undefined}
    const row = taken.findIndex(spans => spans.every(([start, end]) => to <= start || from >= end))
    if (row < 0) return {...label, anchor, row: undefined}
    taken[row]?.push([from, to])
    return {...label, anchor, row}
  })
}
