import type {Block} from './_bzip2-block.js'

/** Equal bytes behind which a number of further ones stands. */
const RUN = 4
/** Bytes handed on at once: a block of some bytes may stand for 46 MB. */
const PIECE_BYTES = 128 * 1024
const MOST_RUN = 255

/** CRC-32 with the highest bit first. */
const SUMS = Int32Array.from({length: 256}, (_, byte) => {
  let sum = byte << 24
  for (let bit = 0; bit < 8; bit += 1) sum = sum < 0 ? (sum << 1) ^ 0x04c11db7 : sum << 1
  return sum
})

const sumOf = (bytes: Uint8Array, before: number): number => {
  let sum = before
  for (let at = 0; at < bytes.length; at += 1) sum = (sum << 8) ^ (SUMS[(sum >>> 24) ^ (bytes[at] ?? 0)] ?? 0)
  return sum
}

/** The text of a block that was read into `room`, piece by piece; throws behind it when its checksum does not fit. */
export function* textOf(room: Uint32Array, {sum: told, first, count}: Block): Iterable<Uint8Array> {
  let piece = new Uint8Array(PIECE_BYTES)
  let filled = 0
  let sum = -1
  let equal = 0
  let last = -1
  let entry = (room[first] ?? 0) >>> 8
  for (let left = count; left > 0; left -= 1) {
    entry = room[entry] ?? 0
    const byte = entry & 255
    entry >>>= 8
    if (equal === RUN) {
      piece.fill(last, filled, filled + byte)
      filled += byte
      equal = 0
      last = -1
    } else {
      equal = byte === last ? equal + 1 : 1
      last = byte
      piece[filled] = byte
      filled += 1
    }
    if (filled < PIECE_BYTES - MOST_RUN) continue
    const full = piece.subarray(0, filled)
    sum = sumOf(full, sum)
    yield full
    piece = new Uint8Array(PIECE_BYTES)
    filled = 0
  }
  const rest = piece.subarray(0, filled)
  sum = ~sumOf(rest, sum) >>> 0
  if (filled > 0) yield rest
  if (sum !== told) throw new Error('the checksum of a block does not fit')
}
