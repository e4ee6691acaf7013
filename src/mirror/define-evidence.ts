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
  readonly claim: (facts: readonly PlatformFact[]) => LayoutClaim | undefined
}

/** Declares a way to learn a layout; the identity function with a type. */
export const defineEvidence = (evidence: LayoutEvidence): LayoutEvidence => evidence
