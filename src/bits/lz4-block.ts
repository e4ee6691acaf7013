/** Shortest match (LZ4 Block Format, "Matches"). */
const SHORTEST_MATCH = 4

/** A length nibble of this value goes on in further bytes. */
const GOES_ON = 15

/**
 * Writes the text of an LZ4 block (LZ4 Block Format Description) into `text` from `from` on and returns where it ends.
 * Matches may lead back into what stands before `from`. Throws when the block is none, or leads outside `text`: hostile
 * blocks cost no more than the room they are given.
 */
export const writeLz4Block = (block: Uint8Array, text: Uint8Array, from: number): number => {
  let at = 0
  let filled = from

  const readLength = (nibble: number): number => {
    let length = nibble
    for (let byte = nibble === GOES_ON ? 255 : 0; byte === 255; length += byte) {
      byte = block[at] ?? 0
      at += 1
    }
    return length
  }

  const copyMatch = (nibble: number): void => {
    const distance = (block[at] ?? 0) | ((block[at + 1] ?? 0) << 8)
    at += 2
    const end = filled + readLength(nibble) + SHORTEST_MATCH
    if (distance === 0 || distance > filled || end > text.length) throw new Error('LZ4: a match leads outside the text')
    if (filled + distance >= end) text.copyWithin(filled, filled - distance, end - distance)
    else for (let to = filled; to < end; to += 1) text[to] = text[to - distance] ?? 0
    filled = end
  }

  while (at < block.length) {
    const token = block[at] ?? 0
    at += 1
    const literals = readLength(token >> 4)
    if (at + literals > block.length || filled + literals > text.length)
      throw new Error('LZ4: literals lead outside the block')
    text.set(block.subarray(at, at + literals), filled)
    at += literals
    filled += literals
    if (at < block.length) copyMatch(token & 15)
  }
  return filled
}

/** The text of an LZ4 block of known size; throws when the block is none. */
export const decodeLz4Block = (block: Uint8Array, size: number): Uint8Array => {
  const text = new Uint8Array(size)
  if (writeLz4Block(block, text, 0) !== size) throw new Error('LZ4: the block ends early')
  return text
}
