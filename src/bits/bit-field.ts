/** One row of a register table: bits `high` … `low`, both ends written as the manual writes them. */
export interface BitField {
  readonly high: number
  readonly low: number
  /** What the manual says the bits are, in our words. */
  readonly meaning: string
  /** Meaning by value; a gap is a gap in the manual. */
  readonly codes?: Readonly<Record<number, string>>
  /** True for ranges the manual reserves: kept, listed, and counted as residue when set. */
  readonly reserved?: true
}

/** A row of a register table: `MCACOD: bits(15, 0, 'architectural error code')`. */
export const bits = (high: number, low: number, meaning: string, codes?: Readonly<Record<number, string>>): BitField =>
  codes === undefined ? {high, low, meaning} : {high, low, meaning, codes}

/** A row of one bit: `VAL: bit(63, 'register holds an error')`. */
export const bit = (position: number, meaning: string): BitField => ({high: position, low: position, meaning})

/** A row the manual reserves; its bits are never lost and show up as residue. */
export const reserved = (high: number, low: number): BitField => ({high, low, meaning: 'reserved', reserved: true})
