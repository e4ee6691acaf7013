import type {ChartGroup, ChartTheme, D3Functions} from './_chart.js'
import {addPath, addText, round} from './_marks.js'

/** A span of time and what its numbers count. */
export interface TimeSpan {
  readonly clock: 'utc' | 'local' | 'uptime'
  readonly from: number
  readonly to: number
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Milliseconds → pixels. */
export function timeScale(d3: D3Functions, span: TimeSpan, range: readonly [number, number]): (at: number) => number {
  const scale = d3.scaleLinear([span.from, span.to], range)
  return at => scale(at)
}

/** How a tick is written, by the time from one to the next: two neighbours never read alike. */
const pattern = (step: number): string => {
  if (step >= 27 * DAY) return '%b %Y'
  if (step >= DAY) return '%-d %b'
  if (step >= 6 * HOUR) return '%-d %b %H:%M'
  return step >= 60_000 ? '%H:%M' : '%H:%M:%S'
}

function wallTicks(d3: D3Functions, span: TimeSpan, wanted: number): {at: number; text: string}[] {
  const ticks = d3.scaleUtc([span.from, span.to], [0, 1]).ticks(wanted)
  const steps = ticks.slice(1).map((tick, index) => tick.getTime() - (ticks[index]?.getTime() ?? 0))
  const write = d3.utcFormat(pattern(steps.length === 0 ? span.to - span.from : Math.min(...steps)))
  return ticks.map(tick => ({at: tick.getTime(), text: write(tick)}))
}

function uptimeTicks(d3: D3Functions, span: TimeSpan, wanted: number): {at: number; text: string}[] {
  const [unit, name] = span.to > 2 * DAY ? [DAY, 'd'] : span.to > 2 * HOUR ? [HOUR, 'h'] : [1000, 's']
  const ticks = d3.scaleLinear([span.from / unit, span.to / unit], [0, 1]).ticks(wanted)
  return ticks.map(tick => ({at: tick * unit, text: `${tick.toLocaleString('en-US')} ${name}`}))
}

const caption = (d3: D3Functions, span: TimeSpan, ticks: readonly number[]): string => {
  if (span.clock === 'uptime') return 'time since boot'
  const ends = [ticks[0] ?? span.from, ticks.at(-1) ?? span.to]
  const years = [...new Set(ends.map(at => d3.utcFormat('%Y')(new Date(at))))].join(' – ')
  return `${years}, ${span.clock === 'utc' ? 'UTC' : 'local time of the machine'}`
}

/** Half the room of a character: of figures, and of a text with a month, which is longer in other languages. */
const FIGURE = 3.6
const MONTH = 4.6

/** Draws the axis at `y`, its unit below; returns the y below all of it. */
export function addTimeAxis(group: ChartGroup, span: TimeSpan, {d3, width}: ChartTheme, y: number): number {
  const scale = timeScale(d3, span, [4, width - 4])
  const wanted = width < 500 ? 4 : 8
  const ticks = (span.clock === 'uptime' ? uptimeTicks : wallTicks)(d3, span, wanted)
  addPath(
    group,
    `M4,${round(y)}H${width - 4}${ticks.map(tick => `M${round(scale(tick.at))},${round(y)}v5`).join('')}`,
    'axis',
  )
  let free = 0
  for (const {at, text} of ticks) {
    const half = text.length * (/[A-Z]/.test(text) ? MONTH : FIGURE)
    const x = Math.min(Math.max(scale(at), half), width - half)
    if (x - half < free) continue
    addText(group, {x, y: y + 19, text, anchor: 'middle'})
    free = x + half + 6
  }
  addText(group, {
    x: width,
    y: y + 38,
    text: caption(
      d3,
      span,
      ticks.map(tick => tick.at),
    ),
    look: 'muted',
    anchor: 'end',
  })
  return y + 44
}
