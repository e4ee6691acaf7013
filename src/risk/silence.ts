import type {ClockSample} from '../logs/read-lines.js'

const HOUR_MS = 3_600_000
/** A logger that says nothing for less than this may just have nothing to say. */
const SHORTEST_GAP_MS = 6 * HOUR_MS
/** Silence this many times longer than usual is a gap. */
const TIMES_MEDIAN = 5

/** Middle value of unsorted numbers; undefined when there is none. */
function medianOf(values: readonly number[]): number | undefined {
  const sorted = Float64Array.from(values).sort()
  const half = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]]
  return low === undefined || high === undefined ? undefined : (low + high) / 2
}

/** Milliseconds of silence beyond which the logger counts as not seen: 6 hours, or five times the usual distance of two stamps. */
export function longestSilence(sortedMs: readonly number[]): number {
  const between: number[] = []
  let before = sortedMs[0] ?? 0
  for (const ms of sortedMs) {
    if (ms !== before) between.push(ms - before)
    before = ms
  }
  return Math.max(SHORTEST_GAP_MS, TIMES_MEDIAN * (medianOf(between) ?? 0))
}

/** True when only the kernel speaks in the log: then silence is what a healthy machine sounds like. */
export const kernelAlone = (clock: readonly ClockSample[]): boolean =>
  clock.every(({program}) => program === undefined || program === 'kernel')
