import type {CpuSignature, MemoryError} from '../errors/memory-error.js'
import type {Envelope, SourcePosition} from '../logs/log-line.js'
import type {ParseNotice} from '../logs/parse-notice.js'
import type {ClockSample} from '../logs/read-lines.js'
import type {HardwareErrorRecord} from '../records/hardware-error-record.js'
import type {PlatformFact} from '../records/platform-fact.js'
import {noteMoment} from './boot-segment.js'
import {gatherHost, type HostStory} from './gather-host.js'
import {noticesOf} from './host-notices.js'
import {closeStream, type HostStream, type StreamTools, stepFact, stepRecord} from './host-stream.js'
import type {Boot, Incident} from './incident.js'
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
  addFact(fact: PlatformFact): void
  addRecord(record: HardwareErrorRecord): void
  addClock(sample: ClockSample): void
  end(): Gathered
}

/** Tools of a fold: those of its streams, and how a signature is named. */
export interface FoldTools extends StreamTools {
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
  const {id, boots, facts, clock, machine, cpuName, guest} = story
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
  }
}

/** A gatherer with its decoder given. */
export function createFold(tools: FoldTools): Gatherer {
  const streams = new Map<string, HostStream>()
  const clock = new Map<HostStream, ClockSample[]>()
  const streamFor = (position: SourcePosition | undefined, {host}: Pick<Envelope, 'host'>): HostStream => {
    const input = position?.input ?? 0
    const named = host !== undefined && (streams.size < MOST_STREAMS || streams.has(`${input} ${host}`))
    const key = named ? `${input} ${host}` : `${input}`
    const known = streams.get(key)
    if (known !== undefined) return known
    const fresh: HostStream = {input, host: named ? host : undefined, segments: []}
    streams.set(key, fresh)
    return fresh
  }
  return {
    addFact: fact => stepFact(streamFor(fact.evidence[0]?.position, fact.envelope), fact),
    addRecord: record => stepRecord(streamFor(record.evidence[0]?.position, record.envelope), record, tools),
    addClock(sample) {
      const key = sample.host === undefined ? `${sample.position.input}` : `${sample.position.input} ${sample.host}`
      const stream =
        streams.get(key) ??
        [...streams.values()].find(other => other.input === sample.position.input) ??
        streamFor(sample.position, sample)
      const samples = clock.get(stream) ?? []
      clock.set(stream, samples)
      keepSample(samples, sample)
      const segment = stream.segments.findLast(({startLine}) => startLine <= sample.position.line)
      if (segment !== undefined) noteMoment(segment, momentOf(sample.time), sample.position.line)
    },
    end() {
      for (const stream of streams.values()) closeStream(stream)
      const hosts = [...settleHosts([...streams.values()])].map(([id, own]) =>
        gatherHost(
          id,
          own,
          own.flatMap(stream => clock.get(stream) ?? []),
          tools,
        ),
      )
      hosts.sort((a, b) => (a.id < b.id ? -1 : 1))
      const {errors, incidents} = numberResults(hosts)
      return {hosts: hosts.map(host => toHost(host, tools)), errors, incidents, notices: hosts.flatMap(noticesOf)}
    },
  }
}
