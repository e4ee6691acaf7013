import type {Measure} from '../tolerance/tolerance-verdict.js'

/** A measure of the ladder other than leaving the machine as it was. */
export type Mitigation = Exclude<Measure, 'as-it-was'>

/** Every measure that is set against the machine as it was, in the ladder's order. */
export const MITIGATIONS = [
  'newer-kernel',
  'tolerant-kernel',
  'page-offline',
  'swap-in-time',
  'kernelcore-mirror',
  'partial-mirror',
  'full-mirror',
] as const satisfies readonly Mitigation[]

/** Measures that need no mirror: what is believed of each is one share of fatal incidents. */
export const PLAIN_MEASURES = ['newer-kernel', 'tolerant-kernel', 'page-offline', 'swap-in-time'] as const

/** A measure that needs no mirror. */
export type PlainMeasure = (typeof PLAIN_MEASURES)[number]

/** What a measure's minutes are called where assumptions are told to move them. */
export const SAVED_BY = {
  'newer-kernel': 'minutes saved by a newer kernel',
  'tolerant-kernel': 'minutes saved by a kernel that downgrades errors',
  'page-offline': 'minutes saved by taking pages out of use',
  'swap-in-time': 'minutes saved by swapping DIMMs in time',
  'kernelcore-mirror': 'minutes saved by steering the kernel into the mirror at hand',
  'partial-mirror': 'minutes saved by mirrored kernel memory',
  'full-mirror': 'minutes saved by a full mirror',
} as const satisfies Readonly<Record<Mitigation, string>>
