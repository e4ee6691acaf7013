import {defineEvidence} from '../define-evidence.js'
import {factsOf, toldBy} from './_facts.js'

/** `esxcli hardware memory get` prints what the hypervisor uses. */
const COUNTED = 0.95

/** Reliable memory as ESXi counts it; 0 bytes say that the hypervisor was told of no mirrored range, not that no mirror is on. */
export default defineEvidence({
  id: 'reliable-memory',
  title: 'Reliable memory (ESXi)',
  claim: facts => {
    const fact = factsOf(facts, 'reliable-memory').findLast(({bytes}) => bytes !== undefined)
    if (fact?.bytes === undefined) return undefined
    if (fact.bytes === 0n)
      return {
        fields: {},
        provenance: [],
        remarks: [
          'ESXi counts no reliable memory: firmware told it of no mirrored range; a full mirror would not show here.',
        ],
      }
    return {
      fields: {mode: 'partial', capacity: {mirroredBytes: Number(fact.bytes)}},
      provenance: toldBy('esxcli', COUNTED, ['mode', 'capacity.mirroredBytes'], fact),
    }
  },
})
