import type {HostStream} from './host-stream.js'
import {shareRecord} from './unite-boots.js'

const UNKNOWN = 'unknown'

/** Anonymous inputs that show one record with one kernel stamp are of one machine. */
function inputsAlike(a: readonly HostStream[], b: readonly HostStream[]): boolean {
  const [left, right] = [a, b].map(streams => streams.flatMap(stream => stream.segments))
  return (left ?? []).some(x => (right ?? []).some(y => shareRecord(x, y)))
}

/** Anonymous streams grouped by machine; each input alone unless records prove otherwise. */
function groupAnonymous(streams: readonly HostStream[]): HostStream[][] {
  const groups: HostStream[][] = []
  for (const stream of streams) {
    const known = groups.find(
      group => group.some(other => other.input === stream.input) || inputsAlike(group, [stream]),
    )
    if (known === undefined) groups.push([stream])
    else known.push(stream)
  }
  return groups
}

const shortOf = (host: string): string => (host.split('.')[0] ?? host).toLowerCase()

/** A machine's name as lines spell it, where some do: with or without its domain. */
const asLogged = (host: string, named: readonly string[]): string => {
  const [alike, ...more] = named.filter(name => shortOf(name) === shortOf(host))
  return alike === undefined || more.length > 0 ? host : alike
}

/**
 * Streams by host id, log text as it is. Lines without a host belong to the machine whose bundle they came in (`told`, by
 * input); else to the only named host of the run; else to the only named host of their input; else to a machine of their
 * own: `unknown`, or `unknown-1` … where there are several.
 */
export function settleHosts(
  streams: readonly HostStream[],
  told: ReadonlyMap<number, string> = new Map(),
): Map<string, HostStream[]> {
  const hosts = new Map<string, HostStream[]>()
  for (const stream of streams) {
    if (stream.host === undefined) continue
    hosts.set(stream.host, [...(hosts.get(stream.host) ?? []), stream])
  }
  const named = [...hosts.keys()]
  const homeless: HostStream[] = []
  for (const stream of streams.filter(({host}) => host === undefined)) {
    const ofInput = named.filter(host =>
      hosts.get(host)?.some(other => other.input === stream.input && other.host === host),
    )
    const bundle = told.get(stream.input)
    if (bundle !== undefined) {
      const host = asLogged(bundle, named)
      hosts.set(host, [...(hosts.get(host) ?? []), stream])
      continue
    }
    const home = named.length === 1 ? named[0] : ofInput.length === 1 ? ofInput[0] : undefined
    if (home === undefined) homeless.push(stream)
    else hosts.get(home)?.push(stream)
  }
  const groups = groupAnonymous(homeless)
  for (const [index, group] of groups.entries())
    hosts.set(groups.length === 1 ? UNKNOWN : `${UNKNOWN}-${index + 1}`, group)
  return hosts
}
