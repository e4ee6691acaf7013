import type {Tone} from '../document.js'
import {type ChartGroup, defineChart} from './_chart.js'
import {addPath, addText, round} from './_marks.js'

/** One measure and what it would have made of the incident. */
export interface LadderRow {
  readonly title: string
  readonly word: string
  readonly sign: string
  readonly tone: Tone
  /** 0 … 1. */
  readonly confidence: number
  /** The same for people: `95 %`, `seen`, or a dash. */
  readonly sureness: string
  /** True for answers that carry no confidence: seen in the log, cannot tell, not needed. */
  readonly open: boolean
}

interface Columns {
  readonly title: number
  readonly answer: number
  readonly bar: number
  readonly end: number
  readonly row: number
  /** Baseline of the answer against the rung's middle; 4 when it stands beside the title. */
  readonly drop: number
}

const WIDE: Columns = {title: 56, answer: 330, bar: 470, end: 880, row: 38, drop: 5}
const NARROW: Columns = {title: 52, answer: 52, bar: 174, end: 300, row: 56, drop: 25}

/** Pixels behind the bars, for `100 %`. */
const ROOM = 40

function drawRung(group: ChartGroup, row: LadderRow, y: number, at: Columns): void {
  group.append('circle').attr('cx', 20).attr('cy', y).attr('r', 12).attr('class', `rung ${row.tone}`)
  addText(group, {x: 20, y: y + 5, text: row.sign, look: `sign ${row.tone}`, anchor: 'middle'})
  addText(group, {x: at.title, y: y + 5, text: row.title, look: 'label'})
  addText(group, {x: at.answer, y: y + at.drop, text: row.word, look: 'strong'})
  const middle = y + at.drop - 5
  if (row.sureness === 'seen') addText(group, {x: at.bar, y: middle + 5, text: 'seen in the log', look: 'muted'})
  if (row.open) return
  const length = at.end - at.bar
  addPath(group, `M${at.bar},${round(middle)}h${length}`, 'track')
  addPath(group, `M${at.bar},${round(middle)}h${round(length * row.confidence)}`, `share ${row.tone}`)
  addText(group, {x: at.end + 8, y: middle + 5, text: row.sureness})
}

/** Measures as rungs, as it was on top, the full mirror at the foot; the bar says how sure the answer is. */
export default defineChart<readonly LadderRow[]>({
  id: 'ladder',
  accepts: (data): data is readonly LadderRow[] => Array.isArray(data),
  draw: (group, data, theme) => {
    const isNarrow = theme.width < 500
    const columns = isNarrow ? NARROW : WIDE
    // On paper the bars end earlier than on a screen: the words behind them need their room.
    const at = {...columns, end: Math.min(columns.end, theme.width - ROOM)}
    const first = 44
    const y = (index: number) => first + index * at.row
    const last = y(data.length - 1)
    if (data.length === 0) {
      addText(group, {x: 0, y: 14, text: 'No measure was weighed for this incident.', look: 'muted'})
      return 24
    }
    addText(group, {x: at.title, y: 14, text: 'Measure', look: 'muted'})
    if (!isNarrow) addText(group, {x: at.answer, y: 14, text: 'Would it have helped?', look: 'muted'})
    addText(group, {x: theme.width, y: 14, text: 'how sure', look: 'muted', anchor: 'end'})
    addPath(group, `M8,${first - 16}V${last + 16}M32,${first - 16}V${last + 16}`, 'rail')
    for (const [index, row] of data.entries()) drawRung(group, row, y(index), at)
    return last + (isNarrow ? 34 : 22)
  },
})
