import type {PlatformFact} from '../../records/platform-fact.js'
import {defineEvidence, type LayoutClaim} from '../define-evidence.js'
import type {MirrorLayout, MirrorRegion} from '../layout.js'
import {bytesOf, isDdr} from '../region-sums.js'
import {type EfiMap, efiMapsOf, mapInForce, pretenceIn, regionsOf} from './_efi-maps.js'
import {factsOf, toldBy} from './_facts.js'
import {askedBy} from './_setting-names.js'

/** A complete map names every byte; one with lines missing still shows what it shows. */
const REGIONS = {complete: 0.98, torn: 0.7} as const
/** That some ranges are mirrored and others are not is printed outright. */
const PARTIAL = 0.98
/** All memory mirrored: full, if the firmware does not hold more memory that it shows to nobody. */
const FULL = 0.9
/** No range is mirrored; a mirror of all memory may still be there without showing in the map. */
const NONE = {amd: 0.95, other: 0.85} as const

type Told = {readonly mode?: MirrorLayout['mode']; readonly confidence: number; readonly remark?: string}

function modeOf(regions: readonly MirrorRegion[], map: EfiMap, amd: boolean, hidden: boolean): Told {
  const mirrored = regions.some(region => region.mirrored)
  if (mirrored && regions.filter(isDdr).every(region => region.mirrored)) return {mode: 'full', confidence: FULL}
  if (mirrored) return {mode: 'partial', confidence: PARTIAL}
  if (!map.complete)
    return {
      confidence: 0,
      remark: 'The EFI memory map is not complete in this log: that it shows no mirrored range proves nothing.',
    }
  if (hidden) return {confidence: 0}
  const remark = amd
    ? undefined
    : 'The EFI memory map shows no mirrored range. A mirror of all memory can be set up without showing there: the firmware setup (BIOS) tells.'
  return {mode: 'none', confidence: amd ? NONE.amd : NONE.other, ...(remark === undefined ? {} : {remark})}
}

function claimOf(map: EfiMap, amd: boolean, hidden: boolean): LayoutClaim {
  const regions = regionsOf(map)
  const {mode, confidence, remark} = modeOf(regions, map, amd, hidden)
  const trust = map.complete ? REGIONS.complete : REGIONS.torn
  const [line] = map.lines
  const capacity = {
    osVisibleBytes: bytesOf(regions, ({media}) => media !== 'pmem'),
    mirroredBytes: bytesOf(regions, region => region.mirrored === true),
  }
  return {
    fields: {regions, ...(mode === undefined ? {} : {mode}), ...(map.complete ? {capacity} : {})},
    provenance: [
      ...toldBy('efi-memmap', trust, ['regions', 'capacity'], line),
      ...(mode === undefined ? [] : toldBy('efi-memmap', confidence, ['mode'], line)),
    ],
    ...(remark === undefined ? {} : {remarks: [remark]}),
  }
}

/** A mirror of all memory that set-up asks for need not show in the map: that none shows says nothing then. */
const asksForFull = (facts: readonly PlatformFact[]): boolean =>
  factsOf(facts, 'firmware-setting').some(({name, value}) => askedBy(name, value).mode === 'full')

/** Ranges marked more reliable in the firmware's memory map, as the kernel prints it with `efi=debug`. */
export default defineEvidence({
  id: 'efi-memory-map',
  title: 'EFI memory map (efi=debug)',
  claim: (facts, mirrorEvents) => {
    if (pretenceIn(facts) !== undefined) return undefined
    const map = mapInForce(efiMapsOf(facts))
    const amd = factsOf(facts, 'cpu').some(({vendor}) => vendor === 'amd' || vendor === 'hygon')
    return map === undefined ? undefined : claimOf(map, amd, mirrorEvents.length > 0 || asksForFull(facts))
  },
})
