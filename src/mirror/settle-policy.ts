import type {MirrorLayout} from './layout.js'
import {FOUR_GIB, isDdr} from './region-sums.js'

/** A layout whose OS policy agrees with its regions, and what had to be said. */
export interface SettledLayout {
  readonly layout: MirrorLayout
  readonly remarks: readonly string[]
}

const NOTHING_MIRRORED =
  'kernelcore=mirror is on the command line, but the memory map shows no mirrored range: the kernel has nothing to steer its data to.'
const LOW_BARE = 'Memory below 4 GiB is not mirrored, and kernel data lives there: kernelcore=mirror cannot move it.'
const NOT_STEERED =
  'Memory is mirrored, but no kernelcore=mirror is on the command line: kernel data lands in mirrored memory only by chance.'

const withReason = (
  layout: MirrorLayout,
  effective: boolean,
  ineffectiveReason: NonNullable<MirrorLayout['osPolicy']['ineffectiveReason']>,
): MirrorLayout => ({...layout, osPolicy: {...layout.osPolicy, effective, ineffectiveReason}})

/** Kernels before 6.6 do not say that they found nothing to steer to: the regions say it (checks V8 and V9). */
export function settlePolicy(layout: MirrorLayout): SettledLayout {
  const {mode, osPolicy, regions} = layout
  if (mode === 'partial' && (osPolicy.kind === 'none' || osPolicy.kind === 'boot-only'))
    return {layout, remarks: [NOT_STEERED]}
  if (osPolicy.kind !== 'kernelcore-mirror' || osPolicy.ineffectiveReason !== undefined) return {layout, remarks: []}
  if (mode === 'none') return {layout: withReason(layout, false, 'no-mirror-memory'), remarks: [NOTHING_MIRRORED]}
  const lowBare = regions.some(region => isDdr(region) && region.mirrored === false && region.start < FOUR_GIB)
  if (mode === 'partial' && lowBare)
    return {layout: withReason(layout, osPolicy.effective ?? true, 'low4g-unmirrored'), remarks: [LOW_BARE]}
  return {layout, remarks: []}
}
