import type {SecretKind} from './pseudonyms.js'

/** A name in a text: where it stands and what it names. */
export interface Secret {
  /** Absent for passwords and keys. */
  readonly kind?: SecretKind
  readonly start: number
  readonly end: number
  /** The name as its pseudonym is known by; absent like `kind`, for what is taken out and never kept, not even in the private map. */
  readonly name?: string
}
