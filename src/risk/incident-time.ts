import type {RiskIncident} from './counted-incident.js'

/** When an incident was, on whichever clocks it has. */
export interface IncidentTime {
  readonly boot: number
  readonly startMs?: number
  readonly endMs?: number
  readonly startUptime?: number
  readonly endUptime?: number
}

/** Clocks of an incident: its own wall clock, and the uptimes its errors carry. */
export function timeOf({bootIndex, startMs, endMs, errors}: RiskIncident): IncidentTime {
  const uptimes = errors.flatMap(error => error.uptimeSeconds ?? [])
  return {
    boot: bootIndex,
    ...(startMs === undefined ? {} : {startMs}),
    ...(endMs === undefined ? {} : {endMs}),
    ...(uptimes.length === 0
      ? {}
      : {
          startUptime: uptimes.reduce((a, b) => Math.min(a, b)),
          endUptime: uptimes.reduce((a, b) => Math.max(a, b)),
        }),
  }
}

/** Seconds from the end of one incident to the start of a later one, 0 when they overlap; undefined when they share no clock. */
export function secondsBetween(earlier: IncidentTime, later: IncidentTime): number | undefined {
  const from = earlier.endMs ?? earlier.startMs
  if (from !== undefined && later.startMs !== undefined) return Math.max(0, (later.startMs - from) / 1000)
  const up = earlier.endUptime
  if (earlier.boot !== later.boot || up === undefined || later.startUptime === undefined) return undefined
  return Math.max(0, later.startUptime - up)
}

/** Incidents in time order, whatever order they came in: by boot, then by the clock they carry, then by id. */
export function inTimeOrder<T extends RiskIncident>(incidents: readonly T[]): readonly T[] {
  const bootStart = new Map<number, number>()
  for (const {bootIndex, startMs} of incidents)
    if (startMs !== undefined) bootStart.set(bootIndex, Math.min(startMs, bootStart.get(bootIndex) ?? startMs))
  const keyed = incidents.map(incident => {
    const {boot, startMs, startUptime} = timeOf(incident)
    const sinceFirst = startMs === undefined ? undefined : (startMs - (bootStart.get(boot) ?? startMs)) / 1000
    return {incident, boot, offset: sinceFirst ?? startUptime ?? Number.MAX_VALUE}
  })
  const byId = (a: string, b: string) => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
  keyed.sort((a, b) => a.boot - b.boot || a.offset - b.offset || byId(a.incident.id, b.incident.id))
  return keyed.map(({incident}) => incident)
}
