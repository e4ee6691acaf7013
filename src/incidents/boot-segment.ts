import type {LogTime} from '../logs/log-line.js'
import type {
  ContextRecord,
  HardwareErrorRecord,
  KernelPanic,
  MemoryFailureEvent,
} from '../records/hardware-error-record.js'
import type {PlatformFact} from '../records/platform-fact.js'
import type {Cluster} from './cluster.js'
import type {Storm} from './fold-storm.js'
import {type BootEpoch, type Moment, momentOf} from './moment.js'
import {lineOf, type MachineContext} from './telling.js'

/** A line that tells of no error by itself but of how one ended or came about. */
export interface Aside<R extends HardwareErrorRecord = HardwareErrorRecord> {
  readonly record: R
  readonly moment: Moment
  readonly input: number
  readonly line: number
}

/** Context lines of one kind within one minute, told once. */
export interface ContextMinute {
  readonly aside: Aside<ContextRecord>
  count: number
  last: Moment
}

/** Lines counted by kind, with the first few positions. */
interface LineTally {
  count: number
  readonly asides: Aside[]
}

/** One boot of one host as one input tells it: a stretch of lines between two kernel starts. */
export interface BootSegment {
  readonly input: number
  /** The host its lines name. */
  readonly host?: string
  readonly startLine: number
  lastLine: number
  release?: string
  banner?: string
  commandLine?: string
  bootId?: string
  readonly facts: PlatformFact[]
  firstMoment?: Moment
  lastMoment?: Moment
  highestUptime?: number
  /** Smallest wall clock minus uptime: logging delays only ever add. */
  epoch?: BootEpoch & {readonly printed: boolean}
  /** Clusters that may still be joined, oldest first. */
  readonly open: Cluster[]
  /** Clusters kept whole. */
  readonly kept: Cluster[]
  /** Page frame → cluster that took the page out of use. */
  readonly pages: Map<bigint, Cluster>
  readonly storms: Map<string, Storm>
  /** Errors kept whole, by place and severity. */
  readonly keptAt: Map<string, number>
  readonly panics: Aside<KernelPanic>[]
  /** Page lines that are no error of their own, and kills without a page. */
  readonly loose: Aside<MemoryFailureEvent>[]
  readonly eventsLogged: LineTally
  /** Lines by which the kernel says that it kept records back or lost them. */
  readonly recordsLost: LineTally
  /** Pages that the corrected-errors collector gave up. */
  readonly collected: LineTally
  /** Where machine checks and aborts interrupted the kernel, bounded. */
  readonly traces: Aside[]
  /** Context lines that tell of injection or taint, bounded. */
  readonly marks: Aside[]
  /** Lines that are no errors, by kind and minute, bounded. */
  readonly context: Map<ContextRecord['what'], Map<number, ContextMinute>>
  /** How many there are of each kind. */
  readonly ignored: Map<ContextRecord['what'], number>
  restarted: boolean
  /** The machine by the first so many facts. */
  machine?: {readonly facts: number; readonly context: MachineContext}
  /** Lines left out because a bound was reached. */
  dropped: number
}

/** An empty stretch beginning at a line. */
export const startSegment = (input: number, startLine: number, host?: string): BootSegment => ({
  input,
  ...(host === undefined ? {} : {host}),
  startLine,
  lastLine: startLine,
  facts: [],
  open: [],
  kept: [],
  pages: new Map(),
  storms: new Map(),
  keptAt: new Map(),
  panics: [],
  loose: [],
  eventsLogged: {count: 0, asides: []},
  recordsLost: {count: 0, asides: []},
  collected: {count: 0, asides: []},
  traces: [],
  marks: [],
  context: new Map(),
  ignored: new Map(),
  restarted: false,
  dropped: 0,
})

/** A record or fact seen as an aside. */
export const asideOf = <R extends HardwareErrorRecord>(record: R): Aside<R> => ({
  record,
  moment: momentOf(record.envelope.time),
  input: record.evidence[0]?.position.input ?? 0,
  line: lineOf(record),
})

/** Notes the clocks of a line: first and last moment, highest uptime, the boot's start. */
export function noteMoment(segment: BootSegment, moment: Moment, line: number): void {
  const isLatest = line >= segment.lastLine
  segment.lastLine = Math.max(segment.lastLine, line)
  const {uptime, wallMs} = moment
  if (uptime !== undefined) segment.highestUptime = Math.max(segment.highestUptime ?? 0, uptime)
  if (uptime === undefined && wallMs === undefined) return
  segment.firstMoment ??= moment
  if (isLatest || segment.lastMoment === undefined) segment.lastMoment = moment
  if (uptime === undefined) return
  if (wallMs !== undefined) noteEpoch(segment, {ms: wallMs - uptime * 1000, basis: moment.basis, printed: true})
  else if (moment.utcMs !== undefined)
    noteEpoch(segment, {ms: moment.utcMs - uptime * 1000, basis: 'zoned', printed: false})
}

/** Clocks that disagree by more were set meanwhile, or a stamp is damaged; logging delays are shorter. */
const CLOCK_SET_MS = 86_400_000

/** A clock printed on lines outranks the TIME field of a record; of equal ones the earliest start, unless the clock was set. */
function noteEpoch(segment: BootSegment, found: BootEpoch & {readonly printed: boolean}): void {
  const known = segment.epoch
  if (known === undefined || (found.printed && !known.printed)) segment.epoch = found
  else if (found.printed === known.printed && found.basis === known.basis) {
    const later = found.ms - known.ms
    if (later > CLOCK_SET_MS || (later < 0 && later >= -CLOCK_SET_MS)) segment.epoch = found
  }
}

const FALL_SECONDS = 30
const FALL_SHARE = 0.5
const FALL_AFTER_PANIC_SECONDS = 1

/** True when the uptime fell so far that another kernel must be speaking; CPUs that print at once step back little. */
function uptimeFell(segment: BootSegment, uptime: number | undefined): boolean {
  const highest = segment.highestUptime
  if (uptime === undefined || highest === undefined) return false
  const fall = highest - uptime
  const died = segment.restarted || segment.panics.some(({record}) => record.what === 'panic')
  return (
    (fall > FALL_SECONDS && uptime < highest * FALL_SHARE) ||
    (died && fall > FALL_AFTER_PANIC_SECONDS && uptime < highest * FALL_SHARE)
  )
}

const isEmpty = (segment: BootSegment): boolean =>
  segment.facts.length === 0 && segment.kept.length + segment.open.length === 0 && segment.panics.length === 0

/** A banner that came in twice was stamped within seconds; another start takes the firmware longer. */
const RESTART_MS = 20_000

/** True when the wall clock went on between the segment's last line and this one as only a restart takes. */
function clockWentOn(segment: BootSegment, {epochMs}: LogTime): boolean {
  const last = segment.lastMoment?.wallMs
  return epochMs !== undefined && last !== undefined && epochMs - last > RESTART_MS
}

/** What tools and firmware tell outside of any boot: set-up, inventory, start-up screens. */
const OF_NO_BOOT: ReadonlySet<PlatformFact['fact']> = new Set([
  'firmware-setting',
  'firmware-mirror',
  'mirror-capability',
  'mirror-variable',
  'dimm',
  'dimm-disabled',
] as const)

/** True for dumps without a clock above a kernel's first line: they tell of the machine that starts there. */
const isPreface = ({facts, firstMoment}: BootSegment): boolean =>
  firstMoment === undefined && facts.every(({fact}) => OF_NO_BOOT.has(fact))

/** True when a kernel banner opens another boot than the one the segment holds. */
function bannerOpens(segment: BootSegment, fact: PlatformFact & {readonly fact: 'kernel'}): boolean {
  if (isEmpty(segment)) return false
  if (segment.banner !== undefined && clockWentOn(segment, fact.envelope.time)) return true
  const quiet = segment.kept.length + segment.open.length + segment.panics.length === 0
  if (quiet && isPreface(segment)) return false
  const justStarted = quiet && (segment.highestUptime ?? 0) < 1
  if (segment.banner === undefined) return !justStarted || segment.highestUptime === undefined
  return !(justStarted && segment.banner === fact.banner && segment.highestUptime !== undefined)
}

/** True when this record or fact belongs to a later boot than the segment's. */
export function opensBoot(segment: BootSegment, told: HardwareErrorRecord | PlatformFact): boolean {
  if (lineOf(told) < segment.lastLine) return false
  const {bootId, time} = told.envelope
  if (bootId !== undefined && segment.bootId !== undefined) return bootId !== segment.bootId
  if (told.kind === 'fact' && told.fact === 'kernel') return bannerOpens(segment, told)
  return uptimeFell(segment, time.uptimeSeconds)
}

/** True for another CPU's or tool's word that a machine check was injected. */
export const isInjectionMark = (text: string): boolean =>
  /Triggering MCE exception|MCE exception done|Starting machine check poll|machine check injector|EINJ|hwpoison|Injecting/i.test(
    text,
  )
