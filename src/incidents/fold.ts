import type {CpuSignature, MemoryError} from '../errors/memory-error.js'
import {isFlipped, unflipped} from '../logs/flip-position.js'
import type {ParseNotice} from '../logs/parse-notice.js'
import type {ClockSample} from '../logs/read-lines.js'
import type {HardwareErrorRecord} from '../records/hardware-error-record.js'
import type {PlatformFact} from '../records/platform-fact.js'
import {noteMoment} from './boot-segment.js'
import {gatherHost, type HostStory} from './gather-host.js'
import {noticesOf} from './host-notices.js'
import {closeStream, type HostStream, type StreamTools, stepFact, stepRecord} from './host-stream.js'
import type {Boot, IgnoredLines, Incident} from './incident.js'
import {momentOf} from './moment.js'
import {numberResults} from './number-results.js'
import {settleHosts} from './settle-hosts.js'

/** One machine as the whole run shows it. */
export interface GatheredHost {
  /** Host name as logged; `unknown` where no line names one. */
  readonly id: string
  readonly boots: readonly Boot[]
  /** By boot index. */
  readonly facts: readonly (readonly PlatformFact[])[]
  readonly clock: readonly ClockSample[]
  readonly kernel?: string
  readonly cpuSignature?: CpuSignature
  /** Id of the CPU contribution that knows it. */
  readonly cpuModel?: string
  readonly cpuName?: string
  readonly guest: boolean
  /** Lines that were read and are no errors, by kind. */
  readonly ignored: readonly IgnoredLines[]
}

/** What everything that was read comes to. */
export interface Gathered {
  readonly hosts: readonly GatheredHost[]
  /** One per distinct hardware error, in time order. */
  readonly errors: readonly MemoryError[]
  readonly incidents: readonly Incident[]
  readonly notices: readonly ParseNotice[]
}

/** Takes records and facts in file order, gives errors and incidents at the end. Memory is bounded per host, boot and place. */
export interface Gatherer {
  /** Positions of inputs that tell the newest first may count from their end: they are put right in what comes out. */
  readonly takesFlipped: true
  addFact(fact: PlatformFact): void
  addRecord(record: HardwareErrorRecord): void
  addClock(sample: ClockSample): void
  /** The machine that an input's lines without a host are of, as the bundle it came in says. */
  addHost(input: number, host: string): void
  end(): Gathered
}

/** Tools of a fold: those of its streams, and how a signature is named. */
interface FoldTools extends StreamTools {
  readonly modelOf: (signature: CpuSignature) => string | undefined
}

/** Hosts told apart per run; lines of further ones count as lines without a host. */
const MOST_STREAMS = 20_000
/** Clock samples kept per input; beyond, every second one is let go. */
const MOST_SAMPLES = 8192

/** Keeps at most `MOST_SAMPLES`, first and last among them, evenly thinned. */
function keepSample(samples: ClockSample[], sample: ClockSample): void {
  samples.push(sample)
  if (samples.length <= MOST_SAMPLES) return
  const thinned = samples.filter((_one, index) => index % 2 === 0 || index === samples.length - 1)
  samples.splice(0, samples.length, ...thinned)
}

function toHost(story: HostStory, tools: FoldTools): GatheredHost {
  const {id, boots, facts, clock, machine, cpuName, guest, ignored} = story
  const model = machine.signature === undefined ? undefined : tools.modelOf(machine.signature)
  return {
    id,
    boots,
    facts,
    clock,
    ...(machine.kernel === undefined ? {} : {kernel: machine.kernel}),
    ...(machine.signature === undefined ? {} : {cpuSignature: machine.signature}),
    ...(model === undefined ? {} : {cpuModel: model}),
    ...(cpuName === undefined ? {} : {cpuName}),
    guest,
    ignored,
  }
}

/** Streams by input and host, opened as lines name them. */
function createStreams() {
  const streams: HostStream[] = []
  const byInput = new Map<number, Map<string | undefined, HostStream>>()
  const start = (input: number, host: string | undefined): HostStream => {
    const fresh: HostStream = {input, host, segments: []}
    streams.push(fresh)
    byInput.set(input, (byInput.get(input) ?? new Map<string | undefined, HostStream>()).set(host, fresh))
    return fresh
  }
  return {
    all: (): readonly HostStream[] => streams,
    /** The input's lines without a host, else those of any of its hosts. */
    anyOf(input: number): HostStream | undefined {
      const own = byInput.get(input)
      return own?.get(undefined) ?? own?.values().next().value
    },
    open(input: number, named: string | undefined): HostStream {
      const own = byInput.get(input)
      const known = own?.get(named)
      if (known !== undefined) return known
      const host = streams.length >= MOST_STREAMS ? undefined : named
      return own?.get(host) ?? start(input, host)
    },
  }
}

/** Tells the boot at a sample's line that its log was still being written; when a boot began its own lines know better. */
function noteSample(stream: HostStream, {position, time}: ClockSample): void {
  const segment = stream.segments.findLast(({startLine}) => startLine <= position.line)
  if (segment === undefined) return
  const moment = momentOf(time)
  const {uptime: _seconds, ...wall} = moment
  const knows = segment.epoch?.printed === true && moment.wallMs !== undefined
  noteMoment(segment, knows ? wall : moment, position.line)
}

function samplesOf(streams: readonly HostStream[], clock: ReadonlyMap<HostStream, ClockSample[]>): ClockSample[] {
  const samples: ClockSample[] = []
  for (const stream of streams) for (const sample of clock.get(stream) ?? []) samples.push(sample)
  return samples
}

function finish(
  streams: readonly HostStream[],
  told: ReadonlyMap<number, string>,
  clock: ReadonlyMap<HostStream, ClockSample[]>,
  tools: FoldTools,
): Gathered {
  for (const stream of streams) closeStream(stream)
  const hosts = [...settleHosts(streams, told)].map(([id, own]) => {
    return gatherHost(id, own, samplesOf(own, clock), tools)
  })
  hosts.sort((a, b) => (a.id < b.id ? -1 : 1))
  return {
    hosts: hosts.map(host => toHost(host, tools)),
    ...numberResults(hosts),
    notices: hosts.flatMap(noticesOf),
  }
}

/** A gatherer with its decoder given. */
export function createFold(tools: FoldTools): Gatherer {
  const streams = createStreams()
  const clock = new Map<HostStream, ClockSample[]>()
  const told = new Map<number, string>()
  const streamOf = ({evidence, envelope}: HardwareErrorRecord | PlatformFact): HostStream =>
    streams.open(evidence[0]?.position.input ?? 0, envelope.host)
  let flipped = false
  const streamFor = (told: HardwareErrorRecord | PlatformFact): HostStream => {
    flipped ||= told.evidence[0] !== undefined && isFlipped(told.evidence[0].position)
    return streamOf(told)
  }
  return {
    takesFlipped: true,
    addFact: fact => stepFact(streamFor(fact), fact),
    addRecord: record => stepRecord(streamFor(record), record, tools),
    addClock(sample) {
      const {input} = sample.position
      const stream = (sample.host === undefined ? streams.anyOf(input) : undefined) ?? streams.open(input, sample.host)
      const samples = clock.get(stream)
      if (samples === undefined) clock.set(stream, [sample])
      else keepSample(samples, sample)
      noteSample(stream, sample)
    },
    addHost: (input, host) => void told.set(input, host),
    end() {
      const gathered = finish(streams.all(), told, clock, tools)
      return flipped ? unflipped(gathered) : gathered
    },
  }
}
