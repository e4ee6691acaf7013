import type {HostCaution} from '../mirror/plan/host-cautions.js'
import type {KernelNeed} from '../mirror/plan/kernel-need.js'
import type {MirrorPlan} from '../mirror/plan/mirror-plan.js'
import type {PlatformMirror} from '../mirror/plan/platform-steps.js'
import type {Verdict} from '../mirror/verdict.js'
import {padCells} from './cells.js'
import {bytes, count, printable} from './format.js'
import {asWritten, type Say} from './language/speaker.js'
import {type PlanStep, settingSteps, verifyingSteps} from './plan-steps.js'
import {layoutPhrase, sureVerdict} from './words.js'
import {wrap} from './wrap.js'

/** What each mirror would have made of the incidents at hand, worst first. */
export interface SeenUnderPlan {
  /** Uncorrected incidents in the logs; 0 when logs were read and show none. */
  readonly incidents: number
  readonly rows: readonly {readonly layout: string; readonly verdicts: readonly Verdict[]}[]
}

/** Everything a page about a plan tells. */
export interface PlanStory {
  readonly host?: string
  readonly plan: MirrorPlan
  readonly platform: PlatformMirror
  readonly headroom: number
  readonly need: KernelNeed
  /** How the machine is mirrored now, in words; absent when no log tells. */
  readonly now?: string
  /** What of the machine itself stands against a mirror. */
  readonly cautions: readonly HostCaution[]
  /** Absent when no logs were given. */
  readonly seen?: SeenUnderPlan
}

/** Cells of a line, as terminals have them. */
const WIDTH = 80
const LABEL = 16

/** A text broken into lines that fit, each behind the same margin. */
const para = (text: string, margin = 0, first = ' '.repeat(margin)): readonly string[] =>
  wrap(printable(text), WIDTH - margin).map((line, index) => `${index === 0 ? first : ' '.repeat(margin)}${line}`)

/** A name and what stands behind it, in columns, both in the reader's language. */
const row = (label: string, text: string, say: Say): readonly string[] =>
  para(say(text), LABEL + 2, `  ${padCells(label === '' ? '' : say(label), LABEL)}`)

const percent = (basisPoints: number): string => `${basisPoints / 100} %`
const share = (part: number, whole: number): string => (whole > 0 ? `${((100 * part) / whole).toFixed(1)} %` : '–')

function asking({plan, platform}: PlanStory): string {
  const inForce = plan.effective ?? plan.wanted
  if (platform.shareOf === 'installed') return `${percent(inForce)} of all memory`
  return `all below 4 GiB, and ${percent(inForce)} of what lies above (${inForce} basis points)`
}

/** How each node fares; nothing where there is but one. */
function nodeRows({nodes}: MirrorPlan, say: Say): readonly string[] {
  if (nodes.length < 2) return []
  return nodes.flatMap(({node, mirrored, visible, need, enough}) => {
    const text = `${bytes(mirrored)} of ${bytes(visible)} mirrored, ${bytes(need)} needed${enough ? '' : ': NOT ENOUGH'}`
    return para(say(text), LABEL + 2, `    ${padCells(say(`node ${node}`), LABEL - 2)}`)
  })
}

function figures(story: PlanStory, say: Say): readonly string[] {
  const {plan, headroom, platform, now} = story
  const need = plan.nodes.reduce((sum, node) => sum + node.need, 0)
  const rounded = plan.effective !== undefined && plan.effective > plan.wanted
  const fits = plan.effective !== undefined
  return [
    ...(now === undefined ? [] : row('Now', now, say)),
    ...(fits
      ? row('Ask for', asking(story), say)
      : row('Ask for', 'nothing on offer is enough; the figures are those of the largest share', say)),
    ...(rounded ? row('', `${percent(plan.wanted)} would do; ${platform.title}: the next step on offer`, say) : []),
    ...row(
      'Mirrored',
      `${bytes(plan.mirrored)} of ${bytes(plan.installed)} installed; the second copies take as much (${share(plan.mirrored, plan.installed)} given up)`,
      say,
    ),
    ...row(
      'Left to see',
      `${bytes(plan.visible)}, of which ${share(plan.mirrored, plan.visible)} has a second copy`,
      say,
    ),
    ...row('Kernel needs', `${bytes(need)}: ${plan.basis.words}`, say),
    ...row(
      'Headroom',
      `${(plan.mirrored / Math.max(1, need)).toFixed(1)} times the need; ${headroom} was asked for`,
      say,
    ),
    ...nodeRows(plan, say),
  ]
}

const listed = (title: string, steps: readonly PlanStep[], put: (step: PlanStep) => readonly string[]) =>
  steps.length === 0 ? [] : ['', title, ...steps.flatMap(put)]

const toSet =
  (say: Say) =>
  ({words, lines}: PlanStep): readonly string[] => [
    ...para(say(words), 2),
    ...lines.flatMap(line => para(line, 8, '      ')),
  ]
const toVerify =
  (say: Say) =>
  ({words, lines}: PlanStep): readonly string[] => [
    ...lines.flatMap(line => para(line, 4, '  ')),
    ...para(say(words), 6),
  ]

function experience({seen}: PlanStory, say: Say): readonly string[] {
  if (seen === undefined) return []
  if (seen.incidents === 0)
    return [
      '',
      ...para(say('The logs show no uncorrected error: nothing tells which kind of mirror this machine needs.')),
    ]
  return [
    '',
    ...para(
      say(
        seen.incidents === 1
          ? 'What each would have made of the one uncorrected incident in these logs'
          : `What each would have made of the ${count(seen.incidents, 'uncorrected incident')} in these logs`,
      ),
    ),
    ...seen.rows.flatMap(({layout, verdicts}) => para(tally(verdicts, say), LABEL + 2, `  ${layout.padEnd(LABEL)}`)),
    ...advice(seen, say),
  ]
}

/** Verdicts counted: one is told with its confidence, several by how often each fell. */
function tally(verdicts: readonly Verdict[], say: Say): string {
  const [first] = verdicts
  if (first !== undefined && verdicts.length === 1) return say(sureVerdict(first))
  const counts = new Map<string, number>()
  for (const {verdict} of verdicts) counts.set(verdict, (counts.get(verdict) ?? 0) + 1)
  return [...counts].map(([word, times]) => `${times} × ${say(word)}`).join(', ')
}

const saves = ({verdict}: Verdict): boolean => verdict.startsWith('absorbed')

function advice({rows}: SeenUnderPlan, say: Say): readonly string[] {
  const saved = (layout: string) =>
    rows.find(entry => entry.layout.startsWith(layout))?.verdicts.filter(saves).length ?? 0
  if (saved('full') > saved('partial:'))
    return [
      '',
      ...para(
        say(
          `Only ${layoutPhrase('full')} would have held all that a mirror can hold here: what was hit was not the kernel’s own data.`,
        ),
      ),
    ]
  return saved('partial:') > 0 ? ['', ...para(say('The partial mirror would have held as much as a full one.'))] : []
}

/** A plan as a page of text, 80 cells wide: what to ask for, what it takes and gives, how to set and verify it, what it would have done. */
export function planPage(story: PlanStory, say: Say = asWritten): string {
  const {host, plan, platform, cautions} = story
  const warnings = [...cautions.map(({text}) => text), ...plan.warnings]
  const settable = !cautions.some(({forbids}) => forbids)
  const title = say('A partial mirror for the kernel’s own data')
  return [
    ...para(host === undefined ? title : `${host}: ${say('a partial mirror for the kernel’s own data')}`),
    '',
    ...figures(story, say),
    ...(warnings.length === 0 ? [] : ['', ...warnings.flatMap(warning => para(say(warning), 4, '  ▲ '))]),
    ...(settable ? listed(say('Set it'), settingSteps(plan, platform), toSet(say)) : []),
    ...(settable ? listed(say('Verify after the boot'), verifyingSteps(plan, platform), toVerify(say)) : []),
    ...experience(story, say),
    '',
    ...para(`${say('Sources: ')}${platform.cites.join('; ')}.`),
  ]
    .map(line => line.trimEnd())
    .join('\n')
}
