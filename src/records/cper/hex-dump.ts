/** `00000010: 00000001 0000e000 00000000 00000000  ................`: offset, words, and their characters. */
const DUMP_LINE = /^([0-9a-f]{8}): ([0-9a-f]{2}(?:[0-9a-f ]*))(?:$| {2})/i

const WORD_DIGITS: ReadonlySet<number> = new Set([2, 4, 8, 16])
const BYTES_PER_LINE = 16

/** One line of a dump: words of the machine's own byte order are turned into the bytes they stand for. */
export interface DumpLine {
  readonly offset: number
  /** Two hexadecimal digits a byte, in address order. */
  readonly bytes: string
}

const swap = (word: string): string => (word.match(/../g) ?? []).reverse().join('')

/** Words of one width, as many as a line holds; what follows (characters that look like digits) is none. */
function wordsIn(text: string): readonly string[] {
  const words = text.trim().split(/ +/)
  const width = words[0]?.length ?? 0
  if (!WORD_DIGITS.has(width)) return []
  const end = words.findIndex(word => word.length !== width)
  return (end < 0 ? words : words.slice(0, end)).slice(0, (BYTES_PER_LINE * 2) / width)
}

/** A line of a kernel's hex dump (little-endian machines); undefined when it is none. */
export function readDumpLine(body: string): DumpLine | undefined {
  const [, offset, text] = DUMP_LINE.exec(body) ?? []
  const words = wordsIn(text ?? '')
  if (offset === undefined || words.length === 0) return undefined
  return {offset: Number.parseInt(offset, 16), bytes: words.map(swap).join('').toLowerCase()}
}

/** 64-bit values of a dump, little-endian; a last one that is not whole is left out. */
export const quadsOf = (bytes: string): readonly bigint[] =>
  (bytes.match(/[0-9a-f]{16}/g) ?? []).map(word => BigInt(`0x${swap(word)}`))

/** The first 32-bit value of a dump, little-endian. */
export const firstWordOf = (bytes: string): number | undefined =>
  bytes.length < 8 ? undefined : Number.parseInt(swap(bytes.slice(0, 8)), 16)
