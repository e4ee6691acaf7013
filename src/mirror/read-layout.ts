import type {MirrorLayout, MirrorRegion} from './layout.js'
import type {LayoutFinding} from './layout-finding.js'
import {LAYOUT_SHAPE} from './layout-shape.js'

/** A region in JSON: addresses as `0x…` texts, unknown mirroring as null. */
type RegionJson = Omit<MirrorRegion, 'start' | 'end' | 'mirrored'> & {
  readonly start: string
  readonly end: string
  readonly mirrored: boolean | null
}

/** A layout in JSON, the shape of `schemas/layout.schema.json`. */
export type LayoutJson = Omit<MirrorLayout, 'regions'> & {readonly regions: readonly RegionJson[]}

const readRegion = ({mirrored, start, end, ...rest}: RegionJson): MirrorRegion => ({
  ...rest,
  start: BigInt(start),
  end: BigInt(end),
  ...(mirrored === null ? {} : {mirrored}),
})

function shapeFindings(json: unknown): readonly LayoutFinding[] {
  const findings: LayoutFinding[] = []
  LAYOUT_SHAPE(json, '', (at, wrong, fix) =>
    findings.push({rule: 'shape', severity: 'error', message: `${at === '' ? 'the layout' : at} ${wrong}`, fix}),
  )
  return findings
}

/** A layout from parsed JSON of any origin; without one, `problems` says field by field what does not fit. */
export function readLayout(json: unknown): {
  readonly layout?: MirrorLayout
  readonly problems: readonly LayoutFinding[]
} {
  const problems = shapeFindings(json)
  if (problems.length > 0) return {problems}
  const checked = json as LayoutJson
  return {layout: {...checked, regions: checked.regions.map(readRegion)}, problems}
}
