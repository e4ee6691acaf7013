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

let lastRaw = 0n
let last: Halves = {upper: 0, lower: 0}

/** As `splitHalves`; a register is asked for many fields in a row, so the last answer is kept. */
export function halvesOf(raw: bigint): Halves {
  if (raw === lastRaw) return last
  lastRaw = raw
  last = splitHalves(raw)
  return last
}
