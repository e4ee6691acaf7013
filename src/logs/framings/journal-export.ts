import {defineEntryFraming, type EntryTools, type EntryTotals, type LogEntry} from '../define-framing.js'
import {JOURNAL_FIELDS, type JournalFields, journalEnvelope} from '../journal-fields.js'

const ID = 'journal-export'

const LF = 10
const EQUALS = 61

/** Longest field that is kept; journald itself cuts a line of a program at 48 KiB. */
const MOST_KEPT = 65536

/** Longer names are none (systemd.journal-fields(7) allows 64 characters). */
const MOST_NAME = 64

/** Longest value that a length may announce (journald's own limit on a field); more is damage. */
const MOST_VALUE = 768 * 1024 * 1024

const LENGTH_BYTES = 8

const WANTED: ReadonlySet<string> = new Set(['MESSAGE', ...JOURNAL_FIELDS])

const decoder = new TextDecoder()

/** An entry's message, and where it stands. */
interface Message {
  readonly bytes: Uint8Array
  /** Number of its entry. */
  readonly line: number
  readonly byteOffset: number
  readonly unterminated: boolean
}

const fieldName = (bytes: Uint8Array): string | undefined => {
  const name = bytes.length <= MOST_NAME ? decoder.decode(bytes) : ''
  return /^[A-Z_][A-Z0-9_]*$/.test(name) ? name : undefined
}

/** Entries of the text pushed so far; a blank line ends one (systemd, Journal Export Formats). */
const createParser = ({finder, note}: EntryTools) => {
  let buffer: Uint8Array = new Uint8Array(0)
  /** Input offset of the buffer's first byte. */
  let base = 0
  let seen = 0
  /** Bytes that belong to a value nobody wants. */
  let skip = 0
  /** True inside a line that is longer than anything kept. */
  let skipLine = false
  let fields: Record<string, string | undefined> = {}
  let message: Message | undefined
  let isOpen = false
  const ready: LogEntry[] = []

  const advance = (count: number): void => {
    base += count
    buffer = buffer.subarray(count)
  }

  const keep = (name: string, at: number, to: number, unterminated: boolean): void => {
    const bytes = buffer.subarray(at, Math.min(to, at + MOST_KEPT))
    if (name !== 'MESSAGE') {
      fields[name] ??= decoder.decode(bytes)
      return
    }
    const line = seen + 1
    message ??= {bytes: Uint8Array.from(bytes), line, byteOffset: base + at, unterminated}
    if (to - at > MOST_KEPT)
      note('line-too-long', 'A message is longer than 64 KiB: its rest was passed over.', message)
  }

  const close = (): void => {
    if (isOpen) {
      const [told, own] = [message, fields as JournalFields]
      seen += 1
      ready.push({
        line: seen,
        byteOffset: told?.byteOffset ?? base,
        hit: told !== undefined && finder.next(told.bytes, 0, told.bytes.length) >= 0,
        message: () => told && decoder.decode(told.bytes),
        envelope: () => journalEnvelope(ID, own),
        ...(told?.unterminated ? {unterminated: true} : {}),
      })
    }
    fields = {}
    message = undefined
    isOpen = false
  }

  /** A value behind its length, `lf` being the end of the line that names it; false when more bytes are needed. */
  const readBinary = (name: string, lf: number): boolean => {
    const at = lf + 1 + LENGTH_BYTES
    if (buffer.length < at) return false
    const view = new DataView(buffer.buffer, buffer.byteOffset + lf + 1, LENGTH_BYTES)
    const size = Number(view.getBigUint64(0, true))
    if (size > MOST_VALUE) {
      note('input-damaged', 'The length of a field makes no sense: it was passed over.', {
        line: seen + 1,
        byteOffset: base,
      })
      advance(lf + 1)
      return true
    }
    if (WANTED.has(name)) {
      if (buffer.length < at + Math.min(size, MOST_KEPT)) return false
      keep(name, at, at + size, false)
    }
    const taken = Math.min(buffer.length, at + size + 1)
    skip = at + size + 1 - taken
    advance(taken)
    return true
  }

  /** One line; false when more bytes are needed. */
  const readField = (lf: number): boolean => {
    const equals = buffer.subarray(0, Math.min(lf, MOST_NAME + 1)).indexOf(EQUALS)
    const name = fieldName(buffer.subarray(0, equals < 0 ? lf : equals))
    if (name !== undefined) isOpen = true
    if (name !== undefined && equals < 0) return readBinary(name, lf)
    if (name !== undefined && WANTED.has(name)) keep(name, equals + 1, lf, false)
    advance(lf + 1)
    return true
  }

  const skipped = (): boolean => {
    const lf = skipLine ? buffer.indexOf(LF) : -1
    const count = skipLine ? (lf < 0 ? buffer.length : lf + 1) : Math.min(skip, buffer.length)
    if (skipLine) skipLine = lf < 0
    else skip -= count
    advance(count)
    return buffer.length > 0
  }

  /** One step; false when more bytes are needed. */
  const step = (): boolean => {
    if (skip > 0 || skipLine) return skipped()
    const lf = buffer.indexOf(LF)
    if (lf === 0) {
      close()
      advance(1)
      return buffer.length > 0
    }
    if (lf > 0) return readField(lf) && buffer.length > 0
    if (buffer.length <= 2 * MOST_KEPT) return false
    const equals = buffer.subarray(0, MOST_NAME + 1).indexOf(EQUALS)
    if (fieldName(buffer.subarray(0, Math.max(0, equals))) === 'MESSAGE')
      keep('MESSAGE', equals + 1, buffer.length, false)
    skipLine = true
    return true
  }

  const endInside = (): void => {
    const equals = buffer.subarray(0, MOST_NAME + 1).indexOf(EQUALS)
    const lf = buffer.indexOf(LF)
    const name = fieldName(buffer.subarray(0, lf >= 0 ? lf : Math.max(0, equals)))
    if (lf >= 0 || skip > 1)
      note('input-truncated', 'The journal export ends in the middle of a field: what stands before it was read.', {
        line: seen + 1,
        byteOffset: base,
      })
    if (name !== 'MESSAGE') return
    const from = lf >= 0 ? lf + 1 + LENGTH_BYTES : equals + 1
    if (from > buffer.length) return
    isOpen = true
    keep(name, from, buffer.length, true)
  }

  return {
    push(chunk: Uint8Array): readonly LogEntry[] {
      buffer = buffer.length === 0 ? chunk : Buffer.concat([buffer, chunk])
      while (step());
      return ready.splice(0)
    },
    end(): {readonly entries: readonly LogEntry[]; readonly totals: EntryTotals} {
      endInside()
      advance(buffer.length)
      close()
      return {entries: ready.splice(0), totals: {lines: seen, bytes: base}}
    },
  }
}

async function* entries(
  bytes: AsyncIterable<Uint8Array>,
  tools: EntryTools,
): AsyncGenerator<readonly LogEntry[], EntryTotals> {
  const parser = createParser(tools)
  for await (const chunk of bytes) yield parser.push(chunk)
  const {entries, totals} = parser.end()
  yield entries
  return totals
}

/** A field a line, one of the journal's own among the first: no list of shell variables. */
const looksExported = (head: string): boolean =>
  /^[A-Z_][A-Z0-9_]{0,63}(?:=|\n)/.test(head) &&
  /(?:^|\n)(?:__CURSOR=s=|__REALTIME_TIMESTAMP=\d+\n|__MONOTONIC_TIMESTAMP=\d+\n|_BOOT_ID=[0-9a-f]{32}\n|_MACHINE_ID=[0-9a-f]{32}\n|_TRANSPORT=[a-z]+\n)/.test(
    head,
  )

/** `journalctl -o export`, what systemd-journal-upload sends: fields as lines, or as a name, a length and bytes. */
export default defineEntryFraming({
  id: ID,
  title: 'journalctl -o export',
  sniff: head => looksExported(new TextDecoder('latin1').decode(head)),
  entries,
})
