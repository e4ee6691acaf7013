import {defineEntryFraming, type EntryTools, type EntryTotals, type LogEntry} from '../define-framing.js'
import {journalEntry} from '../journal-entry.js'
import {journalEnvelope} from '../journal-fields.js'
import {collectedTime, fieldsOf, hostFor, messageIn} from '../json-message.js'
import type {Envelope} from '../log-line.js'
import {createStretch, piecesOf} from './_stretch.js'

const ID = 'json-entries'

/** Longest object that is read as an entry; what is longer holds entries. */
const LONGEST_ENTRY = 262_144

const [QUOTE, BACKSLASH, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST] = [34, 92, 123, 125, 91, 93]

/** 1 for the bytes outside of texts that the scan stops at. */
const STOPS = Uint8Array.from({length: 256}, (_, byte) =>
  Number([QUOTE, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST].includes(byte)),
)

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
  readonly envelope: () => Envelope
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

const objectEntry = (value: unknown): Found | undefined => {
  const fields = journalEntry(value)
  if (fields?.MESSAGE !== undefined)
    return {message: fields.MESSAGE, envelope: () => journalEnvelope(ID, fields), mark: '"MESSAGE"'}
  const found = messageIn(value)
  if (!found) return undefined
  const {message, field, wrapper} = found
  return {message, envelope: () => ({id: ID, ...wrapper()}), mark: `"${field}"`}
}

/** `["1795406400000000000", "…"]`: Loki's pairs of nanoseconds and line. */
const PAIR = /^\[\s*"\d{19}"\s*,\s*"/

const pairEntry = (text: string, host: string | undefined): Found | undefined => {
  const value = PAIR.test(text) ? parse(text) : undefined
  const [stamp, line] = Array.isArray(value) ? value : []
  if (typeof line !== 'string') return undefined
  const envelope = (): Envelope => ({id: ID, time: collectedTime(stamp), ...hostFor(line, host)})
  return {message: line.trimEnd(), envelope, mark: ','}
}

/** The host among a stream's labels. */
const labelledHost = (value: unknown): string | undefined => {
  const labels = fieldsOf(value)
  const host = labels && ['host', 'hostname', 'node', 'instance'].map(name => labels[name]).find(Boolean)
  return typeof host === 'string' ? host : undefined
}

/** An object or list in the stretch. */
interface Place {
  readonly from: number
  readonly end: number
  readonly text: string
}

/** Where the text from `at` on ends, or a byte that means something inside it stands. */
const insideText = (bytes: Uint8Array, from: number): number => {
  const end = bytes.length
  let at = from
  while (at < end && bytes[at] !== QUOTE && bytes[at] !== BACKSLASH) at += 1
  return at
}

/** Where the next text, object or list begins or ends. */
const outsideText = (bytes: Uint8Array, from: number): number => {
  const end = bytes.length
  let at = from
  while (at < end && STOPS[bytes[at] ?? 0] === 0) at += 1
  return at
}

/** Objects and lists of the bytes pushed so far → entries. */
const createScanner = ({finder}: EntryTools) => {
  const stretch = createStretch(finder)
  /** How far the input was scanned; behind a backslash at the stretch's end one byte farther. */
  let scanned = 0
  let seen = 0
  let inText = false
  /** Input offsets of the last backslash in a text, and of the last list's beginning. */
  let lastEscape = -1
  let lastList = -1
  let host: string | undefined
  let open: Open[] = []
  let ready: LogEntry[] = []

  /**
   * Whether a literal stands in the message of the object or list between two offsets of the stretch. Where nothing is
   * escaped, nor kept as a list of bytes, the message stands there as it is.
   */
  const isHit = (message: string, {from, end}: Place): boolean => {
    const isPlain = Math.max(lastEscape, lastList) <= stretch.base + from
    if (isPlain && !stretch.holds(from, end)) return false
    const bytes = encoder.encode(message)
    return finder.next(bytes, 0, bytes.length) >= 0
  }

  const entryOf = ({message, envelope, mark}: Found, place: Place): LogEntry => {
    const {from, end, text} = place
    const before = Math.max(0, text.indexOf(mark))
    const isAscii = text.length === end - from
    seen += 1
    return {
      line: seen,
      byteOffset: stretch.base + from + (isAscii ? before : encoder.encode(text.slice(0, before)).length),
      hit: isHit(message, place),
      message: () => message,
      envelope,
    }
  }

  const close = (end: number, isList: boolean): void => {
    const own = open.pop()
    const from = (own?.at ?? 0) - stretch.base
    if (!own || from < 0 || end - from > LONGEST_ENTRY) return
    const above = open.at(-1)
    if (own.holds) {
      if (above) above.holds = true
      return
    }
    const text = decoder.decode(stretch.text.subarray(from, end))
    const value = isList ? undefined : parse(text)
    const found = isList ? pairEntry(text, host) : objectEntry(value)
    if (!found) {
      host = labelledHost(value) ?? host
      return
    }
    if (above) above.holds = true
    ready.push(entryOf(found, {from, end, text}))
  }

  /** Takes in the byte at which the scan stopped; returns where it goes on. */
  const step = (byte: number | undefined, at: number): number => {
    if (inText) {
      inText = byte === BACKSLASH
      if (inText) lastEscape = stretch.base + at
      return inText ? at + 2 : at + 1
    }
    if (byte === QUOTE) inText = true
    else if (byte === OPEN || byte === OPEN_LIST) {
      if (open.length >= DEEPEST) open = []
      open.push({at: stretch.base + at, holds: false})
      if (byte === OPEN_LIST) lastList = stretch.base + at
    } else close(at + 1, byte === CLOSE_LIST)
    return at + 1
  }

  return {
    push(piece: Uint8Array): readonly LogEntry[] {
      const {base, text} = stretch
      const end = base + text.length
      const first = open.find(({at, holds}) => !holds && at >= end - LONGEST_ENTRY)
      stretch.push(piece, Math.max(0, Math.min(first?.at ?? end, end) - base))
      const bytes = stretch.text
      let at = scanned - stretch.base
      while (at < bytes.length) {
        at = inText ? insideText(bytes, at) : outsideText(bytes, at)
        if (at < bytes.length) at = step(bytes[at], at)
      }
      scanned = stretch.base + at
      const entries = ready
      ready = []
      return entries
    },
    end(): EntryTotals & {readonly isCut: boolean} {
      const {base, text} = stretch
      stretch.end()
      return {lines: seen, bytes: base + text.length, isCut: open.length > 0}
    },
  }
}

async function* entries(
  bytes: AsyncIterable<Uint8Array>,
  tools: EntryTools,
): AsyncGenerator<readonly LogEntry[], EntryTotals> {
  const scanner = createScanner(tools)
  for await (const chunk of bytes) for (const piece of piecesOf(chunk)) yield scanner.push(piece)
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
