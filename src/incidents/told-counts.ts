import {gapBetween} from './moment.js'
import type {Seat} from './seat.js'

/** One telling of corrected errors: how many, and how long before the loss where one clock shows both. */
export interface ToldCount {
  readonly count: number
  readonly secondsBefore?: number
}

/** Corrected errors of one page or row before the loss, oldest first; a lower bound. */
export interface ToldCounts {
  readonly errors: number
  /** At most 64 entries; where more were told, neighbours are added up under the later one's time. */
  readonly told: readonly ToldCount[]
}

const MOST_TOLD = 64

/** Adds up pairs of neighbours, each at the time of the later: never earlier than it was. */
const halve = (told: readonly ToldCount[]): readonly ToldCount[] =>
  told.flatMap((entry, at) => {
    const before = told[at - 1]
    if (at % 2 === 0) return at === told.length - 1 ? [entry] : []
    return [{...entry, count: entry.count + (before?.count ?? 0)}]
  })

const bounded = (told: readonly ToldCount[]): readonly ToldCount[] =>
  told.length <= MOST_TOLD ? told : bounded(halve(told))

const tellOf = (seat: Seat, bad: Seat): ToldCount => {
  const count = seat.error.occurrences?.count ?? 1
  const gap = seat.bootIndex === bad.bootIndex || seat.error.epochMs !== undefined
  const seconds = gap ? gapBetween(seat.cluster.first, bad.cluster.first)?.seconds : undefined
  return {count, ...(seconds === undefined ? {} : {secondsBefore: Math.round(seconds)})}
}

/** Counts of corrected errors before an uncorrected one; undefined for none. */
export function countsBefore(bad: Seat, corrected: readonly Seat[]): ToldCounts | undefined {
  if (corrected.length === 0) return undefined
  const told = corrected
    .map(seat => tellOf(seat, bad))
    .sort((a, b) => (b.secondsBefore ?? Number.MAX_VALUE) - (a.secondsBefore ?? Number.MAX_VALUE))
  return {errors: told.reduce((sum, {count}) => sum + count, 0), told: bounded(told)}
}
