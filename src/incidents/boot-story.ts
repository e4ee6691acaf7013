import type {KernelPanic, MemoryFailureEvent} from '../records/hardware-error-record.js'
import type {PlatformFact} from '../records/platform-fact.js'
import type {Aside, BootSegment} from './boot-segment.js'
import {bestMoment, type Cluster, clustersAgree, foldEcho, joinClusters} from './cluster.js'
import type {Storm} from './fold-storm.js'
import {type BootEpoch, compareMoments, gapBetween, inZone, type Moment, onWallClock, zoneBetween} from './moment.js'
import {natureOf} from './telling.js'
import {epochOf, type UnitedBoot} from './unite-boots.js'

/** Everything the inputs tell of one boot, told once. */
export interface BootStory {
  readonly united: UnitedBoot
  readonly release?: string
  readonly commandLine?: string
  readonly epoch?: BootEpoch
  readonly facts: readonly PlatformFact[]
  /** Distinct errors in time order. */
  readonly clusters: Cluster[]
  readonly storms: readonly Storm[]
  readonly panics: readonly Aside<KernelPanic>[]
  readonly loose: readonly Aside<MemoryFailureEvent>[]
  readonly marks: readonly Aside[]
  readonly eventsLogged: readonly Aside[]
  readonly restarted: boolean
  /** When CPUs printed empty records of a broadcast exception. */
  readonly echoes: readonly Moment[]
}

/** How near an echo stands to the exception it echoes; the CPUs print one after another. */
const ECHO_SECONDS = 2
const ECHO_LINES = 60

/** Puts the moments of one segment on the boot's wall clock. */
type SetClock = (moment: Moment) => Moment

/** The zone of a segment's clock, by when it shows the boot to begin, where the boot's own clock has a zone. */
function zoneOf({epoch: own, release, firstMoment}: BootSegment, epoch: BootEpoch | undefined): number | undefined {
  if (epoch?.basis !== 'zoned') return undefined
  if (own !== undefined) return own.basis === 'zoned' ? undefined : zoneBetween(own.ms, epoch.ms)
  const begins = release === undefined || firstMoment?.basis === 'zoned' ? undefined : firstMoment?.wallMs
  return begins === undefined ? undefined : zoneBetween(begins, epoch.ms)
}

function clockOf(segment: BootSegment, epoch: BootEpoch | undefined): SetClock {
  const zone = zoneOf(segment, epoch)
  return moment => inZone(onWallClock(moment, epoch), zone)
}

const onClock = (cluster: Cluster, set: SetClock): Cluster => ({
  ...cluster,
  first: set(cluster.first),
  tellings: cluster.tellings.map(telling => ({...telling, moment: set(telling.moment)})),
})

const inTimeOrder = (a: Cluster, b: Cluster): number => compareMoments(a.first, b.first)

/** The cluster of another input that tells the same error: strongest agreement, then nearest in time, then first. */
function counterpart(
  cluster: Cluster,
  candidates: readonly Cluster[],
  taken: ReadonlySet<Cluster>,
): Cluster | undefined {
  let best: {readonly cluster: Cluster; readonly score: number; readonly seconds: number} | undefined
  for (const candidate of candidates) {
    if (taken.has(candidate)) continue
    const score = clustersAgree(candidate, cluster)
    const seconds = gapBetween(candidate.first, cluster.first)?.seconds ?? 0
    if (score > 0 && (best === undefined || score > best.score || (score === best.score && seconds < best.seconds)))
      best = {cluster: candidate, score, seconds}
  }
  return best?.cluster
}

/** Joins what several inputs tell of one error; each cluster has at most one counterpart per input. */
function acrossInputs(segments: readonly BootSegment[], epoch: BootEpoch | undefined): Cluster[] {
  const united: Cluster[] = []
  for (const segment of segments) {
    const candidates = [...united]
    const taken = new Set<Cluster>()
    const set = clockOf(segment, epoch)
    for (const own of segment.kept.map(cluster => onClock(cluster, set)).sort(inTimeOrder)) {
      const same = counterpart(own, candidates, taken)
      if (same === undefined) united.push(own)
      else {
        joinClusters(same, own)
        taken.add(same)
      }
    }
  }
  for (const cluster of united) cluster.first = bestMoment(cluster)
  return united.sort(inTimeOrder)
}

const distanceToEcho = (echo: Cluster, cluster: Cluster): number | undefined => {
  const gap = gapBetween(echo.first, cluster.first)
  if (gap !== undefined) return gap.seconds <= ECHO_SECONDS ? gap.seconds : undefined
  const [a, b] = [echo.tellings[0], cluster.tellings[0]]
  if (a === undefined || b === undefined || a.input !== b.input) return undefined
  const lines = Math.abs(a.line - b.line)
  return lines <= ECHO_LINES ? lines / ECHO_LINES : undefined
}

/** The real uncorrected error that an echo stands beside. */
function echoed(echo: Cluster, clusters: readonly Cluster[]): Cluster | undefined {
  const near = clusters
    .filter(cluster => !cluster.echo && cluster.tellings.some(t => natureOf(t.error.severity) !== 'corrected'))
    .flatMap(cluster => {
      const distance = distanceToEcho(echo, cluster)
      return distance === undefined ? [] : [{cluster, distance}]
    })
  return near.sort((a, b) => a.distance - b.distance)[0]?.cluster
}

/** Folds the empty records of other CPUs into the exception they echo; echoes without one become one error. */
function foldEchoes(clusters: readonly Cluster[]): Cluster[] {
  const rest: Cluster[] = []
  for (const cluster of clusters) {
    if (!cluster.echo) {
      rest.push(cluster)
      continue
    }
    const into =
      echoed(cluster, clusters) ?? rest.find(other => other.echo && distanceToEcho(cluster, other) !== undefined)
    if (into === undefined) rest.push(cluster)
    else foldEcho(into, cluster)
  }
  return rest
}

/** Storms of one place: inputs that tell of the same time count once, the largest; rotated files add up. */
function uniteStorms(segments: readonly BootSegment[]): Storm[] {
  const united = new Map<string, Storm>()
  for (const [place, storm] of segments.flatMap(segment => [...segment.storms])) {
    const known = united.get(place)
    if (known === undefined) united.set(place, storm)
    else if (compareMoments(storm.first, known.last) > 0 || compareMoments(known.first, storm.last) > 0) {
      united.set(place, {
        ...known,
        records: known.records + storm.records,
        count: known.count + storm.count,
        last: storm.last,
        lastPosition: storm.lastPosition,
      })
    } else if (storm.count > known.count) united.set(place, storm)
  }
  return [...united.values()]
}

const bodyOf = ({
  envelope: _e,
  evidence: _v,
  dialect: _d,
  reporterSays: _r,
  partial: _p,
  ...body
}: PlatformFact): string =>
  JSON.stringify(body, (_key, value) => (typeof value === 'bigint' ? value.toString(16) : value))

/** Facts of all inputs, each once; a fact that one input prints twice stays twice. */
function uniteFacts(segments: readonly BootSegment[]): PlatformFact[] {
  if (segments.length === 1) return [...(segments[0]?.facts ?? [])]
  const known = new Set<string>()
  const united: PlatformFact[] = []
  for (const {facts} of segments) {
    const bodies = facts.map(bodyOf)
    for (const [index, fact] of facts.entries()) if (!known.has(bodies[index] ?? '')) united.push(fact)
    for (const body of bodies) known.add(body)
  }
  return united
}

/** Asides of all inputs in time order; the same line shown by two inputs once. */
function uniteAsides<A extends Aside>(
  segments: readonly BootSegment[],
  epoch: BootEpoch | undefined,
  pick: (segment: BootSegment) => readonly A[],
): A[] {
  const united: A[] = []
  for (const segment of segments) {
    const set = clockOf(segment, epoch)
    const before = [...united]
    for (const aside of pick(segment)) {
      const own = {...aside, moment: set(aside.moment)}
      if (!before.some(other => sameAside(other, own))) united.push(own)
    }
  }
  return united.sort((a, b) => compareMoments(a.moment, b.moment))
}

const wordsOf = ({record}: Aside): string =>
  'message' in record
    ? (record.message ?? '')
    : record.kind === 'memory-failure'
      ? `${record.action} ${record.process?.pid ?? ''}`
      : ''

/** True when two inputs show one line: the same words at the same time. */
function sameAside(a: Aside, b: Aside): boolean {
  if (a.input === b.input || a.record.kind !== b.record.kind || wordsOf(a) !== wordsOf(b)) return false
  const gap = gapBetween(a.moment, b.moment)
  return gap === undefined || gap.seconds <= (gap.loose ? 60 : 2)
}

/** Tells a boot once, whatever number of inputs tell it. */
export function tellBoot(united: UnitedBoot): BootStory {
  const {segments} = united
  const epoch = epochOf(united)
  const release = segments.find(s => s.release !== undefined)?.release
  const commandLine = segments.find(s => s.commandLine !== undefined)?.commandLine
  const told = acrossInputs(segments, epoch)
  return {
    united,
    ...(release === undefined ? {} : {release}),
    ...(commandLine === undefined ? {} : {commandLine}),
    ...(epoch === undefined ? {} : {epoch}),
    facts: uniteFacts(segments),
    clusters: foldEchoes(told),
    echoes: told.filter(cluster => cluster.echo).map(cluster => cluster.first),
    storms: uniteStorms(segments),
    panics: uniteAsides(segments, epoch, s => s.panics),
    loose: uniteAsides(segments, epoch, s => s.loose),
    marks: uniteAsides(segments, epoch, s => s.marks),
    eventsLogged: uniteAsides(segments, epoch, s => s.eventsLogged.asides),
    restarted: segments.some(s => s.restarted),
  }
}
