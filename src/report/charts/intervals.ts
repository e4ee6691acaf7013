import {percent} from '../format.js'
import {type ChartGroup, defineChart} from './_chart.js'
import {addPath, addText, round} from './_marks.js'

/** One estimate: where the median lies, and half and 90 % of the cases. */
export interface IntervalRow {
  readonly name: string
  readonly median: number
  readonly p5: number
  readonly p25: number
  readonly p75: number
  readonly p95: number
  /** Chance of none at all, 0 … 1. */
  readonly none: number
}

const ROW = 54
const TOP = 20

const digits = (value: number): string => Number(value.toPrecision(2)).toLocaleString('en-US')

function drawRow(group: ChartGroup, row: IntervalRow, y: number, x: (value: number) => number, width: number): void {
  addText(group, {x: 0, y: y - 10, text: row.name, look: 'strong'})
  const none = `no downtime at all: ${percent(row.none)}`
  addText(group, {x: width, y: y - 10, text: none, anchor: 'end'})
  addPath(
    group,
    `M${round(x(row.p5))},${y}H${round(x(row.p95))}M${round(x(row.p5))},${y - 5}v10M${round(x(row.p95))},${y - 5}v10`,
    'whisker',
  )
  addPath(group, `M${round(x(row.p25))},${y}H${round(Math.max(x(row.p75), x(row.p25) + 1))}`, 'half')
  group
    .append('circle')
    .attr('cx', round(x(row.median)))
    .attr('cy', y)
    .attr('r', 5)
    .attr('class', 'median')
  const right = Math.max(x(row.p95), x(row.median) + 5) + 8
  const text =
    row.p95 === 0
      ? 'no minute in 95 % of the cases'
      : `${digits(row.p5)} – ${digits(row.p95)}, median ${digits(row.median)}`
  const fits = right + text.length * 7 < width
  addText(group, {x: fits ? right : width, y: fits ? y + 5 : y + 20, text, anchor: fits ? 'start' : 'end'})
}

/** Intervals drawn as intervals: whisker for 90 %, bar for 50 %, dot for the median, all on one scale from zero. */
export default defineChart<readonly IntervalRow[]>({
  id: 'intervals',
  accepts: (data): data is readonly IntervalRow[] => Array.isArray(data),
  draw: (group, data, {d3, width}) => {
    if (data.length === 0) {
      addText(group, {x: 0, y: 14, text: 'No estimate: the log does not show how long it was observed.', look: 'muted'})
      return 24
    }
    const most = Math.max(...data.map(row => row.p95), 0)
    const scale = d3.scaleLinear([0, most === 0 ? 1 : most], [6, width - 6]).nice()
    const x = (value: number) => scale(value)
    for (const [index, row] of data.entries()) drawRow(group, row, TOP + 8 + index * ROW, x, width)
    const y = TOP + data.length * ROW
    const ticks = scale.ticks(width < 500 ? 4 : 8)
    addPath(group, `M6,${y}H${width - 6}${ticks.map(tick => `M${round(x(tick))},${y}v5`).join('')}`, 'axis')
    for (const tick of ticks) {
      const half = tick.toLocaleString('en-US').length * 3.6
      const at = Math.min(Math.max(x(tick), half), width - half)
      addText(group, {x: at, y: y + 19, text: tick.toLocaleString('en-US'), anchor: 'middle'})
    }
    addText(group, {x: width, y: y + 38, text: 'minutes a year', look: 'muted', anchor: 'end'})
    const below = width < 500 ? y + 58 : y + 38
    addText(group, {x: 0, y: below, text: 'dot: median · bar: half of all cases · line: 90 %', look: 'muted'})
    return below + 6
  },
})
