import {SILENCE} from '../bits/silence.js'

/** A byte stream read by the piece, with a way to put back what was read too far. */
export interface ByteReader {
  /** The next bytes, at most `limit` of them; undefined at the end. */
  next(limit?: number): Promise<Uint8Array | undefined>
  /** Exactly `count` bytes, or fewer at the end. */
  take(count: number): Promise<Uint8Array>
  /** The first bytes, put back at once: at most `count`, fewer at the end or where a live stream falls silent. */
  head(count: number): Promise<Uint8Array>
  /** The next chunk as it comes, `SILENCE` where a live stream falls silent; undefined at the end. */
  chunk(): Promise<Uint8Array | undefined>
  /** Puts bytes back in front of the rest. */
  unread(bytes: Uint8Array): void
  /** Lets the rest go unread. */
  drop(): Promise<void>
}

const NOTHING = new Uint8Array(0)

/** Both, one behind the other; without a copy where they already lie so. */
const join = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  if (a.buffer === b.buffer && a.byteOffset + a.length === b.byteOffset)
    return new Uint8Array(a.buffer, a.byteOffset, a.length + b.length)
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

/** A reader over chunks of any size. */
export const createByteReader = (bytes: AsyncIterable<Uint8Array>): ByteReader => {
  const chunks = bytes[Symbol.asyncIterator]()
  let rest: Uint8Array = NOTHING

  const fill = async (): Promise<boolean> => {
    while (rest.length === 0) {
      const {done, value} = await chunks.next()
      if (done) return false
      rest = value
    }
    return true
  }

  const next = async (limit = Number.POSITIVE_INFINITY): Promise<Uint8Array | undefined> => {
    if (!(await fill())) return undefined
    const piece = rest.subarray(0, limit)
    rest = rest.subarray(piece.length)
    return piece
  }

  const chunk = async (): Promise<Uint8Array | undefined> => {
    const {done, value} = rest.length > 0 ? {done: false, value: rest} : await chunks.next()
    rest = NOTHING
    return done ? undefined : value
  }

  /** Pieces joined until there are `count` bytes, or there is no more. */
  const gather = async (count: number, piece: (most: number) => Promise<Uint8Array | undefined>) => {
    let taken: Uint8Array = NOTHING
    while (taken.length < count) {
      const more = await piece(count - taken.length)
      if (!more || more === SILENCE) break
      taken = taken.length === 0 ? more : join(taken, more)
    }
    return taken
  }

  return {
    next,
    chunk,
    take: count => gather(count, next),
    async head(count) {
      rest = await gather(count, chunk)
      return rest.subarray(0, count)
    },
    unread(piece) {
      rest = rest.length === 0 ? piece : join(piece, rest)
    },
    async drop() {
      rest = NOTHING
      await chunks.return?.()
    },
  }
}

/** Everything that is left, chunk by chunk; `SILENCE` where a live stream falls silent. */
export async function* remaining(reader: ByteReader): AsyncIterable<Uint8Array> {
  for (;;) {
    const piece = await reader.chunk()
    if (!piece) return
    yield piece
  }
}
