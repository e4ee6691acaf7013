import {JOURNAL_FIELDS} from '../journal-fields.js'

/** The value of a field that is kept. */
export interface StoredField {
  readonly name: string
  readonly value: Uint8Array
  /** Set for messages: a literal stands in it. */
  readonly hit: boolean
}

/** Fields seen so far, by the offset of their object: entries behind them name them by it. */
export interface FieldStore {
  /** Keeps a data object's payload when its field is wanted; `name=value`. */
  add(offset: number, payload: Uint8Array): void
  find(offset: number): StoredField | undefined
}

const EQUALS = 61

const names: readonly (readonly [name: string, bytes: Uint8Array])[] = ['MESSAGE', ...JOURNAL_FIELDS].map(name => [
  name,
  Uint8Array.from(name, letter => letter.charCodeAt(0)),
])

const startsWith = (payload: Uint8Array, name: Uint8Array): boolean => {
  for (let at = 0; at < name.length; at += 1) if (payload[at] !== name[at]) return false
  return payload[name.length] === EQUALS
}

/** Bytes kept of messages without a literal and other fields; the oldest go first, long after the entry that needs them. */
const MOST_CONTEXT = 64 * 1024 * 1024
/** Bytes kept of messages with a literal, which later entries may repeat. */
const MOST_HITS = 256 * 1024 * 1024

/** What keeping one field costs besides its bytes. */
const OVERHEAD = 200

/** A map that forgets its oldest entries when it grows beyond `most` bytes. */
const createShelf = (most: number) => {
  const fields = new Map<number, StoredField>()
  let size = 0
  const costOf = (field: StoredField): number => field.value.length + OVERHEAD
  return {
    find: (offset: number): StoredField | undefined => fields.get(offset),
    add(offset: number, field: StoredField): void {
      fields.set(offset, field)
      size += costOf(field)
      for (const [oldest, {value}] of fields) {
        if (size <= most) return
        fields.delete(oldest)
        size -= value.length + OVERHEAD
      }
    },
  }
}

/** An empty store; `isHit` tells whether a literal stands in a message. */
export const createFieldStore = (isHit: (message: Uint8Array) => boolean): FieldStore => {
  const hits = createShelf(MOST_HITS)
  const others = createShelf(MOST_CONTEXT)
  return {
    add(offset, payload) {
      const [name, bytes] = names.find(([, bytes]) => startsWith(payload, bytes)) ?? []
      if (name === undefined || bytes === undefined) return
      const value = Uint8Array.from(payload.subarray(bytes.length + 1))
      const hit = name === 'MESSAGE' && isHit(value)
      const shelf = hit ? hits : others
      shelf.add(offset, {name, value, hit})
    },
    find: offset => hits.find(offset) ?? others.find(offset),
  }
}
