import type {ByteReader} from './byte-reader.js'
import {PART_HEAD_BYTES, partOf} from './dump-parts.js'
import {joinSources} from './join-sources.js'
import type {Source} from './source.js'
import {valueFolder} from './value-files.js'

/** Bytes of a member that may be held back, and of all of them; firmware keeps parts of some kilobytes. */
const MOST_BYTES = 128 * 1024
const MOST_IN_ALL = 32 * 1024 * 1024

/** Members that say something only together, kept in memory until their archive ends. */
export interface HeldMembers {
  /** Takes the member's bytes when it is such a one and small; false, with the bytes unread, when it is not. */
  hold(source: Omit<Source, 'read'>, reader: ByteReader): Promise<boolean>
  /** What was held, joined. */
  joined(): Promise<readonly Source[]>
}

async function* one(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}

/** Nothing held yet. */
export const createHeldMembers = (): HeldMembers => {
  const sources: Source[] = []
  const heads = new Map<Source, Uint8Array>()
  let held = 0
  return {
    async hold(source, reader) {
      const head = await reader.take(PART_HEAD_BYTES)
      reader.unread(head)
      const read = (): AsyncIterable<Uint8Array> => one(head)
      if (valueFolder(source.name) === undefined && partOf({...source, read}, head) === undefined) return false
      const bytes = await reader.take(MOST_BYTES)
      if (bytes.length === MOST_BYTES || held + bytes.length > MOST_IN_ALL) {
        reader.unread(bytes)
        return false
      }
      held += bytes.length
      const kept: Source = {...source, read: () => one(bytes)}
      sources.push(kept)
      heads.set(kept, head)
      return true
    },
    joined: () => joinSources(sources.splice(0), async source => heads.get(source) ?? new Uint8Array(0)),
  }
}
