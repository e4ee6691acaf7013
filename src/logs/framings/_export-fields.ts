import {isDigit} from '../../bits/is-digit.js'

/** What stands at the beginning of a line of a journal export (systemd, Journal Export Formats). */
export type ExportLine =
  /** Nothing: the end of an entry. */
  | 'blank'
  /** A name, an equals sign and the value. */
  | 'text'
  /** A name alone; behind its line the value's length and the value. */
  | 'binary'
  /** A name alone, and a length that makes no sense. */
  | 'damaged'
  /** No field. */
  | 'other'
  /** The text ends inside the line, or before a value's length. */
  | 'cut'

/** Where the parts of a line are, as offsets of the text. */
export interface FieldPlace {
  /** Behind the name. */
  nameEnd: number
  /** Ends of the value; that of a binary one may lie behind the text's. */
  from: number
  to: number
  /** Where the next line begins, perhaps behind the text's end. */
  next: number
}

const LF = 10
const EQUALS = 61

/** Longer names are none (systemd.journal-fields(7) allows 64 characters). */
const MOST_NAME = 64

/** Longest value that a length may announce (journald's own limit on a field); more is damage. */
const MOST_VALUE = 768 * 1024 * 1024

const LENGTH_BYTES = 8

/** 1 for what may stand in a name: A–Z, 0–9 and `_`. */
const IN_NAME = Uint8Array.from({length: 256}, (_, byte) => Number(/[A-Z0-9_]/.test(String.fromCharCode(byte))))

/** Behind the name that begins at `start`; `start` when none does. */
const nameEndAt = (text: Uint8Array, start: number): number => {
  const most = Math.min(text.length, start + MOST_NAME + 1)
  let at = start
  while (at < most && IN_NAME[text[at] ?? 0] === 1) at += 1
  return at - start > MOST_NAME || isDigit(text[start]) ? start : at
}

/** Where the line that goes on at `from` ends: its LF, or the text's end. */
const lineEnd = (text: Uint8Array, from: number): number => {
  const end = text.length
  let at = from
  while (at < end && text[at] !== LF) at += 1
  return at
}

/** The number in the bytes from `at` on, the lowest first. */
const sizeAt = (text: Uint8Array, at: number): number => {
  let size = 0
  for (let place = LENGTH_BYTES - 1; place >= 0; place -= 1) size = size * 256 + (text[at + place] ?? 0)
  return size
}

const readBinary = (text: Uint8Array, lf: number, place: FieldPlace): ExportLine => {
  place.from = lf + 1 + LENGTH_BYTES
  place.to = text.length
  if (place.from > text.length) return 'cut'
  const size = sizeAt(text, lf + 1)
  place.to = place.from + size
  place.next = size > MOST_VALUE ? lf + 1 : place.to + 1
  return size > MOST_VALUE ? 'damaged' : 'binary'
}

/** Tells what stands in the line that begins at `start`, and puts into `place` where. */
export const readExportLine = (text: Uint8Array, start: number, place: FieldPlace): ExportLine => {
  const nameEnd = nameEndAt(text, start)
  const behind = text[nameEnd]
  place.nameEnd = nameEnd
  if (behind === LF) {
    place.next = start + 1
    return nameEnd === start ? 'blank' : readBinary(text, nameEnd, place)
  }
  place.from = nameEnd + 1
  place.to = lineEnd(text, nameEnd)
  place.next = place.to + 1
  if (place.to >= text.length) return 'cut'
  return behind === EQUALS && nameEnd > start ? 'text' : 'other'
}
