import {defineEvidence} from '../define-evidence.js'
import {pretenceIn} from './_efi-maps.js'
import {factsOf, toldBy} from './_facts.js'

/** The line proves that a mirror is there, not whether it is all of memory: kept below what settles a conflict. */
const MODE = 0.79
/** Every descriptor counts, reserved ones too, and the number is cut to MiB. */
const BYTES = 0.6
const MIB = 2 ** 20

/** `efi: Memory: xM/yM mirrored memory`: the firmware offers mirrored ranges; whether anything uses them is another matter. */
export default defineEvidence({
  id: 'mirrored-total',
  title: 'Total of mirrored memory (efi: Memory: xM/yM mirrored memory)',
  claim: facts => {
    const told = factsOf(facts, 'mirrored-total').at(-1)
    if (told === undefined || told.mirroredMiB === 0 || pretenceIn(facts) !== undefined) return undefined
    return {
      fields: {mode: 'partial', capacity: {mirroredBytes: told.mirroredMiB * MIB}},
      provenance: [
        ...toldBy('efi-summary-line', MODE, ['mode'], told),
        ...toldBy('efi-summary-line', BYTES, ['capacity.mirroredBytes'], told),
      ],
      remarks: [
        `The firmware offers ${told.mirroredMiB} MiB of mirrored memory. The total beside it (${told.totalMiB} MiB) counts device memory too: the two are no share.`,
      ],
    }
  },
})
