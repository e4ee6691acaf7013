import {defineEntryFraming, type EntryTools, type EntryTotals, type LogEntry} from '../define-framing.js'
import {type JournalFields, journalEnvelope} from '../journal-fields.js'
import {
  type JournalHeader,
  KNOWN_FLAGS,
  OBJECT,
  payloadOffset,
  readEntryHead,
  readHeader,
  SHORTEST_HEADER,
  SIGNATURE,
  visitItems,
} from './_journal-layout.js'
import {createObjectWalk, type JournalObject, type WalkEnd} from './_journal-objects.js'
import {unpackPayload} from './_journal-payload.js'
import {createFieldStore, type StoredField} from './_journal-store.js'

const ID = 'journal-file'

const decoder = new TextDecoder()

/** Longest message that is told; journald itself cuts a line of a program at 48 KiB. */
const LONGEST_MESSAGE = 65536

const CUT = 'The journal file ends early: the entries before the cut were read. Fetch the file again if you can.'

const fieldsOf = (object: Uint8Array, stored: readonly StoredField[]): JournalFields => {
  const {realtime, bootId} = readEntryHead(object)
  const told = stored.map(({name, value}) => [name, decoder.decode(value)])
  return {_BOOT_ID: bootId, __REALTIME_TIMESTAMP: realtime, ...Object.fromEntries(told)}
}

const fieldsIn = (object: JournalObject, compact: boolean, find: (offset: number) => StoredField | undefined) => {
  const fields: StoredField[] = []
  visitItems(object.bytes, compact, offset => {
    const field = find(offset)
    if (field) fields.push(field)
  })
  return fields
}

/** Objects of one file → its entries. */
const createReader = (header: JournalHeader, {finder, note}: EntryTools) => {
  const store = createFieldStore(message => finder.next(message, 0, message.length) >= 0)
  let seen = 0
  const place = (offset: number) => ({line: Math.max(1, seen), byteOffset: offset})

  const keep = async ({offset, flags, size, bytes}: JournalObject): Promise<void> => {
    const payload = bytes.subarray(payloadOffset(header.compact))
    if (flags === 0) return store.add(offset, payload)
    if (bytes.length < size) return
    try {
      store.add(offset, await unpackPayload(payload, flags))
    } catch (failure) {
      const why = failure instanceof Error ? failure.message : String(failure)
      note('input-damaged', `A compressed field of the journal could not be unpacked (${why}).`, place(offset))
    }
  }

  const entryOf = (object: JournalObject): LogEntry => {
    seen += 1
    const fields = fieldsIn(object, header.compact, store.find)
    const message = fields.find(({name}) => name === 'MESSAGE')
    const isWanted = message !== undefined
    const head = isWanted ? Uint8Array.from(object.bytes.subarray(0, 64)) : object.bytes
    return {
      line: seen,
      byteOffset: object.offset,
      hit: message?.hit ?? false,
      message: () => message && decoder.decode(message.value.subarray(0, LONGEST_MESSAGE)),
      envelope: () => journalEnvelope(ID, fieldsOf(head, fields)),
    }
  }

  return {
    async read(objects: Iterable<JournalObject>): Promise<readonly LogEntry[]> {
      const entries: LogEntry[] = []
      for (const object of objects) {
        if (object.type === OBJECT.data) await keep(object)
        else if (object.type === OBJECT.entry) entries.push(entryOf(object))
      }
      return entries
    },
    end({offset, isCut}: WalkEnd): EntryTotals {
      if (isCut || offset <= header.lastObject || seen < header.entries) note('input-truncated', CUT, place(offset))
      return {lines: seen, bytes: offset}
    },
  }
}

/** The first bytes, enough for the header, and the rest; undefined when the input ends inside the header. */
const splitHeader = async (chunks: AsyncIterator<Uint8Array>): Promise<Uint8Array> => {
  const parts: Uint8Array[] = []
  for (let size = 0; size < SHORTEST_HEADER; ) {
    const step = await chunks.next()
    if (step.done) break
    parts.push(step.value)
    size += step.value.length
  }
  return Buffer.concat(parts)
}

async function* entries(
  bytes: AsyncIterable<Uint8Array>,
  tools: EntryTools,
): AsyncGenerator<readonly LogEntry[], EntryTotals> {
  const chunks = bytes[Symbol.asyncIterator]()
  const first = await splitHeader(chunks)
  const header = first.length < SHORTEST_HEADER ? undefined : readHeader(first)
  if (!header) tools.note('input-truncated', CUT)
  if (!header || header.headerBytes < SHORTEST_HEADER) return {lines: 0, bytes: first.length}
  if ((header.incompatible & ~KNOWN_FLAGS) !== 0)
    tools.note(
      'unsupported-format',
      'The journal file was written by a newer systemd with features that are not known here: what could be read was read. `journalctl --file FILE -o export | mirrorcheck analyze -` on that system reads all of it.',
    )
  const walk = createObjectWalk(header, byteOffset =>
    tools.note('input-damaged', 'A stretch of the journal file is damaged and was passed over.', {line: 1, byteOffset}),
  )
  const reader = createReader(header, tools)
  yield await reader.read(walk.push(first))
  for (let step = await chunks.next(); !step.done; step = await chunks.next())
    yield await reader.read(walk.push(step.value))
  return reader.end(walk.end())
}

const isJournal = (head: Uint8Array): boolean =>
  head.length >= SIGNATURE.length && SIGNATURE.every((byte, at) => head[at] === byte)

/** systemd's journal files (Journal File Format), read front to back: live, archived, uncleanly closed, keyed or compact. */
export default defineEntryFraming({id: ID, title: 'systemd journal file', sniff: isJournal, entries})
