/** Characters a comment of the usual ticket systems holds, with room for a word of one's own. */
export const TICKET_CHARACTERS = 32_000

/** Sections that a ticket can miss, those first that it misses least. */
const MISSED_LEAST = [
  'method',
  'registers',
  'machine',
  'counted',
  'address-map',
  'timeline',
  'around',
  'redundancy',
  'risk',
  'ladder',
  'evidence',
  'verdict',
]

/** One section as it would be written. */
export interface WrittenSection {
  readonly id: string
  readonly title: string
  readonly text: string
}

const rank = ({id}: WrittenSection): number => {
  const at = MISSED_LEAST.indexOf(id)
  return at < 0 ? MISSED_LEAST.length : at
}

/** The sections that have room beside `taken` characters, in their order, and those that were left out for it: most missed first. */
export function fitTicket(
  sections: readonly WrittenSection[],
  taken: number,
): {readonly kept: readonly WrittenSection[]; readonly left: readonly WrittenSection[]} {
  const kept = new Set<WrittenSection>()
  let length = taken
  for (const section of sections.toSorted((a, b) => rank(b) - rank(a))) {
    if (length + section.text.length > TICKET_CHARACTERS) continue
    kept.add(section)
    length += section.text.length
  }
  return {kept: sections.filter(section => kept.has(section)), left: sections.filter(section => !kept.has(section))}
}
