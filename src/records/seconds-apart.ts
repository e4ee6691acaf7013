import type {LogTime} from '../logs/log-line.js'

/** Seconds between two lines by a clock that both carry, the kernel's own first; 0 where they share none. */
export function secondsApart(a: LogTime, b: LogTime): number {
  if (a.uptimeSeconds !== undefined && b.uptimeSeconds !== undefined) return Math.abs(a.uptimeSeconds - b.uptimeSeconds)
  return a.epochMs === undefined || b.epochMs === undefined ? 0 : Math.abs(a.epochMs - b.epochMs) / 1000
}
