import type {HighBits} from './_bzip2-bits.js'

/** Longest code, and the bits that are looked up at once. */
const LONGEST = 20
const AT_ONCE = 10
/** Symbols for which one table is used before the next is chosen. */
const GROUP = 50

/** Canonical codes: by their first bits, else length by length. */
interface CodeTable {
  /** By the next `AT_ONCE` bits: symbol and, in the lowest five bits, the code's length; 0 for longer codes. */
  readonly near: Uint16Array
  /** By length: the first number of `LONGEST` bits that is no code of this length, nor of a shorter. */
  readonly limits: Int32Array
  /** By length: what to take off a code to get its place among the symbols. */
  readonly offsets: Int32Array
  readonly symbols: Uint16Array
}

const tableOf = (lengths: readonly number[]): CodeTable => {
  const symbols: number[] = []
  const near = new Uint16Array(1 << AT_ONCE)
  const limits = new Int32Array(LONGEST + 1)
  const offsets = new Int32Array(LONGEST + 1)
  let code = 0
  for (let length = 1; length <= LONGEST; length += 1) {
    offsets[length] = code - symbols.length
    for (const [symbol, own] of lengths.entries()) {
      if (own !== length) continue
      if (length <= AT_ONCE)
        near.fill((symbol << 5) | length, code << (AT_ONCE - length), (code + 1) << (AT_ONCE - length))
      symbols.push(symbol)
      code += 1
    }
    limits[length] = code << (LONGEST - length)
    code <<= 1
  }
  return {near, limits, offsets, symbols: Uint16Array.from(symbols)}
}

const readSymbol = (bits: HighBits, {near, limits, offsets, symbols}: CodeTable): number => {
  const entry = near[bits.peek(AT_ONCE)] ?? 0
  if (entry !== 0) {
    bits.skip(entry & 31)
    return entry >> 5
  }
  const code = bits.peek(LONGEST)
  let length = AT_ONCE + 1
  while (length <= LONGEST && code >= (limits[length] ?? 0)) length += 1
  if (length > LONGEST) throw new Error('a code that is none')
  bits.skip(length)
  return symbols[(code >> (LONGEST - length)) - (offsets[length] ?? 0)] ?? 0
}

const readLengths = (bits: HighBits, count: number): readonly number[] => {
  let length = bits.read(5)
  return Array.from({length: count}, () => {
    while (bits.read(1) === 1) length += bits.read(1) === 0 ? 1 : -1
    if (length < 1 || length > LONGEST) throw new Error('a code of a length that does not exist')
    return length
  })
}

/** Which table each group uses: numbers moved to the front as they are used. */
const readChoices = (bits: HighBits, tables: number, count: number): Uint8Array => {
  const order = Array.from({length: tables}, (_, index) => index)
  return Uint8Array.from({length: count}, () => {
    let place = 0
    while (bits.read(1) === 1) place += 1
    const [chosen] = order.splice(place, 1)
    if (chosen === undefined) throw new Error('a table that does not exist')
    order.unshift(chosen)
    return chosen
  })
}

/** Reads the codes of a block of so many different symbols; what it gives reads one symbol at each call. */
export const readCodes = (bits: HighBits, count: number): (() => number) => {
  const tables = bits.read(3)
  const choices = readChoices(bits, tables, bits.read(15))
  const codes = Array.from({length: tables}, () => tableOf(readLengths(bits, count)))
  let used = -1
  let left = 0
  let table: CodeTable | undefined
  return () => {
    if (left === 0) {
      used += 1
      left = GROUP
      table = codes[choices[used] ?? codes.length]
    }
    if (table === undefined) throw new Error('more symbols than tables were chosen for')
    left -= 1
    return readSymbol(bits, table)
  }
}
