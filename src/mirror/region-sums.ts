import type {MirrorLayout, MirrorRegion} from './layout.js'

/** First address above the range that 32-bit devices reach. */
export const FOUR_GIB = 1n << 32n

/** True for memory in DIMMs, the only kind that mirroring works on; a region that does not say is DDR. */
export const isDdr = (region: Pick<MirrorRegion, 'media'>): boolean => (region.media ?? 'ddr') === 'ddr'

/** Bytes of the regions for which `counts` holds. */
export const bytesOf = (regions: readonly MirrorRegion[], counts: (region: MirrorRegion) => boolean): number =>
  Number(regions.filter(counts).reduce((sum, {start, end}) => sum + (end - start), 0n))

/** Bytes of mirrored memory, counted once: from the regions, else as stated; undefined when neither tells. */
export function mirroredBytesOf({regions, capacity, mode}: MirrorLayout): number | undefined {
  if (mode === 'none') return 0
  return regions.length > 0 ? bytesOf(regions, region => region.mirrored === true) : capacity.mirroredBytes
}

/** Bytes the system sees: as stated, else the sum of the regions; undefined when neither tells. */
export function visibleBytesOf({regions, capacity}: MirrorLayout): number | undefined {
  return capacity.osVisibleBytes ?? (regions.length > 0 ? bytesOf(regions, () => true) : undefined)
}

/** Share of the visible memory that is mirrored, 0 … 1; undefined when one of the two is not known. */
export function mirroredShareOf(layout: MirrorLayout): number | undefined {
  if (layout.mode === 'full') return 1
  const [mirrored, visible] = [mirroredBytesOf(layout), visibleBytesOf(layout)]
  if (mirrored === undefined || visible === undefined || visible === 0) return undefined
  return Math.min(1, mirrored / visible)
}
