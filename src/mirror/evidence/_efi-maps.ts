import type {PlatformFact} from '../../records/platform-fact.js'
import type {MirrorRegion} from '../layout.js'
import {joinRegions} from '../overlay-regions.js'
import {type FactOf, factsOf} from './_facts.js'

type EfiRegion = FactOf<'efi-memory-region'>

/** One printing of the firmware's memory map. */
export interface EfiMap {
  readonly lines: readonly EfiRegion[]
  /** True when no line is missing, as far as descriptor numbers show. */
  readonly complete: boolean
}

/** Descriptor numbers count from 0 without a gap; the arm64 form has none, its maps are believed. */
const isComplete = (lines: readonly EfiRegion[]): boolean =>
  lines.every(({index}, at) => index === undefined || index === at)

/** The kernel's list of runtime regions holds no free memory: it is not the map. */
const isWholeMap = (lines: readonly EfiRegion[]): boolean =>
  lines.some(line => line.usable && !line.runtimeMap && /^conventional|^type=7$/i.test(line.type))

/** All maps of a boot in printing order, kept apart: the kernel prints an updated map behind the original. */
export function efiMapsOf(facts: readonly PlatformFact[]): readonly EfiMap[] {
  const maps = new Map<string, EfiRegion[]>()
  for (const fact of factsOf(facts, 'efi-memory-region')) {
    const key = `${fact.evidence[0]?.position.input ?? 0} ${fact.map ?? 0}`
    const lines = maps.get(key) ?? []
    maps.set(key, lines)
    const echo = lines.at(-1)
    if (echo?.index !== fact.index || echo?.start !== fact.start) lines.push(fact)
  }
  return [...maps.values()].filter(isWholeMap).map(lines => ({lines, complete: isComplete(lines)}))
}

/** The map the kernel went on with: the last complete one, else the longest. */
export const mapInForce = (maps: readonly EfiMap[]): EfiMap | undefined =>
  maps.findLast(map => map.complete) ??
  maps.reduce<EfiMap | undefined>(
    (longest, map) => (longest === undefined || map.lines.length > longest.lines.length ? map : longest),
    undefined,
  )

const isPersistent = ({type}: EfiRegion): boolean => /^persistent|^type=14$/i.test(type)

/** Memory that firmware set aside for special purposes is no DIMM as a rule: it lies in the package or behind CXL. */
const mediaOf = (line: EfiRegion): Pick<MirrorRegion, 'media'> => {
  if (isPersistent(line)) return {media: 'pmem'}
  return line.attributes.includes('SP') ? {media: 'unknown'} : {}
}

/** Memory the kernel can use, and persistent memory, neighbours joined; marks on other descriptors do not count. */
export const regionsOf = ({lines}: EfiMap): readonly MirrorRegion[] =>
  joinRegions(
    lines
      .filter(line => (line.usable || isPersistent(line)) && line.end > line.start)
      .map(line => ({
        start: line.start,
        end: line.end,
        mirrored: line.mirrored,
        source: 'efi-memmap',
        ...mediaOf(line),
      })),
  )

/** EFI_MEMORY_MORE_RELIABLE (UEFI 2.10, GetMemoryMap). */
const MORE_RELIABLE = 0x1_0000n

const saysReliable = (text: string): boolean =>
  [...text.matchAll(/(?:attr=|:)0x([0-9a-f]{1,16})\b/gi)].some(
    ([, digits = '0']) => (BigInt(`0x${digits}`) & MORE_RELIABLE) !== 0n,
  )

/** The line or option by which someone made the kernel pretend that ranges are mirrored. */
export const pretenceIn = (facts: readonly PlatformFact[]): PlatformFact | undefined =>
  factsOf(facts, 'efi-fake-mem').find(fact => saysReliable(fact.text)) ??
  factsOf(facts, 'command-line').find(fact =>
    fact.text.split(/\s+/).some(word => word.startsWith('efi_fake_mem=') && saysReliable(word)),
  )
