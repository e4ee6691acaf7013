import type {Incident} from '../../incidents/incident.js'
import type {HitContent} from '../define-rule.js'
import {isUncorrected} from '../error-nature.js'
import type {MirrorLayout} from '../layout.js'

/** True for layouts in which some DIMM memory has two copies. */
export const hasMirror = ({mode}: MirrorLayout): boolean => mode === 'full' || mode === 'partial'

/** True when a partial mirror would hold content of this kind: the kernel's own, and with graded memory file pages too. */
export const wouldHold = ({osPolicy}: MirrorLayout, content: HitContent): boolean =>
  content.kind === 'kernel' || (content.kind === 'page-cache' && osPolicy.kind === 'openeuler-reliable')

/** Failover is on unless the layout says otherwise: that is the firmware's default. */
export const failsOver = ({failover}: MirrorLayout): boolean => failover?.enabled !== false

/** True when a mirror would have had something to do: data was lost, or a mirror saved it. */
export const neededMirror = (incident: Incident): boolean =>
  isUncorrected(incident) ||
  incident.errors.some(({mirrorEvidence}) => mirrorEvidence === 'failover' || mirrorEvidence === 'scrubbed')

/** True when a mirror was seen to give up a copy over this very error. */
export const sawFailover = ({errors}: Incident): boolean =>
  errors.some(({mirrorEvidence}) => mirrorEvidence === 'failover')
