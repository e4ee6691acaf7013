import {type HuffmanTable, readLiterals} from './literals.js'
import {readSequences, type Sequence, type SequenceTables} from './sequences.js'

/** A match leads farther back than what is kept of the text. */
export const TOO_WIDE = 'a window of more than 128 MiB'

/** Bytes of text that are kept at most, as many as `zstd -d` keeps unasked. */
const MOST_KEPT = 2 ** 27
/** Room behind what is kept: the text is moved to the front once this is used up. */
const LEAST_ROOM = 2 ** 18
const MOST_ROOM = 2 ** 25

/** The text of one frame so far: its newest bytes, in room that grows as they come. */
interface Room {
  bytes: Uint8Array
  end: number
}

/** Makes place for `count` bytes; what lies farther back than `kept` goes. */
const makePlace = (room: Room, count: number, kept: number): void => {
  if (room.end + count <= room.bytes.length) return
  const most = kept + Math.min(Math.max(kept, LEAST_ROOM), MOST_ROOM) + count
  if (room.bytes.length < most) {
    const wider = new Uint8Array(Math.min(most, Math.max(2 * room.bytes.length, room.end + count, LEAST_ROOM)))
    wider.set(room.bytes.subarray(0, room.end))
    room.bytes = wider
  }
  if (room.end + count <= room.bytes.length) return
  room.bytes.copyWithin(0, room.end - kept, room.end)
  room.end = kept
}

/** Copies of fewer bytes are made one by one: a call would cost more. */
const MANY_BYTES = 64

const copyText = (bytes: Uint8Array, end: number, text: Uint8Array, from: number, count: number): void => {
  if (count > MANY_BYTES) bytes.set(text.subarray(from, from + count), end)
  else for (let at = 0; at < count; at += 1) bytes[end + at] = text[from + at] ?? 0
}

const copyBack = (bytes: Uint8Array, end: number, distance: number, count: number): void => {
  if (count > MANY_BYTES && distance >= count) bytes.copyWithin(end, end - distance, end - distance + count)
  else for (let to = end; to < end + count; to += 1) bytes[to] = bytes[to - distance] ?? 0
}

/** How far sequences lead back, the last three distances remembered (RFC 8878, 3.1.1.5). */
const createDistances = (): ((sequence: Sequence) => number) => {
  let [first, second, third] = [1, 4, 8]
  return ({distance, literals}) => {
    const place = distance > 3 ? 3 : distance - (literals === 0 ? 0 : 1)
    if (place === 0) return first
    const next = distance > 3 ? distance - 3 : place === 1 ? second : place === 2 ? third : first - 1
    if (place > 1) third = second
    second = first
    first = next
    return next
  }
}

/** Text of a frame, block by block. */
export interface FrameText {
  /** The text of a block, as long as no further one is asked for; throws when it is none. */
  packed(block: Uint8Array): Uint8Array
  stored(block: Uint8Array): Uint8Array
  repeated(byte: number, count: number): Uint8Array
}

/** Most bytes of text in one block (RFC 8878, 3.1.1.2.4). */
export const MOST_BLOCK_BYTES = 128 * 1024

/** The text of a frame that says its window, in bytes. */
export const createFrameText = (window: number): FrameText => {
  const blockBytes = Math.min(window, MOST_BLOCK_BYTES)
  const kept = Math.min(window, MOST_KEPT)
  const room: Room = {bytes: new Uint8Array(0), end: 0}
  /** Bytes of text that are no more in the room. */
  let dropped = 0
  let table: HuffmanTable | undefined
  let tables: SequenceTables | undefined
  const distanceOf = createDistances()

  const begin = (count: number): number => {
    if (count > blockBytes) throw new Error('a block larger than the frame allows')
    const before = room.end
    makePlace(room, count, Math.min(kept, before))
    dropped += before - room.end
    return room.end
  }

  const finish = (start: number): Uint8Array => room.bytes.subarray(start, room.end)

  const follow = (sequence: Sequence, text: Uint8Array, from: number, most: number): void => {
    const distance = distanceOf(sequence)
    const {literals, match} = sequence
    const {bytes} = room
    const end = room.end + literals
    if (from + literals > text.length || end + match > most) throw new Error('a sequence leads outside its block')
    copyText(bytes, room.end, text, from, literals)
    if (distance > end || distance > kept || distance < 1)
      throw new Error(distance > dropped + end || distance > window ? 'a match leads outside the text' : TOO_WIDE)
    copyBack(bytes, end, distance, match)
    room.end = end + match
  }

  return {
    packed(block) {
      const start = begin(blockBytes)
      const literals = readLiterals(block, table, blockBytes)
      const sequences = readSequences(block, literals.end, tables)
      table = literals.table
      tables = sequences.tables
      let from = 0
      for (let left = sequences.count; left > 0; left -= 1) {
        const sequence = sequences.next()
        follow(sequence, literals.text, from, start + blockBytes)
        from += sequence.literals
      }
      const rest = literals.text.subarray(from)
      if (!sequences.isSpent() || room.end + rest.length - start > blockBytes)
        throw new Error('a block that does not end where it should')
      room.bytes.set(rest, room.end)
      room.end += rest.length
      return finish(start)
    },
    stored(block) {
      const start = begin(block.length)
      room.bytes.set(block, start)
      room.end += block.length
      return finish(start)
    },
    repeated(byte, count) {
      const start = begin(count)
      room.bytes.fill(byte, start, start + count)
      room.end += count
      return finish(start)
    },
  }
}
