import type {TimeBasis} from './log-line.js'

/** Milliseconds before and after 1970 that a date can hold (ECMA-262, Time Values). */
const WIDEST_MS = 8.64e15

/**
 * RFC 3339 text of a moment, the same wherever one is written: `Z` when the zone is known, no offset when not, a fraction
 * only where it is not zero; undefined outside the years that a date can hold.
 */
export function writeTime(ms: number | undefined, basis: TimeBasis): string | undefined {
  if (ms === undefined || !Number.isFinite(ms) || Math.abs(ms) > WIDEST_MS) return undefined
  const text = new Date(ms).toISOString().replace('.000Z', 'Z')
  return basis === 'zoned' ? text : text.slice(0, -1)
}
