import type {KernelNeed} from '../mirror/plan/kernel-need.js'
import type {MirrorPlan} from '../mirror/plan/plan-mirror.js'
import type {PlatformMirror} from '../mirror/plan/platform-steps.js'
import type {Verdict} from '../mirror/verdict.js'
import {bytes, count, printable} from './format.js'
import {layoutPhrase, sureVerdict} from './words.js'

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
  /** Absent when no logs were given. */
  readonly seen?: SeenUnderPlan
}

const percent = (basisPoints: number): string => `${basisPoints / 100} %`
const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`

const LABEL = 18
const row = (label: string, text: string): string => `  ${label.padEnd(LABEL)}${text}`

function figures({plan, headroom, platform}: PlanStory): readonly string[] {
  const inForce = plan.effective ?? plan.wanted
  const rounded = plan.effective !== undefined && plan.effective !== plan.wanted
  const need = plan.nodes.reduce((sum, node) => sum + node.need, 0)
  return [
    row('Ask for', `below 4 GiB: yes; above 4 GiB: ${percent(inForce)} (${inForce} basis points)`),
    ...(rounded ? [row('', `${percent(plan.wanted)} would do; ${platform.title} takes the next step`)] : []),
    row(
      'Mirrored',
      `${bytes(plan.mirrored)} of ${bytes(plan.installed)} installed (${share(plan.mirrored, plan.installed)} given up)`,
    ),
    row('Left to see', `${bytes(plan.visible)}, of which ${share(plan.mirrored, plan.visible)} has a second copy`),
    row('Kernel needs', `${bytes(need)} (${plan.basis.words})`),
    row(
      'Headroom',
      `${headroom} times that was asked for; there is ${(plan.mirrored / Math.max(1, need)).toFixed(1)} times`,
    ),
    ...(plan.nodes.length > 1
      ? plan.nodes.map(({node, mirrored, visible, need: own, enough}) =>
          row(
            `  node ${node}`,
            `${bytes(mirrored)} mirrored of ${bytes(visible)} seen; kernel needs ${bytes(own)}${enough ? '' : ': NOT ENOUGH'}`,
          ),
        )
      : []),
  ]
}

function commands({plan, platform}: PlanStory): readonly string[] {
  if (plan.effective === undefined) return []
  return [
    '',
    'Set it',
    ...(platform.byVariable === true
      ? [`  efibootmgr -m t -M ${plan.effective / 100}        (as root; takes effect at the next boot)`]
      : []),
    `  ${platform.byVariable === true ? 'or in the firmware setup' : 'in the firmware setup'}: ${platform.setup.join('; ')}`,
    '  and add to the kernel command line: kernelcore=mirror        (not together with movable_node)',
    '',
    'Verify after the boot',
    '  efibootmgr                     the share above 4 GiB as asked or rounded up, and no MirrorStatus (it is printed when firmware refused)',
    '  dmesg | grep -i mirror         “efi: Memory: xM/yM mirrored memory”; no “ignore kernelcore=mirror”',
    '  dmesg | grep -A4 "Movable zone start"        one line for each node that has unmirrored memory',
  ]
}

function experience({seen}: PlanStory): readonly string[] {
  if (seen === undefined) return []
  if (seen.incidents === 0)
    return ['', 'The logs show no uncorrected error: nothing tells which kind of mirror this machine needs.']
  return [
    '',
    `What each would have made of the ${count(seen.incidents, 'uncorrected incident')} in these logs`,
    ...seen.rows.map(({layout, verdicts}) => row(layout, tally(verdicts))),
    ...advice(seen),
  ]
}

/** Verdicts counted: one is told with its confidence, several by how often each fell. */
function tally(verdicts: readonly Verdict[]): string {
  const [first] = verdicts
  if (first !== undefined && verdicts.length === 1) return sureVerdict(first)
  const counts = new Map<string, number>()
  for (const {verdict} of verdicts) counts.set(verdict, (counts.get(verdict) ?? 0) + 1)
  return [...counts].map(([word, times]) => `${times} × ${word}`).join(', ')
}

const saves = ({verdict}: Verdict): boolean => verdict.startsWith('absorbed')

function advice({rows}: SeenUnderPlan): readonly string[] {
  const saved = (layout: string) =>
    rows.find(entry => entry.layout.startsWith(layout))?.verdicts.filter(saves).length ?? 0
  if (saved('full') > saved('partial:'))
    return [
      '',
      `Only ${layoutPhrase('full')} would have held all that a mirror can hold here: what was hit was not the kernel’s own data.`,
    ]
  return saved('partial:') > 0 ? ['', 'The partial mirror would have held as much as a full one.'] : []
}

/** A plan as a page of text: what to ask for, what it takes and gives, how to set and verify it, what it would have done. */
export function planPage(story: PlanStory): string {
  const {host, plan} = story
  return [
    `${host === undefined ? 'A partial mirror' : `${host}: a partial mirror`} for the kernel’s own data`,
    '',
    ...figures(story),
    ...(plan.warnings.length === 0 ? [] : ['', ...plan.warnings.map(warning => `  ▲ ${warning}`)]),
    ...commands(story),
    ...experience(story),
    '',
    `Sources: ${story.platform.cites.join('; ')}.`,
  ]
    .map(line => printable(line).trimEnd())
    .join('\n')
}
