const NEWLINE = 10

/** The newline in each byte of a word. */
const NEWLINES = 0x0a0a0a0a
const LOW_BITS = 0x7f7f7f7f
const HIGH_BITS = 0x80808080

/** Words after which a byte-wide counter could run over. */
const MOST_WORDS = 255

/** Newlines in `words`, four bytes at a time: a byte of the counter counts those at its place in the words. */
const countInWords = (words: Int32Array): number => {
  let total = 0
  for (let from = 0; from < words.length; from += MOST_WORDS) {
    const to = Math.min(words.length, from + MOST_WORDS)
    let lanes = 0
    for (let at = from; at < to; at += 1) {
      const word = (words[at] ?? 0) ^ NEWLINES
      const other = (((word & LOW_BITS) + LOW_BITS) | word) & HIGH_BITS
      lanes = (lanes + ((other ^ HIGH_BITS) >>> 7)) | 0
    }
    total += (lanes & 0xff) + ((lanes >>> 8) & 0xff) + ((lanes >>> 16) & 0xff) + (lanes >>> 24)
  }
  return total
}

const countOneByOne = (bytes: Uint8Array, from: number, to: number): number => {
  let total = 0
  for (let at = from; at < to; at += 1) if (bytes[at] === NEWLINE) total += 1
  return total
}

/** Newlines of `bytes` from `from` up to, not including, `to`. */
export const countNewlines = (bytes: Uint8Array, from: number, to: number): number => {
  const aligned = Math.min(to, from + ((4 - ((bytes.byteOffset + from) & 3)) & 3))
  const words = (to - aligned) >> 2
  const inWords = words > 0 ? countInWords(new Int32Array(bytes.buffer, bytes.byteOffset + aligned, words)) : 0
  return countOneByOne(bytes, from, aligned) + inWords + countOneByOne(bytes, aligned + words * 4, to)
}
