import {cleanText} from './clean-text.js'
import {JOURNAL_FIELDS, type JournalFields} from './journal-fields.js'

/** Bytes as text, each line without the colour codes that kept it from being printed. */
const decode = (bytes: readonly number[]): string =>
  new TextDecoder().decode(Uint8Array.from(bytes)).split('\n').map(cleanText).join('\n')

/** A field that is no printable UTF-8 comes as an array of its bytes; a field given several times as an array of texts. */
const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value
  if (!Array.isArray(value)) return undefined
  if (value.every(byte => Number.isInteger(byte) && byte >= 0 && byte <= 255)) return decode(value)
  return textOf(value[0])
}

const isEntry = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && 'MESSAGE' in value

/**
 * The message and `JOURNAL_FIELDS`, so far as they are texts, of an entry that journalctl wrote as JSON; undefined when
 * the value is none.
 */
export const journalEntry = (entry: unknown): JournalFields | undefined => {
  if (!isEntry(entry)) return undefined
  const fields: Record<string, string | undefined> = {MESSAGE: textOf(entry.MESSAGE)}
  for (const name of JOURNAL_FIELDS) fields[name] = textOf(entry[name])
  return fields
}
