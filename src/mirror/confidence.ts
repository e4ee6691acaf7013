/** Version of the numbers below; verdicts of equal version are comparable. */
export const CONFIDENCE_VERSION = 1

/**
 * How sure each argument is when it speaks, 0 … 1, by rule id. Judgement, not measurement: high where the log or a
 * register says it outright, low where behaviour is not public. Factors of `CHAIN` are multiplied on top.
 */
export const CONFIDENCE = {
  'guest-log': 1,
  injected: 0.9,
  'no-hardware-record': 0.6,
  'no-error-class': 1,
  'corrected-only': 1,
  'both-copies-failed': 0.9,
  'mirror-failover': 0.95,
  'mirror-scrubbed': 0.95,
  'mirror-broken': 0.95,
  'second-copy-weak': 0.8,
  'second-copy-scrubbed': 0.6,
  'undecoded-mirror-field': 0.9,
  'core-or-cache': 0.95,
  'link-or-device': 0.95,
  'other-media': 0.9,
  'near-memory-cache': 0.8,
  'whole-controller': {paired: 0.8, unknown: 0.4},
  'address-before-copies': 0.7,
  'write-data-before-copies': 0.7,
  'channel-wires': {read: 0.5, write: 0.3},
  'channel-write-buffer': 0.3,
  'memory-encryption': 0.7,
  'poison-in-transit': 0.8,
  'source-unknown': 0.8,
  'layout-unknown': 1,
  'no-mirror': 0.98,
  'hypervisor-objects': 0.9,
  'full-mirror-no-address': 0.6,
  'no-address': 0.9,
  'outside-mirrored-ranges': 0.95,
  'straddles-border': 0.9,
  'address-outside-map': 0.9,
  'region-unknown': 0.9,
  'redundancy-already-lost': {tied: 0.9, loose: 0.5},
  'mirrored-channel-wires': 0.3,
  'mirrored-and-healthy': 0.8,
  'scrub-found-unmirrored': 0.9,
  'without-mirror': 0.98,
  'what-if-hypervisor-objects': 0.9,
  'full-absorbs': 0.9,
  'full-absorbs-with-failover': 0.85,
  'twin-already-failed': {full: 0.7, partial: 0.5},
  'both-copies-would-fail': 0.9,
  'kernel-content-steered': {known: 0.75, inferred: 0.5, leaky: 0.4},
  'user-content-outside': {known: 0.7, inferred: 0.5},
  'reliable-page-cache': 0.6,
  'no-consumer': 0.8,
  'content-unknown': 0.4,
  'no-outage-content': 0.8,
  'device-read': 0.7,
  'before-the-system-ran': {full: 0.6, partial: 0.6},
  'kdump-kernel': 0.8,
  'address-lens': 0.2,
} as const satisfies Readonly<Record<string, number | Readonly<Record<string, number>>>>

/** What weakens an argument, whichever it is. */
export const CHAIN = {
  /** OVER was set: the fields may belong to another error. */
  overflow: 0.6,
  /** No memory controller recorded the error. */
  inferredOrigin: 0.6,
  /** Most that a verdict may claim when trusted sources disagree on the layout. */
  conflictCap: 0.5,
  /** Least that is ever claimed. */
  floor: 0.05,
} as const
