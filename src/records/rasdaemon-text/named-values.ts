import {readHex} from '../hex-text.js'

/** Numbers of `name=0x…` or `name= hex` pairs as the daemon and its query tool print them; names lower-case. */
export interface NamedValues {
  readonly bits: (name: string) => bigint | undefined
  readonly small: (name: string) => number | undefined
}

const PAIR = /\b([a-z_]+) ?= ?((?:0x)?[0-9a-f]{1,16})(?![0-9a-zA-Z_])/gi

/** Reads every pair of a text; values are hexadecimal whatever their prefix, but for what `decimal` names. */
export function namedValues(text: string, decimal: ReadonlySet<string> = new Set()): NamedValues {
  const found = new Map<string, bigint>()
  for (const [, name = '', value = ''] of text.matchAll(PAIR)) {
    const key = name.toLowerCase()
    const read = decimal.has(key) && /^\d+$/.test(value) ? BigInt(value) : readHex(value)
    // The last wins: `bank Unified Memory Controller (bank=17)` comes before the register's own `bank=0x00000011`.
    if (read !== undefined) found.set(key, read)
  }
  return {
    bits: name => found.get(name),
    small: name => {
      const value = found.get(name)
      return value === undefined || value > 0xffff_ffffn ? undefined : Number(value)
    },
  }
}
