import type {MirrorRegion} from './layout.js'
import {FOUR_GIB, isDdr} from './region-sums.js'

/** Granularity of mirrored ranges: boundaries are multiples of 64 MiB (Linux sb_edac.c, TAD_LIMIT). */
const STEP = 64n << 20n

const size = ({start, end}: MirrorRegion): bigint => end - start
const sum = (regions: readonly MirrorRegion[]): bigint => regions.reduce((total, region) => total + size(region), 0n)

/** Parts of a region below and above 4 GiB. */
function splitLow(region: MirrorRegion): {
  readonly low: readonly MirrorRegion[]
  readonly high: readonly MirrorRegion[]
} {
  if (region.end <= FOUR_GIB) return {low: [region], high: []}
  if (region.start >= FOUR_GIB) return {low: [], high: [region]}
  return {low: [{...region, end: FOUR_GIB}], high: [{...region, start: FOUR_GIB}]}
}

interface NodeMemory {
  readonly node: number | undefined
  /** Bytes in DIMMs above 4 GiB, hidden copies included. */
  readonly installed: bigint
  /** Bytes below 4 GiB, which hide as many again of the node. */
  readonly low: bigint
}

function nodesOf(regions: readonly MirrorRegion[]): readonly NodeMemory[] {
  const nodes = [...new Set(regions.map(region => region.node))].sort((a, b) => (a ?? -1) - (b ?? -1))
  return nodes.map(node => {
    const own = regions.filter(region => region.node === node)
    const parts = own.map(splitLow)
    const low = parts.flatMap(part => part.low)
    const mirrored = own.filter(region => region.mirrored === true)
    return {node, installed: sum(own) + sum(mirrored) - sum(low), low: sum(low)}
  })
}

const inSteps = (bytes: bigint): bigint => ((bytes + STEP - 1n) / STEP) * STEP

/** One node's memory above 4 GiB: the mirrored share first, what is left behind it. */
function packNode({node, installed, low}: NodeMemory, from: bigint, basisPoints: number): readonly MirrorRegion[] {
  const mirrored = inSteps((installed * BigInt(basisPoints)) / 10_000n)
  const bare = installed - low - 2n * mirrored
  const named = node === undefined ? {} : {node}
  const middle = from + mirrored
  return [
    {...named, start: from, end: middle, mirrored: true, zone: 'normal'} as const,
    {...named, start: middle, end: middle + bare, mirrored: false, zone: 'movable'} as const,
  ].filter(region => region.end > region.start)
}

/**
 * The address map a partial mirror would give: all below 4 GiB mirrored, of every node the given share of what is
 * installed above it (basis points), nodes packed one behind the other. Illustrative: where firmware really puts a
 * cell is not known. Empty when the machine's memory is not known.
 */
export function repackRegions(regions: readonly MirrorRegion[], basisPoints: number): readonly MirrorRegion[] {
  const ddr = regions.filter(isDdr)
  const low = ddr
    .flatMap(region => splitLow(region).low)
    .map(({zone: _zone, ...region}) => ({...region, mirrored: true}))
  let next = FOUR_GIB
  const high = nodesOf(ddr).flatMap(node => {
    const packed = packNode(node, next, basisPoints)
    next = packed.at(-1)?.end ?? next
    return packed
  })
  return [...low, ...high]
}
