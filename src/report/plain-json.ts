import {hex} from './format.js'

/** What JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | {readonly [name: string]: Json}

const isRecord = (value: object): value is Record<string, unknown> => !Array.isArray(value)

/**
 * A value as JSON can hold it: 64-bit values become lower-case `"0x…"` strings, absent fields stay absent, numbers that
 * are no numbers are left out. Throws a `TypeError` for functions and symbols.
 */
export function plainJson(value: unknown): Json {
  if (typeof value === 'bigint') return hex(value)
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (Array.isArray(value)) return value.map(plainJson)
  if (typeof value !== 'object') throw new TypeError(`a ${typeof value} cannot be written as JSON`)
  if (!isRecord(value)) return null
  const written = Object.entries(value).filter(([, field]) => isWritten(field))
  return Object.fromEntries(written.map(([name, field]) => [name, plainJson(field)]))
}

const isWritten = (field: unknown): boolean =>
  field !== undefined && !(typeof field === 'number' && !Number.isFinite(field))
