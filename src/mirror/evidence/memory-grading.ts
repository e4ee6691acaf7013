import {defineEvidence} from '../define-evidence.js'
import {factsOf, toldBy} from './_facts.js'

/** The kernel's own count of mirrored memory at start-up. */
const COUNTED = 0.9
/** Zones below Movable, unmirrored low memory included and reserved mirrored memory not. */
const ZONES = 0.6
const KIB = 1024

/** openEuler's graded memory: its word at start-up, and the counters of /proc/meminfo. */
export default defineEvidence({
  id: 'memory-grading',
  title: 'Graded memory of openEuler',
  claim: facts => {
    const init = factsOf(facts, 'memory-grading').at(-1)
    const total = factsOf(facts, 'meminfo').findLast(({name, kiB}) => name === 'ReliableTotal' && kiB > 0)
    if (init !== undefined && init.bytes === undefined)
      return {
        fields: {osPolicy: {kind: 'openeuler-reliable', effective: false, ineffectiveReason: 'no-mirror-memory'}},
        provenance: toldBy('kernel-log', COUNTED, ['osPolicy'], init),
        remarks: ['openEuler’s graded memory was asked for and could not start.'],
      }
    const told = init ?? total
    if (told === undefined) return undefined
    const mirroredBytes = init?.bytes === undefined ? (total?.kiB ?? 0) * KIB : Number(init.bytes)
    const [from, sure] = init === undefined ? (['meminfo', ZONES] as const) : (['kernel-log', COUNTED] as const)
    return {
      fields: {
        mode: 'partial',
        capacity: {mirroredBytes},
        osPolicy: {kind: 'openeuler-reliable', effective: true, fallbackAllowed: true, userPolicy: 'flagged-tasks'},
      },
      provenance: [
        ...toldBy(from, COUNTED, ['mode', 'osPolicy'], told),
        ...toldBy(from, sure, ['capacity.mirroredBytes'], told),
      ],
    }
  },
})
