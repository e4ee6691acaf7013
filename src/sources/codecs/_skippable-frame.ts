import type {ByteReader} from '../byte-reader.js'
import {hasMagic} from '../magic.js'

/** Frames without text, of LZ4 and of Zstandard: the magic's first byte runs from 0x50 to 0x5f (RFC 8878, 3.1.2). */
export const isSkippable = (head: Uint8Array): boolean =>
  hasMagic(head, [0x2a, 0x4d, 0x18], 1) && ((head[0] ?? 0) & 0xf0) === 0x50

/** Passes over such a frame behind its magic; false where the data ends first. */
export const skipFrame = async (reader: ByteReader): Promise<boolean> => {
  const head = Buffer.from(await reader.take(4))
  if (head.length < 4) return false
  for (let left = head.readUInt32LE(0); left > 0; ) {
    const piece = await reader.next(left)
    if (!piece) return false
    left -= piece.length
  }
  return true
}
