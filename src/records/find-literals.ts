import type {Dialect} from './define-dialect.js'

/** Characters of a literal that are looked up at once; literals are at least this long. */
const HEAD = 4
const BITS = 7
const HEAD_MASK = (1 << (HEAD * BITS)) - 1

interface Entry {
  readonly literal: string
  readonly dialect: number
}

const keyOf = (literal: string): number => {
  let key = 0
  for (let at = 0; at < HEAD; at++) key = ((key << BITS) | (literal.charCodeAt(at) & 0x7f)) & HEAD_MASK
  return key
}

/**
 * Finds which dialects have a literal in a text, all of them in one pass: four characters at a time are looked up, and
 * only where some literal begins so is it compared. The flags, one a dialect, are overwritten by the next call.
 */
export function createLiteralFinder(dialects: readonly Dialect[]): (text: string) => Uint8Array {
  const heads = new Map<number, Entry[]>()
  const short: Entry[] = []
  for (const [dialect, {literals}] of dialects.entries())
    for (const literal of literals) {
      if (literal.length < HEAD) {
        short.push({literal, dialect})
        continue
      }
      const key = keyOf(literal)
      const entries = heads.get(key)
      if (entries === undefined) heads.set(key, [{literal, dialect}])
      else entries.push({literal, dialect})
    }
  // Most places in a text begin no literal: a bit of a hash says so before the map is asked.
  const begins = new Uint8Array(1 << 16)
  for (const key of heads.keys()) begins[(key ^ (key >>> 12)) & 0xffff] = 1
  const flags = new Uint8Array(dialects.length)
  return text => {
    flags.fill(0)
    for (const {literal, dialect} of short) if (text.includes(literal)) flags[dialect] = 1
    let key = 0
    for (let end = 0; end < text.length; end++) {
      key = ((key << BITS) | (text.charCodeAt(end) & 0x7f)) & HEAD_MASK
      if (begins[(key ^ (key >>> 12)) & 0xffff] === 0) continue
      for (const {literal, dialect} of heads.get(key) ?? [])
        if (flags[dialect] === 0 && text.startsWith(literal, end - HEAD + 1)) flags[dialect] = 1
    }
    return flags
  }
}
