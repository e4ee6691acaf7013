import {analyze} from '../analyze.js'
import type {AnalyzeOptions} from '../analyze-options.js'
import {loadContributions} from '../contributions.js'
import {EXIT} from '../exit-codes.js'
import {judgeUnder} from '../judge-incidents.js'
import {readKernelRelease} from '../mirror/kernel-release.js'
import {hostCautions} from '../mirror/plan/host-cautions.js'
import {type KernelUse, kernelNeed, type PlanNode} from '../mirror/plan/kernel-need.js'
import type {MirrorPlan} from '../mirror/plan/mirror-plan.js'
import {planMirror} from '../mirror/plan/plan-mirror.js'
import {nodesOfLayout} from '../mirror/plan/plan-nodes.js'
import {
  ARM_EULER,
  GENERIC,
  PLATFORMS,
  type PlatformMirror,
  platformOf,
  whyUnoffered,
} from '../mirror/plan/platform-steps.js'
import type {Analysis, AnalysisHost} from '../report/analysis.js'
import {mirroredNow} from '../report/mirrored-now.js'
import {type PlanStory, planPage, type SeenUnderPlan} from '../report/plan-page.js'
import type {BaseCommand} from './_base-command.js'
import {parseBytes} from './_parse-bytes.js'

/** What the user said of the machine and of the mirror. */
export interface PlanFlags {
  readonly installed?: string | undefined
  readonly nodes?: number | undefined
  readonly 'kernel-need'?: string | undefined
  readonly headroom: string
  /** Chosen by the machine when absent. */
  readonly platform?: string | undefined
  readonly share?: string | undefined
  readonly json: boolean
}

type Asker = Pick<BaseCommand, 'refuse' | 'log' | 'logToStderr' | 'say'>

/** Least memory of a node that a plan makes sense for, bytes. */
const LEAST = 2 ** 30

/** Memory below 4 GiB on a machine of which no map is known: 2 GiB, the usual low end of the hole for devices. */
const LOW = 2 * 2 ** 30

function bytesFlag(asker: Asker, flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  return parseBytes(text) ?? asker.refuse(`--${flag} ${text}: write a size such as 512GiB or 1TiB`)
}

function numberFlag(asker: Asker, flag: string, text: string, least: number, most: number): number {
  const value = Number(text)
  return Number.isFinite(value) && value >= least && value <= most
    ? value
    : asker.refuse(`--${flag} ${text}: write a number from ${least} to ${most}`)
}

/** Nodes of equal size, what lies below 4 GiB on the first. */
const evenNodes = (installed: number, nodes: number): readonly PlanNode[] =>
  Array.from({length: nodes}, (_, node) => ({
    node,
    installed: installed / nodes,
    low: node === 0 ? Math.min(LOW, installed / nodes / 2) : 0,
  }))

interface Asked {
  readonly nodes: readonly PlanNode[] | undefined
  readonly kernelNeed: number | undefined
  readonly headroom: number
  /** Absent where the user named none. */
  readonly platform: PlatformMirror | undefined
  readonly share: number | undefined
}

function platformFlag(asker: Asker, id: string): PlatformMirror {
  const found = platformOf(id)
  if (found !== undefined) return found
  const why = whyUnoffered(id)
  const known = `known are ${PLATFORMS.map(platform => platform.id).join(', ')}`
  return asker.refuse(`--platform ${id}: ${why === undefined ? known : `${why}; ${known}`}`)
}

function shareFlag(asker: Asker, text: string): number {
  if (Number(text) > 50)
    asker.refuse(
      `--share ${text}: at most 50, for the second copies take as much memory as the first; a mirror of everything is the full mirror`,
    )
  return Math.round(numberFlag(asker, 'share', text, 0, 50) * 100)
}

function nodesFlag(asker: Asker, {installed: text, nodes = 1}: PlanFlags): readonly PlanNode[] | undefined {
  const installed = bytesFlag(asker, 'installed', text)
  if (installed === undefined) return undefined
  if (installed / nodes >= LEAST) return evenNodes(installed, nodes)
  return asker.refuse(
    `--installed ${text}: less than 1 GiB${nodes > 1 ? ` for each of ${nodes} nodes` : ''}; write what all DIMMs hold together, such as 512GiB`,
  )
}

function readFlags(asker: Asker, flags: PlanFlags): Asked {
  const nodes = nodesFlag(asker, flags)
  if (nodes === undefined && flags.nodes !== undefined)
    asker.refuse(`--nodes ${flags.nodes}: say how much memory they hold, too (--installed 1TiB)`)
  return {
    nodes,
    kernelNeed: bytesFlag(asker, 'kernel-need', flags['kernel-need']),
    headroom: numberFlag(asker, 'headroom', flags.headroom, 1, 10),
    platform: flags.platform === undefined ? undefined : platformFlag(asker, flags.platform),
    share: flags.share === undefined ? undefined : shareFlag(asker, flags.share),
  }
}

/** The platform whose steps a machine takes, where the user named none: openEuler on Arm steers in its own way. */
function platformOfHost(host: AnalysisHost | undefined): PlatformMirror {
  const layout = host?.layout
  const euler = readKernelRelease(layout?.osPolicy.kernel)?.euler === true
  return euler && layout?.platform.arch === 'aarch64' ? ARM_EULER : GENERIC
}

function toJson({plan: found, platform, cautions, host}: Planned) {
  const share =
    platform.shareOf === 'installed'
      ? {basisPointsOfInstalled: found.effective}
      : {below4G: true, above4GBasisPoints: found.effective}
  return {
    ...(host === undefined ? {} : {host}),
    platform: platform.id,
    ...share,
    wantedBasisPoints: found.wanted,
    installedBytes: found.installed,
    mirroredBytes: found.mirrored,
    visibleBytes: found.visible,
    protectedShare: Number(found.protectedShare.toFixed(4)),
    nodes: found.nodes.map(({need, ...node}) => ({...node, need: Math.round(need)})),
    basis: found.basis,
    consumer: platform.consumer,
    settable: found.effective !== undefined && !cautions.some(({forbids}) => forbids),
    warnings: [...cautions.map(({text}) => text), ...found.warnings],
  }
}

/** A plan with all that a page tells of it. */
type Planned = Omit<PlanStory, 'seen'>

function plan(asked: Asked, nodes: readonly PlanNode[], host?: AnalysisHost, use?: KernelUse): Planned {
  const need = kernelNeed(asked.kernelNeed, use)
  const {headroom, share} = asked
  const platform = asked.platform ?? platformOfHost(host)
  const question = {nodes, need, headroom, platform, ...(share === undefined ? {} : {asked: share})}
  const layout = host?.layout
  return {
    plan: planMirror(question),
    platform,
    headroom,
    need,
    cautions: layout === undefined ? [] : hostCautions(layout, host?.guest === true),
    ...(host === undefined ? {} : {host: host.id}),
    ...(layout === undefined ? {} : {now: mirroredNow(layout)}),
  }
}

type Rules = Parameters<typeof judgeUnder>[3]

function seenUnder(analysis: Analysis, host: AnalysisHost, found: MirrorPlan, rules: Rules): SeenUnderPlan {
  const percent = (found.effective ?? Math.min(found.wanted, 5000)) / 100
  const rows = [`partial:${percent}`, `reliable:${percent}`, 'full'].map(layout => ({
    layout,
    verdicts: judgeUnder(analysis, host, layout, rules),
  }))
  return {incidents: rows[0]?.verdicts.length ?? 0, rows}
}

/** Plans from flags alone: no log is read. */
export function planFromFlags(asker: Asker, flags: PlanFlags): number {
  const asked = readFlags(asker, flags)
  if (asked.nodes === undefined)
    return asker.refuse('say how much memory is installed (--installed 1TiB --nodes 2), or name the logs of a boot')
  const planned = plan(asked, asked.nodes)
  asker.log(flags.json ? JSON.stringify(toJson(planned), null, 2) : planPage(planned, text => asker.say(text)))
  return EXIT.done
}

/** Plans for each host of the logs: memory and nodes from their facts, unless flags say otherwise. */
export async function planFromLogs(asker: Asker, options: AnalyzeOptions, flags: PlanFlags): Promise<number> {
  const asked = readFlags(asker, flags)
  const contributions = await loadContributions(options.pluginRoots)
  const {analysis, inputsRead, lost, kernelUse} = await analyze({...options, whatIfs: []}, contributions)
  const rules = contributions.rules.map(entry => entry.value)
  const pages: string[] = []
  const answers: unknown[] = []
  for (const host of analysis.hosts) {
    const nodes = asked.nodes ?? nodesOfLayout(host.layout)
    if (nodes === undefined) {
      asker.logToStderr(
        `mirrorcheck: ${host.id}: the logs do not tell how much memory there is; say it with --installed 1TiB --nodes 2`,
      )
      continue
    }
    const planned = plan(asked, nodes, host, kernelUse.get(host.id))
    const seen = seenUnder(analysis, host, planned.plan, rules)
    pages.push(planPage({...planned, seen}, text => asker.say(text)))
    answers.push(toJson(planned))
  }
  if (flags.json) asker.log(JSON.stringify(answers.length === 1 ? answers[0] : answers, null, 2))
  else if (pages.length > 0) asker.log(pages.join('\n\n'))
  if (inputsRead === 0 || pages.length === 0) return EXIT.nothingRead
  return lost ? EXIT.partlyRead : EXIT.done
}
