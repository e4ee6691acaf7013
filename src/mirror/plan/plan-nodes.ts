import type {MirrorLayout, MirrorRegion} from '../layout.js'
import {bytesOf, FOUR_GIB, isDdr} from '../region-sums.js'
import type {PlanNode} from './kernel-need.js'

/** Bytes of a region below 4 GiB. */
const lowOf = ({start, end}: MirrorRegion): bigint =>
  start >= FOUR_GIB ? 0n : (end < FOUR_GIB ? end : FOUR_GIB) - start

/**
 * The nodes of a machine by its layout: what is in DIMMs (visible memory and the hidden second copies) and what of it
 * lies below 4 GiB. A layout without regions gives one node; undefined when the amount of memory is not known.
 */
export function nodesOfLayout(layout: MirrorLayout | undefined): readonly PlanNode[] | undefined {
  if (layout === undefined) return undefined
  const ddr = layout.regions.filter(isDdr)
  if (ddr.length === 0) {
    const {installedBytes, osVisibleBytes} = layout.capacity
    const installed = installedBytes ?? (layout.mode === 'full' && osVisibleBytes ? osVisibleBytes * 2 : osVisibleBytes)
    return installed === undefined ? undefined : [{node: 0, installed, low: Math.min(2 * 2 ** 30, installed)}]
  }
  const ids = [...new Set(ddr.map(({node}) => node ?? 0))].sort((a, b) => a - b)
  return ids.map(node => {
    const own = ddr.filter(region => (region.node ?? 0) === node)
    const mirrored = bytesOf(own, region => region.mirrored === true || layout.mode === 'full')
    return {
      node,
      installed: bytesOf(own, () => true) + mirrored,
      low: Number(own.reduce((sum, region) => sum + lowOf(region), 0n)),
    }
  })
}
