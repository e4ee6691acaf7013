import type {ClockSample} from '../logs/read-lines.js'
import type {PlatformFact} from '../records/platform-fact.js'
import {attachKills} from './attach-kills.js'
import {attachPanics} from './attach-panics.js'
import {attachTraces} from './attach-traces.js'
import {type BootStory, tellBoot} from './boot-story.js'
import type {Cluster} from './cluster.js'
import {composeIncident} from './compose-incident.js'
import {gradePages} from './grade-page.js'
import type {HostNotices} from './host-notices.js'
import {type HostStream, machineOf, type StreamTools} from './host-stream.js'
import type {Boot, IgnoredLines, Incident} from './incident.js'
import {joinSeats} from './join-seats.js'
import {type Seat, seatErrors} from './seat.js'
import {downtimeAfter, tellBootLine} from './tell-boots.js'
import {type MachineContext, natureOf} from './telling.js'
import {uniteBoots} from './unite-boots.js'
import {uniteResets} from './unite-resets.js'
import {isVirtualBoard} from './virtual-board.js'

/** What one host's streams come to. */
export interface HostStory {
  readonly id: string
  readonly stories: readonly BootStory[]
  readonly boots: readonly Boot[]
  readonly facts: readonly (readonly PlatformFact[])[]
  readonly machine: MachineContext
  readonly cpuName?: string
  readonly guest: boolean
  readonly ignored: readonly IgnoredLines[]
  readonly seats: readonly Seat[]
  readonly incidents: readonly Incident[]
  readonly orphans: HostNotices['orphans']
  readonly clock: readonly ClockSample[]
}

const sameMachine = (a: MachineContext, b: MachineContext): boolean =>
  a.kernel === b.kernel && a.arch === b.arch && a.signature?.signature === b.signature?.signature

/** Decodes again what was read before the facts of its boot were known. */
function decodeAgain(cluster: Cluster, known: MachineContext, tools: StreamTools): void {
  for (const [index, telling] of cluster.tellings.entries()) {
    const error = tools.decode(telling.record, known)
    if (error !== undefined) cluster.tellings[index] = {...telling, error}
  }
}

function refineDecoding(streams: readonly HostStream[], stories: readonly BootStory[], tools: StreamTools): void {
  const segments = streams.flatMap(stream => stream.segments)
  const host = machineOf(segments, tools)
  for (const story of stories) {
    const own = machineOf(story.united.segments, tools)
    const release = story.release ?? tools.fallback.kernel ?? (stories.length === 1 ? host.kernel : undefined)
    const {kernel: _kernel, ...rest} = {...host, ...own}
    const known: MachineContext = release === undefined ? rest : {...rest, kernel: release}
    const used = story.united.segments.every(s => s.machine === undefined || sameMachine(s.machine.context, known))
    if (!used) for (const cluster of story.clusters) decodeAgain(cluster, known, tools)
  }
}

/** Errors of every boot in time order, with what ended them attached. */
function seatAll(stories: readonly BootStory[], host: string) {
  const orphans: HostNotices['orphans'][number][] = []
  const perBoot: Seat[][] = []
  for (const [index, story] of stories.entries()) {
    const seats = seatErrors(story, host, index)
    orphans.push(...attachKills(story, seats, host, index))
    attachPanics({story, seats, earlier: perBoot[index - 1] ?? [], host, bootIndex: index})
    attachTraces(story, seats)
    perBoot.push(seats)
  }
  return {perBoot, orphans}
}

function composeAll(perBoot: readonly Seat[][], stories: readonly BootStory[], host: string): Incident[] {
  const corrected = perBoot.flat().filter(({error}) => natureOf(error.severity) === 'corrected')
  return perBoot.flatMap((seats, index) => {
    const setting = {
      host,
      corrected,
      nextBootFollows: index < stories.length - 1,
      downtimeSeconds: downtimeAfter(index, stories),
      context: {minutes: stories[index]?.context ?? [], facts: stories[index]?.facts ?? []},
    }
    return joinSeats(seats).map(group => composeIncident(group, setting))
  })
}

/** A Xen dom0 or Hyper-V root prints the guests' line too: the word that it is the root wins. */
const isGuest = (facts: readonly PlatformFact[]): boolean => {
  const roles = new Set(facts.flatMap(fact => (fact.fact === 'hypervisor' ? [fact.role] : [])))
  return (roles.has('guest') || isVirtualBoard(facts)) && !roles.has('root')
}

const cpuNameOf = (facts: readonly PlatformFact[]): string | undefined =>
  facts.map(fact => (fact.fact === 'cpu' ? fact.modelName : undefined)).find(name => name !== undefined)

/** The machine as all of its boots describe it, with the kernel of the last one that names it. */
function machineOfHost(
  streams: readonly HostStream[],
  stories: readonly BootStory[],
  tools: StreamTools,
): MachineContext {
  const segments = streams.flatMap(stream => stream.segments)
  const {kernel: _first, ...machine} = machineOf(segments, tools)
  const release = stories.findLast(story => story.release !== undefined)?.release
  return release === undefined ? machine : {...machine, kernel: release}
}

/** Lines of all boots that were counted as no error, by kind, the most first. */
function ignoredIn(stories: readonly BootStory[]): readonly IgnoredLines[] {
  const counts = new Map<IgnoredLines['what'], number>()
  for (const {ignored} of stories)
    for (const [what, lines] of ignored) counts.set(what, (counts.get(what) ?? 0) + lines)
  return [...counts]
    .map(([what, lines]) => ({what, lines}))
    .sort((a, b) => b.lines - a.lines || (a.what < b.what ? -1 : 1))
}

/** Boots, errors and incidents of one host, from all that its inputs tell. */
export function gatherHost(
  id: string,
  streams: readonly HostStream[],
  clock: readonly ClockSample[],
  tools: StreamTools,
): HostStory {
  const stories = uniteBoots(streams.flatMap(stream => stream.segments)).map(tellBoot)
  refineDecoding(streams, stories, tools)
  uniteResets(stories)
  for (const story of stories) gradePages(story, tools.fallback.kernel)
  const {perBoot, orphans} = seatAll(stories, id)
  const facts = stories.map(story => story.facts)
  const cpuName = cpuNameOf(facts.flat())
  return {
    id,
    stories,
    boots: stories.map((story, index) => tellBootLine(story, index, index === stories.length - 1)),
    facts,
    machine: machineOfHost(streams, stories, tools),
    ...(cpuName === undefined ? {} : {cpuName}),
    guest: isGuest(facts.flat()),
    ignored: ignoredIn(stories),
    seats: perBoot.flat(),
    incidents: composeAll(perBoot, stories, id),
    orphans,
    clock,
  }
}
