import type {FleetGroup, FleetHost} from '../report/fleet/fleet.js'
import {byHarm} from './tally-counts.js'

const COUNTED = ['incidents', 'graveIncidents', 'outages', 'correctedAtLeast', 'graveErrors'] as const

/** Hosts by a name they share; a host with several names counts under the last, one without under ‘not told’. */
export function groupHosts(
  hosts: readonly FleetHost[],
  nameOf: (host: FleetHost) => string | undefined,
): readonly FleetGroup[] {
  const groups = new Map<string, {-readonly [Name in keyof FleetGroup]: FleetGroup[Name]}>()
  for (const host of hosts) {
    const name = nameOf(host) ?? 'not told'
    const group = groups.get(name) ?? {
      ...{name, hosts: 0, hostsHit: 0},
      ...{incidents: 0, graveIncidents: 0, outages: 0, correctedAtLeast: 0, graveErrors: 0},
    }
    groups.set(name, group)
    group.hosts += 1
    if (host.graveIncidents > 0) group.hostsHit += 1
    for (const field of COUNTED) group[field] += host[field]
  }
  return [...groups.values()].sort((a, b) => byHarm(a, b) || b.hosts - a.hosts || (a.name < b.name ? -1 : 1))
}
