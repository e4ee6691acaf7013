import type {D3Node} from 'd3-node'
import type {ChartGroup} from './_chart.js'
import {round} from './_marks.js'

/** One mark of a picture for faces that draw themselves; coordinates in pixels from the picture's top left. */
export type Painted =
  | {readonly mark: 'path'; readonly d: string; readonly x: number; readonly y: number; readonly look: string}
  | {
      readonly mark: 'text'
      readonly text: string
      readonly x: number
      readonly y: number
      readonly anchor: 'start' | 'middle' | 'end'
      readonly look: string
    }

/** A picture as marks. */
export interface Painting {
  readonly width: number
  readonly height: number
  readonly marks: readonly Painted[]
}

const numberOf = (group: ChartGroup, name: string): number => Number(group.attr(name) ?? 0)

/** `translate(x,y)` of a group; charts use no other transformation. */
function shiftOf(group: ChartGroup): readonly [number, number] {
  const [, x = '0', y = '0'] = /^translate\(([-\d.]+),([-\d.]+)\)$/.exec(group.attr('transform') ?? '') ?? []
  return [Number(x), Number(y)]
}

/** A shape as the data of a path; empty for elements that are none. */
function pathOf(name: string, shape: ChartGroup): string {
  if (name === 'path') return shape.attr('d') ?? ''
  if (name === 'rect') {
    const [x, y, width, height] = ['x', 'y', 'width', 'height'].map(field => numberOf(shape, field))
    return `M${x},${y}h${width}v${height}h${-(width ?? 0)}z`
  }
  if (name !== 'circle') return ''
  const [cx = 0, cy = 0, r = 0] = ['cx', 'cy', 'r'].map(field => numberOf(shape, field))
  return `M${round(cx - r)},${cy}a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0z`
}

/** The look of a shape: its classes, and the hatch that fills it. */
const lookOf = (shape: ChartGroup): string =>
  [shape.attr('class') ?? '', /-(\w+)\)$/.exec(shape.attr('fill') ?? '')?.[1]].filter(Boolean).join(' hatch-')

function textOf(shape: ChartGroup, x: number, y: number): Painted {
  const anchor = shape.attr('text-anchor')
  return {
    mark: 'text',
    text: shape.text(),
    x: x + numberOf(shape, 'x'),
    y: y + numberOf(shape, 'y'),
    anchor: anchor === 'middle' || anchor === 'end' ? anchor : 'start',
    look: shape.attr('class') ?? '',
  }
}

/** Marks of a group in drawing order; definitions and descriptions are none. */
export function marksOf(node: D3Node, group: ChartGroup, x = 0, y = 0): readonly Painted[] {
  return group
    .selectChildren()
    .nodes()
    .flatMap((element): readonly Painted[] => {
      const shape: ChartGroup = node.d3.select(element)
      const name = String(shape.property('tagName')).toLowerCase()
      if (name === 'g') {
        const [dx, dy] = shiftOf(shape)
        return marksOf(node, shape, x + dx, y + dy)
      }
      if (name === 'text') return [textOf(shape, x, y)]
      const d = pathOf(name, shape)
      return d === '' ? [] : [{mark: 'path', d, x, y, look: lookOf(shape)}]
    })
}
