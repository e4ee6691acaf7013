import type {CandidateFinder} from '../find-candidates.js'

/** Bytes of a chunk that are taken in at once. */
const PIECE_BYTES = 262_144

/** What of an input is not read to its end, and the bytes behind it, where they are searched fastest. */
export interface Stretch {
  /** Valid until more is taken in. */
  readonly text: Uint8Array
  /** Input offset of its first byte. */
  readonly base: number
  /** Lets the first `done` bytes go and takes a piece in behind the rest. */
  push(piece: Uint8Array, done: number): void
  /** Whether a literal stands between two offsets of the text, to be asked in rising order. */
  holds(from: number, to: number): boolean
  /** Lets go of everything. */
  end(): void
}

/** A chunk in pieces of a size that is searched at once. */
export function* piecesOf(chunk: Uint8Array): Iterable<Uint8Array> {
  for (let at = 0; at === 0 || at < chunk.length; at += PIECE_BYTES) yield chunk.subarray(at, at + PIECE_BYTES)
}

/** An empty stretch at the input's beginning. */
export const createStretch = (finder: CandidateFinder): Stretch => {
  let room: Uint8Array = new Uint8Array(0)
  let text = room
  let base = 0
  /** Where the next literal behind all that was asked for begins; -1 when it has to be looked for. */
  let near = -1

  return {
    get text() {
      return text
    },
    get base() {
      return base
    },
    push(piece, done) {
      const kept = text.length - done
      const wider = finder.room(kept + piece.length, room)
      if (wider === room) room.copyWithin(0, done, text.length)
      else {
        wider.set(text.subarray(done))
        finder.giveBack(room)
        room = wider
      }
      room.set(piece, kept)
      text = room.subarray(0, kept + piece.length)
      base += done
      near = -1
    },
    holds(from, to) {
      if (near < from) {
        const at = finder.next(text, from, text.length)
        near = at < 0 ? text.length : at
      }
      return near < to && finder.next(text, from, to) >= 0
    },
    end() {
      finder.giveBack(room)
      base += text.length
      room = new Uint8Array(0)
      text = room
    },
  }
}
