/** Bytes of a header and the unit of everything in a tar archive. */
export const BLOCK_BYTES = 512

/** A stretch of a sparse file that is stored; what lies between is zeros. */
export interface Stretch {
  readonly offset: number
  readonly bytes: number
}

/** A header block (POSIX.1-1988 ustar, GNU tar's and the older form without magic). */
export interface TarHeader {
  readonly name: string
  /** Type flag as a letter; `0` for a plain file, also in archives that leave it empty. */
  readonly type: string
  /** Stored bytes. NaN when the field is none. */
  readonly size: number
  readonly mtimeMs: number
  /** GNU sparse files: the first stretches, the whole size, and whether more stretches follow in a block of their own. */
  readonly sparse?: {readonly stretches: readonly Stretch[]; readonly size: number; readonly goesOn: boolean}
}

/** Fields by offset and length. */
const NAME = [0, 100] as const
const SIZE = [124, 12] as const
const MTIME = [136, 12] as const
const CHECKSUM = [148, 8] as const
const TYPE = 156
const MAGIC = 257
const PREFIX = [345, 155] as const
/** Old GNU sparse header: four stretches, then whether there are more, then the whole size. */
const STRETCHES = 386
const GOES_ON = 482
const WHOLE_SIZE = [483, 12] as const
/** A block of further stretches holds 21, then whether there are more. */
const FURTHER_GOES_ON = 504
const STRETCH_BYTES = 24

const LETTERS = new TextDecoder('latin1')
/** Names are UTF-8 in practice; what is none becomes U+FFFD. */
const NAMES = new TextDecoder()

const field = (block: Uint8Array, [at, length]: readonly [number, number]): Uint8Array =>
  block.subarray(at, at + length)

const untilZero = (bytes: Uint8Array): Uint8Array => {
  const end = bytes.indexOf(0)
  return end < 0 ? bytes : bytes.subarray(0, end)
}

const textOf = (bytes: Uint8Array): string => NAMES.decode(untilZero(bytes))

/** A number field: octal digits, or base 256 where the first bit is set; NaN when it is neither or negative. */
const numberOf = (bytes: Uint8Array): number => {
  const first = bytes[0] ?? 0
  if (first === 0x80) return bytes.subarray(1).reduce((sum, byte) => sum * 256 + byte, 0)
  if (first & 0x80) return Number.NaN
  const digits = LETTERS.decode(untilZero(bytes)).trim()
  if (digits === '') return 0
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN
}

const sumOf = (block: Uint8Array): {readonly unsigned: number; readonly signed: number} => {
  let unsigned = 0
  let signed = 0
  for (let at = 0; at < BLOCK_BYTES; at += 1) {
    const inside = at >= CHECKSUM[0] && at < CHECKSUM[0] + CHECKSUM[1]
    const byte = inside ? 32 : (block[at] ?? 0)
    unsigned += byte
    signed += byte > 127 ? byte - 256 : byte
  }
  return {unsigned, signed}
}

/** True when a block's checksum fits: it is a header. Old tools summed signed bytes. */
export const isTarHeader = (block: Uint8Array): boolean => {
  if (block.length < BLOCK_BYTES) return false
  const told = numberOf(field(block, CHECKSUM))
  if (Number.isNaN(told) || told === 0) return false
  const {unsigned, signed} = sumOf(block)
  return told === unsigned || told === signed
}

/** True when a block marks the end of an archive. */
export const isZeroBlock = (block: Uint8Array): boolean => block.every(byte => byte === 0)

const stretchesIn = (block: Uint8Array, from: number, most: number): readonly Stretch[] =>
  Array.from({length: most}, (_, index) => {
    const at = from + index * STRETCH_BYTES
    return {offset: numberOf(field(block, [at, 12])), bytes: numberOf(field(block, [at + 12, 12]))}
  }).filter(({offset, bytes}) => offset + bytes > 0)

/** Further stretches of a GNU sparse file, from a block behind its header. */
export const furtherStretches = (
  block: Uint8Array,
): {readonly stretches: readonly Stretch[]; readonly goesOn: boolean} => ({
  stretches: stretchesIn(block, 0, 21),
  goesOn: block[FURTHER_GOES_ON] === 1,
})

/** A header's fields; the block is one (`isTarHeader`). */
export const readTarHeader = (block: Uint8Array): TarHeader => {
  const letter = String.fromCharCode(block[TYPE] || 48)
  const magic = LETTERS.decode(block.subarray(MAGIC, MAGIC + 6))
  const name = textOf(field(block, NAME))
  const prefix = magic === 'ustar\0' ? textOf(field(block, PREFIX)) : ''
  const isFolder = letter === '0' && name.endsWith('/')
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    type: isFolder ? '5' : letter,
    size: numberOf(field(block, SIZE)),
    mtimeMs: numberOf(field(block, MTIME)) * 1000,
    ...(letter === 'S'
      ? {
          sparse: {
            stretches: stretchesIn(block, STRETCHES, 4),
            size: numberOf(field(block, WHOLE_SIZE)),
            goesOn: block[GOES_ON] === 1,
          },
        }
      : {}),
  }
}
