import type {ByteReader} from './byte-reader.js'
import {PART_HEAD_BYTES, partOf} from './dump-parts.js'
import {joinSources} from './join-sources.js'
import {hasMagic} from './magic.js'
import {isPackedPart, MOST_PACKED_BYTES, PACKED_OTHERWISE, unpackPart} from './packed-part.js'
import type {Source, SourceNotice} from './source.js'
import {valueFolder} from './value-files.js'

/** Bytes of a member that may be held back: firmware keeps parts of some kilobytes, rasdaemon databases of megabytes. */
const MOST_BYTES = 128 * 1024
const MOST_DATABASE_BYTES = 32 * 1024 * 1024
/** Bytes of all of them. */
const MOST_IN_ALL = 64 * 1024 * 1024

/** Files that SQLite keeps beside a database, by the end of their name. */
const COMPANION = /-(?:wal|shm|journal)$/
const WRITE_AHEAD = /-wal$/

/** Members that say something only together, kept in memory until their archive ends. */
export interface HeldMembers {
  /** Takes the member's bytes when it is such a one and small; false, with the bytes unread, when it is not. */
  hold(source: Omit<Source, 'read'>, reader: ByteReader): Promise<boolean>
  /** What was held, joined; tells of write-ahead logs that are without their database, and of parts that cannot be unpacked. */
  joined(report: (notice: SourceNotice) => void): Promise<readonly Source[]>
}

interface Held {
  readonly source: Source
  readonly bytes: Uint8Array
}

async function* one(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}

/** All that is left, copied, when it is less than `room`; undefined, with the bytes put back, when it is not. */
const takeAll = async (reader: ByteReader, room: number): Promise<Uint8Array | undefined> => {
  const pieces: Uint8Array[] = []
  let size = 0
  for (let piece = await reader.next(room); piece; piece = await reader.next(room - size)) {
    pieces.push(piece)
    size += piece.length
    if (size < room) continue
    reader.unread(Buffer.concat(pieces))
    return undefined
  }
  return Buffer.concat(pieces)
}

/** Most bytes of a member that is to be held; undefined when it says all alone. */
const roomFor = (source: Omit<Source, 'read'>, head: Uint8Array): number | undefined => {
  if (hasMagic(head, 'SQLite format 3\0') || COMPANION.test(source.name)) return MOST_DATABASE_BYTES
  if (isPackedPart(source.name)) return MOST_PACKED_BYTES
  const isPart = partOf({...source, read: () => one(head)}, head) !== undefined
  return isPart || valueFolder(source.name) !== undefined ? MOST_BYTES : undefined
}

const alone = (name: string): SourceNotice => ({
  code: 'companion-alone',
  message:
    'its database is not beside it in the archive, or too large: rows it holds were not read. Unpack the archive and name the folder.',
  lost: true,
  about: name,
})

/** Nothing held yet. */
export const createHeldMembers = (): HeldMembers => {
  const held = new Map<string, Held>()
  const refused: string[] = []
  let size = 0

  const besideOf = (name: string) => async (suffix: string) => {
    const companion = held.get(`${name}${suffix}`)
    return companion && one(companion.bytes)
  }

  return {
    async hold(source, reader) {
      const head = await reader.take(PART_HEAD_BYTES)
      reader.unread(head)
      const room = roomFor(source, head)
      if (room === undefined || held.has(source.name)) return false
      const taken = await takeAll(reader, Math.min(room, MOST_IN_ALL - size))
      if (taken === undefined) return false
      const bytes = isPackedPart(source.name) ? unpackPart(taken) : taken
      if (bytes === undefined) {
        refused.push(source.name)
        return true
      }
      size += bytes.length
      held.set(source.name, {source: {...source, beside: besideOf(source.name), read: () => one(bytes)}, bytes})
      return true
    },
    joined(report) {
      for (const about of refused) report({...PACKED_OTHERWISE, about})
      for (const name of held.keys())
        if (WRITE_AHEAD.test(name) && !held.has(name.replace(WRITE_AHEAD, ''))) report(alone(name))
      const sources = [...held.values()].map(({source}) => source)
      return joinSources(
        sources,
        async ({name}) => held.get(name)?.bytes.subarray(0, PART_HEAD_BYTES) ?? new Uint8Array(0),
      )
    },
  }
}
