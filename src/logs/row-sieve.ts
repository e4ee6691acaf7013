import {isDigit} from '../bits/is-digit.js'
import type {Row} from './row.js'

/** Tells rows that say something of a record from those of other programs that stand between them. */
export interface RowSieve {
  /** Takes a row with a literal or around one; hands on what is sure by then, in order. */
  take(row: Row): void
  /** Hands on all that was taken. */
  settle(): void
}

/** Who receives rows. */
export interface SieveSink {
  readonly keep: (row: Row) => void
  /** Of a row in ASCII that another program wrote. */
  readonly passOver: (row: Row) => void
}

const [SPACE, COLON, OPENING, CLOSING, TILDE] = [32, 58, 91, 93, 126]

/** Syslog's stamp has fifteen characters: `Nov 23 04:12:09`. */
const STAMP_BYTES = 15

/** Longer hosts, programs and dates are none. */
const MOST_BYTES = 64

/** Where the first of the bytes stands in a word that begins at `from`; -1 when it is none or the word is too long. */
const endOfWord = (text: Uint8Array, from: number, ends: (byte: number) => boolean): number => {
  for (let at = from; at < Math.min(text.length, from + MOST_BYTES); at += 1) {
    const byte = text[at] ?? 0
    if (ends(byte)) return at > from ? at : -1
    if (byte <= SPACE || byte > TILDE) return -1
  }
  return -1
}

const endsWord = (byte: number): boolean => byte === SPACE
const endsTag = (byte: number): boolean => byte === COLON || byte === OPENING

/** Where the host begins behind `Nov 23 04:12:09 ` or `2026-11-23T04:12:09+01:00 `; -1 without a stamp. */
const behindStamp = (text: Uint8Array): number => {
  if (isDigit(text[0]) && isDigit(text[1]) && isDigit(text[2]) && isDigit(text[3])) {
    const gap = endOfWord(text, 0, endsWord)
    return gap < 0 ? -1 : gap + 1
  }
  const isStamp = text[3] === SPACE && text[6] === SPACE && text[9] === COLON && isDigit(text[STAMP_BYTES - 1])
  return isStamp && text[STAMP_BYTES] === SPACE ? STAMP_BYTES + 1 : -1
}

/** A row's writer. */
interface Writer {
  /** A hash of its name; two that share one are taken for one. */
  readonly name: number
  /** Where its name ends. */
  readonly end: number
}

const hashOf = (text: Uint8Array, from: number, to: number): number => {
  let hash = 0
  for (let at = from; at < to; at += 1) hash = (Math.imul(hash, 31) + (text[at] ?? 0)) | 0
  return hash
}

const writerOf = (text: Uint8Array): Writer | undefined => {
  const host = behindStamp(text)
  const gap = host < 0 ? -1 : endOfWord(text, host, endsWord)
  const end = gap < 0 ? -1 : endOfWord(text, gap + 1, endsTag)
  return end < 0 ? undefined : {name: hashOf(text, gap + 1, end), end}
}

/** Whether `[4711]: ` and then plain text without a further bracket follows: a program's own row, nothing glued to it. */
const isWholeRow = (text: Uint8Array, from: number): boolean => {
  let at = from + 1
  while (isDigit(text[at])) at += 1
  if (text[from] !== OPENING || at === from + 1 || text[at] !== CLOSING || text[at + 1] !== COLON) return false
  if (text[at + 2] !== SPACE) return false
  for (at += 3; at < text.length; at += 1) {
    const byte = text[at] ?? 0
    if (byte < SPACE || byte > TILDE || byte === OPENING) return false
  }
  return true
}

/** A row that waits. */
interface Waiting {
  readonly row: Row
  /** Of a program that wrote no record above it; absent for one that is kept in any case. */
  readonly writer: number | undefined
}

/** Rows with a literal whose writers are remembered: further back none has context here. */
const MOST_WRITERS = 8

const createWriters = () => {
  const last: (Writer | undefined)[] = []
  return {
    note(writer: Writer | undefined): void {
      last.push(writer)
      if (last.length > MOST_WRITERS) last.shift()
    },
    /** Whether the name may be one of them: any may where one of them is not known. */
    mayHave: (name: number): boolean => last.some(writer => writer === undefined || writer.name === name),
  }
}

/**
 * A record's rows wear one tag, or none: what another program stamped with its name and process number (`sshd[4711]: `)
 * can neither begin nor go on with it, and is passed over. Rows in any other form are kept, all are where a row with a
 * literal near by has another form. A record may begin `before` rows above its first literal.
 */
export const createRowSieve = (before: number, sink: SieveSink): RowSieve => {
  const writers = createWriters()
  const waiting: Waiting[] = []

  const release = (most: number): void => {
    for (const {row, writer} of waiting.splice(0, most))
      if (writer === undefined || writers.mayHave(writer)) sink.keep(row)
      else sink.passOver(row)
  }

  /** The writer of a row that is surely another program's; undefined for one to be kept. */
  const foreignWriter = ({bytes, piece}: Row): number | undefined => {
    const writer = piece ? undefined : writerOf(bytes)
    if (writer === undefined || writers.mayHave(writer.name)) return undefined
    return isWholeRow(bytes, writer.end) ? writer.name : undefined
  }

  return {
    take(row) {
      if (row.hit) writers.note(writerOf(row.bytes))
      if (row.hit || row.afterGap) release(waiting.length)
      const writer = row.hit ? undefined : foreignWriter(row)
      if (waiting.length === 0 && writer === undefined) return sink.keep(row)
      waiting.push({row: {...row, bytes: row.bytes.slice()}, writer})
      while (waiting.length > before || (waiting[0] && waiting[0].writer === undefined)) release(1)
    },
    settle: () => release(waiting.length),
  }
}
