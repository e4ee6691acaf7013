import type {MirrorRegion} from './layout.js'

/** What is known of a span besides its mirroring: the node it belongs to, the zone the kernel made of it. */
export type RegionMark = Pick<MirrorRegion, 'start' | 'end' | 'node' | 'zone'>

const cutsWithin = ({start, end}: MirrorRegion, marks: readonly RegionMark[]): readonly bigint[] =>
  [...new Set(marks.flatMap(mark => [mark.start, mark.end]))].filter(cut => cut > start && cut < end)

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0)

const alike = (a: MirrorRegion, b: MirrorRegion): boolean =>
  a.mirrored === b.mirrored && a.node === b.node && a.zone === b.zone && a.media === b.media && a.source === b.source

/** Sorts regions and joins neighbours that touch and are alike. */
export function joinRegions(regions: readonly MirrorRegion[]): readonly MirrorRegion[] {
  const joined: MirrorRegion[] = []
  for (const region of [...regions].sort((a, b) => compare(a.start, b.start))) {
    const last = joined.at(-1)
    const touches = last !== undefined && last.end >= region.start && alike(last, region)
    if (!touches) joined.push(region)
    else if (region.end > last.end) joined[joined.length - 1] = {...last, end: region.end}
  }
  return joined
}

function mark(region: MirrorRegion, marks: readonly RegionMark[]): MirrorRegion {
  const found = marks.find(({start, end}) => start <= region.start && end >= region.end)
  if (found === undefined) return region
  return {
    ...region,
    ...(found.node === undefined ? {} : {node: found.node}),
    ...(found.zone === undefined ? {} : {zone: found.zone}),
  }
}

/** Cuts regions where marks begin and end, and writes the marks' node or zone on the pieces they cover whole. */
export function overlayRegions(
  regions: readonly MirrorRegion[],
  marks: readonly RegionMark[],
): readonly MirrorRegion[] {
  const pieces = regions.flatMap(region => {
    const cuts = [region.start, ...[...cutsWithin(region, marks)].sort(compare), region.end]
    return cuts.slice(1).map((end, index) => ({...region, start: cuts[index] ?? region.start, end}))
  })
  return joinRegions(pieces.map(piece => mark(piece, marks)))
}
