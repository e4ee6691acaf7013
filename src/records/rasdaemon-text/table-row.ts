import type {LogLine, LogTime} from '../../logs/log-line.js'
import type {DialectOutput} from '../define-dialect.js'
import {quoteLines} from '../evidence-line.js'
import {columnsOf, type DatabaseRow} from '../rasdaemon-rows/database-row.js'
import {TABLES} from '../rasdaemon-rows/tables.js'

/** A text that tells the same as a row of one of the daemon's tables: the table, the row, and the moment as printed. */
export interface TableRow {
  readonly table: string
  readonly row: DatabaseRow
  readonly time?: LogTime | undefined
}

/** The record of such a text, made by the table's own reader, so that text and database give the same. */
export function tellRow({table, row, time}: TableRow, lines: readonly LogLine[], dialect: string): DialectOutput {
  const [first] = lines
  const read = TABLES[table]
  if (first === undefined || read === undefined) return {}
  const envelope = time === undefined ? first.envelope : {...first.envelope, time}
  return {records: [read(columnsOf(row), {dialect, envelope, evidence: lines.flatMap(quoteLines)})]}
}

/** Numbers as the tables hold them: places and counts as numbers, registers as bigint; undefined when it is none. */
export const integerIn = (text: string | undefined, radix: 10 | 16 = 10): number | undefined => {
  const digits = text?.replace(/^0x/i, '') ?? ''
  const isHex = radix === 16 || /^0x/i.test(text ?? '')
  if (!(isHex ? /^[0-9a-f]{1,13}$/i : /^-?\d{1,15}$/).test(digits)) return undefined
  return Number.parseInt(digits, isHex ? 16 : 10)
}

/** A 64-bit value printed in hexadecimal. */
export const registerIn = (text: string | undefined): bigint | undefined => {
  const digits = text?.replace(/^0x/i, '') ?? ''
  return /^[0-9a-f]{1,16}$/i.test(digits) ? BigInt(`0x${digits}`) : undefined
}
