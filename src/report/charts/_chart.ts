import type * as D3 from 'd3'

/** The d3 functions a chart draws with, as the host loaded them. */
export type D3Functions = typeof D3

/** A group of the chart's own SVG, origin at its top left. */
export type ChartGroup = D3.Selection<D3.BaseType, unknown, null, undefined>

/** What a chart may depend on beside its data; everything fixed, so that equal data give equal bytes. */
export interface ChartTheme {
  readonly d3: D3Functions
  /** Pixels the chart may be wide; below 500 it is drawn for a phone. */
  readonly width: number
  /** Prefix of every id inside the SVG, unique on the page. */
  readonly key: string
}

/** One chart: data in, marks out. Colours and fonts come from the page's style by class name. */
export interface Chart {
  /** Kebab-case, equal to the file name. */
  readonly id: string
  /** Draws into the group and says how high the picture became, in pixels. */
  readonly draw: (group: ChartGroup, data: unknown, theme: ChartTheme) => number
}

/** Data of one chart, checked where they arrive: charts receive `unknown` from the document. */
export interface ChartShape<Data> {
  readonly id: string
  readonly accepts: (data: unknown) => data is Data
  readonly draw: (group: ChartGroup, data: Data, theme: ChartTheme) => number
}

/** Declares a chart whose data are checked before it draws; data of another shape throw a `TypeError` naming the chart. */
export function defineChart<Data>(shape: ChartShape<Data>): Chart {
  return {
    id: shape.id,
    draw: (group, data, theme) => {
      if (!shape.accepts(data)) throw new TypeError(`the chart '${shape.id}' was given data of another shape`)
      return shape.draw(group, data, theme)
    },
  }
}
