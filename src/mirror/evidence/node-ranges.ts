import {defineEvidence} from '../define-evidence.js'
import {factsOf, toldBy} from './_facts.js'

const TABLES = 0.9

/** Which addresses belong to which node, by the firmware's and the kernel's tables. */
export default defineEvidence({
  id: 'node-ranges',
  title: 'NUMA node ranges',
  claim: facts => {
    const ranges = factsOf(facts, 'node-range')
    if (ranges.length === 0) return undefined
    return {
      fields: {regions: ranges.map(({start, end, node}) => ({start, end, node}))},
      provenance: toldBy('kernel-log', TABLES, ['regions[].node'], ranges[0]),
    }
  },
})
