import {defineEntryFraming, type EntryTools, type EntryTotals, type LogEntry} from '../define-framing.js'
import {collectedTime, hostFor} from '../json-message.js'

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

interface Field {
  readonly text: string
  readonly line: number
  readonly at: number
}

/** Fields of the bytes pushed so far, rows of them → entries (RFC 4180; a quote is doubled inside quotes). */
const createReader = ({finder}: EntryTools) => {
  let columns: Columns | undefined
  let header = ''
  let offset = 0
  let line = 1
  let inQuotes = false
  /** A quote inside quotes: doubled, or the end of them. */
  let quoteOpen = false
  let bytes: number[] = []
  let start = {line: 1, at: 0}
  let row: Field[] = []
  let ready: LogEntry[] = []

  const endField = (): void => {
    row.push({text: decoder.decode(Uint8Array.from(bytes)), ...start})
    bytes = []
  }

  const endRow = ({message, time, host}: Columns, unterminated: boolean): void => {
    endField()
    const [told, stamp, name] = [row[message], row[time]?.text, row[host]?.text]
    row = []
    if (!told) return
    const text = told.text.trimEnd()
    const asBytes = encoder.encode(text)
    ready.push({
      line: told.line,
      byteOffset: told.at,
      hit: finder.next(asBytes, 0, asBytes.length) >= 0,
      message: () => text,
      envelope: () => ({id: ID, time: collectedTime(stamp), ...hostFor(text, name)}),
      ...(unterminated ? {unterminated: true} : {}),
    })
  }

  const keep = (byte: number): void => {
    if (bytes.length < LONGEST_FIELD) bytes.push(byte)
  }

  const step = (byte: number, known: Columns): void => {
    if (quoteOpen) {
      quoteOpen = false
      inQuotes = byte === QUOTE
      if (inQuotes) return void keep(byte)
    }
    if (inQuotes) {
      if (byte === QUOTE) quoteOpen = true
      else keep(byte)
    } else if (byte === QUOTE && bytes.length === 0) inQuotes = true
    else if (byte === known.delimiter) endField()
    else if (byte === LF) endRow(known, false)
    else if (byte !== CR) keep(byte)
    if (bytes.length === 0) start = {line: byte === LF ? line + 1 : line, at: offset + 1}
  }

  const one = (byte: number): void => {
    if (columns) step(byte, columns)
    else if (byte !== LF) header += String.fromCharCode(byte)
    else {
      columns = columnsOf(header.replace(/^\u00ef\u00bb\u00bf/, ''))
      start = {line: line + 1, at: offset + 1}
    }
    if (byte === LF) line += 1
    offset += 1
  }

  return {
    push(chunk: Uint8Array): readonly LogEntry[] {
      for (const byte of chunk) one(byte)
      const entries = ready
      ready = []
      return entries
    },
    end(): {readonly entries: readonly LogEntry[]; readonly totals: EntryTotals} {
      if (columns && (bytes.length > 0 || row.length > 0)) endRow(columns, true)
      return {entries: ready, totals: {lines: start.at === offset ? line - 1 : line, bytes: offset}}
    },
  }
}

async function* entries(
  bytes: AsyncIterable<Uint8Array>,
  tools: EntryTools,
): AsyncGenerator<readonly LogEntry[], EntryTotals> {
  const reader = createReader(tools)
  for await (const chunk of bytes) yield reader.push(chunk)
  const {entries, totals} = reader.end()
  yield entries
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
