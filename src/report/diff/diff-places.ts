import type {MemoryError} from '../../errors/memory-error.js'
import {dramOf, placeKey, shortPlace} from '../place.js'
import type {HostWindow} from './host-window.js'

/** How a place stands after against before. `too-early`: none since, but none would be expected yet either. */
export type PlaceChange = 'began' | 'goes-on' | 'stopped' | 'too-early' | 'cannot-tell'

/** One DIMM or channel of one machine. */
export interface PlaceDiff {
  readonly host: string
  readonly place: string
  /** Errors told before, counts inside lines included. */
  readonly before: number
  /** Errors that only the later analysis tells. */
  readonly since: number
  readonly change: PlaceChange
  /** Episodes that would have been expected since, had it gone on as before; absent where clocks are missing. */
  readonly expected?: number
  readonly last?: string
}

/** Errors closer together than this are one episode: they come in bursts. */
const EPISODE_MS = 3_600_000
/** With three expected and none seen, chance alone explains it in 5 % of cases. */
const ENOUGH_EXPECTED = 3

const total = (errors: readonly MemoryError[]): number =>
  errors.reduce((sum, {occurrences}) => sum + (occurrences?.count ?? 1), 0)

/** Bursts of errors with an hour of quiet between them. */
function episodes(errors: readonly MemoryError[]): number {
  const moments = errors.flatMap(({epochMs}) => epochMs ?? []).sort((a, b) => a - b)
  return moments.filter((ms, index) => index === 0 || ms - (moments[index - 1] ?? 0) > EPISODE_MS).length
}

/** Errors by the DIMM or channel they name. */
function byPlace(errors: readonly MemoryError[]): ReadonlyMap<string, readonly MemoryError[]> {
  const places = new Map<string, MemoryError[]>()
  for (const error of errors) {
    const key = placeKey(error.dram)
    if (key === undefined) continue
    const own = places.get(key) ?? []
    own.push(error)
    places.set(key, own)
  }
  return places
}

/** What a machine's places are compared from. */
export interface PlacesSource {
  readonly host: string
  readonly before: readonly MemoryError[]
  readonly since: readonly MemoryError[]
  readonly windowBefore: HostWindow | undefined
  readonly windowAfter: HostWindow | undefined
}

function expectedSince(before: readonly MemoryError[], {windowBefore, windowAfter}: PlacesSource): number | undefined {
  if (windowBefore === undefined || windowAfter === undefined) return undefined
  const watched = Math.max(windowBefore.endMs - windowBefore.startMs, EPISODE_MS)
  const later = Math.max(0, windowAfter.endMs - Math.max(windowBefore.endMs, windowAfter.startMs))
  return (episodes(before) * later) / watched
}

function changeOf(before: number, since: number, expected: number | undefined): PlaceChange {
  if (before === 0) return 'began'
  if (since > 0) return 'goes-on'
  if (expected === undefined) return 'cannot-tell'
  return expected >= ENOUGH_EXPECTED ? 'stopped' : 'too-early'
}

/** Every place that either side names, the busiest since first. */
export function diffPlaces(source: PlacesSource): readonly PlaceDiff[] {
  const [before, since] = [byPlace(source.before), byPlace(source.since)]
  const keys = [...new Set([...before.keys(), ...since.keys()])]
  return keys
    .map(key => {
      const [earlier, later] = [before.get(key) ?? [], since.get(key) ?? []]
      const expected = expectedSince(earlier, source)
      const last = [...earlier, ...later].at(-1)?.time
      return {
        host: source.host,
        place: shortPlace(dramOf({errors: [...earlier, ...later]})) ?? key,
        before: total(earlier),
        since: total(later),
        change: changeOf(earlier.length, later.length, expected),
        ...(expected === undefined ? {} : {expected: Number(expected.toPrecision(2))}),
        ...(last === undefined ? {} : {last}),
      }
    })
    .sort((a, b) => b.since - a.since || b.before - a.before || (a.place < b.place ? -1 : 1))
}
