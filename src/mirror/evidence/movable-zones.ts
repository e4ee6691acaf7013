import type {PlatformFact} from '../../records/platform-fact.js'
import {defineEvidence} from '../define-evidence.js'
import type {MirrorRegion} from '../layout.js'
import {joinRegions} from '../overlay-regions.js'
import {FOUR_GIB} from '../region-sums.js'
import {type FactOf, factsOf, toldBy} from './_facts.js'
import {readSteering} from './_policy.js'

/** The table gives the first unmirrored address of each node: a lower bound, mirrored ranges above it do not show. */
const LOWER_BOUND = 0.7

const REMARK =
  'The zone table gives only the first unmirrored address of each node: what lies above it may be mirrored or not.'

const isSteered = (facts: readonly PlatformFact[]): boolean => {
  const line = factsOf(facts, 'command-line').at(-1)
  const steering = line === undefined ? undefined : readSteering(line.text)
  return steering?.kernelcore?.toLowerCase() === 'mirror' && !steering.movableNode
}

/** Below `address` every byte of the node from 4 GiB up is mirrored; above it nothing is known but that it begins bare. */
function splitAt(address: bigint, {start, end}: MirrorRegion): readonly MirrorRegion[] {
  const from = start > FOUR_GIB ? start : FOUR_GIB
  if (end <= from) return []
  if (address <= from) return [{start: from, end}]
  if (address >= end) return [{start: from, end, mirrored: true}]
  return [
    {start: from, end: address, mirrored: true},
    {start: address, end},
  ]
}

/** Regions of the node a zone starts in; tables that name a range twice are united first. */
function boundsOf(
  {node, address}: FactOf<'movable-zone-start'>,
  facts: readonly PlatformFact[],
): readonly MirrorRegion[] {
  const ranges = factsOf(facts, 'node-range').filter(range => range.node === node && range.start < range.end)
  return joinRegions(ranges.map(({start, end}) => ({start, end, node}))).flatMap(range =>
    splitAt(address, range).map(region => ({...region, node})),
  )
}

/** Where memory without a mirror begins on each node, by the kernel's table of movable zones under `kernelcore=mirror`. */
export default defineEvidence({
  id: 'movable-zones',
  title: 'Movable zone start of each node',
  claim: facts => {
    const starts = factsOf(facts, 'movable-zone-start')
    if (starts.length === 0 || !isSteered(facts)) return undefined
    const regions = joinRegions(starts.flatMap(start => boundsOf(start, facts)))
    if (!regions.some(region => region.mirrored)) return undefined
    return {
      fields: {mode: 'partial', regions},
      provenance: toldBy('zone-dmesg', LOWER_BOUND, ['mode', 'regions'], starts[0]),
      remarks: [REMARK],
    }
  },
})
