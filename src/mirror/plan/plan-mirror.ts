import type {PlanNode} from './kernel-need.js'
import type {MirrorPlan, NodePlan, PlanQuestion} from './mirror-plan.js'
import {cautionsOf} from './plan-cautions.js'
import {effectiveShare, MOST_BASIS_POINTS} from './platform-steps.js'

/** Mirrored ranges end at multiples of 64 MiB (Linux sb_edac.c, TAD_LIMIT). */
const STEP = 64 * 2 ** 20

const inSteps = (bytes: number): number => Math.ceil(bytes / STEP) * STEP
const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

/** Memory that each node mirrors at a share: never more than half, for the second copies take as much. */
function mirroredOf(node: PlanNode, basisPoints: number, {nodes, platform}: PlanQuestion): number {
  const most = node.installed / 2
  const share = basisPoints / 10_000
  if (platform.shareOf === 'above-4-gib') return Math.min(most, node.low + inSteps((node.installed - node.low) * share))
  if (platform.from === 'every-node') return Math.min(most, inSteps(node.installed * share))
  const givers = nodes.slice(0, 2)
  const part = total(nodes.map(({installed}) => installed)) * share
  return givers.includes(node) ? Math.min(most, inSteps(part / givers.length)) : 0
}

function planNode(node: PlanNode, basisPoints: number, question: PlanQuestion): NodePlan {
  const share = node.installed / total(question.nodes.map(({installed}) => installed))
  const mirrored = mirroredOf(node, basisPoints, question)
  const visible = node.installed - mirrored
  const need = question.need.of(visible, share)
  // Memory below 4 GiB is mirrored too and left out of the sum: little of it is free once the system runs.
  const above = Math.max(0, mirrored - node.low)
  return {node: node.node, mirrored, visible, need, enough: mirrored >= visible || above >= need}
}

/** True when every node's mirrored memory above 4 GiB holds its need with the headroom. */
const suffices = (basisPoints: number, question: PlanQuestion): boolean =>
  question.nodes.every(node => {
    const {mirrored, visible, need} = planNode(node, basisPoints, question)
    return mirrored >= visible ? mirrored >= need : mirrored - node.low >= need * question.headroom
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

/** What the firmware makes of the share: one that a user asks about is cut to what it offers at most. */
function settled(wanted: number, {asked, platform}: PlanQuestion): number | undefined {
  const effective = effectiveShare(wanted, platform)
  return effective === undefined && asked !== undefined ? platform.offered?.at(-1) : effective
}

/** Chooses the least partial mirror that holds the kernel's own need, or weighs the one that was asked about. */
export function planMirror(question: PlanQuestion): MirrorPlan {
  const wanted = question.asked ?? leastShare(question)
  const effective = settled(wanted, question)
  const inForce = effective ?? question.platform.offered?.at(-1) ?? Math.min(wanted, MOST_BASIS_POINTS)
  const nodes = question.nodes.map(node => planNode(node, inForce, question))
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
  return {...plan, warnings: cautionsOf(plan, question)}
}
