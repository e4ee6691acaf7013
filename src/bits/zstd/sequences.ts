import {type BackwardBits, createBackwardBits} from './bits.js'
import {oneStateTable, readStateTable, type StateTable, type StateWalk, stateTable, walkStates} from './states.js'

/** Tables of one block: lengths of literals, distances, lengths of matches. */
export interface SequenceTables {
  readonly literals: StateTable
  readonly distances: StateTable
  readonly matches: StateTable
}

/** Codes of one kind: where they begin, how many further bits each has, and the table that is used unasked. */
interface Codes {
  readonly bases: Int32Array
  readonly extra: Uint8Array
  readonly most: {readonly log: number; readonly symbol: number}
  readonly usual: StateTable
}

const basesOf = (extra: readonly number[], first: number): Int32Array => {
  let base = first
  return Int32Array.from(extra, bits => {
    const own = base
    base += 2 ** bits
    return own
  })
}

const codesOf = (extra: readonly number[], first: number, log: number, counts: readonly number[]): Codes => ({
  bases: basesOf(extra, first),
  extra: Uint8Array.from(extra),
  most: {log, symbol: extra.length - 1},
  usual: stateTable(counts, counts.length > 30 ? 6 : 5),
})

/** RFC 8878, 3.1.1.3.2.1.1 and 3.1.1.3.2.2: further bits of each code, and how often the codes occur unless told. */
const LITERALS = codesOf(
  [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
  0,
  9,
  [4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1],
)
const MATCHES = codesOf(
  [...Array.from({length: 32}, () => 0), 1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
  3,
  9,
  [1, 4, 3, 2, 2, 2, 2, 2, 2, ...Array.from({length: 37}, () => 1), -1, -1, -1, -1, -1, -1, -1],
)
const DISTANCES = codesOf(
  Array.from({length: 32}, (_, code) => code),
  1,
  8,
  [1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1],
)

const countOf = (block: Uint8Array, at: number): {readonly count: number; readonly bytes: number} => {
  const [first = 0, second = 0, third = 0] = block.subarray(at, at + 3)
  if (first < 128) return {count: first, bytes: 1}
  if (first < 255) return {count: ((first - 128) << 8) | second, bytes: 2}
  return {count: (second | (third << 8)) + 0x7f00, bytes: 3}
}

/** The table of one kind as the block says: the usual one, one symbol, described, or that of the block before. */
const tableOf = (
  mode: number,
  block: Uint8Array,
  at: number,
  codes: Codes,
  known: StateTable | undefined,
): {readonly table: StateTable; readonly end: number} => {
  if (mode === 0) return {table: codes.usual, end: at}
  if (mode === 2) return readStateTable(block, at, codes.most)
  const symbol = block[at] ?? codes.extra.length
  if (mode === 1 && symbol <= codes.most.symbol) return {table: oneStateTable(symbol), end: at + 1}
  if (mode === 3 && known) return {table: known, end: at}
  throw new Error('a table of states that is missing')
}

/** One step: so many literals, then `match` bytes from as far back as `distance` says (repeats are below 4). */
export interface Sequence {
  literals: number
  match: number
  distance: number
}

/** A block's sequences, read one by one into the same object. */
export interface Sequences {
  readonly count: number
  readonly tables: SequenceTables | undefined
  /** The next sequence. */
  next(): Sequence
  /** True once all bits were used, and no more. */
  isSpent(): boolean
}

const lengthOf = (walk: StateWalk, codes: Codes, bits: BackwardBits): number => {
  const symbol = walk.symbol()
  return (codes.bases[symbol] ?? 0) + bits.take(codes.extra[symbol] ?? 0)
}

const walkSequences = (bytes: Uint8Array, count: number, tables: SequenceTables): Sequences => {
  const bits = createBackwardBits(bytes)
  const literals = walkStates(tables.literals, bits)
  const distances = walkStates(tables.distances, bits)
  const matches = walkStates(tables.matches, bits)
  const sequence: Sequence = {literals: 0, match: 0, distance: 0}
  let left = count
  return {
    count,
    tables,
    next() {
      const code = distances.symbol()
      sequence.distance = code > 25 ? 2 ** code + bits.takeMany(code) : (1 << code) + bits.take(code)
      sequence.match = lengthOf(matches, MATCHES, bits)
      sequence.literals = lengthOf(literals, LITERALS, bits)
      left -= 1
      if (left > 0) {
        literals.step()
        matches.step()
        distances.step()
      }
      if (bits.left() < 0) throw new Error('sequences that are cut')
      return sequence
    },
    isSpent: () => bits.left() === 0,
  }
}

/** The sequences that stand in a block from `from` on; throws when they are none. */
export const readSequences = (block: Uint8Array, from: number, known: SequenceTables | undefined): Sequences => {
  const {count, bytes} = countOf(block, from)
  const at = from + bytes
  if (at > block.length) throw new Error('a block that is cut')
  if (count === 0) {
    const next = () => ({literals: 0, match: 0, distance: 0})
    return {count, tables: known, next, isSpent: () => at === block.length}
  }
  const modes = block[at] ?? 3
  if ((modes & 3) !== 0) throw new Error('a block of a form that is not known')
  const literals = tableOf(modes >> 6, block, at + 1, LITERALS, known?.literals)
  const distances = tableOf((modes >> 4) & 3, block, literals.end, DISTANCES, known?.distances)
  const matches = tableOf((modes >> 2) & 3, block, distances.end, MATCHES, known?.matches)
  const tables = {literals: literals.table, distances: distances.table, matches: matches.table}
  return walkSequences(block.subarray(matches.end), count, tables)
}
