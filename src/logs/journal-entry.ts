import {cleanText} from './clean-text.js'
import type {JournalFields} from './journal-fields.js'

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

/** The fields that are texts of an entry that journalctl wrote as JSON; undefined when the value is none. */
export const journalEntry = (entry: unknown): JournalFields | undefined =>
  typeof entry !== 'object' || entry === null || !('MESSAGE' in entry)
    ? undefined
    : Object.fromEntries(
        Object.entries(entry).flatMap(([name, value]) => {
          const text = textOf(value)
          return text === undefined ? [] : [[name, text]]
        }),
      )
