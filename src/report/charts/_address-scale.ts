/** Part of the address space drawn in one piece: bytes, and pixels from the left. */
interface Stretch {
  readonly start: number
  readonly end: number
  readonly x0: number
  readonly x1: number
}

/** A hole that is drawn short: its size in bytes, and where the break stands, pixels. */
interface Break {
  readonly bytes: number
  readonly x0: number
  readonly x1: number
}

/** Where addresses stand on a bar: in one piece, or in stretches with breaks between them. */
export interface AddressScale {
  readonly x: (at: number) => number
  readonly stretches: readonly Stretch[]
  readonly breaks: readonly Break[]
}

/** What has to be seen: regions, and errors as spans of no size. */
interface Span {
  readonly start: number
  readonly end: number
}

/** Holes of less than this share of all that is filled stay as they are. */
const SMALL_HOLE = 1 / 8
/** Pixels of a break, and the share of the bar that all of them may take. */
const BREAK = 30
const MOST_BREAKS = 0.35
/** A stretch is never narrower than this share of all that is filled. */
const LEAST_STRETCH = 1 / 40

const sizeOf = (spans: readonly Span[]): number => spans.reduce((sum, {start, end}) => sum + end - start, 0)

/** Spans that stand close together as one; the whole space where holes are less than half of it. */
function stretchesOf(spans: readonly Span[], end: number): readonly Span[] {
  const filled = sizeOf(spans)
  if (filled === 0 || filled * 2 >= end) return [{start: 0, end}]
  const found: Span[] = [{start: 0, end: 0}]
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = found.at(-1)
    if (last !== undefined && span.start - last.end <= filled * SMALL_HOLE)
      found.splice(-1, 1, {start: last.start, end: Math.max(last.end, span.end)})
    else found.push(span)
  }
  return found.filter((stretch, index) => index > 0 || stretch.end > 0)
}

/** Lays an address space out between two pixels: holes that dwarf what is filled become breaks of one width. */
export function addressScale(spans: readonly Span[], end: number, [from, to]: readonly [number, number]): AddressScale {
  const parts = stretchesOf(spans, end)
  const holes = parts.map((part, index) => part.start - (parts[index - 1]?.end ?? 0))
  const count = holes.filter(hole => hole > 0).length
  const gap = count === 0 ? 0 : Math.min(BREAK, ((to - from) * MOST_BREAKS) / count)
  const least = sizeOf(parts) * LEAST_STRETCH
  const weights = parts.map(({start, end: behind}) => Math.max(behind - start, least))
  const unit = (to - from - gap * count) / weights.reduce((sum, weight) => sum + weight, 0)
  const stretches: Stretch[] = []
  const breaks: Break[] = []
  let at = from
  for (const [index, part] of parts.entries()) {
    const hole = holes[index] ?? 0
    if (hole > 0) {
      breaks.push({bytes: hole, x0: at, x1: at + gap})
      at += gap
    }
    const x1 = at + (weights[index] ?? 0) * unit
    stretches.push({...part, x0: at, x1})
    at = x1
  }
  return {x: address => placeOf(address, stretches), stretches, breaks}
}

/** The pixel of an address; one in a hole stands at the end of the stretch before it. */
function placeOf(address: number, stretches: readonly Stretch[]): number {
  const [first] = stretches
  const {start, end, x0, x1} = stretches.findLast(stretch => stretch.start <= address) ?? first ?? EMPTY
  const share = end > start ? (address - start) / (end - start) : 0.5
  return x0 + (x1 - x0) * Math.min(Math.max(share, 0), 1)
}

const EMPTY: Stretch = {start: 0, end: 0, x0: 0, x1: 0}
