import {type ByteReader, createByteReader} from '../byte-reader.js'
import {BLOCK_BYTES, type Stretch} from './_tar-header.js'

const ZEROS = new Uint8Array(64 * 1024)

/** Numbers of a map that stands in front of the data; more are an attack. */
const MOST_NUMBERS = 200_000

function* zeros(count: number): Iterable<Uint8Array> {
  for (let left = count; left > 0; left -= ZEROS.length) yield ZEROS.subarray(0, left)
}

/** A sparse file as it was: stored stretches in their places, zeros between. Ends early where the data does. */
export async function* expandStretches(
  stored: ByteReader,
  stretches: readonly Stretch[],
  size: number,
): AsyncIterable<Uint8Array> {
  let at = 0
  for (const {offset, bytes} of stretches) {
    if (!(offset >= at && bytes >= 0)) return
    yield* zeros(offset - at)
    at = offset
    for (const end = offset + bytes; at < end; ) {
      const piece = await stored.next(end - at)
      if (!piece) return
      at += piece.length
      yield piece
    }
  }
  if (size > at) yield* zeros(size - at)
}

const DIGITS = new TextDecoder('latin1')

/** The map of GNU sparse 1.0: decimal numbers on lines, filled up to whole blocks; undefined when it is none. */
const readMap = async (stored: ByteReader): Promise<readonly Stretch[] | undefined> => {
  const numbers: number[] = []
  let rest = ''
  for (let wanted = 1; numbers.length < wanted; ) {
    const block = await stored.take(BLOCK_BYTES)
    if (block.length < BLOCK_BYTES) return undefined
    const lines = (rest + DIGITS.decode(block)).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) numbers.push(Number(line))
    const [count = 0] = numbers
    wanted = 1 + 2 * count
    if (!(wanted <= MOST_NUMBERS) || !lines.every(line => /^\d{1,16}$/.test(line))) return undefined
  }
  const [count = 0] = numbers
  return numbers
    .slice(1, 1 + 2 * count)
    .flatMap((offset, at, all) => (at % 2 === 0 ? [{offset, bytes: all[at + 1] ?? 0}] : []))
}

/** A sparse file whose map stands in front of its data; nothing when the map is none. */
export async function* expandMapped(bytes: AsyncIterable<Uint8Array>, size: number): AsyncIterable<Uint8Array> {
  const stored = createByteReader(bytes)
  const stretches = await readMap(stored)
  if (stretches) yield* expandStretches(stored, stretches, size)
}
