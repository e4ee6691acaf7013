import {defineEvidence} from '../define-evidence.js'
import {readKernelRelease} from '../kernel-release.js'
import {factsOf, releaseOf, toldBy} from './_facts.js'
import {policyOf, readSteering} from './_policy.js'

const KIND = 0.95
/** Whether the kernel followed the option is told by its messages, which overrule this. */
const EFFECTIVE = 0.75
/** A distributor's kernel before 6.0 may have the newer rule back-ported. */
const BOOT_ONLY = 0.6

const WORDS = {
  'movable-node':
    'kernelcore=mirror is on the command line, but movable_node is too and wins: kernel data is not steered.',
  'kernel-too-old':
    'kernelcore=mirror is on the command line, but this kernel does not know the option (it came with 4.6).',
  'kdump-kernel': 'This boot is the crash-dump kernel: it ignores kernelcore=mirror.',
} as const

const remarkOf = (reason: string | undefined): string | undefined =>
  reason === 'movable-node' || reason === 'kernel-too-old' || reason === 'kdump-kernel' ? WORDS[reason] : undefined

/** `kernelcore=mirror` or `=reliable` on the command line, read by the rules of the kernel that booted with it. */
export default defineEvidence({
  id: 'kernel-command-line',
  title: 'Kernel command line (kernelcore=)',
  claim: facts => {
    const line = factsOf(facts, 'command-line').at(-1)
    const release = releaseOf(facts)
    const kernel = release === undefined ? {} : {kernel: release}
    const banner = factsOf(facts, 'kernel').at(-1)
    const known = toldBy('kernel-log', KIND, release === undefined ? [] : ['osPolicy.kernel'], banner)
    if (line === undefined)
      return release === undefined ? undefined : {fields: {osPolicy: {kind: 'unknown', ...kernel}}, provenance: known}
    const mirrored =
      factsOf(facts, 'efi-memory-region').some(region => region.mirrored && region.usable) ||
      factsOf(facts, 'mirrored-total').some(({mirroredMiB}) => mirroredMiB > 0)
    const policy = policyOf(readSteering(line.text), readKernelRelease(release), mirrored)
    const remark = remarkOf(policy.ineffectiveReason)
    const said = ['osPolicy.ineffectiveReason', 'osPolicy.fallbackAllowed', 'osPolicy.userPolicy']
    return {
      fields: {osPolicy: {...policy, ...kernel}},
      provenance: [
        ...known,
        ...(policy.kind === 'unknown'
          ? []
          : toldBy('cmdline', policy.kind === 'boot-only' ? BOOT_ONLY : KIND, ['osPolicy.kind'], line)),
        ...toldBy('cmdline', EFFECTIVE, ['osPolicy.effective', ...said], line),
      ],
      ...(remark === undefined ? {} : {remarks: [remark]}),
    }
  },
})
