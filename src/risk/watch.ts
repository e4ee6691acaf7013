import type {Boot} from '../incidents/incident.js'
import type {MirrorLayout} from '../mirror/layout.js'
import type {RedundancyChange} from '../mirror/redundancy-change.js'
import type {Episode} from './episodes.js'
import {type IncidentTime, timeOf} from './incident-time.js'
import type {Observation} from './observation.js'

const WHY = ['failover', 'mirror-mode'] as const

/** A stretch in which what is watched is something else than what is forecast; it counts neither with its time nor with its incidents. */
interface Stretch {
  readonly why: (typeof WHY)[number]
  readonly from: IncidentTime
  /** Absent: to the end of the log. */
  readonly to?: IncidentTime
}

/** What was left out for one reason. */
export interface LeftOut {
  readonly why: Stretch['why']
  readonly days: number
  readonly incidents: number
}

/** The time of a log that counts towards a rate: right-censored where a mirror gave up a copy or its mode changed. */
export interface Watch {
  readonly episodes: readonly Episode[]
  readonly days: number
  /** Days that count after a moment; undefined when it cannot be placed on the clock. */
  readonly daysAfter: Observation['daysAfter']
  readonly leftOut: readonly LeftOut[]
}

/** What a watch is read from. */
export interface WatchSource {
  readonly seen: Observation
  readonly boots: readonly Boot[]
  readonly episodes: readonly Episode[]
  readonly redundancy: readonly RedundancyChange[]
  /** Mirror mode by boot index, where it is known. */
  readonly modes: readonly (MirrorLayout['mode'] | undefined)[]
}

const startOf = ({index, startMs}: Boot): IncidentTime => ({
  boot: index,
  startUptime: 0,
  ...(startMs === undefined ? {} : {startMs}),
})

const nextBoot = (boots: readonly Boot[], after: number): {to?: IncidentTime} => {
  const next = boots.find(({index}) => index > after)
  return next === undefined ? {} : {to: startOf(next)}
}

const changeTime = ({bootIndex, atMs, uptimeSeconds}: RedundancyChange): IncidentTime => ({
  boot: bootIndex,
  ...(atMs === undefined ? {} : {startMs: atMs}),
  ...(uptimeSeconds === undefined ? {} : {startUptime: uptimeSeconds}),
})

/** From the loss of a copy until a sign that both are there, or the next boot: firmware usually sets the mirror up again then. */
function failovers({redundancy, boots}: WatchSource): readonly Stretch[] {
  const stretches: Stretch[] = []
  let open: RedundancyChange | undefined
  const close = (to?: IncidentTime): void => {
    if (open !== undefined)
      stretches.push({
        why: 'failover',
        from: changeTime(open),
        ...(to === undefined ? nextBoot(boots, open.bootIndex) : {to}),
      })
    open = undefined
  }
  for (const change of redundancy) {
    if (open !== undefined && change.bootIndex > open.bootIndex) close()
    if (change.state === 'degraded') open ??= change
    else if (change.state === 'whole') close(changeTime(change))
  }
  close()
  return stretches
}

/** Mode of each boot; one that tells none keeps that of the boot before. */
function modesOf({boots, modes}: WatchSource): ReadonlyMap<number, MirrorLayout['mode']> {
  const known = new Map<number, MirrorLayout['mode']>()
  let last: MirrorLayout['mode'] | undefined
  for (const {index} of boots) {
    const mode = modes[index]
    if (mode !== undefined && mode !== 'unknown') last = mode
    if (last !== undefined) known.set(index, last)
  }
  return known
}

/** Boots of another mirror mode than that of the last incident; without incidents, than that of the last boot. */
function otherModes(source: WatchSource): readonly Stretch[] {
  const modes = modesOf(source)
  const last = source.episodes.at(-1)?.incidents.at(-1)?.bootIndex ?? source.boots.at(-1)?.index ?? 0
  const own = modes.get(last)
  if (own === undefined) return []
  return source.boots.flatMap((boot): readonly Stretch[] => {
    const mode = modes.get(boot.index)
    if (mode === undefined || mode === own) return []
    const from = boot.index === source.boots[0]?.index ? {boot: boot.index, startMs: Number.NEGATIVE_INFINITY} : {}
    return [{why: 'mirror-mode', from: {...startOf(boot), ...from}, ...nextBoot(source.boots, boot.index)}]
  })
}

/** True when `a` is later than `b` on a clock both have; a later boot is later. */
function isLater(a: IncidentTime, b: IncidentTime): boolean {
  if (a.startMs !== undefined && b.startMs !== undefined) return a.startMs > b.startMs
  if (a.boot !== b.boot) return a.boot > b.boot
  return a.startUptime !== undefined && b.startUptime !== undefined && a.startUptime > b.startUptime
}

const holds = ({from, to}: Stretch, time: IncidentTime): boolean =>
  isLater(time, from) && (to === undefined || !isLater(time, to))

const beginOf = ({incidents: [first]}: Episode): IncidentTime => (first === undefined ? {boot: 0} : timeOf(first))

/** A stretch with the days of the log after either end. */
interface Placed extends Stretch {
  readonly afterFrom: number
  readonly afterTo: number
}

/** Stretches kept of one log; a machine that has more is a test bench. */
const MOST_STRETCHES = 200

/** Stretches that a clock places; others leave nothing out. */
function placed(source: WatchSource): readonly Placed[] {
  const modes = otherModes(source)
  const all = [...modes, ...failovers(source).filter(({from}) => !modes.some(other => holds(other, from)))]
  return all.slice(0, MOST_STRETCHES).flatMap(stretch => {
    const afterFrom = source.seen.daysAfter(stretch.from)
    const afterTo = stretch.to === undefined ? 0 : (source.seen.daysAfter(stretch.to) ?? 0)
    return afterFrom === undefined ? [] : [{...stretch, afterFrom, afterTo}]
  })
}

/** What of a log counts. */
export function watchOf(source: WatchSource): Watch {
  const {seen, episodes} = source
  const stretches = placed(source)
  const cut = ({afterFrom, afterTo}: Placed, days: number): number => Math.max(0, Math.min(days, afterFrom) - afterTo)
  const left = (days: number): number =>
    Math.max(
      0,
      stretches.reduce((rest, stretch) => rest - cut(stretch, days), days),
    )
  const isIn = (own: readonly Placed[], episode: Episode): boolean =>
    own.some(stretch => holds(stretch, beginOf(episode)))
  const leftOut = WHY.flatMap((why): readonly LeftOut[] => {
    const own = stretches.filter(stretch => stretch.why === why)
    const incidents = episodes.filter(episode => isIn(own, episode)).length
    const days = own.reduce((sum, stretch) => sum + cut(stretch, seen.observedDays), 0)
    return days === 0 && incidents === 0 ? [] : [{why, days, incidents}]
  })
  return {
    episodes: episodes.filter(episode => !isIn(stretches, episode)),
    days: left(seen.observedDays),
    daysAfter: time => {
      const days = seen.daysAfter(time)
      return days === undefined ? undefined : left(days)
    },
    leftOut,
  }
}
