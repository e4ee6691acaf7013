import type {MirrorLayout, MirrorRegion} from './layout.js'
import type {LayoutFinding} from './layout-finding.js'
import {bytesOf, FOUR_GIB, isDdr} from './region-sums.js'

type Told = Pick<LayoutFinding, 'message' | 'fix'>

interface LayoutCheck {
  readonly rule: string
  readonly severity: LayoutFinding['severity']
  readonly check: (layout: MirrorLayout) => readonly Told[]
}

/** Firmware carves its own memory out of every node's mirrored part. */
const MIRRORED_TOLERANCE_BYTES_PER_NODE = 64 * 2 ** 20
/** Firmware, graphics and crash kernels take their share of what is installed. */
const VISIBLE_TOLERANCE = 0.02

const place = ({start, end}: MirrorRegion): string => `0x${start.toString(16)}–0x${end.toString(16)}`
const gib = (bytes: number): string => `${Math.round((bytes / 2 ** 30) * 100) / 100} GiB`
const nodesOf = (regions: readonly MirrorRegion[]): readonly number[] => [
  ...new Set(regions.flatMap(region => region.node ?? [])),
]
const mirroredIn = ({regions}: MirrorLayout): readonly MirrorRegion[] =>
  regions.filter(region => region.mirrored === true)
/** A region by its place in the file and in memory: `regions[2] 0x100000000–0x180000000`. */
const named = ({regions}: MirrorLayout, region: MirrorRegion): string =>
  `regions[${regions.indexOf(region)}] ${place(region)}`
const when = (holds: boolean, message: string, fix: string): readonly Told[] => (holds ? [{message, fix}] : [])

const inOrder: LayoutCheck['check'] = ({regions}) =>
  regions.flatMap((region, index) => {
    const before = regions[index - 1]
    return [
      ...when(
        region.end <= region.start,
        `regions[${index}] ${place(region)} ends at or before its start`,
        'give `end` as the first address behind the region',
      ),
      ...when(
        before !== undefined && region.start < before.end,
        `regions[${index}] ${place(region)} begins before regions[${index - 1}] ends`,
        'sort the regions by address and let none overlap',
      ),
    ]
  })

const noneMirrored: LayoutCheck['check'] = layout =>
  layout.mode !== 'none'
    ? []
    : mirroredIn(layout).map(region => ({
        message: `mode is none, but ${named(layout, region)} is marked mirrored`,
        fix: 'set mode to partial or full, or the region to not mirrored',
      }))

const fullMirrored: LayoutCheck['check'] = layout =>
  layout.mode !== 'full'
    ? []
    : layout.regions
        .filter(region => isDdr(region) && region.mirrored === false)
        .map(region => ({
          message: `mode is full, but ${named(layout, region)} is marked not mirrored`,
          fix: 'set mode to partial, or name the region’s media if it is not DIMM memory',
        }))

const mirroredSum: LayoutCheck['check'] = layout => {
  const stated = layout.capacity.mirroredBytes
  if (stated === undefined || layout.regions.length === 0 || inOrder(layout).length > 0) return []
  const sum = bytesOf(layout.regions, region => region.mirrored === true)
  const allowed = MIRRORED_TOLERANCE_BYTES_PER_NODE * Math.max(1, nodesOf(layout.regions).length)
  return when(
    Math.abs(stated - sum) > allowed,
    `capacity.mirroredBytes says ${gib(stated)}, the mirrored regions add up to ${gib(sum)}`,
    `set capacity.mirroredBytes to ${sum}, which the regions add up to, or correct the regions`,
  )
}

const visibleSum: LayoutCheck['check'] = ({capacity}) => {
  const {installedBytes, osVisibleBytes, mirroredBytes} = capacity
  if (installedBytes === undefined || osVisibleBytes === undefined || mirroredBytes === undefined) return []
  const expected = installedBytes - mirroredBytes
  return when(
    Math.abs(osVisibleBytes - expected) > VISIBLE_TOLERANCE * installedBytes,
    `capacity: installed ${gib(installedBytes)} minus mirrored ${gib(mirroredBytes)} is ${gib(expected)}, but ${gib(osVisibleBytes)} are visible`,
    `every mirrored byte hides a second one: set capacity.osVisibleBytes to about ${expected}, or correct installedBytes or mirroredBytes`,
  )
}

const mediaMirrored: LayoutCheck['check'] = layout =>
  mirroredIn(layout)
    .filter(region => !isDdr(region))
    .map(region => ({
      message: `${named(layout, region)} is ${region.media}, yet marked mirrored`,
      fix: 'mirroring works on DIMM memory only: set mirrored to false, or correct the media',
    }))

const claimsMirror = (layout: MirrorLayout): boolean =>
  layout.mode === 'full' || layout.mode === 'partial' || mirroredIn(layout).length > 0

const amdMirrored: LayoutCheck['check'] = layout =>
  when(
    layout.platform.vendor === 'amd' && claimsMirror(layout),
    'platform.vendor is amd and memory is mirrored: no AMD server platform is known to mirror memory',
    'correct platform.vendor, or the mirrored regions and the mode',
  )

const twoLevel: LayoutCheck['check'] = layout =>
  when(
    layout.platform.memoryMode === '2lm' && claimsMirror(layout),
    'platform.memoryMode is 2lm and memory is mirrored: mirroring needs one-level memory',
    'correct memoryMode or the mirrored regions; the firmware’s set-up shows which mode is on',
  )

const steered = ({osPolicy}: MirrorLayout): boolean => osPolicy.kind === 'kernelcore-mirror'

const nothingToSteerTo: LayoutCheck['check'] = layout => {
  const {osPolicy} = layout
  const said = osPolicy.effective === false && osPolicy.ineffectiveReason === 'no-mirror-memory'
  return when(
    steered(layout) && hasNone(layout) && !said,
    'osPolicy is kernelcore-mirror, but nothing is mirrored: the kernel ignores the option',
    'set osPolicy.effective to false and ineffectiveReason to no-mirror-memory',
  )
}

/** True when nothing at all is mirrored. */
const hasNone = ({mode, capacity, regions}: MirrorLayout): boolean =>
  mode === 'none' ||
  capacity.mirroredBytes === 0 ||
  (regions.length > 0 && regions.every(region => region.mirrored === false))

const lowUnmirrored: LayoutCheck['check'] = layout => {
  const low = layout.regions.find(region => isDdr(region) && region.mirrored === false && region.start < FOUR_GIB)
  const {ineffectiveReason, effective} = layout.osPolicy
  if (
    low === undefined ||
    !steered(layout) ||
    hasNone(layout) ||
    effective === false ||
    ineffectiveReason !== undefined
  )
    return []
  return [
    {
      message: `osPolicy is kernelcore-mirror, but ${named(layout, low)} below 4 GiB is not mirrored: kernel data there is unprotected`,
      fix: 'set osPolicy.ineffectiveReason to low4g-unmirrored; on the machine, mirror memory below 4 GiB',
    },
  ]
}

const guestLayout: LayoutCheck['check'] = ({platform}) =>
  when(
    platform.hypervisorGuest === true,
    'platform.hypervisorGuest is true: the layout says nothing about the host, every verdict will be “cannot tell”',
    'describe the host instead: a guest does not see how its memory is mirrored',
  )

const degradedInTime: LayoutCheck['check'] = ({failover, validFrom, validTo}) =>
  (failover?.degraded ?? []).flatMap(({since}, index) => {
    const at = Date.parse(since)
    const early = validFrom !== undefined && at < Date.parse(validFrom)
    const late = validTo !== undefined && at > Date.parse(validTo)
    return when(
      early || late,
      `failover.degraded[${index}] is of ${since}, outside ${validFrom ?? '…'} – ${validTo ?? '…'}`,
      'correct the time, or the time for which the layout is valid',
    )
  })

const bareNodes: LayoutCheck['check'] = layout => {
  const nodes = nodesOf(layout.regions)
  const covered = nodesOf(mirroredIn(layout))
  if (!steered(layout) || nodes.length < 2 || covered.length === 0) return []
  return nodes
    .filter(node => !covered.includes(node))
    .map(node => ({
      message: `node ${node} has no mirrored memory: kernel data local to it cannot be protected`,
      fix: 'on the machine, mirror a share of every node; in the file, check `node` and `mirrored` of its regions',
    }))
}

/** The rules in order; errors make a layout unusable, warnings travel with it. */
export const LAYOUT_CHECKS: readonly LayoutCheck[] = [
  {rule: 'V1', severity: 'error', check: inOrder},
  {rule: 'V2', severity: 'error', check: noneMirrored},
  {rule: 'V3', severity: 'error', check: fullMirrored},
  {rule: 'V4', severity: 'error', check: mirroredSum},
  {rule: 'V5', severity: 'error', check: visibleSum},
  {rule: 'V6', severity: 'error', check: mediaMirrored},
  {rule: 'V7', severity: 'warning', check: amdMirrored},
  {rule: 'V8', severity: 'error', check: nothingToSteerTo},
  {rule: 'V9', severity: 'warning', check: lowUnmirrored},
  {rule: 'V10', severity: 'warning', check: twoLevel},
  {rule: 'V11', severity: 'warning', check: guestLayout},
  {rule: 'V12', severity: 'error', check: degradedInTime},
  {rule: 'V13', severity: 'warning', check: bareNodes},
]
