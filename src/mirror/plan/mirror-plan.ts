import type {KernelNeed, NeedBasis, PlanNode} from './kernel-need.js'
import type {PlatformMirror} from './platform-steps.js'

/** What a plan is made from. */
export interface PlanQuestion {
  readonly nodes: readonly PlanNode[]
  readonly need: KernelNeed
  /** How much more than the kernel's need is mirrored, 1.5 by default. */
  readonly headroom: number
  readonly platform: PlatformMirror
  /** A share to weigh instead of the least sufficient one, basis points. */
  readonly asked?: number
}

/** One node under the plan; bytes. */
export interface NodePlan {
  readonly node: number
  readonly mirrored: number
  readonly visible: number
  readonly need: number
  /** False: the kernel would run out of memory on this node while other memory is free. */
  readonly enough: boolean
}

/** Which mirror to configure, and what it takes and gives. Bytes and basis points. */
export interface MirrorPlan {
  /** What was asked about, or the least share that holds the need with headroom; over 5000 nothing but a full mirror does. */
  readonly wanted: number
  /** What the platform makes of it; absent when it offers nothing that is enough. */
  readonly effective?: number
  readonly installed: number
  readonly mirrored: number
  readonly visible: number
  /** Share of what is visible that has a second copy, 0 … 1. */
  readonly protectedShare: number
  readonly nodes: readonly NodePlan[]
  readonly basis: NeedBasis
  readonly warnings: readonly string[]
}
