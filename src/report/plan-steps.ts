import type {MirrorPlan} from '../mirror/plan/mirror-plan.js'
import type {PlatformMirror} from '../mirror/plan/platform-steps.js'

/** One step of a list: what to do or to look at, and the lines to type or to find, kept whole. */
export interface PlanStep {
  readonly words: string
  readonly lines: readonly string[]
}

const inMenu = (line: string, basisPoints: number): string =>
  line.replace('{bp}', String(basisPoints)).replace('{percent}', String(basisPoints / 100))

/** How to set a plan: the mirror, then what steers kernel data into it. */
export function settingSteps({effective}: MirrorPlan, platform: PlatformMirror): readonly PlanStep[] {
  if (effective === undefined) return []
  const menu = platform.setup.map(line => inMenu(line, effective))
  return [
    ...(platform.byVariable === true
      ? [{words: 'As root; takes effect at the next boot:', lines: [`efibootmgr -m t -M ${effective / 100}`]}]
      : []),
    {words: platform.byVariable === true ? 'Or in the firmware’s set-up:' : 'In the firmware’s set-up:', lines: menu},
    {words: 'On the kernel command line, never together with movable_node:', lines: [platform.consumer]},
  ]
}

const MIB = 2 ** 20

/** How to see after the boot that a plan is in force. */
export function verifyingSteps({effective, mirrored}: MirrorPlan, platform: PlatformMirror): readonly PlanStep[] {
  if (effective === undefined) return []
  return [
    ...(platform.byVariable === true
      ? [
          {
            words: `shows MirroredPercentageAbove4G: ${(effective / 100).toFixed(2)} or more, and MirrorMemoryBelow4GB: true. It shows MirrorStatus only where the firmware refused.`,
            lines: ['efibootmgr'],
          },
        ]
      : []),
    {
      words: `shows “efi: Memory: …M/…M mirrored memory”, the first number near ${Math.round(mirrored / MIB)}, and no “ignore ${platform.consumer}”.`,
      lines: ['dmesg | grep -i mirror'],
    },
    platform.consumer === 'kernelcore=reliable'
      ? {
          words: 'shows “mem reliable: init succeed” and ReliableTotal.',
          lines: ["dmesg | grep 'mem reliable'; grep Reliable /proc/meminfo"],
        }
      : {
          words: 'shows one line for each node that has memory without a mirror.',
          lines: ["dmesg | grep -A8 'Movable zone start'"],
        },
  ]
}
