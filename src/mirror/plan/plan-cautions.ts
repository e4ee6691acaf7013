import type {MirrorPlan, PlanQuestion} from './mirror-plan.js'

/** From here a full mirror costs little more and covers everything; basis points. */
const NEARLY_FULL = 4000

const percent = (basisPoints: number): string => `${basisPoints / 100} %`
const many = (nodes: readonly number[]): string => `${nodes.length === 1 ? 'node' : 'nodes'} ${nodes.join(', ')}`

type Planned = Omit<MirrorPlan, 'warnings'>

/** What the platform makes of a share that it does not offer. */
function ofOffer({wanted, effective}: Planned, {asked, platform}: PlanQuestion): readonly string[] {
  const offered = platform.offered ?? []
  if (effective === undefined)
    return [
      `${platform.title}: ${offered.length === 0 ? 'no share that firmware takes' : `none of ${offered.map(percent).join(', ')}`} is enough for the kernel on every node. Choose a full mirror, or a smaller headroom.`,
    ]
  if (asked !== undefined && effective < wanted)
    return [`${platform.title}: offers at most ${percent(effective)}, less than the ${percent(wanted)} asked for.`]
  return []
}

/** Nodes on which the kernel would starve, and those that get nothing at all. */
function ofNodes({nodes}: Planned, {platform}: PlanQuestion): readonly string[] {
  const starved = nodes.filter(({enough}) => !enough).map(({node}) => node)
  const bare = nodes.filter(({mirrored}) => mirrored === 0).map(({node}) => node)
  return [
    ...(starved.length > 0
      ? [
          `On ${many(starved)} the kernel would run out of mirrored memory while other memory is free: out-of-memory kills.`,
        ]
      : []),
    ...(bare.length > 0 && platform.from === 'first-two-nodes'
      ? [
          `This firmware takes the mirrored memory from the first two sockets: ${many(bare)} would have none. Node interleaving, turned on, spreads it.`,
        ]
      : []),
  ]
}

/** What to know before a plan is carried out, the gravest first. */
export function cautionsOf(plan: Planned, question: PlanQuestion): readonly string[] {
  const {platform, nodes} = question
  const share = plan.effective ?? plan.wanted
  return [
    ...ofOffer(plan, question),
    ...ofNodes(plan, question),
    ...(plan.effective !== undefined && share >= NEARLY_FULL
      ? ['At this share a full mirror costs little more and covers everything.']
      : []),
    ...(platform.rounding === 'unknown'
      ? ['How this platform rounds a share is not public: read the one in force after the reboot.']
      : []),
    ...(nodes.length > 1 && platform.from === 'every-node'
      ? ['Firmware usually takes the share from every node alike: the node in most need sets it.']
      : []),
  ]
}
