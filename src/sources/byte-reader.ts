/** A byte stream read by the piece, with a way to put back what was read too far. */
export interface ByteReader {
  /** The next bytes, at most `limit` of them; undefined at the end. */
  next(limit?: number): Promise<Uint8Array | undefined>
  /** Exactly `count` bytes, or fewer at the end. */
  take(count: number): Promise<Uint8Array>
  /** Puts bytes back in front of the rest. */
  unread(bytes: Uint8Array): void
}

const join = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

/** A reader over chunks of any size. */
export const createByteReader = (bytes: AsyncIterable<Uint8Array>): ByteReader => {
  const chunks = bytes[Symbol.asyncIterator]()
  let rest: Uint8Array = new Uint8Array(0)

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

  return {
    next,
    async take(count) {
      let taken: Uint8Array = new Uint8Array(0)
      while (taken.length < count) {
        const piece = await next(count - taken.length)
        if (!piece) break
        taken = taken.length === 0 ? piece : join(taken, piece)
      }
      return taken
    },
    unread(piece) {
      rest = rest.length === 0 ? piece : join(piece, rest)
    },
  }
}

/** Everything that is left, chunk by chunk. */
export async function* remaining(reader: ByteReader): AsyncIterable<Uint8Array> {
  for (;;) {
    const piece = await reader.next()
    if (!piece) return
    yield piece
  }
}
