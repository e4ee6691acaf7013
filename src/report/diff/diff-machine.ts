import type {MirrorLayout} from '../../mirror/layout.js'
import type {AnalysisHost} from '../analysis.js'
import {bytes, count} from '../format.js'

/** One thing about a machine that is not as it was; a side that does not tell it is absent. */
export interface SettingDiff {
  readonly host: string
  readonly what: string
  readonly before?: string
  readonly after?: string
}

/** What is said of a machine, name → value. */
type Told = ReadonlyMap<string, string>

const layoutFacts = ({
  mode,
  capacity,
  osPolicy,
  regions,
}: MirrorLayout): readonly (readonly [string, string | undefined])[] => [
  ['mirroring', mode === 'unknown' ? undefined : mode],
  ['mirrored memory', capacity.mirroredBytes === undefined ? undefined : bytes(capacity.mirroredBytes)],
  ['memory seen by the system', capacity.osVisibleBytes === undefined ? undefined : bytes(capacity.osVisibleBytes)],
  ['memory installed', capacity.installedBytes === undefined ? undefined : bytes(capacity.installedBytes)],
  [
    'kernel’s use of the mirror',
    osPolicy.kind === 'unknown'
      ? undefined
      : osPolicy.kind + (osPolicy.effective === false && osPolicy.kind !== 'none' ? ' (not in effect)' : ''),
  ],
  [
    'mirrored spans',
    regions.length === 0 ? undefined : count(regions.filter(({mirrored}) => mirrored === true).length, 'span'),
  ],
]

const moduleFacts = ({inventory}: AnalysisHost): readonly (readonly [string, string | undefined])[] =>
  (inventory?.modules ?? []).map(({label, sizeMiB, partNumber, serialNumber, state, health, disabled}) => [
    `module ${label}`,
    [sizeMiB === undefined ? undefined : bytes(sizeMiB * 2 ** 20), partNumber, serialNumber, state, health, disabled]
      .filter(part => part !== undefined)
      .join(' · ') || 'named only',
  ])

const parametersOf = ({boots}: AnalysisHost): readonly (readonly [string, string | undefined])[] => {
  const line = boots.findLast(({commandLine}) => commandLine !== undefined)?.commandLine
  if (line === undefined) return []
  return line
    .split(/\s+/)
    .filter(word => word !== '')
    .map(word => {
      const [name = word, ...value] = word.split('=')
      return [`kernel parameter ${name}`, value.length === 0 ? 'set' : value.join('=')]
    })
}

/** What an analysis tells of a machine's set-up; `microcode` as its last error printed it. */
function toldOf(host: AnalysisHost, microcode: string | undefined): Told {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['kernel', host.kernel],
    ['processor', host.cpu?.name ?? host.cpu?.model ?? host.cpu?.signature],
    ['microcode', microcode],
    ['virtual machine', host.guest === true ? 'yes' : undefined],
    ...(host.layout === undefined ? [] : layoutFacts(host.layout)),
    ...parametersOf(host),
    ...moduleFacts(host),
  ]
  return new Map(facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])))
}

/** A machine on one side of the comparison. */
export interface MachineSide {
  readonly host: AnalysisHost
  readonly microcode?: string
}

/** Whether a machine's inventory or command line was told at all on a side: what is missing from it is then gone. */
const tellsOf = (what: string, {host}: MachineSide): boolean =>
  what.startsWith('module ')
    ? (host.inventory?.modules.length ?? 0) > 0
    : what.startsWith('kernel parameter ') && host.boots.some(({commandLine}) => commandLine !== undefined)

/** What differs between the two, and nothing that only one side happened to tell. */
export function diffMachine(host: string, before: MachineSide, after: MachineSide): readonly SettingDiff[] {
  const [old, now] = [toldOf(before.host, before.microcode), toldOf(after.host, after.microcode)]
  return [...new Set([...old.keys(), ...now.keys()])].flatMap(what => {
    const [was, is] = [old.get(what), now.get(what)]
    if (was === is) return []
    if ((was === undefined || is === undefined) && !(tellsOf(what, before) && tellsOf(what, after))) return []
    return [{host, what, ...(was === undefined ? {} : {before: was}), ...(is === undefined ? {} : {after: is})}]
  })
}

/** A running total that is not as it was. */
export interface CounterDiff {
  readonly host: string
  readonly scope: string
  readonly name: string
  readonly before?: number
  readonly after?: number
  /** True when it is lower than before: it began anew. */
  readonly reset: boolean
}

/** Counters of both sides that differ; a counter at zero is not kept in an analysis, so one side may be absent. */
export function diffCounters(host: string, before: AnalysisHost, after: AnalysisHost): readonly CounterDiff[] {
  const keyed = (side: AnalysisHost) =>
    new Map(
      (side.inventory?.counters ?? []).map(counter => [
        `${counter.scope}\n${counter.name}\n${counter.period}`,
        counter,
      ]),
    )
  const [old, now] = [keyed(before), keyed(after)]
  return [...new Set([...old.keys(), ...now.keys()])].flatMap(key => {
    const [was, is] = [old.get(key), now.get(key)]
    const told = is ?? was
    if (told === undefined || was?.count === is?.count) return []
    return [
      {
        host,
        scope: told.scope,
        name: told.name,
        ...(was === undefined ? {} : {before: was.count}),
        ...(is === undefined ? {} : {after: is.count}),
        reset: is !== undefined && was !== undefined && is.count < was.count,
      },
    ]
  })
}
