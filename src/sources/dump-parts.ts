import {createByteReader, remaining} from './byte-reader.js'
import type {Source} from './source.js'
import {newestOf} from './value-files.js'

// The kernel's dying log in a firmware store is cut into parts of some kilobytes, the newest lines in part 1:
//   Panic#1 Part3
//   <4>[  812.334112] …

const HEAD =
  /^(?:====\d{1,12}\.\d{1,9}(?:-[CD])?\n)?(Panic|Oops|Emergency|Restart|Halt|Poweroff|Shutdown|Unknown)#(\d{1,6}) Part(\d{1,6})\r?\n/

/** Bytes that hold a part's head. */
export const PART_HEAD_BYTES = 64

/** A part of a saved log. */
export interface DumpPart {
  readonly source: Source
  /** `Panic#1`: which of the boot's dumps. */
  readonly dump: string
  /** 1 is the newest. */
  readonly number: number
}

const LETTERS = new TextDecoder('latin1')

/** The part that begins with these bytes; undefined when they are no part's. */
export function partOf(source: Source, head: Uint8Array): DumpPart | undefined {
  const [, why, count, number] = HEAD.exec(LETTERS.decode(head)) ?? []
  return number === undefined ? undefined : {source, dump: `${why}#${count}`, number: Number(number)}
}

async function* bodies(parts: readonly DumpPart[]): AsyncIterable<Uint8Array> {
  for (const {source} of parts) {
    const reader = createByteReader(source.read())
    const head = await reader.take(PART_HEAD_BYTES)
    reader.unread(head.subarray(HEAD.exec(LETTERS.decode(head))?.[0].length ?? 0))
    yield* remaining(reader)
  }
}

/** One dump from its parts, oldest lines first, heads taken off. */
export function joinParts(parts: readonly DumpPart[]): Source {
  const inOrder = parts.toSorted((a, b) => b.number - a.number)
  const sources = inOrder.map(({source}) => source)
  const [first] = parts
  const others = parts.length === 1 ? '' : ` and ${parts.length - 1} more ${parts.length === 2 ? 'part' : 'parts'}`
  return {
    name: `${first?.source.name ?? ''}${others}`,
    ...newestOf(sources),
    read: () => bodies(inOrder),
    notices: () => sources.flatMap(source => source.notices()),
  }
}

/** Parts of one folder, in the order of names, by dump: a part that is there already begins the dump of another boot. */
export function dumpsOf(parts: readonly DumpPart[]): readonly (readonly DumpPart[])[] {
  const dumps: DumpPart[][] = []
  const open = new Map<string, DumpPart[]>()
  for (const part of parts) {
    const standing = open.get(part.dump)
    if (standing?.every(({number}) => number !== part.number)) standing.push(part)
    else {
      const begun = [part]
      open.set(part.dump, begun)
      dumps.push(begun)
    }
  }
  return dumps
}
