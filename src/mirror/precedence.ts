import type {Rule} from './define-rule.js'

/** Place of the rules of a group that the table does not name: third parties' arguments. */
interface Others {
  readonly others: Rule['group']
}

/**
 * Which opinion becomes the verdict: the first in this order that spoke. Gates come first, then what the log itself
 * tells of mirroring, then where the fault lies, then what the layout says.
 */
export const PRECEDENCE: readonly (string | Others)[] = [
  'guest-log',
  'injected',
  'no-hardware-record',
  {others: 'gate'},
  'both-copies-failed',
  'mirror-failover',
  'mirror-scrubbed',
  'mirror-broken',
  'second-copy-weak',
  'second-copy-scrubbed',
  'undecoded-mirror-field',
  {others: 'observed'},
  'no-error-class',
  'corrected-only',
  'core-or-cache',
  'link-or-device',
  'other-media',
  'near-memory-cache',
  'poison-in-transit',
  'memory-encryption',
  'address-before-copies',
  'write-data-before-copies',
  'whole-controller',
  {others: 'scope'},
  'source-unknown',
  'without-mirror',
  'no-mirror',
  'redundancy-already-lost',
  'layout-unknown',
  'hypervisor-objects',
  'mirrored-channel-wires',
  'full-mirror-no-address',
  'no-address',
  'region-unknown',
  'scrub-found-unmirrored',
  'outside-mirrored-ranges',
  'straddles-border',
  'address-outside-map',
  'mirrored-and-healthy',
  {others: 'actual'},
  'what-if-hypervisor-objects',
  'both-copies-would-fail',
  'twin-already-failed',
  'kdump-kernel',
  'no-consumer',
  'channel-wires',
  'channel-write-buffer',
  'before-the-system-ran',
  'full-absorbs-with-failover',
  'full-absorbs',
  'no-outage-content',
  'device-read',
  'kernel-content-steered',
  'reliable-page-cache',
  'user-content-outside',
  'content-unknown',
  {others: 'what-if'},
  'address-lens',
]

/** Rank of a rule, lower speaks first; rules the table does not name stand where their group's others stand. */
export function rankOf({id, group}: Pick<Rule, 'id' | 'group'>): number {
  const named = PRECEDENCE.indexOf(id)
  if (named >= 0) return named
  return PRECEDENCE.findIndex(entry => typeof entry !== 'string' && entry.others === group)
}
