import type {PlatformFact} from '../../records/platform-fact.js'
import {defineEvidence} from '../define-evidence.js'
import type {MirrorRegion} from '../layout.js'
import {type FactOf, factsOf, toldBy} from './_facts.js'

/** The table is the kernel's own; the end of a zone is taken from the node's ranges. */
const TABLE = 0.85

function movableOf(
  {node, address}: FactOf<'movable-zone-start'>,
  facts: readonly PlatformFact[],
): readonly MirrorRegion[] {
  return factsOf(facts, 'node-range')
    .filter(range => range.node === node && range.end > address)
    .map(({start, end}) => ({start: start > address ? start : address, end, zone: 'movable'}))
}

/** Which memory the kernel keeps free of its own lasting data: zone Movable of each node. */
export default defineEvidence({
  id: 'zone-ranges',
  title: 'Memory zones of the kernel',
  claim: facts => {
    const starts = factsOf(facts, 'movable-zone-start')
    const regions = starts.flatMap(start => movableOf(start, facts))
    if (regions.length === 0) return undefined
    return {fields: {regions}, provenance: toldBy('zone-dmesg', TABLE, ['regions[].zone'], starts[0])}
  },
})
