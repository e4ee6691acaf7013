import type {MirrorLayout} from './layout.js'

/** Who steers data into a partial mirror. */
export const hasConsumer = ({osPolicy}: MirrorLayout): boolean =>
  osPolicy.effective !== false &&
  (osPolicy.kind === 'kernelcore-mirror' || osPolicy.kind === 'openeuler-reliable' || osPolicy.kind === 'esxi-reliable')
