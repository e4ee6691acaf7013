import {type ByteReader, createByteReader} from '../byte-reader.js'

const NEWLINE = 10

/** Bytes of a line without an end that are held; longer lines are handed on in pieces. */
const MOST_HELD = 8 * 1024 * 1024

/** The bytes in pieces that end where a line ends. */
async function* wholeLines(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let held: Uint8Array[] = []
  let size = 0
  for await (const chunk of bytes) {
    const end = chunk.lastIndexOf(NEWLINE) + 1
    if (end === 0 && size < MOST_HELD) {
      held.push(chunk)
      size += chunk.length
      continue
    }
    const cut = end === 0 ? chunk.length : end
    yield Buffer.concat([...held, chunk.subarray(0, cut)])
    held = [Uint8Array.from(chunk.subarray(cut))]
    size = chunk.length - cut
  }
  if (size > 0) yield Buffer.concat(held)
}

/** A reader whose pieces end where a line ends. */
export const createLineReader = (bytes: AsyncIterable<Uint8Array>): ByteReader => createByteReader(wholeLines(bytes))

/** The next line with its end; undefined after the last. */
export const takeLine = async (lines: ByteReader): Promise<Uint8Array | undefined> => {
  const piece = await lines.next()
  if (!piece) return undefined
  const end = piece.indexOf(NEWLINE) + 1
  if (end > 0 && end < piece.length) lines.unread(piece.subarray(end))
  return end > 0 ? piece.subarray(0, end) : piece
}

/** A stream that may be left in the middle without being closed: what is left of it can still be read. */
export const left = (stream: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> => ({
  [Symbol.asyncIterator]: () => ({next: () => stream.next()}),
})

/** Reads to the end. */
export const drain = async (stream: AsyncIterator<Uint8Array>): Promise<void> => {
  for (let step = await stream.next(); !step.done; ) step = await stream.next()
}
