import {createBackwardBits} from './bits.js'
import {readStateTable, walkStates} from './states.js'

/** Huffman codes (RFC 8878, 4.2): by the next `log` bits the symbol and, in the lowest four bits, how long its code is. */
export interface HuffmanTable {
  readonly log: number
  readonly entries: Uint16Array
}

/** Longest Huffman code, and the log of the states that its weights are packed with. */
const LONGEST_CODE = 11
const WEIGHT_LOG = 6
const MOST_SYMBOLS = 256

const directWeights = (bytes: Uint8Array, from: number, count: number): readonly number[] =>
  Array.from({length: count}, (_, at) => {
    const pair = bytes[from + (at >> 1)] ?? 0
    return at % 2 === 0 ? pair >> 4 : pair & 15
  })

/** Weights by two walks that take turns until the bits are used up. */
const packedWeights = (bytes: Uint8Array): readonly number[] => {
  const {table, end} = readStateTable(bytes, 0, {log: WEIGHT_LOG, symbol: LONGEST_CODE + 1})
  const bits = createBackwardBits(bytes.subarray(end))
  let [walk, other] = [walkStates(table, bits), walkStates(table, bits)]
  const weights: number[] = []
  while (weights.length < MOST_SYMBOLS) {
    weights.push(walk.symbol())
    walk.step()
    const swap = walk
    walk = other
    other = swap
    if (bits.left() >= 0) continue
    weights.push(walk.symbol())
    return weights
  }
  throw new Error('more weights than symbols')
}

/** The table of these weights, the last of which is not told: all together they fill the table. */
const huffmanTable = (told: readonly number[]): HuffmanTable => {
  const sum = told.reduce((total, weight) => total + ((1 << weight) >> 1), 0)
  const log = 32 - Math.clz32(sum)
  const rest = (1 << log) - sum
  if (sum === 0 || log > LONGEST_CODE || (rest & (rest - 1)) !== 0 || told.length >= MOST_SYMBOLS)
    throw new Error('Huffman codes that are none')
  const weights = [...told, 32 - Math.clz32(rest)]
  const entries = new Uint16Array(1 << log)
  let at = 0
  for (let weight = 1; weight <= log; weight += 1)
    for (const [symbol, own] of weights.entries())
      if (own === weight) {
        const end = at + (1 << (weight - 1))
        entries.fill((symbol << 4) | (log + 1 - weight), at, end)
        at = end
      }
  return {log, entries}
}

const readHuffman = (bytes: Uint8Array): {readonly table: HuffmanTable; readonly end: number} => {
  const [head = 0] = bytes
  const packed = head < 128 ? head : (head - 126) >> 1
  if (1 + packed > bytes.length) throw new Error('Huffman codes that are cut')
  const weights = head < 128 ? packedWeights(bytes.subarray(1, 1 + head)) : directWeights(bytes, 1, head - 127)
  return {table: huffmanTable(weights), end: 1 + packed}
}

const decodeStream = (bytes: Uint8Array, {log, entries}: HuffmanTable, into: Uint8Array): void => {
  const bits = createBackwardBits(bytes)
  for (let at = 0; at < into.length; at += 1) {
    const entry = entries[bits.peek(log)] ?? 0
    into[at] = entry >> 4
    bits.skip(entry & 15)
  }
  if (bits.left() !== 0) throw new Error('Huffman codes do not end where they should')
}

/** Bytes of the sizes of the first three of four streams. */
const JUMP_BYTES = 6

const decodeFour = (bytes: Uint8Array, table: HuffmanTable, into: Uint8Array): void => {
  const each = (into.length + 3) >> 2
  let from = JUMP_BYTES
  for (let stream = 0; stream < 4; stream += 1) {
    const size = (bytes[2 * stream] ?? 0) | ((bytes[2 * stream + 1] ?? 0) << 8)
    const end = stream === 3 ? bytes.length : from + size
    if (end > bytes.length || stream * each > into.length) throw new Error('streams that do not fit their block')
    decodeStream(
      bytes.subarray(from, end),
      table,
      into.subarray(stream * each, Math.min((stream + 1) * each, into.length)),
    )
    from = end
  }
}

/** How a block's literals are packed (RFC 8878, 3.1.1.3.1). */
interface Head {
  readonly type: number
  readonly isFour: boolean
  readonly size: number
  readonly packed: number
  readonly bytes: number
}

const readHead = (block: Uint8Array): Head => {
  const [first = 0, second = 0, third = 0, fourth = 0, fifth = 0] = block
  const type = first & 3
  const form = (first >> 2) & 3
  if (type < 2) {
    const bytes = (form & 1) === 0 ? 1 : form === 1 ? 2 : 3
    const size = bytes === 1 ? first >> 3 : (first >> 4) | (second << 4) | (bytes === 3 ? third << 12 : 0)
    return {type, isFour: false, size, packed: type === 0 ? size : 1, bytes}
  }
  const width = form < 2 ? 10 : form === 2 ? 14 : 18
  const both =
    (first >> 4) +
    second * 2 ** 4 +
    third * 2 ** 12 +
    (form >= 2 ? fourth * 2 ** 20 : 0) +
    (form === 3 ? fifth * 2 ** 28 : 0)
  const size = both % 2 ** width
  return {type, isFour: form !== 0, size, packed: Math.floor(both / 2 ** width), bytes: form < 2 ? 3 : form + 2}
}

/** A block's literals: where they end in it, the text, and the Huffman codes that a later block may use again. */
export interface Literals {
  readonly end: number
  readonly text: Uint8Array
  readonly table: HuffmanTable | undefined
}

/** Reads the literals at the beginning of a block; throws when they are none or more than `most` bytes. */
export const readLiterals = (block: Uint8Array, known: HuffmanTable | undefined, most: number): Literals => {
  const {type, isFour, size, packed, bytes} = readHead(block)
  const end = bytes + packed
  if (end > block.length || size > most) throw new Error('literals that do not fit their block')
  if (type === 0) return {end, text: block.subarray(bytes, end), table: known}
  const text = new Uint8Array(size)
  if (type === 1) return {end, text: text.fill(block[bytes] ?? 0), table: known}
  const body = block.subarray(bytes, end)
  const fresh = type === 2 ? readHuffman(body) : undefined
  const table = fresh?.table ?? known
  if (!table) throw new Error('literals whose Huffman codes are missing')
  const streams = body.subarray(fresh?.end ?? 0)
  if (isFour) decodeFour(streams, table, text)
  else decodeStream(streams, table, text)
  return {end, text, table}
}
