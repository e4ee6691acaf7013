import type {Boot} from '../incidents/incident.js'
import type {ClockSample} from '../logs/read-lines.js'
import type {IncidentTime} from './incident-time.js'
import {type Observation, SECONDS_PER_DAY} from './observation.js'

/** Seconds since boot of the first and the last stamp of one boot. */
interface UptimeRun {
  readonly input: number
  from: number
  to: number
}

/** Stamps in file order, cut where the uptime starts anew. */
function runsOf(clock: readonly ClockSample[]): UptimeRun[] {
  const runs: UptimeRun[] = []
  const ordered = clock.toSorted(
    (a, b) => a.position.input - b.position.input || a.position.byteOffset - b.position.byteOffset,
  )
  for (const {time, position} of ordered) {
    const up = time.uptimeSeconds
    if (up === undefined || !Number.isFinite(up)) continue
    const run = runs.at(-1)
    if (run === undefined || run.input !== position.input || up < run.to)
      runs.push({input: position.input, from: up, to: up})
    else run.to = up
  }
  return runs
}

/** As many runs as there were boots: the same boot captured twice is counted once, by its longest capture. */
function onePerBoot(runs: readonly UptimeRun[], boots: number): readonly UptimeRun[] {
  if (boots === 0 || runs.length <= boots) return runs
  const longest = new Set(runs.toSorted((a, b) => b.to - b.from - (a.to - a.from)).slice(0, boots))
  return runs.filter(run => longest.has(run))
}

function secondsAfter(runs: readonly UptimeRun[], {boot, startUptime}: IncidentTime): number | undefined {
  const at = runs.length === 1 ? 0 : boot
  const run = runs[at]
  if (run === undefined || startUptime === undefined) return undefined
  const later = runs.slice(at + 1).reduce((sum, {from, to}) => sum + to - from, 0)
  return Math.max(0, run.to - Math.max(run.from, startUptime)) + later
}

/** Observation by seconds since boot, where no wall clock is known: a kernel that prints an uptime was up all that time. */
export function observeUptime(clock: readonly ClockSample[], boots: readonly Boot[]): Observation | undefined {
  const runs = onePerBoot(runsOf(clock), boots.length)
  if (runs.length === 0) return undefined
  const days = runs.reduce((sum, {from, to}) => sum + to - from, 0) / SECONDS_PER_DAY
  return {
    observedDays: days,
    spanDays: days,
    downtimeDays: 0,
    unobservedDays: 0,
    longestGapDays: 0,
    gaps: [],
    basis: `seconds since boot of ${runs.length === 1 ? 'one boot' : `${runs.length} boots`}; no wall clock, so time between boots is not known`,
    daysAfter: time => {
      const seconds = secondsAfter(runs, time)
      return seconds === undefined ? undefined : seconds / SECONDS_PER_DAY
    },
  }
}
