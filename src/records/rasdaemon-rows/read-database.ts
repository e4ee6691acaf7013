import sqlite from 'node-sqlite3-wasm'
import type {LogTime} from '../../logs/log-line.js'
import type {ParseNotice} from '../../logs/parse-notice.js'
import type {DialectOutput} from '../define-dialect.js'
import {EVIDENCE_CHARACTERS} from '../evidence-line.js'
import type {HardwareErrorRecord} from '../hardware-error-record.js'
import {readWrittenStamp} from '../written-time.js'
import {columnsOf, type DatabaseRow, type DatabaseValue, quoteRow} from './database-row.js'
import {mergeRows, type RowStream} from './merge-rows.js'
import {OTHER_TABLES, type RowReader, readerOf, TABLES} from './tables.js'

/** Whose records they are called. */
export interface DatabaseOrigin {
  readonly dialect: string
  /** Index into the run's inputs. */
  readonly input: number
}

interface TableRow {
  readonly table: string
  readonly read: RowReader
  readonly row: DatabaseRow
}

/** Records handed on at once. */
const BATCH_ROWS = 256

const NO_TIME: LogTime = {basis: 'none'}

/** Stamps of rows that follow each other are mostly equal. */
const createClock = () => {
  let text: string | undefined
  let time = NO_TIME
  return (row: DatabaseRow): LogTime => {
    const {timestamp} = row
    if (typeof timestamp !== 'string') return NO_TIME
    if (timestamp !== text) {
      text = timestamp
      time = readWrittenStamp(timestamp.trim(), 'unknown') ?? NO_TIME
    }
    return time
  }
}

type Database = InstanceType<typeof sqlite.Database>

const notice = (code: string, message: string): ParseNotice => ({code, message, positions: []})

const isValue = (value: unknown): value is DatabaseValue =>
  typeof value === 'number' ||
  typeof value === 'string' ||
  value === null ||
  typeof value === 'bigint' ||
  value instanceof Uint8Array

/** A result without tables inside; a plain loop, because it runs for every row. */
const isRow = (result: object): result is DatabaseRow => {
  for (const value of Object.values(result)) if (!isValue(value)) return false
  return true
}

/** Names in the first column of a query. */
const namesOf = (database: Database, query: string): readonly string[] =>
  database.all(query).flatMap(({name}) => (typeof name === 'string' ? [name] : []))

const isPlain = (name: string): boolean => /^\w{1,64}$/.test(name)

/** Rows of one table in the order in which they were written; columns as this database has them. */
function* rowsOf(database: Database, table: string, read: RowReader): Generator<TableRow> {
  const columns = namesOf(database, `PRAGMA table_info("${table}")`).filter(isPlain)
  if (columns.length === 0) return
  const statement = database.prepare(
    `SELECT ${columns.map(column => `"${column}"`).join(', ')} FROM "${table}" ORDER BY rowid`,
  )
  try {
    for (const row of statement.iterate()) if (isRow(row)) yield {table, read, row}
  } finally {
    statement.finalize()
  }
}

const unreadTables = (database: Database, tables: readonly string[]): readonly ParseNotice[] =>
  tables
    .filter(
      table =>
        isPlain(table) && !table.startsWith('sqlite_') && readerOf(table) === undefined && !OTHER_TABLES.has(table),
    )
    .filter(table => database.get(`SELECT 1 AS one FROM "${table}" LIMIT 1`) !== null)
    .map(table =>
      notice('table-unread', `The table ${table} holds rows that are not understood; they were passed over.`),
    )

const streamsOf = (database: Database, tables: readonly string[]): readonly RowStream<TableRow>[] =>
  [
    ...Object.keys(TABLES).filter(table => tables.includes(table)),
    ...tables.filter(table => !Object.hasOwn(TABLES, table)),
  ].flatMap(table => {
    const read = readerOf(table)
    if (read === undefined) return []
    const clock = createClock()
    return [{rows: rowsOf(database, table, read), timeOf: ({row}: TableRow) => clock(row).epochMs}]
  })

/** Databases that several machines write to name the machine in each row. */
const hostIn = ({hostname}: DatabaseRow): {readonly host?: string} =>
  typeof hostname === 'string' && hostname.trim() !== '' ? {host: hostname.trim()} : {}

const recordOf = (
  {table, read, row}: TableRow,
  line: number,
  time: LogTime,
  origin: DatabaseOrigin,
): HardwareErrorRecord => {
  const {dialect, input} = origin
  const text = quoteRow(table, row).slice(0, EVIDENCE_CHARACTERS)
  return read(columnsOf(row), {
    dialect,
    envelope: {id: dialect, time, program: 'rasdaemon', ...hostIn(row)},
    evidence: [{position: {input, line, byteOffset: 0}, text}],
  })
}

/** A row with nothing but its number says nothing. */
const saysAnything = ({row}: TableRow): boolean => {
  for (const column in row) if (column !== 'id' && row[column] !== null) return true
  return false
}

const damaged = (failure: unknown, line: number): DialectOutput => ({
  notices: [
    notice(
      'input-damaged',
      `The database could be read up to row ${line} only (${failure instanceof Error ? failure.message : String(failure)}). Fetch it again if you can, with the -wal file beside it.`,
    ),
  ],
})

/** Batches of records by time; what is damaged ends them with a notice. */
function* batchesOf(database: Database, tables: readonly string[], origin: DatabaseOrigin): Iterable<DialectOutput> {
  const clock = createClock()
  let records: HardwareErrorRecord[] = []
  let line = 0
  try {
    for (const row of mergeRows(streamsOf(database, tables))) {
      line += 1
      if (!saysAnything(row)) continue
      records.push(recordOf(row, line, clock(row.row), origin))
      if (records.length < BATCH_ROWS) continue
      yield {records}
      records = []
    }
    yield {records, notices: unreadTables(database, tables)}
  } catch (failure) {
    yield {records}
    yield damaged(failure, line)
  }
}

const FOREIGN = notice(
  'unknown-database',
  'It is an SQLite database, but not one of rasdaemon: none of its tables is known. It was passed over.',
)

/**
 * Records of the database at `path`, a copy that may be written to (a log of writes beside it is taken in), row by row in
 * the order of time. Rows are numbered in that order.
 */
export function* readDatabase(path: string, origin: DatabaseOrigin): Iterable<DialectOutput> {
  const database = new sqlite.Database(path, {fileMustExist: true})
  try {
    // Without shared memory, which this build of SQLite has none of, a log of writes can be read by one reader alone.
    database.exec('PRAGMA locking_mode=EXCLUSIVE')
    database.exec('PRAGMA trusted_schema=OFF')
    // Reads what is there of a file that is shorter than it says, instead of refusing all of it.
    database.exec('PRAGMA writable_schema=ON')
    const tables = namesOf(database, "SELECT name FROM sqlite_master WHERE type = 'table'")
    if (tables.some(table => readerOf(table) !== undefined)) yield* batchesOf(database, tables, origin)
    else yield {notices: [FOREIGN]}
  } catch (failure) {
    yield damaged(failure, 0)
  } finally {
    database.close()
  }
}
