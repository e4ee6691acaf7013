import type {Boot} from '../incidents/incident.js'
import type {TimeBasis} from '../logs/log-line.js'
import type {ClockSample} from '../logs/read-lines.js'
import {writeTime} from '../logs/write-time.js'
import type {RiskIncident} from './counted-incident.js'
import {type ExposureGap, MS_PER_DAY, type Observation} from './observation.js'
import {sayTime} from './say.js'
import {kernelAlone, longestSilence} from './silence.js'
import {type WallPoint, wallPoints} from './wall-points.js'

/** No kernel is silent this long within one boot; such a leap is a clock that was set. */
const CLOCK_LEAP_MS = 400 * MS_PER_DAY
/** Wall clock and uptime may drift apart by this before the clock counts as set. */
const DRIFT_MS = 60_000
const DRIFT_SHARE = 0.01

type GapKind = 'alive' | 'downtime' | 'unobserved' | 'clock-set'

interface Piece {
  readonly from: number
  readonly to: number
  readonly kind: GapKind
}

interface GapRule {
  readonly silenceMs: number
  readonly kernelAlone: boolean
  /** Boots that ended in a panic. */
  readonly panicked: ReadonlySet<number>
}

/** The kernel's own silence within one boot of one input is no gap. */
const quietKernel = (from: WallPoint, to: WallPoint, rule: GapRule): boolean =>
  rule.kernelAlone &&
  from.boot === to.boot &&
  (from.input === undefined || to.input === undefined || from.input === to.input) &&
  to.ms - from.ms <= CLOCK_LEAP_MS

function kindOf(from: WallPoint, to: WallPoint, rule: GapRule): GapKind {
  if (to.starts && to.boot > from.boot) return 'downtime'
  if (to.ms - from.ms <= rule.silenceMs || quietKernel(from, to, rule)) return 'alive'
  return rule.panicked.has(from.boot) && to.boot > from.boot ? 'downtime' : 'unobserved'
}

/** Pieces between two points; where the uptime shows that less time passed than the wall clock says, the rest is a clock that was set. */
function cut(from: WallPoint, to: WallPoint, rule: GapRule): readonly Piece[] {
  const kind = kindOf(from, to, rule)
  const up =
    from.boot === to.boot && from.uptime !== undefined && to.uptime !== undefined
      ? (to.uptime - from.uptime) * 1000
      : -1
  const leap = to.ms - from.ms - up
  if (up < 0 || leap <= Math.max(DRIFT_MS, up * DRIFT_SHARE)) return [{from: from.ms, to: to.ms, kind}]
  return [
    {from: from.ms, to: from.ms + leap, kind: 'clock-set'},
    {from: from.ms + leap, to: to.ms, kind: up <= rule.silenceMs || rule.kernelAlone ? 'alive' : 'unobserved'},
  ]
}

/** What lies between the points, in their order. Many samples share a moment: between those that saw the machine alive lies nothing. */
function piecesBetween(points: readonly WallPoint[], rule: GapRule): readonly Piece[] {
  const pieces: Piece[] = []
  let from = points[0]
  for (const to of points) {
    if (from !== undefined && (to.ms !== from.ms || kindOf(from, to, rule) !== 'alive'))
      pieces.push(...cut(from, to, rule))
    from = to
  }
  return pieces
}

/** How many moments points in time order tell. */
function momentsOf(points: readonly WallPoint[]): number {
  let moments = 0
  let last: number | undefined
  for (const {ms} of points) {
    if (ms !== last) moments += 1
    last = ms
  }
  return moments
}

const daysOf = (pieces: readonly Piece[], kind: GapKind, afterMs = Number.NEGATIVE_INFINITY): number =>
  pieces.reduce(
    (sum, piece) => (piece.kind === kind ? sum + Math.max(0, piece.to - Math.max(piece.from, afterMs)) : sum),
    0,
  ) / MS_PER_DAY

const basisOf = ({silenceMs, kernelAlone: alone}: GapRule, stamps: number): string => {
  const gap = `silence of more than ${sayTime(silenceMs / MS_PER_DAY)} counts as not observed`
  return `${stamps} moments of the wall clock; ${alone ? 'only the kernel speaks, so its silence within a boot counts as observed' : gap}`
}

/** Gaps that are told one by one. */
const MOST_GAPS = 12

const zoned = (clock: readonly ClockSample[]): TimeBasis =>
  clock.some(({time}) => time.epochMs !== undefined && time.basis === 'zoned') ? 'zoned' : 'local'

/** The longest gaps, in time order. */
function gapsOf(pieces: readonly Piece[], clock: readonly ClockSample[]): readonly ExposureGap[] {
  const gaps = pieces.flatMap(({kind, from, to}) =>
    kind === 'downtime' || kind === 'unobserved' ? [{kind, from, to}] : [],
  )
  if (gaps.length === 0) return []
  const basis = zoned(clock)
  return gaps
    .sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from)
    .slice(0, MOST_GAPS)
    .sort((a, b) => a.from - b.from)
    .flatMap(({kind, from, to}) => {
      const [start, end] = [writeTime(from, basis), writeTime(to, basis)]
      return start === undefined || end === undefined ? [] : [{from: start, to: end, kind}]
    })
}

/** Observation by the wall clock; undefined when no line carries one. */
export function observeWall(
  clock: readonly ClockSample[],
  boots: readonly Boot[],
  incidents: readonly RiskIncident[],
): Observation | undefined {
  const points = wallPoints(clock, boots, incidents)
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined) return undefined
  const sampled = points.filter(({input}) => input !== undefined)
  const rule: GapRule = {
    silenceMs: longestSilence(sampled.map(({ms}) => ms)),
    kernelAlone: kernelAlone(clock),
    panicked: new Set(boots.filter(({endedBy}) => endedBy === 'panic').map(({index}) => index)),
  }
  const pieces = piecesBetween(points, rule)
  const moments = momentsOf(points)
  const unobserved = pieces.filter(({kind}) => kind === 'unobserved')
  return {
    observedDays: daysOf(pieces, 'alive'),
    spanDays: (last.ms - first.ms) / MS_PER_DAY - daysOf(pieces, 'clock-set'),
    downtimeDays: daysOf(pieces, 'downtime'),
    unobservedDays: daysOf(pieces, 'unobserved'),
    gaps: gapsOf(pieces, clock),
    longestGapDays: unobserved.reduce((most, {from, to}) => Math.max(most, to - from), 0) / MS_PER_DAY,
    stamps: moments,
    basis: basisOf(rule, moments),
    daysAfter: ({startMs}) => (startMs === undefined ? undefined : daysOf(pieces, 'alive', startMs)),
  }
}
