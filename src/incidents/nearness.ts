import {overlap, possibleSpanOf} from './error-span.js'
import {type Gap, gapBetween} from './moment.js'
import type {Telling} from './telling.js'

/**
 * How much two tellings agree that they tell one error: `AGAINST` contradicts, 0 says nothing, then in rising order
 * neighbourhood, code or place, address, registers.
 */
export const AGAINST = -1
/** They stand beside each other, and nothing says that they do not belong together. */
export const NEIGHBOUR = 1
/** The same code or place. */
export const PLACE = 2
/** The same physical address or page. */
export const ADDRESS = 3
/** The same registers. */
export const REGISTERS = 4

/** Reporters of one event follow each other within two seconds on one clock, a minute across clocks. */
export const ONE_EVENT_SECONDS = 2
/** The same across clocks. */
export const ACROSS_CLOCKS_SECONDS = 60
/** A broadcast machine check is printed by every CPU within a second. */
export const BROADCAST_SECONDS = 1
/** Page handling runs from a work queue and may wait for the page. */
export const PAGE_SECONDS = 60
/** Lines that stand this close were printed by one handler, where no clock tells. */
export const ONE_EVENT_LINES = 60
const NEIGHBOUR_LINES = 12
const NEIGHBOUR_SECONDS = 0.5

/** True when the gap is within `seconds` (a minute across clocks); without a common clock lines of one input decide. */
export function within(seconds: number, a: Telling, b: Telling, gap: Gap | undefined): boolean {
  if (gap !== undefined) return gap.seconds <= (gap.loose ? Math.max(seconds, ACROSS_CLOCKS_SECONDS) : seconds)
  return a.input !== b.input || linesBetween(a, b) <= ONE_EVENT_LINES
}

/**
 * Word of two tellings that stand too far apart to follow each other: against, but for inputs whose clocks are not one; a
 * third that stands between may join them.
 */
export const tooFar = (a: Telling, b: Telling, gap: Gap | undefined): number =>
  a.input !== b.input && gap?.loose === true && gap.seconds <= 2 * ACROSS_CLOCKS_SECONDS ? 0 : AGAINST

/** Physical lines between two records of one input. */
export const linesBetween = (a: Telling, b: Telling): number =>
  a.line <= b.line ? Math.max(0, b.line - a.lastLine) : Math.max(0, a.line - b.lastLine)

/** True when two records of one input were printed one after the other. */
export function isNeighbour(a: Telling, b: Telling): boolean {
  const gap = gapBetween(a.moment, b.moment)
  if (gap !== undefined && gap.seconds > NEIGHBOUR_SECONDS) return false
  return a.input === b.input && linesBetween(a, b) <= NEIGHBOUR_LINES
}

/** Addresses: equal, different, or not comparable; one whose space was not told can agree but not contradict. */
export const compareSpans = (a: Telling, b: Telling): number => {
  const [left, right] = [possibleSpanOf(a.error), possibleSpanOf(b.error)]
  if (left === undefined || right === undefined) return 0
  if (overlap(left, right)) return ADDRESS
  return [a, b].some(({error}) => error.address?.kind === 'unknown') ? 0 : AGAINST
}

/** A record that was cut before its status: nothing in it can agree or contradict. */
export const isCut = ({record}: Telling): boolean =>
  record.kind === 'machine-check' && record.status === undefined && record.addr === undefined
