import type {MirrorLayout, MirrorRegion} from './layout.js'
import type {LayoutJson} from './read-layout.js'

const writeRegion = ({start, end, mirrored, ...rest}: MirrorRegion): LayoutJson['regions'][number] => ({
  start: `0x${start.toString(16)}`,
  end: `0x${end.toString(16)}`,
  mirrored: mirrored ?? null,
  ...rest,
})

/** The layout as JSON can hold it: addresses as lower-case hex texts, unknown mirroring as null. */
export const writeLayout = (layout: MirrorLayout): LayoutJson => ({
  ...layout,
  regions: layout.regions.map(writeRegion),
})
