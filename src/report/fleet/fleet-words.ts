import type {Inline} from '../document.js'
import {duration, group, printable, shorten, shortTime} from '../format.js'
import {hostCell} from '../host-cell.js'
import {OUTCOMES, SEVERITY_SHORT} from '../words.js'
import type {FleetHost, FleetSpan, FleetWorst} from './fleet.js'

/** One cell of plain text. */
export const cell = (text: string): readonly Inline[] => [text]

/** A count for a column; nothing stands for none, so that what there is stands out. */
export const number = (value: number): readonly Inline[] => [value === 0 ? '' : group(value)]

/** The worst that happened, as a sign and a word; how grave it was where nothing was lost by it. */
export function worstCell(worst: FleetWorst | undefined): readonly Inline[] {
  if (worst === undefined) return ['']
  const isHarm = worst.outcome !== 'logged' && worst.outcome !== 'unknown'
  return [isHarm ? OUTCOMES[worst.outcome] : SEVERITY_SHORT[worst.severity]]
}

/** The last moment of a span, to the minute. */
export const lastCell = ({last}: FleetSpan): readonly Inline[] => [
  last === undefined ? '' : shortTime(last).replace(/(\d\d:\d\d):\d\d$/, '$1'),
]

/** A machine's name; of one without a name the input it was found in. */
export const machineName = ({host, unnamed}: Pick<FleetHost, 'host' | 'unnamed'>): string =>
  unnamed === true ? `unnamed (${shorten(printable(host), 40)})` : hostCell(host)

/** A length of time, or a dash where nobody knows. */
export const timeCell = (seconds: number | undefined): readonly Inline[] => [
  seconds === undefined ? '' : duration(seconds),
]
