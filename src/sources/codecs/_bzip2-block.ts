import type {HighBits} from './_bzip2-bits.js'
import {readCodes} from './_bzip2-codes.js'

/** A block as it stands in the data, not turned back yet. */
export interface Block {
  /** What the text's checksum should be. */
  readonly sum: number
  /** Place of the first byte. */
  readonly first: number
  readonly count: number
}

/** A block that was written in a way given up in 1997. */
export const RANDOMISED = 'blocks of bzip2 0.9.0 or older'

const readUsed = (bits: HighBits): number[] => {
  const rows = bits.read(16)
  const used: number[] = []
  for (let row = 0; row < 16; row += 1) {
    if (((rows >> (15 - row)) & 1) === 0) continue
    const columns = bits.read(16)
    for (let column = 0; column < 16; column += 1) if ((columns >> (15 - column)) & 1) used.push(row * 16 + column)
  }
  return used
}

/** Fills `room` with the block's bytes in the order of the transform; gives how many there are. */
const readBytes = (bits: HighBits, room: Uint32Array, most: number): number => {
  const order = Uint8Array.from(readUsed(bits))
  const next = readCodes(bits, order.length + 2)
  const end = order.length + 1
  let count = 0
  let run = 0
  let weight = 1
  for (let symbol = next(); ; symbol = next()) {
    if (symbol < 2) {
      run += weight << symbol
      weight <<= 1
      if (run > most) throw new Error('a block larger than the stream allows')
      continue
    }
    if (count + run + 1 > most + Number(symbol === end)) throw new Error('a block larger than the stream allows')
    if (run > 0) {
      room.fill(order[0] ?? 0, count, count + run)
      count += run
      run = 0
      weight = 1
    }
    if (symbol === end) return count
    const byte = order[symbol - 1] ?? 0
    order.copyWithin(1, 0, symbol - 1)
    order[0] = byte
    room[count] = byte
    count += 1
  }
}

/** Reads the block behind its magic into `room`, where its text can then be followed; throws when it is none. */
export const readBlock = (bits: HighBits, room: Uint32Array, most: number): Block => {
  const sum = bits.readLong(32)
  if (bits.read(1) === 1) throw new Error(RANDOMISED)
  const first = bits.read(24)
  const count = readBytes(bits, room, most)
  if (first >= count) throw new Error('a block that begins outside itself')
  const places = new Uint32Array(257)
  for (let at = 0; at < count; at += 1) {
    const above = ((room[at] ?? 0) & 255) + 1
    places[above] = (places[above] ?? 0) + 1
  }
  for (let byte = 1; byte < 257; byte += 1) places[byte] = (places[byte] ?? 0) + (places[byte - 1] ?? 0)
  for (let at = 0; at < count; at += 1) {
    const byte = (room[at] ?? 0) & 255
    const place = places[byte] ?? 0
    places[byte] = place + 1
    room[place] = (room[place] ?? 0) | (at << 8)
  }
  return {sum, first, count}
}
