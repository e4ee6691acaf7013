import {writeLz4Block} from '../../bits/lz4-block.js'
import type {ByteReader} from '../byte-reader.js'
import {hasMagic, isCutMagic} from '../magic.js'
import {isSkippable, skipFrame} from './_skippable-frame.js'

// Not a library: those there are for JavaScript hold a whole file in memory, or compile at install.

/** Sums bytes with XXH32, seed 0. */
export type OpenSum = () => {update(bytes: Uint8Array): unknown; digest(): number}

/** Where a frame stopped: whole, or why not. */
export type FrameEnd = 'whole' | 'cut' | 'none'

/** LZ4 Frame Format: magic numbers, of the older form without checksums too. */
const FRAME = [0x04, 0x22, 0x4d, 0x18] as const
const LEGACY = [0x02, 0x21, 0x4c, 0x18] as const

/** True where a frame begins. */
export const isLz4Frame = (head: Uint8Array): boolean => hasMagic(head, FRAME) || hasMagic(head, LEGACY)

/** Bits of the frame descriptor. */
const VERSION = 0x40
const INDEPENDENT = 0x20
const BLOCK_CHECKSUMS = 0x10
const CONTENT_SIZE = 0x08
const CONTENT_CHECKSUM = 0x04
const DICTIONARY = 0x01

/** A block of this bit is stored as it is. */
const STORED = 0x8000_0000
const HISTORY_BYTES = 64 * 1024
const LEGACY_BLOCK_BYTES = 8 * 1024 * 1024

const number32 = (bytes: Uint8Array): number =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true)

interface Frame {
  readonly blockBytes: number
  readonly isLinked: boolean
  readonly hasBlockSums: boolean
  readonly hasContentSum: boolean
}

/** The frame's descriptor behind its magic; throws when it asks for what does not exist. */
const readDescriptor = async (reader: ByteReader, openSum: OpenSum): Promise<Frame | undefined> => {
  const start = await reader.take(2)
  const [flags = 0, sizes = 0] = start
  const further = ((flags & CONTENT_SIZE) !== 0 ? 8 : 0) + ((flags & DICTIONARY) !== 0 ? 4 : 0)
  const rest = await reader.take(further + 1)
  if (start.length < 2 || rest.length < further + 1) return undefined
  const sum = openSum()
  sum.update(start)
  sum.update(rest.subarray(0, further))
  if (((sum.digest() >>> 8) & 0xff) !== rest[further]) throw new Error('the checksum of its head does not fit')
  const power = (sizes >> 4) & 7
  if ((flags & 0xc0) !== VERSION || power < 4) throw new Error('a version that is not known')
  if (flags & DICTIONARY) throw new Error('a dictionary that is not at hand')
  return {
    blockBytes: 2 ** (8 + 2 * power),
    isLinked: (flags & INDEPENDENT) === 0,
    hasBlockSums: (flags & BLOCK_CHECKSUMS) !== 0,
    hasContentSum: (flags & CONTENT_CHECKSUM) !== 0,
  }
}

const sumOf = (openSum: OpenSum, bytes: Uint8Array): number => {
  const sum = openSum()
  sum.update(bytes)
  return sum.digest()
}

/** Keeps the newest text in front of `room`, for matches that lead back; returns where the next block begins. */
const keepHistory = (room: Uint8Array, end: number): number => {
  const kept = Math.min(end, HISTORY_BYTES)
  room.copyWithin(0, end - kept, end)
  return kept
}

async function* readBlocks(reader: ByteReader, frame: Frame, openSum: OpenSum): AsyncGenerator<Uint8Array, FrameEnd> {
  const room = new Uint8Array(HISTORY_BYTES + frame.blockBytes)
  const content = openSum()
  let from = 0
  for (;;) {
    const head = await reader.take(4)
    if (head.length < 4) return 'cut'
    const told = number32(head)
    if (told === 0) break
    const size = told % STORED
    if (size > frame.blockBytes) throw new Error('a block larger than the frame allows')
    const block = await reader.take(size)
    const sum = frame.hasBlockSums ? await reader.take(4) : undefined
    if (block.length < size || (sum && sum.length < 4)) return 'cut'
    if (sum && number32(sum) !== sumOf(openSum, block)) throw new Error('the checksum of a block does not fit')
    if (told >= STORED) room.set(block, from)
    const end = told >= STORED ? from + size : writeLz4Block(block, room.subarray(0, from + frame.blockBytes), from)
    const text = room.slice(from, end)
    content.update(text)
    yield text
    from = frame.isLinked ? keepHistory(room, end) : 0
  }
  if (!frame.hasContentSum) return 'whole'
  const sum = await reader.take(4)
  if (sum.length < 4) return 'cut'
  if (number32(sum) !== content.digest()) throw new Error('its checksum does not fit')
  return 'whole'
}

/** The older form: blocks of 8 MiB until the data ends or another frame begins. */
async function* readLegacy(reader: ByteReader): AsyncGenerator<Uint8Array, FrameEnd> {
  const room = new Uint8Array(LEGACY_BLOCK_BYTES)
  for (;;) {
    const head = await reader.take(4)
    if (head.length === 0) return 'whole'
    if (head.length < 4) return 'cut'
    if (isLz4Frame(head) || isSkippable(head)) {
      reader.unread(head)
      return 'whole'
    }
    const size = number32(head)
    if (size > 2 * LEGACY_BLOCK_BYTES) throw new Error('a block larger than the form allows')
    const block = await reader.take(size)
    if (block.length < size) return 'cut'
    yield room.slice(0, writeLz4Block(block, room, 0))
  }
}

/** One frame's text and how it ended; throws on damage, after what came before it. */
export async function* readFrame(reader: ByteReader, openSum: OpenSum): AsyncGenerator<Uint8Array, FrameEnd> {
  const magic = await reader.take(4)
  if (hasMagic(magic, LEGACY)) return yield* readLegacy(reader)
  if (isSkippable(magic)) return (await skipFrame(reader)) ? 'whole' : 'cut'
  if (isCutMagic(magic, FRAME) || isCutMagic(magic, LEGACY)) return 'cut'
  if (!hasMagic(magic, FRAME)) {
    reader.unread(magic)
    return 'none'
  }
  const frame = await readDescriptor(reader, openSum)
  return frame ? yield* readBlocks(reader, frame, openSum) : 'cut'
}
