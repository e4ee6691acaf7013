import type {CpuSignature} from '../errors/memory-error.js'
import type {ContextRecord, HardwareErrorRecord, MemoryFailureEvent} from '../records/hardware-error-record.js'
import type {PlatformFact} from '../records/platform-fact.js'
import {noteContext} from './around.js'
import {
  type Aside,
  asideOf,
  type BootSegment,
  isInjectionMark,
  noteMoment,
  opensBoot,
  startSegment,
} from './boot-segment.js'
import {addTelling, belongs, type Cluster, startCluster} from './cluster.js'
import {frameOf} from './error-span.js'
import {shelve} from './fold-storm.js'
import {momentOf} from './moment.js'
import {type Decode, lineOf, type MachineContext, namesPage, type Telling, tell} from './telling.js'

/** Errors that a further record may still join; older ones are settled. */
const OPEN_CLUSTERS = 64
/** Bounds of what is kept per boot and input; lines beyond are counted as dropped. */
const MOST_FACTS = 20_000
const MOST_PANICS = 200
const MOST_LOOSE = 2000
const MOST_MARKS = 200
const MOST_TRACES = 64
const MOST_PAGES = 20_000
/** Kernel starts told apart per input and host. */
const MOST_BOOTS = 1000

/** What one input tells of one host (or of lines without a host): its boots in order. */
export interface HostStream {
  readonly input: number
  readonly host: string | undefined
  readonly segments: BootSegment[]
}

/** Names a CPU by CPUID leaf 1 EAX and vendor. */
type SignatureOf = (eax: number, vendor: CpuSignature['vendor']) => CpuSignature

/** How a stream decodes: the decoder, how signatures are named, and what holds where the log does not say. */
export interface StreamTools {
  readonly decode: Decode
  readonly signatureOf: SignatureOf
  readonly fallback: MachineContext
}

/** The machine as a boot's facts describe it. */
export function machineOf(
  segments: readonly Pick<BootSegment, 'facts' | 'release'>[],
  tools: Pick<StreamTools, 'signatureOf' | 'fallback'>,
): MachineContext {
  const release = segments.find(segment => segment.release !== undefined)?.release ?? tools.fallback.kernel
  const cpus = segments.flatMap(({facts}) => facts.filter(fact => fact.fact === 'cpu'))
  const signed = cpus.find(cpu => cpu.signature !== undefined)
  const signature =
    signed?.signature === undefined
      ? tools.fallback.signature
      : tools.signatureOf(signed.signature, signed.vendor ?? cpus.find(cpu => cpu.vendor)?.vendor ?? 'unknown')
  const arm = cpus.some(cpu => cpu.vendor === 'arm') || (release !== undefined && /aarch64|arm64/.test(release))
  return {
    ...(release === undefined ? {} : {kernel: release}),
    ...(signature === undefined ? {} : {signature}),
    ...(arm ? {arch: 'arm64' as const} : {}),
  }
}

/** The boot a line of this stream belongs to: the last that starts at or before it, or a new one. */
function segmentFor(stream: HostStream, told: HardwareErrorRecord | PlatformFact): BootSegment {
  const line = lineOf(told)
  const current = stream.segments.at(-1)
  if (current === undefined || (stream.segments.length < MOST_BOOTS && opensBoot(current, told))) {
    const fresh = startSegment(stream.input, line, stream.host)
    stream.segments.push(fresh)
    return fresh
  }
  return stream.segments.findLast(segment => segment.startLine <= line) ?? current
}

/** Takes in a fact: release, command line, shutdown, or one to be kept for others. */
export function stepFact(stream: HostStream, fact: PlatformFact): void {
  const segment = segmentFor(stream, fact)
  noteMoment(segment, momentOf(fact.envelope.time), lineOf(fact))
  if (fact.envelope.bootId !== undefined) segment.bootId ??= fact.envelope.bootId
  if (fact.fact === 'kernel') {
    segment.release ??= fact.release
    segment.banner ??= fact.banner
  }
  if (fact.fact === 'command-line') segment.commandLine ??= fact.text
  if (fact.fact === 'shutdown') segment.restarted = true
  if (segment.facts.length < MOST_FACTS) segment.facts.push(fact)
  else segment.dropped += 1
}

function bestOpen(segment: BootSegment, telling: Telling): Cluster | undefined {
  let best: Cluster | undefined
  let bestScore = 0
  for (let index = segment.open.length - 1; index >= 0; index -= 1) {
    const cluster = segment.open[index]
    if (cluster === undefined) continue
    const score = belongs(telling, cluster)
    if (score <= bestScore) continue
    best = cluster
    bestScore = score
  }
  return best
}

function clusterOfPage(segment: BootSegment, telling: Telling): Cluster | undefined {
  const frame = telling.voice === 'page' ? frameOf(telling.error) : undefined
  const known = frame === undefined ? undefined : segment.pages.get(frame)
  return known !== undefined && belongs(telling, known) > 0 ? known : undefined
}

function notePage(segment: BootSegment, telling: Telling, cluster: Cluster): void {
  const frame = telling.voice === 'page' ? frameOf(telling.error) : undefined
  if (frame !== undefined && segment.pages.size < MOST_PAGES) segment.pages.set(frame, cluster)
}

function stepTelling(segment: BootSegment, telling: Telling): void {
  const known = clusterOfPage(segment, telling) ?? bestOpen(segment, telling)
  if (known !== undefined) addTelling(known, telling)
  const cluster = known ?? startCluster(telling)
  notePage(segment, telling, cluster)
  if (known !== undefined) return
  segment.open.push(cluster)
  if (segment.open.length > OPEN_CLUSTERS) {
    const settled = segment.open.shift()
    if (settled !== undefined) shelve(segment, settled)
  }
}

/** Keeps an aside while there is room; counts it as dropped otherwise. */
function keep<R extends HardwareErrorRecord>(segment: BootSegment, list: Aside<R>[], record: R, limit: number): void {
  if (list.length < limit) list.push(asideOf(record))
  else segment.dropped += 1
}

/** Context lines that are counted, by what they tell. */
const TALLIES: Partial<Record<ContextRecord['what'], 'eventsLogged' | 'recordsLost' | 'collected'>> = {
  'events-logged': 'eventsLogged',
  'records-lost': 'recordsLost',
  collector: 'collected',
}

function stepContext(segment: BootSegment, record: ContextRecord): void {
  noteContext(segment, record)
  const tally = TALLIES[record.what]
  if (tally !== undefined) {
    segment[tally].count += 1
    keep(segment, segment[tally].asides, record, MOST_LOOSE)
  } else if (record.trace !== undefined) keep(segment, segment.traces, record, MOST_TRACES)
  else if (isInjectionMark(record.message) || /taint/.test(record.message))
    keep(segment, segment.marks, record, MOST_MARKS)
}

/** A page line that names no page, or tells that a page is in use again. */
const isLoose = (record: MemoryFailureEvent): boolean => !namesPage(record) || record.action === 'unpoison'

/** The machine by the facts read so far; worked out again only when facts were added. */
function machineSoFar(segment: BootSegment, tools: StreamTools): MachineContext {
  if (segment.machine === undefined || segment.machine.facts !== segment.facts.length) {
    segment.machine = {facts: segment.facts.length, context: machineOf([segment], tools)}
  }
  return segment.machine.context
}

function stepError(segment: BootSegment, record: HardwareErrorRecord, tools: StreamTools): void {
  const telling = tell(record, machineSoFar(segment, tools), tools.decode)
  if (telling !== undefined) stepTelling(segment, telling)
}

/** Takes in a record of this stream. */
export function stepRecord(stream: HostStream, record: HardwareErrorRecord, tools: StreamTools): void {
  const segment = segmentFor(stream, record)
  const unixTime = record.kind === 'machine-check' ? record.unixTime : undefined
  noteMoment(segment, momentOf(record.envelope.time, unixTime), lineOf(record))
  if (record.envelope.bootId !== undefined) segment.bootId ??= record.envelope.bootId
  switch (record.kind) {
    case 'context':
      stepContext(segment, record)
      break
    case 'panic':
      if (record.what === 'reboot') segment.restarted = true
      keep(segment, segment.panics, record, MOST_PANICS)
      break
    default:
      if (record.kind === 'memory-failure' && isLoose(record)) keep(segment, segment.loose, record, MOST_LOOSE)
      else stepError(segment, record, tools)
  }
}

/** Settles every open error: the input has ended. */
export function closeStream(stream: HostStream): void {
  for (const segment of stream.segments) for (const cluster of segment.open.splice(0)) shelve(segment, cluster)
}
