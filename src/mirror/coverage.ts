import type {ErrorSpan, SpanCoverage} from './define-rule.js'
import type {MirrorLayout, MirrorRegion} from './layout.js'

const overlap = (span: ErrorSpan, {start, end}: MirrorRegion): bigint => {
  const from = span.start > start ? span.start : start
  const to = span.end < end ? span.end : end
  return to > from ? to - from : 0n
}

/** Bytes of the span by the regions' word on mirroring. */
function count(span: ErrorSpan, regions: readonly MirrorRegion[]) {
  const bytes = {mirrored: 0n, unmirrored: 0n, unknown: 0n}
  for (const region of regions) {
    const kind = region.mirrored === undefined ? 'unknown' : region.mirrored ? 'mirrored' : 'unmirrored'
    bytes[kind] += overlap(span, region)
  }
  return bytes
}

/** How a span meets the regions of a layout. Bytes in no region are no memory the kernel knows and do not count. */
export function coverageOf(span: ErrorSpan | undefined, {mode, regions}: MirrorLayout): SpanCoverage {
  if (mode === 'none') return {where: 'unmirrored', mirroredShare: 0}
  if (span === undefined) return {where: 'no-span'}
  if (regions.length === 0) return mode === 'full' ? {where: 'mirrored', mirroredShare: 1} : {where: 'unknown'}
  const {mirrored, unmirrored, unknown} = count(span, regions)
  const known = mirrored + unmirrored
  if (known + unknown === 0n) return {where: 'outside'}
  if (unknown > 0n) return {where: 'unknown'}
  if (unmirrored === 0n) return {where: 'mirrored', mirroredShare: 1}
  if (mirrored === 0n) return {where: 'unmirrored', mirroredShare: 0}
  return {where: 'straddling', mirroredShare: Number((mirrored * 1000n) / known) / 1000}
}
