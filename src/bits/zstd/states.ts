import {type BackwardBits, createForwardBits} from './bits.js'

/** A table of Finite State Entropy (RFC 8878, 4.1): what each state stands for and where it leads. */
export interface StateTable {
  /** Bits of a state. */
  readonly log: number
  /** By state, from the lowest bits on: its symbol (8), how many bits to read for the next state (8), what to add them to (16). */
  readonly entries: Uint32Array
}

/** A table that is always in the one state: for symbols that are all the same. */
export const oneStateTable = (symbol: number): StateTable => ({
  log: 0,
  entries: Uint32Array.of(symbol),
})

/** Places of the symbols that are rarer than one state are at the end, the others are spread over the rest. */
const spread = (counts: readonly number[], symbols: Uint8Array): void => {
  const size = symbols.length
  const rare = counts.flatMap((count, symbol) => (count < 0 ? [symbol] : []))
  for (const [index, symbol] of rare.entries()) symbols[size - 1 - index] = symbol
  const step = (size >> 1) + (size >> 3) + 3
  let at = 0
  for (const [symbol, count] of counts.entries())
    for (let left = count; left > 0; left -= 1) {
      symbols[at] = symbol
      do at = (at + step) & (size - 1)
      while (at >= size - rare.length)
    }
}

/** The table of symbols that occur so often in each `2^log`; below zero: less than once. */
export const stateTable = (counts: readonly number[], log: number): StateTable => {
  const size = 1 << log
  const symbols = new Uint8Array(size)
  spread(counts, symbols)
  const next = counts.map(Math.abs)
  const entries = Uint32Array.from(symbols, symbol => {
    const number = next[symbol] ?? 0
    next[symbol] = number + 1
    const bits = log - (31 - Math.clz32(number))
    return symbol + (bits << 8) + ((number << bits) - size) * 2 ** 16
  })
  return {log, entries}
}

/** Smallest log that a description tells; it is counted from there. */
const SMALLEST_LOG = 5

/** Reads a table's description (RFC 8878, 4.1.1); throws when it is none. `end` is the first byte behind it. */
export const readStateTable = (
  bytes: Uint8Array,
  from: number,
  most: {readonly log: number; readonly symbol: number},
): {readonly table: StateTable; readonly end: number} => {
  const bits = createForwardBits(bytes, from)
  const log = bits.read(4) + SMALLEST_LOG
  const counts: number[] = []
  let left = log > most.log ? 0 : 1 << log
  while (left > 0 && counts.length <= most.symbol) {
    const width = 32 - Math.clz32(left + 1)
    const low = (1 << (width - 1)) - 1
    const spare = (1 << width) - 2 - left
    let value = bits.read(width)
    if ((value & low) < spare) {
      bits.rewind()
      value &= low
    } else if (value > low) value -= spare
    counts.push(value - 1)
    left -= Math.abs(value - 1)
    for (let more = value === 1 ? 3 : 0; more === 3; ) {
      more = bits.read(2)
      for (let zeros = more; zeros > 0; zeros -= 1) counts.push(0)
    }
  }
  const end = bits.nextByte()
  if (left !== 0 || log > most.log || counts.length > most.symbol + 1 || end > bytes.length)
    throw new Error('a table of states that is none')
  return {table: stateTable(counts, log), end}
}

/** A walk from state to state. */
export interface StateWalk {
  symbol(): number
  step(): void
}

/** A walk over `table` that reads its first state at once. */
export const walkStates = ({log, entries}: StateTable, bits: BackwardBits): StateWalk => {
  let entry = entries[bits.take(log)] ?? 0
  return {
    symbol: () => entry & 255,
    step() {
      entry = entries[(entry >>> 16) + bits.take((entry >>> 8) & 255)] ?? 0
    },
  }
}
