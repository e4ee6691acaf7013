import type {MirrorLayout, MirrorRegion} from './layout.js'
import {bytesOf, isDdr} from './region-sums.js'
import {repackRegions} from './repack-regions.js'

/** Firmware takes at most half of what is installed (efibootmgr.c: 50.00 %). */
const MOST_PERCENT = 50
const BASIS_POINTS = 100

type Kept = Pick<MirrorLayout, 'schemaVersion' | 'platform' | 'pairing' | 'failover' | 'role'>

/** What does not change with the mirror mode: the machine, which channels pair, whether failover is on. */
const keep = ({platform, pairing, failover}: MirrorLayout): Kept => ({
  schemaVersion: 1,
  role: 'hypothetical',
  platform,
  ...(pairing === undefined ? {} : {pairing}),
  ...(failover?.enabled === undefined ? {} : {failover: {enabled: failover.enabled}}),
})

/** The crash kernel ignores `kernelcore=mirror` whatever the layout. */
const steered = (
  {osPolicy}: MirrorLayout,
  kind: 'kernelcore-mirror' | 'openeuler-reliable',
): MirrorLayout['osPolicy'] => {
  const kernel = osPolicy.kernel === undefined ? {} : {kernel: osPolicy.kernel}
  if (osPolicy.ineffectiveReason === 'kdump-kernel')
    return {kind, ...kernel, effective: false, ineffectiveReason: 'kdump-kernel'}
  return kind === 'kernelcore-mirror'
    ? {kind, ...kernel, effective: true, fallbackAllowed: false, userPolicy: 'never'}
    : {kind, ...kernel, effective: true, fallbackAllowed: true, userPolicy: 'flagged-tasks'}
}

/** Memory in DIMMs by what is there now: every mirrored byte hides a second one. */
const installedOf = ({capacity, regions}: MirrorLayout): number | undefined => {
  if (capacity.installedBytes !== undefined) return capacity.installedBytes
  return regions.length === 0
    ? undefined
    : bytesOf(regions, isDdr) + bytesOf(regions, region => region.mirrored === true)
}

const sizes = (installed: number | undefined, mirrored: number | undefined): MirrorLayout['capacity'] => {
  if (installed === undefined) return {}
  if (mirrored === undefined) return {installedBytes: installed}
  return {installedBytes: installed, mirroredBytes: mirrored, osVisibleBytes: installed - mirrored}
}

const unmirrored = ({mirrored: _mirrored, zone: _zone, ...rest}: MirrorRegion): MirrorRegion => ({
  ...rest,
  mirrored: false,
})

const none = (actual: MirrorLayout): MirrorLayout => ({
  ...keep(actual),
  name: 'none',
  mode: 'none',
  capacity: sizes(installedOf(actual), 0),
  regions: actual.regions.map(unmirrored),
  osPolicy: {kind: 'none'},
})

/** Addresses do not matter: everything has a second copy. */
function full(actual: MirrorLayout, name = 'full'): MirrorLayout {
  const installed = installedOf(actual)
  return {
    ...keep(actual),
    name,
    mode: 'full',
    capacity: sizes(installed, installed === undefined ? undefined : Math.floor(installed / 2)),
    regions: [],
    osPolicy: {kind: 'none'},
  }
}

function partial(
  actual: MirrorLayout,
  name: string,
  percent: number,
  kind: 'kernelcore-mirror' | 'openeuler-reliable',
): MirrorLayout {
  const above4GBasisPoints = Math.round(percent * BASIS_POINTS)
  const regions = repackRegions(actual.regions, above4GBasisPoints)
  const known = regions.length > 0
  return {
    ...keep(actual),
    name,
    mode: 'partial',
    capacity: sizes(installedOf(actual), known ? bytesOf(regions, region => region.mirrored === true) : undefined),
    request: {below4G: true, above4GBasisPoints, source: 'user'},
    regions,
    osPolicy: steered(actual, kind),
  }
}

const NAME = /^(partial|reliable):(\d{1,2}(?:\.\d{1,2})?)$/

/** True for the names `hypotheticalLayout` knows. */
export function isLayoutName(name: string): boolean {
  const percent = NAME.exec(name)?.[2]
  return name === 'none' || name === 'full' || (percent !== undefined && Number(percent) <= MOST_PERCENT)
}

/**
 * The layout that a what-if name stands for on this machine: `none`, `full`, `partial:P` (below 4 GiB and P % of what
 * lies above, kernel data steered in) or `reliable:P` (page cache and flagged tasks too). P is 0 … 50 with at most two
 * decimals; 50 is a full mirror. Undefined for any other name.
 */
export function hypotheticalLayout(name: string, actual: MirrorLayout): MirrorLayout | undefined {
  if (name === 'none') return none(actual)
  if (name === 'full') return full(actual)
  const [, kind, percent] = NAME.exec(name) ?? []
  if (!isLayoutName(name) || kind === undefined || percent === undefined) return undefined
  if (Number(percent) === MOST_PERCENT) return full(actual, name)
  return partial(actual, name, Number(percent), kind === 'partial' ? 'kernelcore-mirror' : 'openeuler-reliable')
}
