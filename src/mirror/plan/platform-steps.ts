/** How a platform takes a request for a partial mirror, and where it is set. */
export interface PlatformMirror {
  /** Kebab-case, given with `--platform`. */
  readonly id: string
  readonly title: string
  /** Shares of the memory above 4 GiB that the firmware offers, basis points, ascending; absent: any from 1 to 5000. */
  readonly offered?: readonly number[]
  /** How a share that is not offered is settled; `unknown` where no public text tells. */
  readonly rounding: 'exact' | 'up' | 'choose' | 'unknown'
  /** Where the set-up program keeps it: menu names as the vendor's text gives them. */
  readonly setup: readonly string[]
  /** True when the operating system can ask for the share through the `MirrorRequest` variable. */
  readonly byVariable: boolean | undefined
  readonly cites: readonly string[]
}

const percentSteps = (from: number, to: number, step: number): readonly number[] =>
  Array.from({length: (to - from) / step + 1}, (_, index) => (from + index * step) * 100)

const ARM_SPEC = 'Intel: Address Range Partial Memory Mirroring'

/** Platforms by id, the general case first. */
export const PLATFORMS: readonly PlatformMirror[] = [
  {
    id: 'generic',
    title: 'any platform with UEFI address-range mirroring',
    rounding: 'unknown',
    setup: ['Mirror mode: partial (address range)', 'Mirror below 4 GiB: on', 'Share above 4 GiB in basis points'],
    byVariable: true,
    cites: [ARM_SPEC, 'efibootmgr src/efibootmgr.c'],
  },
  {
    id: 'lenovo-4th-gen',
    title: 'Lenovo ThinkSystem, 3rd and 4th generation Xeon Scalable',
    rounding: 'exact',
    setup: [
      'System Settings › Memory › Mirror Configuration: Partial',
      'Partial Mirror Ratio In Basis Points',
      'Mirror Fail-Over',
    ],
    byVariable: true,
    cites: ['Lenovo UEFI manual for 4th generation Xeon, Mirror Configuration'],
  },
  {
    id: 'lenovo-xeon-6',
    title: 'Lenovo ThinkSystem with Xeon 6',
    offered: percentSteps(5, 40, 5),
    rounding: 'up',
    setup: ['System Settings › Memory › Mirror Configuration: Partial', 'Partial Mirror Ratio'],
    byVariable: true,
    cites: ['Lenovo UEFI manual for Xeon 6, Mirror Configuration'],
  },
  {
    id: 'dell-frm',
    title: 'Dell PowerEdge, Fault Resilient Mode',
    offered: [1250, 2500],
    rounding: 'choose',
    setup: ['Memory Settings › Memory Operating Mode: Fault Resilient Mode', 'FRM Percentage'],
    byVariable: undefined,
    cites: ['Dell: Fault Resilient Memory', 'Dell: Memory Errors and PowerEdge YX4X Server Memory RAS Features'],
  },
  {
    id: 'dell-frm-yx4x',
    title: 'Dell PowerEdge YX4X, Fault Resilient Mode',
    offered: [2500],
    rounding: 'choose',
    setup: ['Memory Settings › Memory Operating Mode: Fault Resilient Mode'],
    byVariable: undefined,
    cites: ['Dell: Memory Errors and PowerEdge YX4X Server Memory RAS Features'],
  },
]

/** The platform of that id. */
export const platformOf = (id: string): PlatformMirror | undefined => PLATFORMS.find(platform => platform.id === id)

/** Most that firmware takes (efibootmgr.c: 50.00 %). */
export const MOST_BASIS_POINTS = 5000

/**
 * What the platform makes of a request, basis points: the least share on offer that is not smaller. Undefined when
 * nothing on offer is enough, or the request is more than firmware takes.
 */
export function effectiveShare(basisPoints: number, {offered}: PlatformMirror): number | undefined {
  if (basisPoints > MOST_BASIS_POINTS) return undefined
  return offered === undefined ? basisPoints : offered.find(step => step >= basisPoints)
}
