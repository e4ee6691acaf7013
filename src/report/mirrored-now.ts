import type {MirrorLayout} from '../mirror/layout.js'
import {mirroredBytesOf} from '../mirror/region-sums.js'
import {bytes} from './format.js'

/** How much is mirrored, in words. */
export const MODES: Readonly<Record<MirrorLayout['mode'], string>> = {
  none: 'nothing is mirrored',
  full: 'all memory is mirrored',
  partial: 'part of the memory is mirrored',
  'hypervisor-objects': 'the hypervisor’s own objects are mirrored, partitions’ memory is not',
  unknown: 'not known whether anything is mirrored',
}

/** Who puts data into a mirror, in words. */
export const POLICIES: Readonly<Record<MirrorLayout['osPolicy']['kind'], string>> = {
  none: 'nothing steers data into it',
  'boot-only': 'only structures made at boot are put into it',
  'kernelcore-mirror': 'kernel data is steered into it (kernelcore=mirror)',
  'openeuler-reliable': 'kernel data, file pages and flagged tasks are steered into it (kernelcore=reliable)',
  'esxi-reliable': 'the hypervisor and flagged virtual machines are put into it',
  amm: 'the platform’s hypervisor uses it',
  unknown: 'whether data is steered into it is not known',
}

/** How a machine is mirrored now, in one line: how much, and who uses it. */
export function mirroredNow(layout: MirrorLayout): string {
  const {mode, osPolicy} = layout
  if (mode !== 'partial') return MODES[mode]
  const mirrored = mirroredBytesOf(layout)
  return `${MODES.partial}${mirrored === undefined ? '' : `, ${bytes(mirrored)}`}; ${POLICIES[osPolicy.kind]}`
}
