import type {HostStream} from './host-stream.js'
import {fingerprints} from './unite-boots.js'

const UNKNOWN = 'unknown'

/** Anonymous streams grouped by machine; each input alone unless it shows a record of another with one kernel stamp. */
function groupAnonymous(streams: readonly HostStream[]): readonly (readonly HostStream[])[] {
  const groups: HostStream[][] = []
  /** Group by what was seen in it, records and inputs; the first that showed a thing keeps it. */
  const seen = new Map<string | number, number>()
  for (const stream of streams) {
    const marks = [stream.input, ...stream.segments.flatMap(segment => [...fingerprints(segment)])]
    const known = Math.min(...new Set(marks.map(mark => seen.get(mark) ?? groups.length)))
    const group = groups[known]
    if (group === undefined) groups.push([stream])
    else group.push(stream)
    for (const mark of marks) if (!seen.has(mark)) seen.set(mark, known)
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
  const ofInput = new Map<number, Set<string>>()
  const settle = (host: string, stream: HostStream): void => {
    const own = hosts.get(host)
    if (own === undefined) hosts.set(host, [stream])
    else own.push(stream)
  }
  for (const stream of streams) {
    if (stream.host === undefined) continue
    settle(stream.host, stream)
    ofInput.set(stream.input, (ofInput.get(stream.input) ?? new Set()).add(stream.host))
  }
  const named = [...hosts.keys()]
  const homeless: HostStream[] = []
  for (const stream of streams.filter(({host}) => host === undefined)) {
    const bundle = told.get(stream.input)
    const [only, ...others] = named.length === 1 ? named : (ofInput.get(stream.input) ?? [])
    if (bundle !== undefined) settle(asLogged(bundle, named), stream)
    else if (only !== undefined && others.length === 0) settle(only, stream)
    else homeless.push(stream)
  }
  const groups = groupAnonymous(homeless)
  for (const [index, group] of groups.entries())
    for (const stream of group) settle(groups.length === 1 ? UNKNOWN : `${UNKNOWN}-${index + 1}`, stream)
  return hosts
}
