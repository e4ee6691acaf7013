import {isException} from './cluster.js'
import {frameOf, isNormalized} from './error-span.js'
import {placeOf} from './fold-storm.js'
import {compareMoments, gapBetween} from './moment.js'
import type {Seat} from './seat.js'
import {natureOf} from './telling.js'

/** Errors of one place within an hour are one episode (the gap at which published incident counts stop changing). */
const EPISODE_SECONDS = 3600
/** Records of one machine-check exception. */
const EXCEPTION_SECONDS = 2

/** Groups by shared keys: union of everything that was ever joined. */
function createGroups(size: number) {
  const parent = Array.from({length: size}, (_, index) => index)
  const root = (index: number): number => {
    let at = index
    while (parent[at] !== at) at = parent[at] ?? at
    return at
  }
  return {
    join(a: number, b: number): void {
      const [left, right] = [root(a), root(b)]
      parent[Math.max(left, right)] = Math.min(left, right)
    },
    root,
  }
}

const apart = (a: Seat, b: Seat): number => gapBetween(a.cluster.first, b.cluster.first)?.seconds ?? 0

const lastMoment = (seat: Seat) => seat.storm?.last ?? seat.cluster.first

/** Places are worth joining by: DIMM or channel; the bank or the reporter only for errors without page of their own. */
function placeKey(seat: Seat): string | undefined {
  const place = placeOf(seat.error)
  const nature = natureOf(seat.error.severity)
  if (nature === 'corrected') return `corrected ${place}`
  if (nature === 'unknown') return undefined
  if (place.startsWith('dimm ') || place.startsWith('channel ')) return `uncorrected ${place}`
  return seat.cluster.tellings.every(({voice}) => voice === 'edac') ? `uncorrected ${place}` : undefined
}

/** Corrected errors of a page are not the same incident as its uncorrected ones: those carry them as what preceded. */
const frameKey = (seat: Seat): string | undefined => {
  const frame = seat.storm === undefined ? frameOf(seat.error) : undefined
  return frame === undefined
    ? undefined
    : `${natureOf(seat.error.severity) === 'corrected' ? 'corrected' : 'bad'} ${frame}`
}

/** Poison read back, of memory whose own record (deferred) names it in another address space. */
function originOf(at: number, sorted: readonly Seat[]): number | undefined {
  const seat = sorted[at]
  if (seat?.error.flags.poison !== true || natureOf(seat.error.severity) !== 'uncorrected') return undefined
  if (seat.error.severity === 'deferred') return undefined
  const deferred = sorted.flatMap((other, index) =>
    index < at &&
    other.error.severity === 'deferred' &&
    apart(other, seat) <= EPISODE_SECONDS &&
    isNormalized(other.error)
      ? [index]
      : [],
  )
  return deferred.length === 1 ? deferred[0] : undefined
}

const sameException = (a: Seat, b: Seat): boolean =>
  [a, b].every(seat => isException(seat.cluster) && natureOf(seat.error.severity) !== 'corrected') &&
  apart(a, b) <= EXCEPTION_SECONDS

/** Joins a seat to the last one of each of its keys. */
function joinByKeys(
  index: number,
  sorted: readonly Seat[],
  lastAt: Map<string, number>,
  join: (a: number, b: number) => void,
): void {
  const seat = sorted[index]
  if (seat === undefined) return
  const frame = frameKey(seat)
  for (const key of [frame, placeKey(seat)]) {
    if (key === undefined) continue
    const last = lastAt.get(key)
    const other = last === undefined ? undefined : sorted[last]
    if (last !== undefined && other !== undefined) {
      const gap = gapBetween(lastMoment(other), seat.cluster.first)?.seconds ?? 0
      if (key === frame || gap <= EPISODE_SECONDS) join(last, index)
    }
    lastAt.set(key, index)
  }
}

/** Errors of one boot, joined into incidents: same page, same place within an hour, one exception, poison and its origin. */
export function joinSeats(seats: readonly Seat[]): Seat[][] {
  const sorted = [...seats].sort((a, b) => compareMoments(a.cluster.first, b.cluster.first))
  const groups = createGroups(sorted.length)
  const lastAt = new Map<string, number>()
  for (const [index, seat] of sorted.entries()) {
    joinByKeys(index, sorted, lastAt, groups.join)
    const before = sorted[index - 1]
    if (before !== undefined && sameException(before, seat)) groups.join(index - 1, index)
    const origin = originOf(index, sorted)
    if (origin !== undefined) groups.join(origin, index)
  }
  const byRoot = new Map<number, Seat[]>()
  for (const [index, seat] of sorted.entries()) {
    const root = groups.root(index)
    const members = byRoot.get(root)
    if (members === undefined) byRoot.set(root, [seat])
    else members.push(seat)
  }
  return [...byRoot.values()]
}
