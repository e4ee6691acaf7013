import type {KernelNeed, NeedBasis, PlanNode} from './kernel-need.js'
import {effectiveShare, MOST_BASIS_POINTS, type PlatformMirror} from './platform-steps.js'

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
  /** Least share above 4 GiB that holds the need with headroom; over 5000 nothing but a full mirror does. */
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

/** Mirrored ranges end at multiples of 64 MiB (Linux sb_edac.c, TAD_LIMIT). */
const STEP = 64 * 2 ** 20
/** From here a full mirror costs little more and covers everything. */
const NEARLY_FULL = 4000

const inSteps = (bytes: number): number => Math.ceil(bytes / STEP) * STEP
const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

const aboveLow = ({installed, low}: PlanNode): number => installed - low

function planNode(node: PlanNode, basisPoints: number, question: PlanQuestion): NodePlan {
  const share = node.installed / total(question.nodes.map(({installed}) => installed))
  const above = inSteps((aboveLow(node) * basisPoints) / 10_000)
  const mirrored = above + node.low
  const visible = node.installed - mirrored
  const need = question.need.of(visible, share)
  return {node: node.node, mirrored, visible, need, enough: above >= need}
}

/** True when every node's mirrored memory above 4 GiB holds its need with the headroom. */
const suffices = (basisPoints: number, question: PlanQuestion): boolean =>
  question.nodes.every(node => {
    const {mirrored, need} = planNode(node, basisPoints, question)
    return mirrored - node.low >= need * question.headroom
  })

/** The least share that suffices, basis points; one more than firmware takes when none does. */
function leastShare(question: PlanQuestion): number {
  let [low, high] = [0, MOST_BASIS_POINTS + 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (suffices(middle, question)) high = middle
    else low = middle + 1
  }
  return low
}

function warningsOf(plan: Omit<MirrorPlan, 'warnings'>, {platform, nodes}: PlanQuestion): readonly string[] {
  const share = plan.effective ?? plan.wanted
  const starved = plan.nodes.filter(({enough}) => !enough).map(({node}) => node)
  return [
    ...(plan.effective === undefined
      ? [`${platform.title} offers no share that is enough: choose a full mirror, or a smaller headroom.`]
      : []),
    ...(plan.effective !== undefined && share >= NEARLY_FULL
      ? ['At this share a full mirror costs little more and covers everything.']
      : []),
    ...(starved.length > 0
      ? [
          `On ${starved.length === 1 ? 'node' : 'nodes'} ${starved.join(', ')} the kernel would run out of mirrored memory while other memory is free: out-of-memory kills.`,
        ]
      : []),
    ...(platform.rounding === 'unknown'
      ? ['How this platform rounds a request is not public: read MirroredPercentageAbove4G after the reboot.']
      : []),
    ...(nodes.length > 1
      ? ['Firmware usually takes the share from every node alike: the node in most need sets it.']
      : []),
  ]
}

/** Chooses the least partial mirror that holds the kernel's own need, or weighs the one that was asked about. */
export function planMirror(question: PlanQuestion): MirrorPlan {
  const wanted = question.asked ?? leastShare(question)
  const effective = effectiveShare(wanted, question.platform)
  const nodes = question.nodes.map(node => planNode(node, effective ?? Math.min(wanted, MOST_BASIS_POINTS), question))
  const mirrored = total(nodes.map(node => node.mirrored))
  const visible = total(nodes.map(node => node.visible))
  const plan = {
    wanted,
    ...(effective === undefined ? {} : {effective}),
    installed: total(question.nodes.map(({installed}) => installed)),
    mirrored,
    visible,
    protectedShare: visible > 0 ? mirrored / visible : 0,
    nodes,
    basis: question.need.basis,
  }
  return {...plan, warnings: warningsOf(plan, question)}
}
