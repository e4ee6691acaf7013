import type {MemoryError} from '../errors/memory-error.js'
import type {PlatformFact} from '../records/platform-fact.js'
import type {LayoutEvidence} from './define-evidence.js'
import type {MirrorLayout, MirrorRegion} from './layout.js'
import {type ClaimReader, readClaims} from './merge-claims.js'
import {joinRegions, overlayRegions} from './overlay-regions.js'
import {bytesOf, isDdr} from './region-sums.js'
import {settlePolicy} from './settle-policy.js'

/** A layout learnt from the facts of one boot, what is not known of it, and where sources disagree. */
export interface InferredLayout {
  readonly layout: MirrorLayout
  readonly remarks: readonly string[]
  readonly conflicts: readonly string[]
}

/** A field under its name when it is known, nothing otherwise. */
const field = <Name extends string, Value>(name: Name, value: Value | undefined): {readonly [Key in Name]?: Value} => {
  const empty: {readonly [Key in Name]?: Value} = {}
  return value === undefined ? empty : {...empty, [name]: value}
}

const platformOf = ({pick}: ClaimReader): MirrorLayout['platform'] => ({
  arch: pick('platform.arch', ({platform}) => platform?.arch) ?? 'unknown',
  ...field(
    'vendor',
    pick('platform.vendor', ({platform}) => platform?.vendor),
  ),
  ...field(
    'family',
    pick('platform.family', ({platform}) => platform?.family),
  ),
  ...field(
    'sockets',
    pick('platform.sockets', ({platform}) => platform?.sockets),
  ),
  ...field(
    'snc',
    pick('platform.snc', ({platform}) => platform?.snc),
  ),
  ...field(
    'memoryMode',
    pick('platform.memoryMode', ({platform}) => platform?.memoryMode),
  ),
  ...field(
    'hypervisorGuest',
    pick('platform.hypervisorGuest', ({platform}) => platform?.hypervisorGuest),
  ),
})

const capacityOf = ({pick}: ClaimReader): MirrorLayout['capacity'] => ({
  ...field(
    'installedBytes',
    pick('capacity.installedBytes', ({capacity}) => capacity?.installedBytes),
  ),
  ...field(
    'osVisibleBytes',
    pick('capacity.osVisibleBytes', ({capacity}) => capacity?.osVisibleBytes),
  ),
  ...field(
    'mirroredBytes',
    pick('capacity.mirroredBytes', ({capacity}) => capacity?.mirroredBytes),
  ),
})

const policyOf = ({pick}: ClaimReader): MirrorLayout['osPolicy'] => ({
  kind: pick('osPolicy.kind', ({osPolicy}) => osPolicy?.kind) ?? 'unknown',
  ...field(
    'kernel',
    pick('osPolicy.kernel', ({osPolicy}) => osPolicy?.kernel),
  ),
  ...field(
    'effective',
    pick('osPolicy.effective', ({osPolicy}) => osPolicy?.effective),
  ),
  ...field(
    'ineffectiveReason',
    pick('osPolicy.ineffectiveReason', ({osPolicy}) => osPolicy?.ineffectiveReason),
  ),
  ...field(
    'fallbackAllowed',
    pick('osPolicy.fallbackAllowed', ({osPolicy}) => osPolicy?.fallbackAllowed),
  ),
  ...field(
    'userPolicy',
    pick('osPolicy.userPolicy', ({osPolicy}) => osPolicy?.userPolicy),
  ),
})

/** Mirrored memory above a movable zone's start stays in zone Normal: the mark does not hold for it. */
const dropFalseZone = (region: MirrorRegion): MirrorRegion => {
  if (region.mirrored !== true || region.zone !== 'movable') return region
  const {zone: _zone, ...rest} = region
  return rest
}

function regionsOf({pick}: ClaimReader): readonly MirrorRegion[] {
  const base = pick('regions', ({regions}) => regions)
  if (base === undefined) return []
  const nodes = pick('regions[].node', ({regions}) => regions) ?? []
  const zones = pick('regions[].zone', ({regions}) => regions) ?? []
  return joinRegions(overlayRegions(overlayRegions(base, nodes), zones).map(dropFalseZone))
}

const unsaid = ({mirrored: _mirrored, ...region}: MirrorRegion): MirrorRegion => region

/** A mirror of all memory need not show in the firmware's map: where no range is marked, every one is mirrored. */
function showTransparent(layout: MirrorLayout): MirrorLayout {
  const {mode, regions, capacity} = layout
  if (mode !== 'full' || regions.length === 0 || regions.some(({mirrored}) => mirrored === true)) return layout
  const all = regions.map(region =>
    region.media === 'unknown' ? unsaid(region) : {...region, mirrored: isDdr(region)},
  )
  return {...layout, regions: all, capacity: {...capacity, mirroredBytes: bytesOf(all, isDdr)}}
}

const SEEN_AT_WORK: ReadonlySet<MemoryError['mirrorEvidence']> = new Set([
  'failover',
  'scrubbed',
  'secondary',
  'broken',
] as const)

/**
 * The actual layout of one boot, by its facts and the errors in which a mirror was seen at work. For every field the most trusted source wins; a field on which two trusted sources
 * disagree is named in `conflicts`, and verdicts that rest on it are held at half confidence.
 */
export function inferLayout(
  facts: readonly PlatformFact[],
  evidence: readonly LayoutEvidence[],
  errors: readonly MemoryError[] = [],
): InferredLayout {
  const mirrorEvents = errors.filter(({mirrorEvidence}) => SEEN_AT_WORK.has(mirrorEvidence))
  const claims = evidence.flatMap(({claim}) => claim(facts, mirrorEvents) ?? [])
  const reader = readClaims(claims)
  const {pick} = reader
  const layout: MirrorLayout = {
    schemaVersion: 1,
    name: 'actual',
    role: 'actual',
    mode: pick('mode', ({mode}) => mode) ?? 'unknown',
    platform: platformOf(reader),
    capacity: capacityOf(reader),
    ...field(
      'request',
      pick('request', ({request}) => request),
    ),
    ...field(
      'failover',
      pick('failover', ({failover}) => failover),
    ),
    ...field(
      'pairing',
      pick('pairing', ({pairing}) => pairing),
    ),
    regions: regionsOf(reader),
    osPolicy: policyOf(reader),
    ...field('provenance', reader.provenance().length === 0 ? undefined : reader.provenance()),
  }
  const settled = settlePolicy(showTransparent(layout))
  return {
    layout: settled.layout,
    remarks: [...new Set([...claims.flatMap(({remarks}) => remarks ?? []), ...settled.remarks])],
    conflicts: reader.conflicts(),
  }
}
