/** How a platform takes a request for a partial mirror, and where it is set. */
export interface PlatformMirror {
  /** Kebab-case, given with `--platform`. */
  readonly id: string
  readonly title: string
  /** Shares that the firmware offers, basis points, ascending; absent: any from 1 to 5000. */
  readonly offered?: readonly number[]
  /** How a share that is not offered is settled; `unknown` where no public text tells. */
  readonly rounding: 'exact' | 'up' | 'choose' | 'unknown'
  /** What the share is of: the memory above 4 GiB, with everything below it mirrored too, or all that is installed. */
  readonly shareOf: 'above-4-gib' | 'installed'
  /** Nodes that give the mirrored memory; all alike, or the first two alone. */
  readonly from: 'every-node' | 'first-two-nodes'
  /** Where the set-up program keeps it, one line each, in the vendor's words; `{bp}` and `{percent}` stand for the share. */
  readonly setup: readonly string[]
  /** True when the operating system can ask for the share through the `MirrorRequest` variable. */
  readonly byVariable: boolean | undefined
  /** What puts kernel data into the mirror. */
  readonly consumer: 'kernelcore=mirror' | 'kernelcore=reliable'
  readonly cites: readonly string[]
}

const percentSteps = (from: number, to: number, step: number): readonly number[] =>
  Array.from({length: (to - from) / step + 1}, (_, index) => (from + index * step) * 100)

const ARM_SPEC = 'Intel: Address Range Partial Memory Mirroring'
const DELL_PAPER = 'Dell: Memory Errors and PowerEdge YX4X Server Memory RAS Features'

const USUAL = {shareOf: 'above-4-gib', from: 'every-node', byVariable: true, consumer: 'kernelcore=mirror'} as const
const FAULT_RESILIENT = {
  rounding: 'choose',
  shareOf: 'installed',
  byVariable: undefined,
  consumer: 'kernelcore=mirror',
} as const

/** What is assumed where nobody named a platform. */
export const GENERIC: PlatformMirror = {
  ...USUAL,
  id: 'generic',
  title: 'Any platform with UEFI address-range mirroring',
  rounding: 'unknown',
  setup: ['Mirror mode: partial (address range)', 'Mirror below 4 GiB: on', 'Share above 4 GiB: {percent} % ({bp} bp)'],
  cites: [ARM_SPEC, 'efibootmgr src/efibootmgr.c'],
}

/** Arm under openEuler, which steers data in its own way. */
export const ARM_EULER: PlatformMirror = {
  ...USUAL,
  id: 'openeuler-arm',
  title: 'Arm servers under openEuler and its relatives',
  rounding: 'unknown',
  byVariable: undefined,
  consumer: 'kernelcore=reliable',
  setup: ['The share is set in the firmware, where the vendor’s manual says'],
  cites: ['openEuler 22.09: Memory Reliability Grading User Guide'],
}

/** Platforms by id, the general case first. */
export const PLATFORMS: readonly PlatformMirror[] = [
  GENERIC,
  {
    ...USUAL,
    id: 'intel-reference',
    title: 'Servers with Intel’s reference set-up menus (Supermicro and others)',
    rounding: 'unknown',
    setup: [
      'Socket Configuration › Memory Configuration › Memory RAS Configuration',
      'Mirror TAD0: Enable (memory below 4 GiB)',
      'UEFI ARM Mirror: Enable',
      'ARM Mirror Percentage: {bp} (in basis points, 0 … 5000)',
    ],
    cites: [ARM_SPEC, 'set-up data of Intel reference firmware: PartialMirrorUefiPercent, maximum 0x1388'],
  },
  {
    ...USUAL,
    id: 'lenovo-4th-gen',
    title: 'Lenovo ThinkSystem, 3rd and 4th generation Xeon Scalable',
    rounding: 'exact',
    setup: [
      'System Settings › Memory › Mirror Configuration',
      'Partial Mirror: Enabled',
      'Partial Mirror Ratio In Basis Points: {bp}',
      'Mirror Below 4GB: on',
      'Delete Configuration Made From OS, where one stands: it would win',
    ],
    cites: ['Lenovo UEFI manual for 4th generation Xeon, Mirror Configuration'],
  },
  {
    ...USUAL,
    id: 'lenovo-xeon-6',
    title: 'Lenovo ThinkSystem with Xeon 6',
    offered: percentSteps(5, 40, 5),
    rounding: 'up',
    setup: [
      'System Settings › Memory › Mirror Configuration',
      'Partial Mirror: Enabled',
      'Partial Mirror Ratio In Basis Points: {bp}',
      'Delete Configuration Made From OS, where one stands: it would win',
    ],
    cites: ['Lenovo UEFI manual for Xeon 6, Mirror Configuration'],
  },
  {
    ...FAULT_RESILIENT,
    id: 'dell-frm',
    title: 'Dell PowerEdge, Fault Resilient Mode',
    offered: [1250, 2500],
    from: 'every-node',
    setup: [
      'System BIOS › Memory Settings › Memory Operating Mode: Fault Resilient Mode',
      'FRM Percentage: {percent} %',
    ],
    cites: ['Dell: Fault Resilient Memory', DELL_PAPER],
  },
  {
    ...FAULT_RESILIENT,
    id: 'dell-frm-yx4x',
    title: 'Dell PowerEdge YX4X, Fault Resilient Mode',
    offered: [2500],
    from: 'first-two-nodes',
    setup: ['System BIOS › Memory Settings › Memory Operating Mode: Fault Resilient Mode'],
    cites: [DELL_PAPER],
  },
  {
    ...USUAL,
    id: 'hpe-proliant',
    title: 'HPE ProLiant Gen10 and later',
    offered: [1000, 2000],
    rounding: 'choose',
    setup: [
      'Memory Options › Advanced Memory Protection: Mirrored Memory with Advanced ECC Support',
      'Memory Mirroring Mode: Partial Mirror ({percent}% above 4GB)',
      'or Partial Mirror (OS Configured), which leaves the share to efibootmgr',
    ],
    cites: ['HPE BIOS attribute registry, MemMirrorMode'],
  },
  {
    ...USUAL,
    id: 'cisco-ucs',
    title: 'Cisco UCS M5 and M6',
    rounding: 'exact',
    byVariable: undefined,
    setup: [
      'BIOS policy › Memory RAS Configuration: Partial Mirror Mode 1LM',
      'Partial Memory Mirror Mode: Percentage',
      'Partial Mirror Percentage: {percent}',
    ],
    cites: ['Cisco UCS BIOS tokens: SelectMemoryRASConfiguration, PartialMirrorPercent (0.00 – 50.00)'],
  },
  ARM_EULER,
]

/** The platform of that id. */
export const platformOf = (id: string): PlatformMirror | undefined => PLATFORMS.find(platform => platform.id === id)

/** Platforms people ask for that offer no partial mirror of the kernel's data, and why; by the beginning of the word. */
const UNOFFERED: readonly (readonly [word: RegExp, why: string])[] = [
  [/^(?:amd|epyc|hygon)/, 'no AMD or Hygon server is known to mirror memory'],
  [
    /^(?:ibm|power|ppc)/,
    'POWER mirrors the hypervisor’s own objects (Active Memory Mirroring, set in the HMC), never memory of a partition',
  ],
  [
    /^(?:fujitsu|primequest)/,
    'PRIMEQUEST’s “Partial Mirror” mirrors the whole home board of a partition: there is no share to choose',
  ],
]

/** Why nothing can be planned for a platform of that name; undefined for names that say nothing. */
export const whyUnoffered = (id: string): string | undefined =>
  UNOFFERED.find(([word]) => word.test(id.toLowerCase()))?.[1]

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
