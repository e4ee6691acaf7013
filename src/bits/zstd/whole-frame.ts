import {BLOCK_HEAD_BYTES, readBlock, readBlockHead} from './block.js'
import {headerBytes, little, readFrameHeader} from './frame-header.js'
import {createFrameText} from './frame-text.js'

const MAGIC = 0xfd2fb528
const MAGIC_BYTES = 4

/** The text of one Zstandard frame that lies in memory, its checksum not compared; throws when it is none or more than `most` bytes. */
export const readWholeFrame = (frame: Uint8Array, most: number): Uint8Array => {
  const descriptor = frame[MAGIC_BYTES] ?? 0
  if (little(frame.subarray(0, MAGIC_BYTES)) !== MAGIC) throw new Error('no Zstandard frame')
  let at = MAGIC_BYTES + 1 + headerBytes(descriptor)
  const {window, size} = readFrameHeader(descriptor, frame.subarray(MAGIC_BYTES + 1, at))
  const text = createFrameText(window)
  const pieces: Uint8Array[] = []
  let made = 0
  for (let isLast = false; !isLast; ) {
    const head = readBlockHead(frame.subarray(at, at + BLOCK_HEAD_BYTES))
    const from = at + BLOCK_HEAD_BYTES
    at = from + head.bytes
    if (at > frame.length) throw new Error('the Zstandard frame is cut')
    const piece = readBlock(head, frame.subarray(from, at), text)
    made += piece.length
    if (made > most) throw new Error(`it unpacks to more than ${most} bytes`)
    pieces.push(piece.slice())
    isLast = head.isLast
  }
  if (size !== undefined && size !== made) throw new Error(`${made} bytes instead of ${size}`)
  return Buffer.concat(pieces)
}
