import {onceFor} from '../bits/once-for.js'
import {hex} from './format.js'

/** What JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | {readonly [name: string]: Json}

/** True for objects that are no arrays. */
export const isRecord = (value: object): value is Record<string, unknown> => !Array.isArray(value)

/**
 * A value as JSON can hold it: 64-bit values become lower-case `"0x…"` strings, absent fields stay absent, numbers that
 * are no numbers are left out. Throws a `TypeError` for functions and symbols.
 */
export function plainJson(value: unknown): Json {
  if (typeof value === 'bigint') return hex(value)
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (Array.isArray(value)) return value.map(plainJson)
  if (typeof value !== 'object') throw new TypeError(`a ${typeof value} cannot be written as JSON`)
  if (!isRecord(value)) return null
  const written = Object.entries(value).filter(([, field]) => isWritten(field))
  return Object.fromEntries(written.map(([name, field]) => [name, plainJson(field)]))
}

const isWritten = (field: unknown): boolean =>
  field !== undefined && !(typeof field === 'number' && !Number.isFinite(field))

/** Names of fields as JSON writes them, quotes and colon included; there are some hundred, all of them ours. */
const quoted = new Map<string, string>()
const MOST_NAMES = 4096

function quote(name: string): string {
  const found = quoted.get(name)
  if (found !== undefined) return found
  const text = `${JSON.stringify(name)}:`
  if (quoted.size < MOST_NAMES) quoted.set(name, text)
  return text
}

/** Fields of an object as JSON text, the names in the order given, without the braces. */
export function fieldsText(fields: Readonly<Record<string, unknown>>, names: Iterable<string>): string {
  let text = ''
  for (const name of names) {
    const field = fields[name]
    if (isWritten(field)) text += `${text === '' ? '' : ','}${quote(name)}${jsonText(field)}`
  }
  return text
}

/** Characters that JSON writes as they are: no controls, quotes, backslashes, and nothing that may be half a pair. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 0x20 || code === 0x22 || code === 0x5c || code > 0x7e) return false
  }
  return true
}

/** `JSON.stringify(plainJson(value))` in one pass, for those who write many. */
export function jsonText(value: unknown): string {
  if (typeof value === 'string') return isPlain(value) ? `"${value}"` : JSON.stringify(value)
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null'
  if (typeof value === 'bigint') return `"${hex(value)}"`
  if (typeof value === 'boolean' || value === null) return String(value)
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`
  if (typeof value !== 'object') throw new TypeError(`a ${typeof value} cannot be written as JSON`)
  if (!isRecord(value)) return 'null'
  return Object.isFrozen(value) ? textOfShared(value) : textOf(value)
}

const textOf = (value: Readonly<Record<string, unknown>>): string => `{${fieldsText(value, Object.keys(value))}}`

/** Text of objects that many values share; who shares one freezes it, and it is written once. */
const textOfShared = onceFor(textOf)
