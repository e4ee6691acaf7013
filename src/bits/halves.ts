/** The two halves of a 64-bit value as numbers, each 0 … 2³²−1: bits of a number are read far faster than a bigint's. */
export interface Halves {
  readonly upper: number
  readonly lower: number
}

const HALF = 32

/** Both halves of the lowest 64 bits. */
export const splitHalves = (raw: bigint): Halves => ({
  upper: Number(BigInt.asUintN(HALF, raw >> 32n)),
  lower: Number(BigInt.asUintN(HALF, raw)),
})

interface Answer {
  readonly raw: bigint
  readonly halves: Halves
}

let last: Answer = {raw: 0n, halves: {upper: 0, lower: 0}}
let before = last

/** As `splitHalves`; registers are asked for many fields in a row, often two in turn, so the last two answers are kept. */
export function halvesOf(raw: bigint): Halves {
  if (raw === last.raw) return last.halves
  const found = raw === before.raw ? before : {raw, halves: splitHalves(raw)}
  before = last
  last = found
  return found.halves
}
