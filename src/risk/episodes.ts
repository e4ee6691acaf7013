import type {RiskIncident} from './counted-incident.js'
import {type IncidentTime, inTimeOrder, secondsBetween, timeOf} from './incident-time.js'
import {cellsOf, type Place, placeOf, samePlace} from './place.js'

/** Incidents that are one event: same place, close in time. */
export interface Episode {
  readonly incidents: readonly RiskIncident[]
}

interface OpenEpisode {
  readonly incidents: RiskIncident[]
  place: Place
  last: IncidentTime
  readonly cells: Set<string>
}

/** Episodes an incident may still continue: more places than a machine has DIMMs. */
const MOST_OPEN = 128

const open = (incident: RiskIncident): OpenEpisode => ({
  incidents: [incident],
  place: placeOf(incident.errors),
  last: timeOf(incident),
  cells: new Set(cellsOf(incident.errors)),
})

function continues(episode: OpenEpisode, next: OpenEpisode, gapSeconds: number): boolean {
  const apart = secondsBetween(episode.last, next.last)
  if (apart === undefined || apart > gapSeconds || !samePlace(episode.place, next.place)) return false
  return episode.last.boot === next.last.boot || [...next.cells].some(cell => episode.cells.has(cell))
}

/** The later of two ends, so that a long storm is not cut by a short incident inside it. */
const reach = (a: IncidentTime, b: IncidentTime): IncidentTime =>
  a.boot === b.boot && (a.endMs ?? a.startMs ?? 0) > (b.endMs ?? b.startMs ?? 0) ? a : b

function extend(episode: OpenEpisode, next: OpenEpisode): void {
  episode.incidents.push(...next.incidents)
  episode.place = new Map([...episode.place, ...next.place])
  episode.last = reach(episode.last, next.last)
  for (const cell of next.cells) episode.cells.add(cell)
}

/**
 * Incidents joined into episodes: same DIMM (else channel, register bank, or no place told) with at most `gapSeconds` between
 * them. A boot in between ends an episode unless the same page or row recurs. The order of the input does not matter.
 */
export function joinEpisodes(incidents: readonly RiskIncident[], gapSeconds: number): readonly Episode[] {
  const episodes: OpenEpisode[] = []
  for (const incident of inTimeOrder(incidents)) {
    const next = open(incident)
    const known = episodes.slice(-MOST_OPEN).findLast(episode => continues(episode, next, gapSeconds))
    if (known === undefined) episodes.push(next)
    else extend(known, next)
  }
  return episodes
}
