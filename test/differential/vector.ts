/** One register set with what a manual or a public decoder says of it, as a line of `vectors/*.ndjson`. */
export interface Vector {
  /** Key of the file's `cites`: document and section, or decoder file. */
  readonly c: string
  /** Input as `explain --ndjson` takes it, laid over the `base` line before. */
  readonly in: Readonly<Record<string, unknown>>
  readonly want: Wanted
}

/** What the source says; what it does not say is left out and not compared. */
export interface Wanted {
  /** Fields of a `MemoryError`; objects are compared by the fields that stand here, `null` stands for absent. */
  readonly is?: Readonly<Record<string, unknown>>
  /** Words (regular expressions, any case) that each must stand in the messages of the model-specific code. */
  readonly says?: readonly string[]
  /** True when the source has no meaning for the code. */
  readonly silent?: true
  /** Words that some remark must have. */
  readonly remark?: string
  /** True when the record shows nothing of a mirror: evidence is `none`, `not-reported` or `undecoded`. */
  readonly noMirror?: true
  /** One grade for each of the file's `kernels`, parted by blanks; a number behind one is its reason among `reasons`. */
  readonly grades?: string
}

/** Vectors of one theme, before they are written. */
export interface Theme {
  readonly name: string
  readonly cites: Readonly<Record<string, string>>
  readonly kernels?: readonly string[]
  readonly reasons?: readonly string[]
  readonly vectors: readonly Vector[]
}

/** Seeded numbers (mulberry32): the same vectors on every run. */
export function seeded(seed: number): (limit: number) => number {
  let state = seed
  return limit => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}

/** `0x…` of a register value. */
export const hex = (value: bigint): string => `0x${value.toString(16)}`

/** `value` put into the bits from `low` up. */
export const at = (value: number | bigint, low: number): bigint => BigInt(value) << BigInt(low)

/** Four random 16-bit pieces as one 64-bit value. */
export const wide = (next: (limit: number) => number): bigint =>
  at(next(65536), 48) | at(next(65536), 32) | at(next(65536), 16) | BigInt(next(65536))
