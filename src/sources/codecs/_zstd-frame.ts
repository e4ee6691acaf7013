import {BLOCK_HEAD_BYTES, readBlock, readBlockHead} from '../../bits/zstd/block.js'
import {type FrameHeader, headerBytes, little, readFrameHeader} from '../../bits/zstd/frame-header.js'
import {createFrameText} from '../../bits/zstd/frame-text.js'
import type {ByteReader} from '../byte-reader.js'
import {hasMagic, isCutMagic} from '../magic.js'
import {isSkippable, skipFrame} from './_skippable-frame.js'

// Not a library: those there are for JavaScript move the whole window for every block, which an attack makes last for
// hours, and go on where a match leads nowhere; others compile at install.

/** Sums bytes with XXH64, seed 0. */
export type OpenSum = () => {update(bytes: Uint8Array): unknown; digest(): bigint}

/** Where a frame stopped: whole, or why not. */
export type FrameEnd = 'whole' | 'cut' | 'none'

const MAGIC = [0x28, 0xb5, 0x2f, 0xfd] as const

/** True where a frame begins that holds text. */
export const isZstdFrame = (head: Uint8Array): boolean => hasMagic(head, MAGIC)

const takeHeader = async (reader: ByteReader): Promise<FrameHeader | undefined> => {
  const [descriptor] = await reader.take(1)
  if (descriptor === undefined) return undefined
  const rest = await reader.take(headerBytes(descriptor))
  return rest.length < headerBytes(descriptor) ? undefined : readFrameHeader(descriptor, rest)
}

async function* readBlocks(
  reader: ByteReader,
  {window, size, hasSum}: FrameHeader,
  openSum: OpenSum,
): AsyncGenerator<Uint8Array, FrameEnd> {
  const text = createFrameText(window)
  const sum = openSum()
  let made = 0
  for (let isLast = false; !isLast; ) {
    const start = await reader.take(BLOCK_HEAD_BYTES)
    if (start.length < BLOCK_HEAD_BYTES) return 'cut'
    const head = readBlockHead(start)
    isLast = head.isLast
    const block = await reader.take(head.bytes)
    if (block.length < head.bytes) return 'cut'
    const piece = readBlock(head, block, text)
    made += piece.length
    if (hasSum) sum.update(piece)
    if (piece.length > 0) yield piece.slice()
  }
  if (size !== undefined && size !== made) throw new Error(`${made} bytes instead of ${size}`)
  if (!hasSum) return 'whole'
  const told = await reader.take(4)
  if (told.length < 4) return 'cut'
  if (BigInt(little(told)) !== (sum.digest() & 0xffff_ffffn)) throw new Error('its checksum does not fit')
  return 'whole'
}

/** One frame's text and how it ended; throws on damage, after what came before it. */
export async function* readFrame(reader: ByteReader, openSum: OpenSum): AsyncGenerator<Uint8Array, FrameEnd> {
  const magic = await reader.take(4)
  if (isSkippable(magic)) return (await skipFrame(reader)) ? 'whole' : 'cut'
  if (isCutMagic(magic, MAGIC)) return 'cut'
  if (!isZstdFrame(magic)) {
    reader.unread(magic)
    return 'none'
  }
  const header = await takeHeader(reader)
  return header ? yield* readBlocks(reader, header, openSum) : 'cut'
}
