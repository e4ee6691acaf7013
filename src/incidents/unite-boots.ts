import {onceFor} from '../bits/once-for.js'
import type {BootSegment} from './boot-segment.js'
import {type BootEpoch, type Moment, zonelessDistanceMs} from './moment.js'
import {ONE_EVENT_LINES} from './nearness.js'

/** One boot of a host: the segments of all inputs that tell of it. */
export interface UnitedBoot {
  readonly segments: BootSegment[]
}

type Likeness = 'same' | 'other' | 'open'

/** Logging starts up to this late, and NTP moves clocks by as much. */
const CLOCK_SLACK_MS = 120_000
/** Less is allowed where whole quarter hours of zone were taken off already. */
const ZONELESS_SLACK_MS = 60_000

const differ = <T>(a: T | undefined, b: T | undefined): boolean => a !== undefined && b !== undefined && a !== b

function epochsMeet(a: BootEpoch, b: BootEpoch): boolean {
  const sameZone = (a.basis === 'zoned') === (b.basis === 'zoned')
  return (sameZone ? Math.abs(a.ms - b.ms) : zonelessDistanceMs(a.ms, b.ms)) <= CLOCK_SLACK_MS
}

/** First wall clock of a segment: of its first line, or of its boot. */
const startOf = (segment: BootSegment): number | undefined => segment.firstMoment?.wallMs ?? segment.epoch?.ms

/** Last wall clock of a segment. */
export const endOf = (segment: BootSegment): number | undefined =>
  segment.lastMoment?.wallMs ??
  (segment.epoch === undefined || segment.highestUptime === undefined
    ? undefined
    : segment.epoch.ms + segment.highestUptime * 1000)

/**
 * Records both inputs show with one stamp: status, address and uptime, or the TIME field of a machine check. Taken once, for
 * every two segments of a host are compared; to be asked for once the segment's input has ended.
 */
export const fingerprints = onceFor((segment: BootSegment): ReadonlySet<string> => {
  const prints = new Set<string>()
  for (const cluster of segment.kept.slice(0, 200))
    for (const {record, moment, error} of cluster.tellings.slice(0, 4)) {
      const what = record.kind === 'machine-check' ? record.status : error.address?.value
      if (what === undefined) continue
      if (moment.uptime !== undefined) prints.add(`${record.kind} ${what} up ${moment.uptime}`)
      if (moment.utcMs !== undefined) prints.add(`${record.kind} ${what} at ${moment.utcMs} ${error.address?.value}`)
    }
  return prints
})

/** True when two segments show one record with one kernel stamp. */
export function shareRecord(a: BootSegment, b: BootSegment): boolean {
  const own = fingerprints(a)
  for (const print of fingerprints(b)) if (own.has(print)) return true
  return false
}

function compareWalls(a: BootSegment, b: BootSegment): Likeness {
  const [startA, startB, endA, endB] = [startOf(a), startOf(b), endOf(a), endOf(b)]
  if (startA === undefined || startB === undefined || endA === undefined || endB === undefined) return 'open'
  if (basisOf(a) !== basisOf(b)) return zonelessDistanceMs(startA, startB) <= ZONELESS_SLACK_MS ? 'same' : 'open'
  if (a.release !== undefined && b.release !== undefined)
    return Math.abs(startA - startB) <= CLOCK_SLACK_MS ? 'same' : 'other'
  if (startA <= endB && startB <= endA) return 'same'
  const [starter, rest] = a.release === undefined ? [b, a] : [a, b]
  return (startOf(rest) ?? 0) < (startOf(starter) ?? 0) && starter.release !== undefined ? 'other' : 'open'
}

const basisOf = (segment: BootSegment): boolean => (segment.firstMoment?.basis ?? segment.epoch?.basis) === 'zoned'

/** Two streams of one input (lines with and without a host) are one boot where their lines interleave. */
const interleave = (a: BootSegment, b: BootSegment): Likeness =>
  a.startLine <= b.lastLine && b.startLine <= a.lastLine ? 'same' : 'other'

const addressesIn = (segment: BootSegment): ReadonlySet<bigint> => {
  const tellings = segment.kept.slice(0, 200).flatMap(cluster => cluster.tellings.slice(0, 4))
  return new Set(tellings.flatMap(({error}) => error.address?.value || []))
}

/** True when both tell of one address, and what one says stands right below the other. */
function shareAddress(a: BootSegment, b: BootSegment): boolean {
  if (Math.max(a.startLine, b.startLine) - Math.min(a.lastLine, b.lastLine) > ONE_EVENT_LINES) return false
  const known = addressesIn(a)
  return [...addressesIn(b)].some(address => known.has(address))
}

/**
 * Lines without a host above or below those of one, as tools' outputs stand in a mail: one boot where their clocks meet;
 * where they share no clock, where both tell of one address.
 */
function besideEachOther(a: BootSegment, b: BootSegment): Likeness {
  if (interleave(a, b) === 'same') return 'same'
  if (a.host === b.host) return 'other'
  const [startA, startB, endA, endB] = [startOf(a), startOf(b), endOf(a), endOf(b)]
  if (startA === undefined || startB === undefined || endA === undefined || endB === undefined)
    return shareAddress(a, b) ? 'same' : 'other'
  return startA - CLOCK_SLACK_MS <= endB && startB - CLOCK_SLACK_MS <= endA ? 'same' : 'other'
}

/** Whether two segments tell of one boot, tell of two, or leave it open. */
function compareSegments(a: BootSegment, b: BootSegment): Likeness {
  if (a.input === b.input) return besideEachOther(a, b)
  if (a.bootId !== undefined && b.bootId !== undefined) return a.bootId === b.bootId ? 'same' : 'other'
  if (differ(a.release, b.release) || differ(a.commandLine, b.commandLine)) return 'other'
  if (shareRecord(a, b)) return 'same'
  if (a.epoch?.printed === true && b.epoch?.printed === true) return epochsMeet(a.epoch, b.epoch) ? 'same' : 'other'
  return compareWalls(a, b)
}

/** How a segment relates to a boot: one contradiction is enough. */
function compareBoot(segment: BootSegment, boot: UnitedBoot): Likeness {
  let found: Likeness = 'open'
  for (const other of boot.segments) {
    const likeness = compareSegments(segment, other)
    if (likeness === 'other') return 'other'
    if (likeness === 'same') found = 'same'
  }
  return found
}

const momentText = (moment: Moment | undefined): string => `${moment?.wallMs ?? ''} ${moment?.uptime ?? ''}`

/** An order that does not depend on the order of inputs: kernel starts first, then by clock and content. */
function compareForUniting(a: BootSegment, b: BootSegment): number {
  if (a.input === b.input) return a.startLine - b.startLine
  const banner = Number(a.release === undefined) - Number(b.release === undefined)
  if (banner !== 0) return banner
  const clocks = Number(startOf(a) === undefined) - Number(startOf(b) === undefined)
  if (clocks !== 0) return clocks
  const start = (startOf(a) ?? 0) - (startOf(b) ?? 0)
  if (start !== 0) return start
  const [left, right] = [momentText(a.lastMoment), momentText(b.lastMoment)]
  return left < right ? -1 : left > right ? 1 : a.lastLine - b.lastLine
}

function bootFor(segment: BootSegment, boots: readonly UnitedBoot[]): UnitedBoot | undefined {
  // Nothing tells: a log without a clock of its own (dmesg) is of the last boot.
  let open: UnitedBoot | undefined
  for (const boot of boots) {
    const likeness = compareBoot(segment, boot)
    if (likeness === 'same') return boot
    if (likeness === 'open') open = boot
  }
  return open
}

/** When a boot began, by any of its segments. */
export const bootStart = (united: UnitedBoot): number | undefined => {
  const starts = united.segments.flatMap(segment => startOf(segment) ?? [])
  return starts.length === 0 ? undefined : Math.min(...starts)
}

/** Boots follow their input; between inputs the wall clock decides. */
function compareBoots(a: UnitedBoot, b: UnitedBoot): number {
  for (const left of a.segments)
    for (const right of b.segments) if (left.input === right.input) return left.startLine - right.startLine
  const [startA, startB] = [bootStart(a), bootStart(b)]
  return startA === undefined || startB === undefined
    ? Number(startB === undefined) - Number(startA === undefined)
    : startA - startB
}

/** Insertion keeps the order of what cannot be compared; boots are few. */
function inOrder(boots: readonly UnitedBoot[]): UnitedBoot[] {
  const sorted: UnitedBoot[] = []
  for (const one of boots) {
    let at = sorted.length
    while (at > 0 && compareBoots(one, sorted[at - 1] ?? one) < 0) at -= 1
    sorted.splice(at, 0, one)
  }
  return sorted
}

/** Joins segments of several inputs that tell of one boot; the result is in time order. */
export function uniteBoots(segments: readonly BootSegment[]): UnitedBoot[] {
  const boots: UnitedBoot[] = []
  for (const segment of [...segments].sort(compareForUniting)) {
    const found = bootFor(segment, boots)
    if (found === undefined) boots.push({segments: [segment]})
    else found.segments.push(segment)
  }
  return inOrder(boots)
}

/** The boot's clock: of a segment whose lines print both clocks, else by a record's TIME. */
export function epochOf(united: UnitedBoot): BootEpoch | undefined {
  const epochs = united.segments.flatMap(segment => segment.epoch ?? [])
  return epochs.find(e => e.printed && e.basis === 'zoned') ?? epochs.find(e => e.printed) ?? epochs[0]
}
