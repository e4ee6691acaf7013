import type {Envelope} from './log-line.js'

/** A line without its wrapper. */
export interface Peeled {
  readonly envelope: Envelope
  readonly message: string
  /** True for a head line whose time and host belong to the line below it. */
  readonly announces?: true
}

/** A wrapper around messages: one way syslog, the kernel or a collector says who and when. */
export interface EnvelopeForm {
  /** Kebab-case, equal to the file name. */
  readonly id: string
  readonly title: string
  /** Real lines, each of which this form, tried in catalogue order, is the first to peel. */
  readonly samples: readonly string[]
  /** Lower is tried first; equal orders by id. */
  readonly order: number
  /** What the first character of each such line is; absent where it may be any. */
  readonly first?: RegExp
  /** The envelope and the message behind it, or undefined when the line does not wear this wrapper. */
  readonly peel: (line: string) => Peeled | undefined
}

/** Declares an envelope; the identity function with a type. */
export const defineEnvelope = (form: EnvelopeForm): EnvelopeForm => form
