import {hasConsumer} from './consumer.js'
import type {MirrorLayout} from './layout.js'

/** Name under which the layout “the mirror at hand, with kernel data steered in” is judged. */
export const STEERED = 'kernelcore=mirror'

/** The layout with kernel data steered into the mirror at hand, or in one sentence why there is nothing to steer. */
export type Steering =
  | {readonly layout: MirrorLayout}
  | {readonly settled: 'no' | 'unknown' | 'not-needed'; readonly because: string}

const OFFERED = new Set<MirrorLayout['mode']>(['partial'])

/** What `kernelcore=mirror` alone, with the firmware left as it is, would have made of a layout. */
export function steerIntoMirror(actual: MirrorLayout): Steering {
  const {mode, osPolicy, platform} = actual
  if (mode === 'unknown')
    return {settled: 'unknown', because: 'Cannot tell: whether firmware offers mirrored memory here is not in the log.'}
  if (mode === 'full') return {settled: 'not-needed', because: 'All memory is mirrored: there is nothing to steer.'}
  if (!OFFERED.has(mode))
    return {
      settled: 'no',
      because: 'Firmware offers no mirrored memory here, and without it kernelcore=mirror does nothing.',
    }
  if (osPolicy.ineffectiveReason === 'kernel-too-old')
    return {settled: 'no', because: 'This kernel is too old to steer its data: Linux 4.6 brought the option.'}
  if (osPolicy.ineffectiveReason === 'kdump-kernel')
    return {settled: 'no', because: 'The crash kernel ignores the option.'}
  if (hasConsumer(actual) && osPolicy.kind !== 'boot-only')
    return {settled: 'no', because: 'Kernel data was steered into the mirrored ranges already.'}
  if (platform.hypervisorGuest === true)
    return {settled: 'unknown', because: 'Cannot tell: a virtual machine’s layout says nothing of the host’s.'}
  const {ineffectiveReason: _why, ...policy} = osPolicy
  const {role: _role, name: _name, ...rest} = actual
  return {
    layout: {
      ...rest,
      role: 'hypothetical',
      name: STEERED,
      osPolicy: {...policy, kind: 'kernelcore-mirror', effective: true, fallbackAllowed: false, userPolicy: 'never'},
    },
  }
}
