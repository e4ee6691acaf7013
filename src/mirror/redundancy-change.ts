import type {SourcePosition} from '../logs/log-line.js'

/** How a mirrored pair stands: both copies there, one given up, or nobody said. */
export type Redundancy = 'whole' | 'degraded' | 'off' | 'unknown'

/** One sign of how a pair stands, from then on. */
export interface RedundancyChange {
  readonly state: Redundancy
  readonly bootIndex: number
  /** Milliseconds since 1970; absent where the sign carries no clock. */
  readonly atMs?: number
  readonly at?: string
  /** Seconds since boot, where the sign carries them. */
  readonly uptimeSeconds?: number
  /** Which channels, in words; `all mirrored memory` where the sign does not say. */
  readonly pair: string
  readonly because: string
  readonly positions: readonly SourcePosition[]
}

/** Order of signs: by the clock where both carry one, else by boot. */
export const inOrder = (a: RedundancyChange, b: RedundancyChange): number =>
  a.atMs !== undefined && b.atMs !== undefined ? a.atMs - b.atMs : a.bootIndex - b.bootIndex
