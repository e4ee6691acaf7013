import {analyze} from '../analyze.js'
import type {AnalyzeOptions} from '../analyze-options.js'
import {loadContributions} from '../contributions.js'
import {EXIT} from '../exit-codes.js'
import {judgeUnder} from '../judge-incidents.js'
import {type KernelUse, kernelNeed, type PlanNode} from '../mirror/plan/kernel-need.js'
import {type MirrorPlan, planMirror} from '../mirror/plan/plan-mirror.js'
import {nodesOfLayout} from '../mirror/plan/plan-nodes.js'
import {PLATFORMS, type PlatformMirror, platformOf} from '../mirror/plan/platform-steps.js'
import type {Analysis, AnalysisHost} from '../report/analysis.js'
import {planPage, type SeenUnderPlan} from '../report/plan-page.js'
import type {BaseCommand} from './_base-command.js'
import {parseBytes} from './_parse-bytes.js'

/** What the user said of the machine and of the mirror. */
export interface PlanFlags {
  readonly installed?: string | undefined
  readonly nodes?: number | undefined
  readonly 'kernel-need'?: string | undefined
  readonly headroom: string
  readonly platform: string
  readonly share?: string | undefined
  readonly json: boolean
}

type Asker = Pick<BaseCommand, 'refuse' | 'log' | 'logToStderr'>

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
    low: node === 0 ? Math.min(LOW, installed / nodes) : 0,
  }))

interface Asked {
  readonly nodes: readonly PlanNode[] | undefined
  readonly kernelNeed: number | undefined
  readonly headroom: number
  readonly platform: PlatformMirror
  readonly share: number | undefined
}

function readFlags(asker: Asker, flags: PlanFlags): Asked {
  const installed = bytesFlag(asker, 'installed', flags.installed)
  const platform =
    platformOf(flags.platform) ??
    asker.refuse(`--platform ${flags.platform}: known are ${PLATFORMS.map(({id}) => id).join(', ')}`)
  return {
    nodes: installed === undefined ? undefined : evenNodes(installed, flags.nodes ?? 1),
    kernelNeed: bytesFlag(asker, 'kernel-need', flags['kernel-need']),
    headroom: numberFlag(asker, 'headroom', flags.headroom, 1, 10),
    platform,
    share: flags.share === undefined ? undefined : Math.round(numberFlag(asker, 'share', flags.share, 0, 50) * 100),
  }
}

const toJson = (plan: MirrorPlan, platform: PlatformMirror, host?: string) => ({
  ...(host === undefined ? {} : {host}),
  platform: platform.id,
  below4G: true,
  above4GBasisPoints: plan.effective,
  wantedBasisPoints: plan.wanted,
  installedBytes: plan.installed,
  mirroredBytes: plan.mirrored,
  visibleBytes: plan.visible,
  protectedShare: Number(plan.protectedShare.toFixed(4)),
  nodes: plan.nodes.map(({need, ...node}) => ({...node, need: Math.round(need)})),
  basis: plan.basis,
  warnings: plan.warnings,
})

function plan(asked: Asked, nodes: readonly PlanNode[], use?: KernelUse) {
  const need = kernelNeed(asked.kernelNeed, use)
  const {headroom, platform, share} = asked
  const question = {nodes, need, headroom, platform, ...(share === undefined ? {} : {asked: share})}
  return {need, plan: planMirror(question)}
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
  const {plan: found, need} = plan(asked, asked.nodes)
  const {platform, headroom} = asked
  if (flags.json) asker.log(JSON.stringify(toJson(found, platform), null, 2))
  else asker.log(planPage({plan: found, platform, headroom, need}))
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
    const {plan: found, need} = plan(asked, nodes, kernelUse.get(host.id))
    const {platform, headroom} = asked
    const seen = seenUnder(analysis, host, found, rules)
    pages.push(planPage({host: host.id, plan: found, platform, headroom, need, seen}))
    answers.push(toJson(found, platform, host.id))
  }
  if (flags.json) asker.log(JSON.stringify(answers.length === 1 ? answers[0] : answers, null, 2))
  else if (pages.length > 0) asker.log(pages.join('\n\n'))
  if (inputsRead === 0 || pages.length === 0) return EXIT.nothingRead
  return lost ? EXIT.partlyRead : EXIT.done
}
