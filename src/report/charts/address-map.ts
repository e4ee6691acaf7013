import {bytes, hex} from '../format.js'
import {type AddressScale, addressScale} from './_address-scale.js'
import {type ChartGroup, type ChartTheme, defineChart} from './_chart.js'
import {addHatch, addPath, addText, boxes, placeLabels, round, textWidth} from './_marks.js'

/** One host's physical address space in bytes, with the errors in it. */
export interface AddressMapData {
  readonly end: number
  /** True where no error was asked for: the map alone is drawn. */
  readonly bare?: true
  /** False when only a mode was known: then the one region is an inference, not a map. */
  readonly mapKnown: boolean
  readonly regions: readonly {
    readonly start: number
    readonly end: number
    readonly kind: 'mirrored' | 'plain' | 'unknown'
  }[]
  readonly errors: readonly {
    readonly at: number
    readonly label: string
    readonly where: string
    readonly grave: boolean
  }[]
}

const ROW = 17
const BAR = 30

const total = (data: AddressMapData, kind: string): number =>
  data.regions.filter(region => region.kind === kind).reduce((sum, region) => sum + region.end - region.start, 0)

/** Samples with words and sizes: what the surfaces of the map mean. */
function drawKey(group: ChartGroup, data: AddressMapData, hatch: string, width: number): number {
  const entries = [
    {kind: 'mirrored', word: 'mirrored', fill: hatch},
    {kind: 'plain', word: 'not mirrored', fill: undefined},
    {kind: 'unknown', word: 'not known', fill: undefined},
  ].filter(({kind}) => total(data, kind) > 0)
  let [x, y] = [0, 0]
  for (const {kind, word, fill} of entries) {
    const text = data.mapKnown ? `${word}, ${bytes(total(data, kind))}` : `${word} (no map in the log)`
    const room = 22 + textWidth(text) + 14
    if (x > 0 && x + room > width) [x, y] = [0, y + 20]
    const sample = group
      .append('rect')
      .attr('x', x + 0.5)
      .attr('y', y + 2.5)
      .attr('width', 15)
      .attr('height', 11)
    sample.attr('class', `region ${kind}`)
    if (fill !== undefined) sample.attr('fill', fill)
    addText(group, {x: x + 22, y: y + 12, text})
    x += room
  }
  return y + 24
}

/** Errors as crosses above the bar, labels beside them; returns the y of the bar. */
function drawErrors(
  group: ChartGroup,
  data: AddressMapData,
  x: (at: number) => number,
  top: number,
  width: number,
): number {
  if (data.bare === true) return top + 4
  if (data.errors.length === 0) {
    addText(group, {x: 0, y: top + 12, text: 'No error with a system address', look: 'muted'})
    return top + 22
  }
  const placed = placeLabels(
    data.errors.map(error => ({x: x(error.at), text: width < 500 ? error.label : `${error.label} · ${error.where}`})),
    width,
    4,
  )
  const rows = Math.max(...placed.map(label => (label.row ?? 0) + 1))
  const bar = top + rows * ROW + 12
  const y = (row: number | undefined) => bar - 12 - (row ?? 0) * ROW
  for (const [index, {x: at, text, row, textX, anchor}] of placed.entries()) {
    const grave = data.errors[index]?.grave === true
    addPath(group, `M${round(at)},${y(row)}V${bar + BAR}`, 'stem')
    addPath(group, `M${round(at - 5)},${y(0) - 5}l10,10m0,-10l-10,10`, grave ? 'cross grave' : 'cross')
    if (row !== undefined) addText(group, {x: textX, y: y(row) + 5, text, look: grave ? 'strong' : 'label', anchor})
  }
  return bar
}

const STEPS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16_384]
const GIB = 2 ** 30

/** Round numbers under a bar in one piece. */
function drawEvenAxis(
  group: ChartGroup,
  data: AddressMapData,
  x: (at: number) => number,
  y: number,
  width: number,
): number {
  const wanted = width < 500 ? 4 : 8
  const unit = data.end < 2 * GIB ? 2 ** 20 : GIB
  const step = (STEPS.find(size => data.end / (size * unit) <= wanted) ?? 32_768) * unit
  const ticks = Array.from({length: Math.floor(data.end / step) + 1}, (_, index) => index * step)
  addPath(group, ticks.map(tick => `M${round(x(tick))},${y}v5`).join(''), 'axis')
  for (const tick of ticks) {
    const half = textWidth(String(tick / unit)) / 2
    addText(group, {
      x: Math.min(Math.max(x(tick), half), width - half),
      y: y + 19,
      text: String(tick / unit),
      anchor: 'middle',
    })
  }
  const text = `physical address, ${unit === GIB ? 'GiB' : 'MiB'}`
  addText(group, {x: width, y: y + 38, text, look: 'muted', anchor: 'end'})
  return y + 44
}

/** Texts side by side, those without room left out. */
function drawRow(
  group: ChartGroup,
  texts: readonly {x: number; text: string}[],
  y: number,
  look: string,
  width: number,
) {
  let free = 0
  for (const {x, text} of texts) {
    const room = textWidth(text)
    const from = Math.min(Math.max(0, x), width - room)
    if (from < free) continue
    addText(group, {x: from, y, text, look})
    free = from + room + 10
  }
}

/** A bar in stretches: each by the address it begins at, breaks as jagged lines with the size of the hole. */
function drawBrokenAxis(group: ChartGroup, {stretches, breaks}: AddressScale, y: number, width: number): number {
  const narrow = width < 500
  const filled = stretches.filter(({start, end}) => end > start)
  addPath(group, filled.map(({x0}) => `M${round(x0)},${y}v5`).join(''), 'axis')
  const middle = ({x0, x1}: {x0: number; x1: number}) => (x0 + x1) / 2
  const jagged = breaks.flatMap(hole =>
    [-3, 3].map(side => `M${round(middle(hole) + side + 2)},${y - BAR - 4}${'l-4,5l4,5'.repeat(4)}`),
  )
  addPath(group, jagged.join(''), 'axis')
  const starts = filled.map(({start, x0}) => ({x: x0, text: narrow ? bytes(start) : hex(BigInt(start))}))
  drawRow(group, starts, y + 19, 'label', width)
  const holes = breaks.map(hole => {
    const text = narrow ? bytes(hole.bytes) : `hole of ${bytes(hole.bytes)}`
    return {x: middle(hole) - textWidth(text) / 2, text}
  })
  drawRow(group, holes, y + 37, 'muted', width)
  addText(group, {x: width, y: y + 56, text: 'physical address, holes drawn short', look: 'muted', anchor: 'end'})
  return y + 62
}

function drawRegions(
  group: ChartGroup,
  data: AddressMapData,
  x: (at: number) => number,
  y: number,
  hatch: string,
): void {
  for (const kind of ['plain', 'unknown', 'mirrored'] as const) {
    const spans = data.regions
      .filter(region => region.kind === kind)
      .map(region => ({x0: x(region.start), x1: x(region.end), y, height: BAR}))
    if (spans.length === 0) continue
    const path = group
      .append('path')
      .attr('d', boxes(spans, kind === 'mirrored' ? 2 : 0.5))
      .attr('class', `region ${kind}`)
    if (kind === 'mirrored') path.attr('fill', hatch)
  }
}

/** The physical address space as a bar: mirrored spans hatched, plain ones pale, holes empty or drawn short, errors as crosses. */
export default defineChart<AddressMapData>({
  id: 'address-map',
  accepts: (data): data is AddressMapData =>
    typeof data === 'object' && data !== null && 'regions' in data && 'end' in data,
  draw: (group, data, theme: ChartTheme) => {
    const spans = [...data.regions, ...data.errors.map(({at}) => ({start: at, end: at}))]
    const scale = addressScale(spans, data.end, [6, theme.width - 6])
    const {x} = scale
    const hatch = addHatch(group, theme.key, 'mirror')
    const top = drawKey(group, data, hatch, theme.width)
    const behind = group.append('g')
    const bar = drawErrors(group, data, x, top, theme.width)
    drawRegions(behind, data, x, bar, hatch)
    return scale.breaks.length === 0
      ? drawEvenAxis(group, data, x, bar + BAR, theme.width)
      : drawBrokenAxis(group, scale, bar + BAR, theme.width)
  },
})
