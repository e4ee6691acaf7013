import type {MirrorLayout, MirrorRegion} from '../../src/mirror/layout.js'

const GIB = 1n << 30n

/** Two nodes: below 4 GiB and 8 GiB of each node mirrored, kernel data steered in. */
export const PARTIAL_REGIONS: readonly MirrorRegion[] = [
  {start: 0n, end: 2n * GIB, mirrored: true, node: 0},
  {start: 4n * GIB, end: 12n * GIB, mirrored: true, node: 0},
  {start: 12n * GIB, end: 64n * GIB, mirrored: false, node: 0},
  {start: 64n * GIB, end: 72n * GIB, mirrored: true, node: 1},
  {start: 72n * GIB, end: 128n * GIB, mirrored: false, node: 1},
]

/** A partial mirror with kernel data steered into it, with the fields that differ. */
export const layoutWith = (fields: Partial<MirrorLayout> = {}): MirrorLayout => ({
  schemaVersion: 1,
  name: 'test',
  role: 'actual',
  mode: 'partial',
  platform: {arch: 'x86_64', vendor: 'intel'},
  capacity: {},
  regions: PARTIAL_REGIONS,
  osPolicy: {kind: 'kernelcore-mirror', effective: true, userPolicy: 'never'},
  ...fields,
})

/** A layout of that mode without regions or policy. */
export const bareLayout = (mode: MirrorLayout['mode']): MirrorLayout =>
  layoutWith({mode, regions: [], osPolicy: {kind: 'none'}})
