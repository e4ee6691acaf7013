import type {ContextRecord, KernelPanic, MemoryFailureEvent} from '../records/hardware-error-record.js'
import type {PlatformFact} from '../records/platform-fact.js'
import {acrossInputs} from './across-inputs.js'
import {uniteContext} from './around.js'
import {clockOf} from './boot-clock.js'
import type {Aside, ContextMinute} from './boot-segment.js'
import {type Cluster, foldEcho} from './cluster.js'
import type {Storm} from './fold-storm.js'
import {type BootEpoch, gapBetween, type Moment} from './moment.js'
import {natureOf} from './telling.js'
import {epochOf, type UnitedBoot} from './unite-boots.js'
import {uniteAsides, uniteFacts, uniteStorms} from './unite-lines.js'

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
  readonly traces: readonly Aside[]
  readonly eventsLogged: readonly Aside[]
  readonly recordsLost: readonly Aside[]
  readonly collected: readonly Aside[]
  /** Lines that are no errors, by kind and minute. */
  readonly context: readonly ContextMinute[]
  /** How many there are of each kind; of inputs that tell the same boot the most. */
  readonly ignored: ReadonlyMap<ContextRecord['what'], number>
  readonly restarted: boolean
  /** When CPUs printed empty records of a broadcast exception. */
  readonly echoes: readonly Moment[]
}

/** How near an echo stands to the exception it echoes; the CPUs print one after another. */
const ECHO_SECONDS = 2
const ECHO_LINES = 60

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

function mostIgnored(segments: UnitedBoot['segments']): ReadonlyMap<ContextRecord['what'], number> {
  const most = new Map<ContextRecord['what'], number>()
  for (const {ignored} of segments)
    for (const [what, count] of ignored) most.set(what, Math.max(most.get(what) ?? 0, count))
  return most
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
    traces: uniteAsides(segments, epoch, s => s.traces),
    eventsLogged: uniteAsides(segments, epoch, s => s.eventsLogged.asides),
    recordsLost: uniteAsides(segments, epoch, s => s.recordsLost.asides),
    collected: uniteAsides(segments, epoch, s => s.collected.asides),
    context: uniteContext(segments, segment => clockOf(segment, epoch)),
    ignored: mostIgnored(segments),
    restarted: segments.some(s => s.restarted),
  }
}
