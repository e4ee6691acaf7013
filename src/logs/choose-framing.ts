import {SILENCE} from '../bits/silence.js'
import {type EntryFraming, type Framing, HEAD_BYTES} from './define-framing.js'
import csvEntries from './framings/csv-entries.js'
import journalExport from './framings/journal-export.js'
import journalFile from './framings/journal-file.js'
import jsonEntries from './framings/json-entries.js'
import mail from './framings/mail.js'
import newline from './framings/newline.js'
import utf16be from './framings/utf-16be.js'
import utf16le from './framings/utf-16le.js'
import {wideEntries} from './wide-entries.js'

/** In the order in which they are asked; the last takes everything. */
const FRAMINGS: readonly Framing[] = [utf16le, utf16be, newline]

/** Asked before those of texts. */
const ENTRY_FRAMINGS: readonly EntryFraming[] = [journalFile, journalExport, jsonEntries, csvEntries, mail]

/** An input that holds entries, and all of its bytes. */
export interface FramedEntries {
  readonly entryFraming: EntryFraming
  readonly bytes: AsyncIterable<Uint8Array>
}

/** An input's text, how it was written and where it begins. */
export interface FramedText {
  readonly framing: Framing
  /** Offset of the text's first byte in the input. */
  readonly start: number
  readonly text: AsyncIterable<Uint8Array>
  /** The text's beginning, up to `HEAD_BYTES` of the input. */
  readonly head: Uint8Array
}

const join = (chunks: readonly Uint8Array[]): Uint8Array => {
  const [only] = chunks
  if (chunks.length === 1 && only !== undefined) return only
  const joined = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  chunks.reduce((at, chunk) => {
    joined.set(chunk, at)
    return at + chunk.length
  }, 0)
  return joined
}

async function* behind(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> {
  if (head.length > 0) yield head
  for (let step = await rest.next(); !step.done; step = await rest.next()) yield step.value
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  if (bytes.length > 0) yield bytes
}

const joined = async (chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const all: Uint8Array[] = []
  for await (const chunk of chunks) all.push(chunk)
  return join(all)
}

/** Reads the first bytes and chooses the framing by them. */
export const chooseFraming = async (bytes: AsyncIterable<Uint8Array>): Promise<FramedText | FramedEntries> => {
  const chunks = bytes[Symbol.asyncIterator]()
  const read: Uint8Array[] = []
  for (let size = 0; size < HEAD_BYTES; ) {
    const step = await chunks.next()
    if (step.done || step.value === SILENCE) break
    read.push(step.value)
    size += step.value.length
  }
  const all = join(read)
  const head = all.subarray(0, HEAD_BYTES)
  const entryFraming = ENTRY_FRAMINGS.find(one => one.sniff(head))
  if (entryFraming) return {entryFraming, bytes: behind(all, chunks)}
  const framing = FRAMINGS.find(one => one.sniff(head)) ?? newline
  const start = framing.markBytes(head)
  const beginning = await joined(framing.toText(once(head.subarray(start))))
  const rest = behind(all.subarray(start), chunks)
  const wide = framing === newline ? undefined : ENTRY_FRAMINGS.find(one => one.sniff(beginning))
  if (wide) return {entryFraming: wideEntries(framing, wide, start), bytes: rest}
  return {framing, start, text: framing.toText(rest), head: beginning}
}
