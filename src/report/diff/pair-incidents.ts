import type {JudgedIncident} from '../analysis.js'
import {type ErrorPairs, isSameMoment} from './pair-errors.js'

/** An incident of the later analysis → the same one in the earlier. */
export type IncidentPairs = ReadonlyMap<JudgedIncident, JudgedIncident>

/** Earlier incidents with which a later one shares errors, the one with most in common first. */
function sharing(
  after: JudgedIncident,
  pairs: ErrorPairs,
  ownerOf: ReadonlyMap<unknown, JudgedIncident>,
): readonly JudgedIncident[] {
  const shared = new Map<JudgedIncident, number>()
  for (const error of after.errors) {
    const owner = ownerOf.get(pairs.get(error))
    if (owner !== undefined) shared.set(owner, (shared.get(owner) ?? 0) + 1)
  }
  return [...shared].sort((a, b) => b[1] - a[1]).map(([incident]) => incident)
}

const clockOf = ({startMs, timeBasis}: JudgedIncident) => ({
  timeBasis,
  ...(startMs === undefined ? {} : {epochMs: startMs}),
})

/** Told alike: one that has no error of its own is known by its panic or its outcome, at the same moment. */
const isToldAlike = (a: JudgedIncident, b: JudgedIncident): boolean =>
  a.outcome === b.outcome &&
  a.severity === b.severity &&
  a.panicMessage === b.panicMessage &&
  a.startMs !== undefined &&
  b.startMs !== undefined &&
  isSameMoment(clockOf(a), clockOf(b))

/** The same incident in both analyses: it shares errors, or neither has any and both are told alike. */
export function pairIncidents(
  before: readonly JudgedIncident[],
  after: readonly JudgedIncident[],
  pairs: ErrorPairs,
): IncidentPairs {
  const ownerOf = new Map<unknown, JudgedIncident>(
    before.flatMap(incident => incident.errors.map(error => [error, incident] as const)),
  )
  const found = new Map<JudgedIncident, JudgedIncident>()
  const taken = new Set<JudgedIncident>()
  for (const incident of after) {
    const alike =
      incident.errors.length > 0
        ? []
        : before.filter(other => other.errors.length === 0 && isToldAlike(other, incident))
    const same = [...sharing(incident, pairs, ownerOf), ...alike].find(other => !taken.has(other))
    if (same === undefined) continue
    found.set(incident, same)
    taken.add(same)
  }
  return found
}
