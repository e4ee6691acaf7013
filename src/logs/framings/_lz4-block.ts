/** Shortest match (LZ4 Block Format, "Matches"). */
const SHORTEST_MATCH = 4

/** A length nibble of this value goes on in further bytes. */
const GOES_ON = 15

/**
 * The text of an LZ4 block of known size (LZ4 Block Format Description); throws when the block is none. Stops at `size`
 * bytes, so that hostile blocks cost no more than they announce.
 */
export const decodeLz4Block = (block: Uint8Array, size: number): Uint8Array => {
  const text = new Uint8Array(size)
  let at = 0
  let filled = 0

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
    if (distance === 0 || distance > filled || end > size) throw new Error('LZ4: a match leads outside the text')
    for (; filled < end; filled += 1) text[filled] = text[filled - distance] ?? 0
  }

  while (at < block.length) {
    const token = block[at] ?? 0
    at += 1
    const literals = readLength(token >> 4)
    if (at + literals > block.length || filled + literals > size)
      throw new Error('LZ4: literals lead outside the block')
    text.set(block.subarray(at, at + literals), filled)
    at += literals
    filled += literals
    if (at < block.length) copyMatch(token & 15)
  }
  if (filled !== size) throw new Error('LZ4: the block ends early')
  return text
}
