import {isAtLeast, readKernelRelease} from '../kernel-release.js'
import type {MirrorLayout} from '../layout.js'
import {isDdr} from '../region-sums.js'

/** The release from which Linux steers kernel data into mirrored memory: x86, and Arm (commits 342332e6a925, 902c2d91582c). */
const STEERS_SINCE = {x86: '4.6', arm: '6.0'} as const

/** One thing about a machine that whoever plans its mirror has to know. */
export interface HostCaution {
  readonly text: string
  /** True when no partial mirror can be set on this machine: the plan is arithmetic. */
  readonly forbids: boolean
}

const warns = (text: string): HostCaution => ({text, forbids: false})
const forbids = (text: string): HostCaution => ({text, forbids: true})

function ofKernel({platform, osPolicy}: MirrorLayout): readonly HostCaution[] {
  const release = readKernelRelease(osPolicy.kernel)
  const since = platform.arch === 'aarch64' ? STEERS_SINCE.arm : STEERS_SINCE.x86
  if (release === undefined || release.builder !== 'upstream' || isAtLeast(release, since)) return []
  return [warns(`Linux ${release.text} does not steer kernel data into a mirror; ${since} and later do.`)]
}

function ofMode({mode}: MirrorLayout): readonly HostCaution[] {
  if (mode === 'full')
    return [warns('All memory is mirrored now: a partial mirror gives memory back and protects less.')]
  return mode === 'hypervisor-objects'
    ? [forbids('Here the platform’s hypervisor mirrors its own objects; memory of a partition cannot be mirrored.')]
    : []
}

/** What of a machine stands against a partial mirror, or is left out of the plan; empty where nothing does. */
export function hostCautions(layout: MirrorLayout, guest: boolean): readonly HostCaution[] {
  const {platform, regions} = layout
  const {vendor, memoryMode} = platform
  return [
    ...(guest || platform.hypervisorGuest === true
      ? [forbids('This is a virtual machine: memory is mirrored on its host, and the host is to be planned.')]
      : []),
    ...(vendor === 'amd' || vendor === 'hygon'
      ? [forbids('No AMD or Hygon server is known to mirror memory: this is arithmetic, nothing that could be set.')]
      : []),
    ...ofMode(layout),
    ...ofKernel(layout),
    ...(memoryMode === '2lm' ? [warns('Memory runs as two levels (2LM): a mirror needs one-level memory (1LM).')] : []),
    ...(regions.some(region => !isDdr(region))
      ? [warns('Memory that is no DIMM (CXL, HBM, persistent) cannot be mirrored and is not counted.')]
      : []),
  ]
}
