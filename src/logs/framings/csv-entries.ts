import {defineEntryFraming, type EntryTools, type EntryTotals, type LogEntry} from '../define-framing.js'
import {collectedTime, hostFor} from '../json-message.js'
import {createStretch, piecesOf} from './_stretch.js'

const ID = 'csv-entries'

/** Names of the column that holds what was logged: Splunk, Kibana, Grafana, CloudWatch, data bases of syslog daemons. */
const MESSAGE_COLUMNS = [
  '_raw',
  'message',
  'msg',
  'log',
  'line',
  'event.original',
  '@message',
  'log message',
  'log_message',
  'textpayload',
  'text',
  'body',
  'raw',
]
const TIME_COLUMNS = ['_time', '@timestamp', 'time', 'timestamp', 'date', 'receivedat', 'devicereportedtime']
const HOST_COLUMNS = ['host', 'hostname', 'host.name', 'host.hostname', 'fromhost', 'source_host', 'node']

/** Windows event logs are a vocabulary of their own, not a wrapper. */
const EVENT_LOG = /providername|leveldisplayname|event id|task category/i

const DELIMITERS = [',', ';', '\t', '|']

const [LF, CR, QUOTE] = [10, 13, 34]

/** Longest field that is kept. */
const LONGEST_FIELD = 262_144

const decoder = new TextDecoder()
const encoder = new TextEncoder()

interface Columns {
  readonly delimiter: number
  readonly message: number
  readonly time: number
  readonly host: number
}

/** The columns that a header names; undefined when it is no header of logged messages. */
const columnsOf = (header: string): Columns | undefined => {
  if (EVENT_LOG.test(header)) return undefined
  for (const delimiter of DELIMITERS) {
    const names = header
      .replace(/^\ufeff/, '')
      .trim()
      .split(delimiter)
      .map(name =>
        name
          .trim()
          .replace(/^"(.*)"$/, '$1')
          .toLowerCase(),
      )
    const indexOf = (known: readonly string[]): number => names.findIndex(name => known.includes(name))
    const message = indexOf(MESSAGE_COLUMNS)
    const isHeader = names.every(name => /^[@\w][\w .@-]{0,40}$/.test(name))
    if (names.length > 1 && message >= 0 && isHeader)
      return {delimiter: delimiter.charCodeAt(0), message, time: indexOf(TIME_COLUMNS), host: indexOf(HOST_COLUMNS)}
  }
  return undefined
}

/** A field's bytes, without its quotes. */
interface Field {
  readonly bytes: Uint8Array
  readonly line: number
  readonly at: number
}

/** The fields of a row that are wanted. */
type Row = {[column in 'message' | 'time' | 'host']?: Field | undefined}

/** Where the first of the given bytes stands from `from` on; the text's end when none does. */
const seek = (text: Uint8Array, from: number, stops: readonly [number, number, number]): number => {
  const [first, second, third] = stops
  const end = text.length
  let at = from
  while (at < end && text[at] !== first && text[at] !== second && text[at] !== third) at += 1
  return at
}

const IN_QUOTES = [QUOTE, QUOTE, QUOTE] as const

const copied = (field: Field | undefined): Field | undefined => field && {...field, bytes: Uint8Array.from(field.bytes)}

const textOf = (field: Field | undefined): string | undefined => field && decoder.decode(field.bytes)

/** Fields of the bytes pushed so far, rows of them → entries (RFC 4180; a quote is doubled inside quotes). */
const createReader = ({finder}: EntryTools) => {
  const stretch = createStretch(finder)
  let columns: Columns | undefined
  let header = ''
  let line = 1
  let inQuotes = false
  /** A quote inside quotes: doubled, or the end of them. */
  let quoteOpen = false
  /** The bytes of the open field: its number, where it begins, how many are kept, which; of one that is not wanted none. */
  let column = 0
  let start = {line: 1, at: 0}
  let size = 0
  let runs: Uint8Array[] = []
  let row: Row = {}
  let ready: LogEntry[] = []

  const wantedAs = ({message, time, host}: Columns): keyof Row | undefined => {
    if (column === message) return 'message'
    if (column === time) return 'time'
    return column === host ? 'host' : undefined
  }

  const endField = (known: Columns): void => {
    const name = wantedAs(known)
    if (name !== undefined) {
      const [only] = runs
      row[name] = {bytes: runs.length === 1 && only ? only : Buffer.concat(runs), line: start.line, at: start.at}
      runs = []
    }
    column += 1
    size = 0
  }

  /** Whether a literal stands in a message; blanks at its end belong to none. */
  const isHit = ({bytes}: Field): boolean => {
    const {text} = stretch
    const from = bytes.byteOffset - text.byteOffset
    if (bytes.buffer === text.buffer && !stretch.holds(from, from + bytes.length)) return false
    const told = encoder.encode(decoder.decode(bytes).trimEnd())
    return finder.next(told, 0, told.length) >= 0
  }

  const endRow = (known: Columns, unterminated: boolean): void => {
    endField(known)
    const {message, time, host} = row
    column = 0
    row = {}
    if (!message) return
    const text = (): string => decoder.decode(message.bytes).trimEnd()
    ready.push({
      line: message.line,
      byteOffset: message.at,
      hit: isHit(message),
      message: text,
      envelope: () => ({id: ID, time: collectedTime(textOf(time)), ...hostFor(text(), textOf(host))}),
      ...(unterminated ? {unterminated: true} : {}),
    })
  }

  /** Keeps what stands between two offsets of the stretch; returns the second. */
  const keep = (from: number, to: number, known: Columns): number => {
    const kept = Math.min(to - from, LONGEST_FIELD - size)
    if (kept > 0 && wantedAs(known) !== undefined) runs.push(stretch.text.subarray(from, from + kept))
    size += kept
    return to
  }

  const quoted = (text: Uint8Array, at: number, known: Columns): number => {
    const end = keep(at, seek(text, at, IN_QUOTES), known)
    line += finder.newlines(text, at, end)
    quoteOpen = end < text.length
    return end + 1
  }

  const bare = (text: Uint8Array, at: number, known: Columns): number => {
    const byte = text[at]
    if (byte === QUOTE && size === 0) inQuotes = true
    else if (byte === known.delimiter) endField(known)
    else if (byte === LF) {
      endRow(known, false)
      line += 1
    } else if (byte !== CR) return keep(at, seek(text, at, [known.delimiter, LF, CR]), known)
    return at + 1
  }

  /** Takes in what stands at `at`; returns where it goes on. */
  const step = (text: Uint8Array, at: number, known: Columns): number => {
    if (quoteOpen) {
      quoteOpen = false
      inQuotes = text[at] === QUOTE
      if (inQuotes) return keep(at, at + 1, known)
    }
    const next = Math.min(text.length, inQuotes ? quoted(text, at, known) : bare(text, at, known))
    if (size === 0) start = {line, at: stretch.base + next}
    return next
  }

  const readHeader = (text: Uint8Array, at: number): number => {
    const end = seek(text, at, [LF, LF, LF])
    header += Buffer.from(text.subarray(at, end)).toString('latin1')
    if (end === text.length) return end
    columns = columnsOf(header.replace(/^\u00ef\u00bb\u00bf/, ''))
    line += 1
    start = {line, at: stretch.base + end + 1}
    return end + 1
  }

  /** Keeps of the open row what is let go. */
  const hold = (): void => {
    runs = runs.map(run => Uint8Array.from(run))
    row = {message: copied(row.message), time: copied(row.time), host: copied(row.host)}
  }

  return {
    push(piece: Uint8Array): readonly LogEntry[] {
      hold()
      stretch.push(piece, stretch.text.length)
      const {text} = stretch
      for (let at = 0; at < text.length; ) at = columns ? step(text, at, columns) : readHeader(text, at)
      const entries = ready
      ready = []
      return entries
    },
    end(): {readonly entries: readonly LogEntry[]; readonly totals: EntryTotals} {
      const bytes = stretch.base + stretch.text.length
      if (columns && (size > 0 || column > 0)) endRow(columns, true)
      return {entries: ready, totals: {lines: start.at === bytes ? line - 1 : line, bytes}}
    },
    giveBack: stretch.end,
  }
}

async function* entries(
  bytes: AsyncIterable<Uint8Array>,
  tools: EntryTools,
): AsyncGenerator<readonly LogEntry[], EntryTotals> {
  const reader = createReader(tools)
  for await (const chunk of bytes) for (const piece of piecesOf(chunk)) yield reader.push(piece)
  const {entries, totals} = reader.end()
  yield entries
  reader.giveBack()
  return totals
}

/** A table with a column of messages, as collectors export it; the first row names the columns. */
export default defineEntryFraming({
  id: ID,
  title: 'CSV with a column of messages',
  sniff: head => {
    const [header = '', ...below] = decoder.decode(head).split('\n')
    return below.length > 0 && columnsOf(header) !== undefined
  },
  entries,
})
