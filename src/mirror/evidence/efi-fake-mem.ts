import {defineEvidence, type LayoutClaim} from '../define-evidence.js'
import type {MirrorRegion} from '../layout.js'
import {type EfiMap, efiMapsOf, mapInForce, pretenceIn, regionsOf} from './_efi-maps.js'
import {toldBy} from './_facts.js'

/** The option was printed or given: the pretence itself is certain. */
const CERTAIN = 0.99
/** What the map printed before the pretence shows. */
const ORIGINAL = 0.85

const REMARK =
  'Mirrored ranges in this log are simulated (efi_fake_mem): the kernel steers data to them, but no hardware holds a second copy.'

const withoutPretence = (regions: readonly MirrorRegion[]): readonly MirrorRegion[] =>
  regions.map(({mirrored: _mirrored, ...rest}) => rest)

/** With two maps the first is the firmware's own; a single one may be either. */
const originalOf = (maps: readonly EfiMap[]): EfiMap | undefined =>
  maps.length > 1 && maps[0]?.complete ? maps[0] : undefined

/** Mirrored memory that was only pretended, for tests of the kernel: it protects nothing. */
export default defineEvidence({
  id: 'efi-fake-mem',
  title: 'Simulated mirrored memory (efi_fake_mem)',
  claim: (facts): LayoutClaim | undefined => {
    const pretence = pretenceIn(facts)
    if (pretence === undefined) return undefined
    const maps = efiMapsOf(facts)
    const original = originalOf(maps)
    if (original !== undefined) {
      const regions = regionsOf(original)
      const real = regions.some(region => region.mirrored)
      return {
        fields: {mode: real ? 'partial' : 'none', regions},
        provenance: toldBy('efi-memmap', ORIGINAL, ['mode', 'regions'], pretence),
        remarks: [REMARK],
      }
    }
    const map = mapInForce(maps)
    return {
      fields: {mode: 'unknown', ...(map === undefined ? {} : {regions: withoutPretence(regionsOf(map))})},
      provenance: toldBy('kernel-log', CERTAIN, ['mode', 'regions'], pretence),
      remarks: [REMARK],
    }
  },
})
