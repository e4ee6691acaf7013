import {defineEntryFraming, type EntryTools, type EntryTotals, type LogEntry} from '../define-framing.js'
import {JOURNAL_FIELDS, type JournalFields, journalEnvelope} from '../journal-fields.js'
import {type FieldPlace, readExportLine} from './_export-fields.js'
import {createStretch, piecesOf} from './_stretch.js'

const ID = 'journal-export'

const LF = 10
const EQUALS = 61

/** Longest field that is kept; journald itself cuts a line of a program at 48 KiB. */
const MOST_KEPT = 65536

/** A line without an end after so much is as long as no field that is kept. */
const LONGEST_LINE = 2 * MOST_KEPT

const NAME = Uint8Array.from('MESSAGE', letter => letter.charCodeAt(0))

const WANTED: ReadonlySet<string> = new Set(JOURNAL_FIELDS)

const decoder = new TextDecoder()

/** An entry's message, and where it stands. */
interface Message {
  readonly bytes: Uint8Array
  /** Number of its entry. */
  readonly line: number
  readonly byteOffset: number
  readonly hit: boolean
  readonly unterminated: boolean
}

type Fields = Record<string, string | undefined>

const nowhere = (): FieldPlace => ({nameEnd: 0, from: 0, to: 0, next: 0})

const isMessage = (text: Uint8Array, start: number, {nameEnd}: FieldPlace): boolean =>
  nameEnd - start === NAME.length && NAME.every((byte, index) => text[start + index] === byte)

/** The wanted fields in lines that were read before, behind those known already: of several of a name the first counts. */
const fieldsIn = (lines: Uint8Array, known: JournalFields): JournalFields => {
  const fields: Fields = {...known}
  const place = nowhere()
  for (let at = 0; at < lines.length; at = place.next) {
    const kind = readExportLine(lines, at, place)
    if (kind !== 'text' && kind !== 'binary') continue
    const name = decoder.decode(lines.subarray(at, place.nameEnd))
    if (WANTED.has(name))
      fields[name] ??= decoder.decode(lines.subarray(place.from, Math.min(place.to, place.from + MOST_KEPT)))
  }
  return fields
}

/** Entries of the text pushed so far; a blank line ends one (systemd, Journal Export Formats). */
const createParser = ({finder, note}: EntryTools) => {
  const stretch = createStretch(finder)
  const place = nowhere()
  /** Where the work stands in the stretch, and where the lines of the open entry begin. */
  let at = 0
  let opened = 0
  let seen = 0
  /** Bytes that belong to a value nobody wants. */
  let skip = 0
  /** True inside a line that is longer than anything kept. */
  let skipLine = false
  /** Fields of the open entry whose lines are gone. */
  let known: JournalFields = {}
  let message: Message | undefined
  let isOpen = false
  let ready: LogEntry[] = []

  const keepMessage = (from: number, to: number, unterminated: boolean): void => {
    const end = Math.min(to, from + MOST_KEPT)
    message ??= {
      bytes: stretch.text.subarray(from, end),
      line: seen + 1,
      byteOffset: stretch.base + from,
      hit: stretch.holds(from, end),
      unterminated,
    }
    const {line, byteOffset} = message
    if (to > end)
      note('line-too-long', 'A message is longer than 64 KiB: its rest was passed over.', {line, byteOffset})
  }

  /** Ends the open entry; `end` is its place where it has no message. */
  const close = (end: number): void => {
    if (isOpen) {
      const [told, lines, above] = [message, stretch.text.subarray(opened, at), known]
      seen += 1
      ready.push({
        line: seen,
        byteOffset: told?.byteOffset ?? end,
        hit: told?.hit ?? false,
        message: () => told && decoder.decode(told.bytes),
        envelope: () => journalEnvelope(ID, fieldsIn(lines, above)),
        ...(told?.unterminated ? {unterminated: true} : {}),
      })
    }
    known = {}
    message = undefined
    isOpen = false
  }

  /** A value behind its length; false when more bytes are needed. */
  const readBinary = (text: Uint8Array): boolean => {
    const {nameEnd, from, to, next} = place
    const isTold = isMessage(text, at, place)
    const isWanted = isTold || WANTED.has(decoder.decode(text.subarray(at, nameEnd)))
    if (isWanted && text.length < Math.min(to, from + MOST_KEPT)) return false
    if (isTold) keepMessage(from, to, false)
    at = Math.min(next, text.length)
    skip = next - at
    return true
  }

  /** A line whose end did not come: passed over once it is too long to be kept; until then more bytes are needed. */
  const readCut = (text: Uint8Array): boolean => {
    if (text[place.nameEnd] === LF || text.length - at <= LONGEST_LINE) return false
    if (text[place.nameEnd] === EQUALS && isMessage(text, at, place)) {
      isOpen = true
      keepMessage(place.from, text.length, false)
    }
    at = text.length
    skipLine = true
    return true
  }

  const readLine = (text: Uint8Array): boolean => {
    const kind = readExportLine(text, at, place)
    if (kind === 'cut') return readCut(text)
    if (kind === 'blank') close(stretch.base + at)
    else if (kind !== 'other') isOpen = true
    if (kind === 'binary') return readBinary(text)
    if (kind === 'text' && isMessage(text, at, place)) keepMessage(place.from, place.to, false)
    if (kind === 'damaged')
      note('input-damaged', 'The length of a field makes no sense: it was passed over.', {
        line: seen + 1,
        byteOffset: stretch.base + at,
      })
    at = place.next
    if (kind === 'blank') opened = at
    return true
  }

  /** Passes over what began before the stretch. */
  const passOver = (text: Uint8Array): void => {
    const lf = skipLine ? text.indexOf(LF) : -1
    at = skipLine ? (lf < 0 ? text.length : lf + 1) : Math.min(skip, text.length)
    if (skipLine) skipLine = lf < 0
    else skip -= at
    opened = at
  }

  /** Keeps of the open entry what is wanted of lines that are let go. */
  const hold = (): void => {
    if (message) message = {...message, bytes: Uint8Array.from(message.bytes)}
    if (isOpen) known = fieldsIn(stretch.text.subarray(opened, at), known)
  }

  const endInside = (text: Uint8Array): void => {
    if (at < text.length) readExportLine(text, at, place)
    const behind = at < text.length ? text[place.nameEnd] : undefined
    if (behind === LF || skip > 1)
      note('input-truncated', 'The journal export ends in the middle of a field: what stands before it was read.', {
        line: seen + 1,
        byteOffset: stretch.base + at,
      })
    const isTold = (behind === LF || behind === EQUALS) && isMessage(text, at, place)
    if (!isTold || place.from > text.length) return
    isOpen = true
    keepMessage(place.from, text.length, true)
  }

  const taken = (): readonly LogEntry[] => {
    const entries = ready
    ready = []
    return entries
  }

  return {
    push(piece: Uint8Array): readonly LogEntry[] {
      hold()
      stretch.push(piece, at)
      ;[at, opened] = [0, 0]
      const {text} = stretch
      if (skip > 0 || skipLine) passOver(text)
      while (at < text.length && readLine(text));
      return taken()
    },
    end(): {readonly entries: readonly LogEntry[]; readonly totals: EntryTotals} {
      const {text, base} = stretch
      endInside(text)
      close(base + text.length)
      return {entries: taken(), totals: {lines: seen, bytes: base + text.length}}
    },
    giveBack: stretch.end,
  }
}

async function* entries(
  bytes: AsyncIterable<Uint8Array>,
  tools: EntryTools,
): AsyncGenerator<readonly LogEntry[], EntryTotals> {
  const parser = createParser(tools)
  for await (const chunk of bytes) for (const piece of piecesOf(chunk)) yield parser.push(piece)
  const {entries, totals} = parser.end()
  yield entries
  parser.giveBack()
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
