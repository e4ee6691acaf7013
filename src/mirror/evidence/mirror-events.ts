import type {MemoryError} from '../../errors/memory-error.js'
import {defineEvidence, type LayoutClaim} from '../define-evidence.js'
import type {Provenance} from '../layout.js'
import {efiMapsOf, mapInForce, regionsOf} from './_efi-maps.js'

/** A mirror at work where no range of a complete map is marked: only one of all memory hides from the map. */
const FULL = 0.8

const QUOTED_CHARACTERS = 200

const WORDS: Partial<Readonly<Record<MemoryError['mirrorEvidence'], string>>> = {
  failover: 'gave up one copy',
  scrubbed: 'repaired a copy from the other',
  secondary: 'had an error in the second copy',
  broken: 'was reported broken',
}

const provenanceOf = ({evidence}: MemoryError): Provenance => {
  const line = evidence[0]?.text.slice(0, QUOTED_CHARACTERS)
  return {field: 'mode', from: 'mca-misc', confidence: FULL, ...(line === undefined ? {} : {line})}
}

/** Errors that only a mirror can cause: there is one, whatever else the log says. */
export default defineEvidence({
  id: 'mirror-events',
  title: 'A mirror seen at work (failover, repair, second copy)',
  claim: (facts, mirrorEvents): LayoutClaim | undefined => {
    const [first] = mirrorEvents
    if (first === undefined) return undefined
    const said = `A mirror is in place here: it ${WORDS[first.mirrorEvidence] ?? 'was at work'} (${first.id}).`
    const map = mapInForce(efiMapsOf(facts))
    const shows = map !== undefined && regionsOf(map).some(({mirrored}) => mirrored === true)
    if (map?.complete !== true || shows) return {fields: {}, provenance: [], remarks: [said]}
    return {
      fields: {mode: 'full'},
      provenance: [provenanceOf(first)],
      remarks: [`${said} No range of the memory map is marked as mirrored, so it is most likely one of all memory.`],
    }
  },
})
