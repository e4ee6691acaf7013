import {guidText} from '../cper/guid.js'

/** A value as SQLite holds it: 64-bit integers beyond 2^53 come as bigint. */
export type DatabaseValue = number | bigint | string | Uint8Array | null

/** A row by column; columns that the database's version does not have are absent. */
export type DatabaseRow = Readonly<Record<string, DatabaseValue | undefined>>

/** Reads a row's columns as what they should be; what is something else, empty or absent is undefined. */
export interface Columns {
  /** The row itself. */
  readonly row: DatabaseRow
  /** A register: SQLite's integers are signed, registers are not. */
  bits(column: string): bigint | undefined
  /** A register that 0 stands in for when nothing was recorded. */
  bitsIfAny(column: string): bigint | undefined
  /** A number from 0 on; -1 is how layers and places say that they are not known. */
  number(column: string): number | undefined
  text(column: string): string | undefined
  bytes(column: string): Uint8Array | undefined
  /** A GUID of 16 bytes, or as text. */
  guid(column: string): string | undefined
}

const isInteger = (value: DatabaseValue | undefined): value is number | bigint =>
  typeof value === 'bigint' || (typeof value === 'number' && Number.isSafeInteger(value))

const GUID_BYTES = 16
const NO_GUID = /^[0-]*$/

/** The columns of one row. */
export const columnsOf = (row: DatabaseRow): Columns => {
  const bits = (column: string): bigint | undefined => {
    const value = row[column]
    return isInteger(value) ? BigInt.asUintN(64, BigInt(value)) : undefined
  }
  const bytes = (column: string): Uint8Array | undefined => {
    const value = row[column]
    return value instanceof Uint8Array && value.length > 0 ? value : undefined
  }
  const text = (column: string): string | undefined => {
    const value = row[column]
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
  }
  return {
    row,
    bits,
    bitsIfAny: column => bits(column) || undefined,
    number(column) {
      const value = row[column]
      return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined
    },
    text,
    bytes,
    guid(column) {
      const value = bytes(column)
      const guid = value?.length === GUID_BYTES ? guidText(value) : text(column)?.toLowerCase()
      return guid === undefined || NO_GUID.test(guid) ? undefined : guid
    },
  }
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** Smaller numbers are counts and places, larger ones registers. */
const FIRST_HEX = 65536

const shown = (value: DatabaseValue): string => {
  if (value instanceof Uint8Array) return `x'${hex(value.subarray(0, 64))}'`
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= FIRST_HEX) return `0x${value.toString(16)}`
  return typeof value === 'bigint' ? `0x${BigInt.asUintN(64, value).toString(16)}` : String(value)
}

/** The row as a line of text: its table, its number and every column that says something. A loop: it runs for every row. */
export const quoteRow = (table: string, row: DatabaseRow): string => {
  let text = table
  for (const column in row) {
    const value = row[column]
    if (value !== undefined && value !== null && value !== '' && value !== 0) text += ` ${column}=${shown(value)}`
  }
  return text
}
