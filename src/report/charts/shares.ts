import {type ChartGroup, defineChart} from './_chart.js'
import {addPath, addText, boxes, textWidth} from './_marks.js'

/** How a part of a bar looks: told apart by lightness, so that no colour is needed. */
const LOOKS = {yes: 'twin', possible: 'bar', unknown: 'region plain', no: 'region unknown'} as const

/** One part of a bar. */
export interface SharesPart {
  readonly value: number
  readonly look: keyof typeof LOOKS
  /** `✔ yes`: a sign and a word. */
  readonly word: string
}

/** One bar, divided into the parts of a whole. */
export interface SharesRow {
  readonly title: string
  readonly parts: readonly SharesPart[]
}

const BAR = 14
const GAP = 8

interface Columns {
  readonly bar: number
  readonly row: number
  /** Baseline of the title against the bar's top. */
  readonly title: number
}

const WIDE: Columns = {bar: 300, row: 46, title: 12}
const NARROW: Columns = {bar: 0, row: 62, title: -24}

/** The fullest label of a part that fits above it: sign, number and word; sign and number; nothing. */
function labelOf({value, word}: SharesPart, room: number): string | undefined {
  const number = value.toLocaleString('en-US')
  const short = word.split(' ')[0] ?? ''
  return [`${word.replace(short, `${short} ${number}`)}`, `${short} ${number}`, number].find(
    text => textWidth(text) + GAP <= room,
  )
}

function drawBar(group: ChartGroup, {title, parts}: SharesRow, y: number, at: Columns, width: number): void {
  addText(group, {x: 0, y: y + at.title, text: title, look: 'strong'})
  const whole = parts.reduce((sum, {value}) => sum + value, 0)
  const scale = (width - at.bar - 1) / Math.max(1, whole)
  let x0 = at.bar
  for (const part of parts) {
    if (part.value === 0) continue
    const x1 = x0 + part.value * scale
    addPath(group, boxes([{x0, x1, y, height: BAR}]), LOOKS[part.look])
    const text = labelOf(part, x1 - x0)
    if (text !== undefined) addText(group, {x: x0, y: y - 5, text})
    x0 = x1
  }
}

/** Bars of equal length, each divided into the answers it stands for; numbers above the parts. */
export default defineChart<readonly SharesRow[]>({
  id: 'shares',
  accepts: (data): data is readonly SharesRow[] => Array.isArray(data),
  draw: (group, data, {width}) => {
    if (data.every(({parts}) => parts.every(({value}) => value === 0))) {
      addText(group, {x: 0, y: 14, text: 'Nothing was counted.', look: 'muted'})
      return 24
    }
    const at = width < 500 ? NARROW : WIDE
    const first = at === WIDE ? 22 : 44
    for (const [index, row] of data.entries()) drawBar(group, row, first + index * at.row, at, width)
    return first + (data.length - 1) * at.row + BAR + 6
  },
})
