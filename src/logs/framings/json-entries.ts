import {defineEntryFraming, type EntryTools, type EntryTotals, type LogEntry} from '../define-framing.js'
import {journalEntry} from '../journal-entry.js'
import {journalEnvelope} from '../journal-fields.js'
import {collectedTime, fieldsOf, hostFor, messageIn} from '../json-message.js'
import type {Envelope} from '../log-line.js'

const ID = 'json-entries'

/** Longest object that is read as an entry; what is longer holds entries. */
const LONGEST_ENTRY = 262_144

const [QUOTE, BACKSLASH, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST] = [34, 92, 123, 125, 91, 93]

/** Nesting beyond this is damage. */
const DEEPEST = 64

const decoder = new TextDecoder()
const encoder = new TextEncoder()

/** An object or list that is not closed yet. */
interface Open {
  /** Input offset of its first byte. */
  readonly at: number
  /** True once an entry was found in it: it is no entry itself. */
  holds: boolean
}

interface Found {
  readonly message: string
  readonly envelope: Envelope
  /** As it stands in front of the message. */
  readonly mark: string
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const objectEntry = (text: string): Found | undefined => {
  const value = parse(text)
  const fields = journalEntry(value)
  if (fields?.MESSAGE !== undefined)
    return {message: fields.MESSAGE, envelope: journalEnvelope(ID, fields), mark: '"MESSAGE"'}
  const found = messageIn(value)
  if (!found) return undefined
  const {message, field, time, host} = found
  return {message, envelope: {id: ID, time, ...(host === undefined ? {} : {host})}, mark: `"${field}"`}
}

/** `["1795406400000000000", "…"]`: Loki's pairs of nanoseconds and line. */
const PAIR = /^\[\s*"\d{19}"\s*,\s*"/

const pairEntry = (text: string, host: string | undefined): Found | undefined => {
  const value = PAIR.test(text) ? parse(text) : undefined
  const [stamp, line] = Array.isArray(value) ? value : []
  if (typeof line !== 'string') return undefined
  const envelope = {id: ID, time: collectedTime(stamp), ...hostFor(line, host)}
  return {message: line.trimEnd(), envelope, mark: ','}
}

/** The host among a stream's labels. */
const labelledHost = (text: string): string | undefined => {
  const labels = fieldsOf(parse(text))
  const host = labels && ['host', 'hostname', 'node', 'instance'].map(name => labels.get(name)).find(Boolean)
  return typeof host === 'string' ? host : undefined
}

/** Objects and lists of the bytes pushed so far → entries. */
const createScanner = ({finder}: EntryTools) => {
  let buffer: Uint8Array = new Uint8Array(0)
  /** Input offset of the buffer's first byte; how far it was scanned. */
  let base = 0
  let scanned = 0
  let seen = 0
  let inText = false
  let escaped = false
  let host: string | undefined
  let open: Open[] = []
  let ready: LogEntry[] = []

  const entryOf = ({message, envelope, mark}: Found, from: Open, text: string): LogEntry => {
    seen += 1
    const before = text.slice(0, Math.max(0, text.indexOf(mark)))
    const bytes = encoder.encode(message)
    return {
      line: seen,
      byteOffset: from.at + encoder.encode(before).length,
      hit: finder.next(bytes, 0, bytes.length) >= 0,
      message: () => message,
      envelope: () => envelope,
    }
  }

  const close = (end: number, isList: boolean): void => {
    const own = open.pop()
    if (!own || own.at < base || end - own.at > LONGEST_ENTRY) return
    const above = open.at(-1)
    if (own.holds) {
      if (above) above.holds = true
      return
    }
    const text = decoder.decode(buffer.subarray(own.at - base, end - base))
    const found = isList ? pairEntry(text, host) : objectEntry(text)
    if (!found) {
      if (!isList) host = labelledHost(text) ?? host
      return
    }
    if (above) above.holds = true
    ready.push(entryOf(found, own, text))
  }

  const scan = (byte: number, at: number): void => {
    if (inText) {
      if (escaped) escaped = false
      else if (byte === BACKSLASH) escaped = true
      else if (byte === QUOTE) inText = false
    } else if (byte === QUOTE) inText = true
    else if (byte === OPEN || byte === OPEN_LIST) {
      if (open.length >= DEEPEST) open = []
      open.push({at, holds: false})
    } else if (byte === CLOSE || byte === CLOSE_LIST) close(at + 1, byte === CLOSE_LIST)
  }

  return {
    push(chunk: Uint8Array): readonly LogEntry[] {
      const first = open.find(({at, holds}) => !holds && at >= scanned - LONGEST_ENTRY)
      const keep = Math.max(base, Math.min(first?.at ?? scanned, scanned))
      buffer = Buffer.concat([buffer.subarray(keep - base), chunk])
      base = keep
      for (const end = base + buffer.length; scanned < end; scanned += 1) scan(buffer[scanned - base] ?? 0, scanned)
      const entries = ready
      ready = []
      return entries
    },
    end: (): EntryTotals & {readonly isCut: boolean} => ({lines: seen, bytes: scanned, isCut: open.length > 0}),
  }
}

async function* entries(
  bytes: AsyncIterable<Uint8Array>,
  tools: EntryTools,
): AsyncGenerator<readonly LogEntry[], EntryTotals> {
  const scanner = createScanner(tools)
  for await (const chunk of bytes) yield scanner.push(chunk)
  const {isCut, ...totals} = scanner.end()
  if (isCut)
    tools.note('input-truncated', 'The JSON ends in the middle: the entries before its end were read.', {
      line: Math.max(1, totals.lines),
      byteOffset: totals.bytes,
    })
  return totals
}

const BEGINS = /^\ufeff?\s*(?:\{\s*"|\[\s*\{\s*")/

/** Fields by which collectors are known; dmesg's own JSON is a line a field and read as such. */
const COLLECTED =
  /"(?:log|message|msg|line|_raw|textPayload|@message|original|MESSAGE)"\s*:\s*["[]|"values"\s*:\s*\[\s*\[\s*"\d{19}"/

const looksCollected = (head: string): boolean => {
  if (!BEGINS.test(head) || !COLLECTED.test(head) || /"dmesg"\s*:/.test(head)) return false
  const first = head.replace(/^\ufeff/, '').split('\n', 1)[0] ?? ''
  return first.length === head.length || !isWholeLine(first)
}

/** Whether a line is an object by itself: lines of JSON among others are the line reader's. */
const isWholeLine = (line: string): boolean => {
  const value = parse(line)
  return fieldsOf(value) !== undefined && (messageIn(value) ?? journalEntry(value)) !== undefined
}

/** Log messages in JSON written over several lines or as one: search results, exports, `journalctl -o json-pretty`. */
export default defineEntryFraming({
  id: ID,
  title: 'JSON of log collectors',
  sniff: head => looksCollected(decoder.decode(head)),
  entries,
})
