import {defineEvidence, type LayoutClaim} from '../define-evidence.js'
import {factsOf, toldBy} from './_facts.js'

const MIB = 2 ** 20
const KIB = 1024

/** Sizes of modules are what SMBIOS says; which of them are in use is another matter. */
const INSTALLED = 0.6
/** What the kernel counts as present leaves out what firmware keeps for itself. */
const VISIBLE = 0.5
/** Half of what is installed is seen: a mirror of all memory is the usual reason, sparing and `mem=` are others. */
const HALF = {from: 0.44, to: 0.52, confidence: 0.6} as const

/** Modules by their name: two sources that list the same slots count once. */
function installedMiB(facts: ReturnType<typeof dimmsOf>): number {
  const sizes = new Map(facts.map(({label, sizeMiB}) => [label, sizeMiB ?? 0]))
  return [...sizes.values()].reduce((sum, size) => sum + size, 0)
}

/** The command line hides memory from the kernel: what it sees says nothing of mirroring. */
const isCut = (facts: Parameters<typeof factsOf>[0]): boolean =>
  /(?:^|\s)(?:mem|memmap)=/.test(factsOf(facts, 'command-line').at(-1)?.text ?? '')

const dimmsOf = (facts: Parameters<typeof factsOf>[0]) => factsOf(facts, 'dimm').filter(({sizeMiB}) => sizeMiB)

const REMARK =
  'The system sees about half of the memory in its DIMMs. A mirror of all memory would explain it; so would sparing, disabled DIMMs or mem= on the command line.'

/** Sum of the modules in SMBIOS or Redfish against what the kernel sees. */
export default defineEvidence({
  id: 'installed-memory',
  title: 'Modules in the inventory against what the system sees',
  claim: (facts): LayoutClaim | undefined => {
    const dimms = dimmsOf(facts)
    const total = factsOf(facts, 'memory-total').at(-1)
    if (dimms.length === 0 && total === undefined) return undefined
    const installedBytes = installedMiB(dimms) * MIB
    const osVisibleBytes = total === undefined ? undefined : total.totalKiB * KIB
    const share = osVisibleBytes === undefined || installedBytes === 0 ? 1 : osVisibleBytes / installedBytes
    const isHalf = !isCut(facts) && share >= HALF.from && share <= HALF.to
    return {
      fields: {
        capacity: {
          ...(installedBytes === 0 ? {} : {installedBytes}),
          ...(osVisibleBytes === undefined ? {} : {osVisibleBytes}),
        },
        ...(isHalf ? {mode: 'full'} : {}),
      },
      provenance: [
        ...(installedBytes === 0 ? [] : toldBy('smbios', INSTALLED, ['capacity.installedBytes'], dimms[0])),
        ...(osVisibleBytes === undefined ? [] : toldBy('kernel-log', VISIBLE, ['capacity.osVisibleBytes'], total)),
        ...(isHalf ? toldBy('smbios', HALF.confidence, ['mode'], dimms[0]) : []),
      ],
      ...(isHalf ? {remarks: [REMARK]} : {}),
    }
  },
})
