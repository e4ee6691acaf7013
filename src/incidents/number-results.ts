import type {MemoryError} from '../errors/memory-error.js'
import type {HostStory} from './gather-host.js'
import type {Incident} from './incident.js'

interface Placed<T> {
  readonly item: T
  readonly host: string
  readonly bootIndex: number
  readonly uptime: number | undefined
  readonly epochMs: number | undefined
  readonly line: number
}

const placeError = (error: MemoryError): Placed<MemoryError> => ({
  item: error,
  host: error.host,
  bootIndex: error.bootIndex,
  uptime: error.uptimeSeconds,
  epochMs: error.epochMs,
  line: error.positions[0]?.line ?? 0,
})

/** An incident stands where its earliest error does; its errors may be in another order. */
const placeIncident = (incident: Incident): Placed<Incident> => {
  const [first] = incident.errors.map(placeError).sort(compareInHost)
  return {
    item: incident,
    host: incident.host,
    bootIndex: incident.bootIndex,
    uptime: first?.uptime,
    epochMs: incident.startMs ?? first?.epochMs,
    line: first?.line ?? 0,
  }
}

/** Within a host: boot, then clock, then line. */
function compareInHost(a: Placed<unknown>, b: Placed<unknown>): number {
  if (a.bootIndex !== b.bootIndex) return a.bootIndex - b.bootIndex
  if (a.uptime !== undefined && b.uptime !== undefined && a.uptime !== b.uptime) return a.uptime - b.uptime
  if (a.epochMs !== undefined && b.epochMs !== undefined && a.epochMs !== b.epochMs) return a.epochMs - b.epochMs
  return a.line - b.line
}

/** Hosts interleave by wall clock; what has none follows what stands before it on its host. */
function inTimeOrder<T>(perHost: readonly (readonly Placed<T>[])[]): T[] {
  const keyed = perHost.flatMap(placed => {
    let key = Number.NEGATIVE_INFINITY
    return [...placed].sort(compareInHost).map(one => {
      key = Math.max(key, one.epochMs ?? key)
      return {one, key}
    })
  })
  return keyed.sort((a, b) => (a.key === b.key ? 0 : a.key - b.key)).map(({one}) => one.item)
}

/** Errors `e1` … and incidents `i1` … of all hosts in time order; incidents hold the numbered errors. */
export function numberResults(hosts: readonly HostStory[]): {errors: MemoryError[]; incidents: Incident[]} {
  const numbered = new Map<MemoryError, MemoryError>()
  const ordered = inTimeOrder(hosts.map(({seats}) => seats.map(({error}) => placeError(error))))
  const errors = ordered.map((error, index) => {
    const known = {...error, id: `e${index + 1}`}
    numbered.set(error, known)
    return known
  })
  const incidents = inTimeOrder(hosts.map(host => host.incidents.map(placeIncident))).map((incident, index) => ({
    ...incident,
    id: `i${index + 1}`,
    errors: incident.errors.map(error => numbered.get(error) ?? error),
  }))
  return {errors, incidents}
}
