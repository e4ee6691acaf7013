import type {Boot} from '../incidents/incident.js'
import type {ClockSample} from '../logs/read-lines.js'
import type {RiskIncident} from './counted-incident.js'

/** One moment at which the machine's log shows it alive. */
export interface WallPoint {
  readonly ms: number
  readonly uptime: number | undefined
  /** Index of the input the stamp was read from; undefined for the ends of boots and for incidents. */
  readonly input: number | undefined
  /** Boot it belongs to, −1 before the first known start. */
  readonly boot: number
  readonly starts: boolean
}

/** A first boot without its banner began before the log did: what is told as its start is only its first line. */
const isSeenToStart = ({index, kernel}: Boot): boolean => index > 0 || kernel !== undefined

const bootAt = (ms: number, starts: readonly {readonly ms: number; readonly boot: number}[], before: number): number =>
  starts.findLast(start => start.ms <= ms)?.boot ?? before

const isNumber = (value: number | undefined): value is number => value !== undefined && Number.isFinite(value)

/** An end of a boot, or an incident. */
const untimed = (ms: number, boot: number, starts = false): WallPoint => ({
  ms,
  uptime: undefined,
  input: undefined,
  boot,
  starts,
})

/** Lines about errors prove the logger alive as any other line does. */
const incidentPoints = (incidents: readonly RiskIncident[]): readonly WallPoint[] =>
  incidents.flatMap(({bootIndex, startMs, endMs, errors}) =>
    [startMs, endMs, ...errors.map(({epochMs}) => epochMs)].filter(isNumber).map(ms => untimed(ms, bootIndex)),
  )

/**
 * The first and the last sample of each moment: many inputs of one machine tell the same seconds, and those between two of
 * one moment border on no other.
 */
function bordering(clock: readonly ClockSample[]): readonly ClockSample[] {
  const first = new Map<number | undefined, ClockSample>()
  const last = new Map<number | undefined, ClockSample>()
  for (const sample of clock) {
    const {epochMs} = sample.time
    if (first.has(epochMs)) last.set(epochMs, sample)
    else first.set(epochMs, sample)
  }
  return [...first.values(), ...last.values()]
}

/**
 * Stamps of the samples and the incidents and both ends of every boot, in time order. Empty when only incidents have a wall
 * clock: from one to the next is no exposure.
 */
export function wallPoints(
  clock: readonly ClockSample[],
  boots: readonly Boot[],
  incidents: readonly RiskIncident[],
): readonly WallPoint[] {
  const before = boots[0] === undefined || isSeenToStart(boots[0]) ? -1 : boots[0].index
  const starts = boots
    .flatMap(boot => (isNumber(boot.startMs) ? [untimed(boot.startMs, boot.index, isSeenToStart(boot))] : []))
    .sort((a, b) => a.ms - b.ms || a.boot - b.boot)
  const points: WallPoint[] = [...starts]
  for (const {index, endMs} of boots) if (isNumber(endMs)) points.push(untimed(endMs, index))
  for (const {time, position} of bordering(clock)) {
    const {epochMs: ms, uptimeSeconds: uptime} = time
    if (isNumber(ms)) points.push({ms, uptime, input: position.input, boot: bootAt(ms, starts, before), starts: false})
  }
  if (points.length === 0) return []
  for (const point of incidentPoints(incidents)) points.push(point)
  return points.sort((a, b) => a.ms - b.ms || a.boot - b.boot || Number(b.starts) - Number(a.starts))
}
