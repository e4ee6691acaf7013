import type {MemoryError} from '../errors/memory-error.js'
import type {PlatformFact} from '../records/platform-fact.js'
import type {MirrorLayout, Provenance} from './layout.js'

/** What one kind of evidence says about the layout: only the fields it knows, each with its provenance. */
export interface LayoutClaim {
  readonly fields: Partial<Omit<MirrorLayout, 'schemaVersion' | 'name' | 'role' | 'provenance'>>
  readonly provenance: readonly Provenance[]
  /** Sentences for the report: what is not known, what was ignored. */
  readonly remarks?: readonly string[]
}

/** A way to learn a layout from the facts of one boot. */
export interface LayoutEvidence {
  /** Kebab-case, equal to the file name. */
  readonly id: string
  readonly title: string
  /** `mirrorEvents`: errors of the boot in which a mirror was seen at work. */
  readonly claim: (facts: readonly PlatformFact[], mirrorEvents: readonly MemoryError[]) => LayoutClaim | undefined
}

/** Declares a way to learn a layout; the identity function with a type. */
export const defineEvidence = (evidence: LayoutEvidence): LayoutEvidence => evidence
