import {dirname} from 'node:path'
import {type DumpPart, dumpsOf, joinParts, PART_HEAD_BYTES, partOf} from './dump-parts.js'
import {firstBytes} from './first-bytes.js'
import {isPackedPart, readPackedPart} from './packed-part.js'
import type {Source} from './source.js'
import {joinValues, valueFolder} from './value-files.js'

/** The first bytes of a source, at least a part's head of them where it has so many. */
type HeadOf = (source: Source) => Promise<Uint8Array>

/** The first bytes of a file on the disk; none of streams and of what cannot be read. */
async function headOnDisk({name, beside}: Source): Promise<Uint8Array> {
  if (beside === undefined) return new Uint8Array(0)
  if (isPackedPart(name)) return (await readPackedPart(name)) ?? new Uint8Array(0)
  return firstBytes(name, PART_HEAD_BYTES).catch(() => new Uint8Array(0))
}

const groupBy = <Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> => {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const standing = groups.get(key)
    if (standing === undefined) groups.set(key, [item])
    else standing.push(item)
  }
  return groups
}

/** What takes the place of the first of these sources; the others are in it. */
type Joined = ReadonlyMap<Source, Source | undefined>

const standIn = (members: readonly Source[], joined: Source): readonly (readonly [Source, Source | undefined])[] =>
  members.map((member, index) => [member, index === 0 ? joined : undefined])

const joinedValues = (sources: readonly Source[]): Joined => {
  const values = sources.flatMap(source => {
    const folder = valueFolder(source.name)
    return folder === undefined ? [] : [{folder, source}]
  })
  const groups = [...groupBy(values, ({folder}) => folder)]
  return new Map(
    groups.flatMap(([folder, members]) => {
      const ofFolder = members.map(({source}) => source)
      return standIn(ofFolder, joinValues(folder, ofFolder))
    }),
  )
}

async function joinedParts(sources: readonly Source[], headOf: HeadOf): Promise<Joined> {
  const parts: DumpPart[] = []
  for (const source of sources) {
    const part = partOf(source, await headOf(source))
    if (part !== undefined) parts.push(part)
  }
  const dumps = [...groupBy(parts, ({source}) => dirname(source.name)).values()].flatMap(dumpsOf)
  return new Map(
    dumps.flatMap(dump =>
      standIn(
        dump.map(({source}) => source),
        joinParts(dump),
      ),
    ),
  )
}

/**
 * The sources with those joined that say something only together: files of one value by their folder, parts of a saved
 * kernel log. What is joined stands where its first part stood.
 */
export async function joinSources(sources: readonly Source[], headOf: HeadOf = headOnDisk): Promise<readonly Source[]> {
  const values = joinedValues(sources)
  const rest = sources.filter(source => !values.has(source))
  const parts = rest.length < 2 ? new Map<Source, undefined>() : await joinedParts(rest, headOf)
  return sources.flatMap(source => {
    if (values.has(source)) return values.get(source) ?? []
    return parts.has(source) ? (parts.get(source) ?? []) : [source]
  })
}
