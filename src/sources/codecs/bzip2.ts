import {type ByteReader, createByteReader} from '../byte-reader.js'
import {hasMagic, isCutMagic} from '../magic.js'
import {defineCodec, type SourceNotice} from '../source.js'
import {CUT, createHighBits, type HighBits} from './_bzip2-bits.js'
import {RANDOMISED, readBlock} from './_bzip2-block.js'
import {textOf} from './_bzip2-text.js'
import {type Failure, reasonOf, untilFailure} from './_until-failure.js'

// Not a library: those there are for JavaScript hold the text of all blocks that they have the data of, which of a bomb
// are gigabytes.

/** Magic numbers of a block and of a stream's end. */
const BLOCK = 0x314159265359
const END = 0x177245385090
/** Bytes of text in a block before its last packing, for each step of the level. */
const LEVEL_BYTES = 100_000
/** More than any block takes: 900,000 symbols of 20 bits, and its tables. */
const MOST_BLOCK_BYTES = 2_400_000

const TRAILING = 'bytes behind the last stream'

/** Data held so that a block can be read without waiting. */
interface Held {
  bytes: Uint8Array
  /** Bits of it that were read. */
  taken: number
}

/** Holds enough for one more block, or all that is left. */
const refill = async (reader: ByteReader, held: Held): Promise<HighBits> => {
  const from = held.taken >> 3
  if (held.bytes.length - from < MOST_BLOCK_BYTES) {
    const pieces = [held.bytes.subarray(from)]
    for (let size = held.bytes.length - from; size < 2 * MOST_BLOCK_BYTES; ) {
      const piece = await reader.next()
      if (!piece) break
      pieces.push(piece)
      size += piece.length
    }
    held.bytes = Buffer.concat(pieces)
    held.taken &= 7
  }
  return createHighBits(held.bytes, held.taken)
}

/** `BZh`, behind which the level stands as a digit. */
const MAGIC = [0x42, 0x5a, 0x68] as const
const DIGIT_0 = 48

/** Level of the stream that begins here; undefined where none does. */
const levelOf = (bytes: Uint8Array): number | undefined => {
  if (isCutMagic(bytes, [...MAGIC, DIGIT_0])) throw new Error(CUT)
  const level = hasMagic(bytes, MAGIC) ? (bytes[MAGIC.length] ?? 0) - DIGIT_0 : 0
  return level >= 1 && level <= 9 ? level : undefined
}

const rotated = (sum: number): number => ((sum << 1) | (sum >>> 31)) >>> 0

async function* readStream(reader: ByteReader, held: Held, level: number): AsyncIterable<Uint8Array> {
  const most = level * LEVEL_BYTES
  const room = new Uint32Array(most)
  let sum = 0
  for (;;) {
    const bits = await refill(reader, held)
    const magic = bits.readLong(48)
    if (magic === END) {
      const told = bits.readLong(32)
      held.taken = (bits.taken() + 7) & ~7
      if (told !== sum) throw new Error('its checksum does not fit')
      return
    }
    if (magic !== BLOCK) throw new Error('no block begins where one should')
    const block = readBlock(bits, room, most)
    held.taken = bits.taken()
    sum = (rotated(sum) ^ block.sum) >>> 0
    yield* textOf(room, block)
  }
}

/** Streams one after the other, as parallel compressors write them. */
async function* unpack(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const reader = createByteReader(bytes)
  const held: Held = {bytes: new Uint8Array(0), taken: 0}
  for (let isFirst = true; ; isFirst = false) {
    await refill(reader, held)
    const rest = held.bytes.subarray(held.taken >> 3)
    if (!isFirst && rest.length === 0) return
    const level = levelOf(rest)
    if (level === undefined) throw new Error(isFirst ? 'no stream begins here' : TRAILING)
    held.taken += 8 * (MAGIC.length + 1)
    yield* readStream(reader, held, level)
  }
}

const explain = (failure: unknown): Failure => {
  const reason = reasonOf(failure)
  if (reason === TRAILING) return {how: 'trailing', reason}
  if (reason === RANDOMISED) return {how: 'unsupported', reason}
  return {how: reason === CUT ? 'cut' : 'damaged', reason}
}

const decode = (bytes: AsyncIterable<Uint8Array>, report: (notice: SourceNotice) => void): AsyncIterable<Uint8Array> =>
  untilFailure('bzip2', unpack(bytes), explain, report)

/** Stream magic and that of the first block, or of the end when the stream is empty. */
export default defineCodec({
  id: 'bzip2',
  title: 'bzip2',
  endings: ['.bz2', '.tbz'],
  sniff: head =>
    hasMagic(head, 'BZh') &&
    (hasMagic(head, [0x31, 0x41, 0x59, 0x26, 0x53, 0x59], 4) ||
      hasMagic(head, [0x17, 0x72, 0x45, 0x38, 0x50, 0x90], 4)),
  decode,
})
