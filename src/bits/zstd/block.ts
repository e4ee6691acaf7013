import {little} from './frame-header.js'
import {type FrameText, MOST_BLOCK_BYTES} from './frame-text.js'

/** Bytes in front of a block. */
export const BLOCK_HEAD_BYTES = 3

/** What stands in front of a block (RFC 8878, 3.1.1.2). */
export interface BlockHead {
  readonly isLast: boolean
  readonly type: number
  /** Bytes that the block takes, and, where they differ, that come out of it. */
  readonly bytes: number
  readonly count: number
}

const STORED = 0
const REPEATED = 1
const PACKED = 2

/** Reads what stands in front of a block; throws when it is none. */
export const readBlockHead = (bytes: Uint8Array): BlockHead => {
  const head = little(bytes)
  const type = (head >> 1) & 3
  const count = head >> 3
  if (count > MOST_BLOCK_BYTES || type > PACKED) throw new Error('a block of a form that is not known')
  return {isLast: (head & 1) !== 0, type, bytes: type === REPEATED ? 1 : count, count}
}

/** The text of a block, as long as no further one of the frame is read; throws when it is none. */
export const readBlock = ({type, count}: BlockHead, block: Uint8Array, text: FrameText): Uint8Array => {
  if (type === STORED) return text.stored(block)
  return type === REPEATED ? text.repeated(block[0] ?? 0, count) : text.packed(block)
}
