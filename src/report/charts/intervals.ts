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

/** Pixels from row to row; where the words of a row have no room beside its name, they stand below. */
const ROW = 40
const TALL_ROW = 56
const TOP = 28
const NARROW = 500
/** Room of the column of chances. */
const CHANCE = 190

const digits = (value: number): string => Number(value.toPrecision(2)).toLocaleString('en-US')

/** Range and chance in words, all a reader without the picture needs. */
const wordsOf = ({p5, p95, median, none}: IntervalRow): readonly [range: string, chance: string] => [
  p95 === 0 ? 'no minute in 95 % of the cases' : `${digits(p5)} – ${digits(p95)}, median ${digits(median)}`,
  `no downtime at all: ${percent(none)}`,
]

function drawWords(group: ChartGroup, row: IntervalRow, y: number, width: number): void {
  const [range, chance] = wordsOf(row)
  addText(group, {x: 0, y: y - 11, text: row.name, look: 'strong'})
  addText(group, {x: width, y: y - 11, text: chance, anchor: 'end'})
  if (width < NARROW) addText(group, {x: width, y: y + 20, text: range, anchor: 'end'})
  else addText(group, {x: width - CHANCE, y: y - 11, text: range, anchor: 'end'})
}

function drawRow(group: ChartGroup, row: IntervalRow, y: number, x: (value: number) => number, width: number): void {
  drawWords(group, row, y, width)
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
}

const NEVER = 'In 95 of 100 years no minute is lost, as the machine was and under every measure.'

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
    if (most === 0) {
      addText(group, {x: 0, y: 14, text: NEVER, look: 'muted'})
      return 24
    }
    const scale = d3.scaleLinear([0, most], [6, width - 6]).nice()
    const x = (value: number) => scale(value)
    const row = width < NARROW ? TALL_ROW : ROW
    for (const [index, one] of data.entries()) drawRow(group, one, TOP + index * row, x, width)
    const y = TOP + data.length * row - (width < NARROW ? 22 : 12)
    const ticks = scale.ticks(width < NARROW ? 4 : 8)
    addPath(group, `M6,${y}H${width - 6}${ticks.map(tick => `M${round(x(tick))},${y}v5`).join('')}`, 'axis')
    for (const tick of ticks) {
      const half = tick.toLocaleString('en-US').length * 3.6
      const at = Math.min(Math.max(x(tick), half), width - half)
      addText(group, {x: at, y: y + 19, text: tick.toLocaleString('en-US'), anchor: 'middle'})
    }
    addText(group, {x: width, y: y + 38, text: 'minutes a year', look: 'muted', anchor: 'end'})
    const below = width < NARROW ? y + 58 : y + 38
    addText(group, {x: 0, y: below, text: 'dot: median · bar: half of all cases · line: 90 %', look: 'muted'})
    return below + 6
  },
})
