import {isAtLeast, type KernelRelease} from '../kernel-release.js'
import type {MirrorLayout} from '../layout.js'

export type OsPolicy = MirrorLayout['osPolicy']

/** What the words of a command line come to. */
export interface Steering {
  /** Last `kernelcore=` value. */
  readonly kernelcore?: string
  readonly movableNode: boolean
  /** True for the kernel that saves a crash dump. */
  readonly crashKernel: boolean
}

/** Splits as the kernel does: at blanks, but not within double quotes; behind `--` stand words for init. */
const wordsOf = (commandLine: string): readonly string[] => {
  const words: readonly string[] = commandLine.match(/(?:[^\s"]+|"[^"]*"?)+/g) ?? []
  const end = words.indexOf('--')
  return end < 0 ? words : words.slice(0, end)
}

/** The words about mirrored memory; the last `kernelcore=` counts. */
export function readSteering(commandLine: string): Steering {
  const words = wordsOf(commandLine).map(word => word.replaceAll('"', ''))
  const kernelcore = words.findLast(word => word.startsWith('kernelcore='))?.slice('kernelcore='.length)
  return {
    ...(kernelcore === undefined ? {} : {kernelcore}),
    movableNode: words.includes('movable_node'),
    crashKernel: words.some(word => word.startsWith('elfcorehdr=')),
  }
}

/** Enterprise Linux 7 had the option back-ported; its number says 3.10. */
const EL_WITH_MIRROR = 7

/** `kernelcore=mirror` came with 4.6 (commit 342332e6a925). */
export const knowsMirror = (release: KernelRelease): boolean =>
  isAtLeast(release, '4.6') || (release.el !== undefined && release.el >= EL_WITH_MIRROR)

/**
 * Kernels that put boot-time structures into mirrored memory unasked: x86 from 4.2 (commit a3f5bafcc04a) until 6.0
 * (commit 902c2d91582c), Enterprise Linux 7 too.
 */
export const prefersMirrorAtBoot = (release: KernelRelease): boolean =>
  !release.arm64 &&
  !isAtLeast(release, '6.0') &&
  (isAtLeast(release, '4.2') || (release.el !== undefined && release.el >= EL_WITH_MIRROR))

/** The crash kernel ignores the option since 6.8. */
const IGNORED_IN_CRASH_KERNEL = '6.8'

const isIgnored = ({crashKernel}: Steering, release: KernelRelease | undefined): boolean =>
  crashKernel && release !== undefined && isAtLeast(release, IGNORED_IN_CRASH_KERNEL)

function mirrorPolicy(steering: Steering, release: KernelRelease | undefined): OsPolicy {
  const kind = 'kernelcore-mirror'
  if (steering.movableNode) return {kind, effective: false, ineffectiveReason: 'movable-node'}
  if (release !== undefined && !knowsMirror(release))
    return {kind, effective: false, ineffectiveReason: 'kernel-too-old'}
  if (isIgnored(steering, release)) return {kind, effective: false, ineffectiveReason: 'kdump-kernel'}
  return {kind, effective: release === undefined ? null : true, userPolicy: 'never'}
}

/** Who may live in mirrored memory, by command line and kernel; `mirrored` tells whether any was seen. */
export function policyOf(steering: Steering, release: KernelRelease | undefined, mirrored: boolean): OsPolicy {
  const value = steering.kernelcore?.toLowerCase()
  if (value === 'mirror') return mirrorPolicy(steering, release)
  if (value === 'reliable')
    return {
      kind: 'openeuler-reliable',
      effective: release?.euler ? true : null,
      fallbackAllowed: true,
      userPolicy: 'flagged-tasks',
    }
  if (release === undefined) return {kind: 'unknown', effective: null}
  if (isIgnored(steering, release)) return {kind: 'none', effective: false, ineffectiveReason: 'kdump-kernel'}
  return prefersMirrorAtBoot(release) && mirrored ? {kind: 'boot-only'} : {kind: 'none', effective: false}
}
