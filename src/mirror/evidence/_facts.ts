import type {PlatformFact} from '../../records/platform-fact.js'
import type {Provenance, ProvenanceSource} from '../layout.js'

export type FactOf<Name extends PlatformFact['fact']> = Extract<PlatformFact, {readonly fact: Name}>

/** Facts of one kind in log order. */
export const factsOf = <Name extends PlatformFact['fact']>(
  facts: readonly PlatformFact[],
  name: Name,
): readonly FactOf<Name>[] => facts.filter((fact): fact is FactOf<Name> => fact.fact === name)

/** Characters of a log line that provenance quotes. */
const QUOTED_CHARACTERS = 200

/** Provenance entries for several fields that one line told. */
export const toldBy = (
  from: ProvenanceSource,
  confidence: number,
  fields: readonly string[],
  fact?: PlatformFact,
): readonly Provenance[] => {
  const line = fact?.evidence[0]?.text.slice(0, QUOTED_CHARACTERS)
  return fields.map(field => ({field, from, confidence, ...(line === undefined ? {} : {line})}))
}

/** The kernel release of the boot, where a banner was seen. */
export const releaseOf = (facts: readonly PlatformFact[]): string | undefined =>
  factsOf(facts, 'kernel').at(-1)?.release
