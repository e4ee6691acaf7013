import {type ChartGroup, type ChartTheme, defineChart} from './_chart.js'
import {addHatch, addPath, addText, boxes, placeLabels, round} from './_marks.js'
import {addTimeAxis, timeScale} from './_time-axis.js'

/** One or several incidents at one moment: uncorrected errors, those of unknown gravity, or what a mirror did. */
export interface TimelineMark {
  readonly at: number
  readonly label: string
  readonly count: number
  readonly kind: 'uncorrected' | 'unknown' | 'mirror'
}

/** One host's time, aggregated: milliseconds since 1970 as the log's clock reads, or since boot for `uptime`. */
export interface TimelineData {
  readonly clock: 'utc' | 'local' | 'uptime'
  readonly from: number
  readonly to: number
  /** Corrected errors, counted in equal steps. */
  readonly bars: readonly {readonly from: number; readonly to: number; readonly count: number}[]
  readonly marks: readonly TimelineMark[]
  readonly downs: readonly {
    readonly from: number
    readonly to: number
    readonly label: string
    readonly count: number
  }[]
  readonly boots: readonly {readonly from: number; readonly to: number; readonly label: string}[]
}

type X = (at: number) => number

const BARS_TOP = 22
const BARS_BOTTOM = 74
const MARKS_TITLE = 98
const MARKS_Y = 112
const ROW = 18
const LABEL_ROWS = 3

/** Bars under their caption; returns how far the rest may move up when there are none. */
function drawBars(group: ChartGroup, data: TimelineData, x: X): number {
  const most = Math.max(0, ...data.bars.map(bar => bar.count))
  const step = data.bars[0] === undefined ? 0 : data.bars[0].to - data.bars[0].from
  const caption =
    most === 0
      ? 'Corrected errors: none logged'
      : `Corrected errors, at most ${most.toLocaleString('en-US')} in ${stepText(step)}`
  addText(group, {x: 0, y: 12, text: caption, look: 'muted'})
  if (most === 0) return BARS_BOTTOM - 12
  const height = (count: number) => (count / Math.max(1, most)) * (BARS_BOTTOM - BARS_TOP)
  const drawn = data.bars.filter(bar => bar.count > 0)
  const spans = drawn.map(bar => {
    const tall = Math.max(2, height(bar.count))
    return {x0: x(bar.from), x1: x(bar.to) - 1, y: BARS_BOTTOM - tall, height: tall}
  })
  addPath(group, boxes(spans), 'bar')
  addPath(group, `M${round(x(data.from))},${BARS_BOTTOM + 0.5}H${round(x(data.to))}`, 'rule')
  return 0
}

function stepText(ms: number): string {
  const seconds = ms / 1000
  if (seconds < 90) return `${Number(seconds.toPrecision(2))} s`
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`
  return seconds < 129_600
    ? `${Number((seconds / 3600).toPrecision(2))} h`
    : `${Number((seconds / 86_400).toPrecision(2))} days`
}

const LANES = [
  ['uncorrected', 'Uncorrected errors', '▲ uncorrected'],
  ['unknown', 'Errors of unknown gravity', '○ gravity unknown'],
  ['mirror', 'Mirror events', '◆ mirror event'],
] as const

/** What the lane holds; each kind with its shape where there are several. */
function laneTitle({marks}: TimelineData): string {
  const there = LANES.filter(([kind]) => marks.some(mark => mark.kind === kind))
  if (there.length === 1) return there[0]?.[1] ?? ''
  return there.map(([, , shape]) => shape).join(' · ')
}

/** Triangles, circles and diamonds, one path a kind. */
function drawShapes(group: ChartGroup, marks: TimelineData['marks'], x: X): void {
  const triangle = (at: number) => `M${round(at)},${MARKS_Y - 5}l6,10h-12z`
  const circle = (at: number) => `M${round(at - 5)},${MARKS_Y}a5,5 0 1,0 10,0a5,5 0 1,0 -10,0z`
  const diamond = (at: number) => `M${round(at)},${MARKS_Y - 6}l6,6l-6,6l-6,-6z`
  const shapes = (kind: TimelineMark['kind'], shape: (at: number) => string) =>
    marks.map(mark => (mark.kind === kind ? shape(x(mark.at)) : '')).join('')
  addPath(group, shapes('uncorrected', triangle), 'grave')
  addPath(group, shapes('unknown', circle), 'vague')
  addPath(group, shapes('mirror', diamond), 'twin')
}

/** Marks with their labels; returns the y below them. */
function drawMarks(group: ChartGroup, data: TimelineData, x: X, width: number): number {
  const {marks} = data
  const title = marks.length === 0 ? 'Uncorrected errors: none logged' : laneTitle(data)
  addText(group, {x: 0, y: MARKS_TITLE, text: title, look: 'muted'})
  if (marks.length === 0) return MARKS_TITLE + 8
  const wanted = marks.map(mark => ({x: x(mark.at), text: mark.label}))
  const placed = placeLabels(wanted, width, LABEL_ROWS)
  const stems = placed.filter(label => (label.row ?? 0) > 0)
  addPath(group, stems.map(label => `M${round(label.x)},${MARKS_Y + 5}v${(label.row ?? 0) * ROW - 8}`).join(''), 'rule')
  for (const {textX, text, row, anchor} of placed)
    if (row !== undefined) addText(group, {x: textX, y: MARKS_Y + 5 + row * ROW, text, look: 'strong', anchor})
  drawShapes(group, marks, x)
  return MARKS_Y + Math.max(...placed.map(label => (label.row ?? 0) + 1)) * ROW
}

function drawMachine(group: ChartGroup, data: TimelineData, x: X, top: number, theme: ChartTheme): number {
  if (data.boots.length === 0 && data.downs.length === 0) return top
  addText(group, {x: 0, y: top + 12, text: 'Machine: up (plain), down (hatched)', look: 'muted'})
  const lane = {y: top + 20, height: 12}
  addPath(group, boxes(data.boots.map(boot => ({x0: x(boot.from), x1: x(boot.to), ...lane}))), 'up')
  const hatch = addHatch(group, theme.key, 'down')
  const downs = data.downs.map(down => ({x0: x(down.from), x1: x(down.to), y: top + 17, height: 18}))
  if (downs.length > 0) group.append('path').attr('d', boxes(downs, 4)).attr('class', 'down').attr('fill', hatch)
  const labels = placeLabels(
    data.downs.map(down => ({x: x(down.from), text: down.label})),
    theme.width,
    2,
    4,
  )
  for (const {textX, text, row, anchor} of labels)
    if (row !== undefined) addText(group, {x: textX, y: top + 50 + row * 15, text, look: 'strong', anchor})
  return top + (data.downs.length === 0 ? 34 : 56 + Math.max(0, ...labels.map(label => label.row ?? 0)) * 15)
}

/** Corrected errors as bars, uncorrected ones as triangles, boots and outages as a band, over one time axis. */
export default defineChart<TimelineData>({
  id: 'timeline',
  accepts: (data): data is TimelineData =>
    typeof data === 'object' && data !== null && 'bars' in data && 'marks' in data,
  draw: (group, data, theme) => {
    const scale = timeScale(theme.d3, data, [4, theme.width - 4])
    const x: X = at => scale(at)
    const saved = drawBars(group, data, x)
    const rest = group.append('g').attr('transform', `translate(0,${-saved})`)
    const below = drawMarks(rest, data, x, theme.width)
    const bottom = drawMachine(rest, data, x, below, theme)
    return addTimeAxis(rest, data, theme, bottom + 8) - saved
  },
})
