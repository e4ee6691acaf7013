import {constants, crc32, createInflateRaw} from 'node:zlib'
import {lend} from '../../bits/spent-bytes.js'
import type {ByteReader} from '../byte-reader.js'
import {hasMagic, isCutMagic} from '../magic.js'

/** How reading one gzip member ended; `none`: there was no member to read. */
export type MemberEnd = {readonly how: 'whole' | 'cut' | 'none'} | {readonly how: 'damaged'; readonly reason: string}

/** Output buffer of the inflater: smaller ones cost more in calls than they save in memory. */
const OUTPUT_BYTES = 1024 * 1024

/**
 * Compressed bytes given to the inflater at once. On damage it throws away what it made of the last piece: larger ones are
 * no faster, and lose more text.
 */
const INPUT_BYTES = 64 * 1024

/** Header flags (RFC 1952, 2.3.1). */
const HEADER_CRC = 2
const EXTRA_FIELD = 4
const FILE_NAME = 8
const COMMENT = 16

const HEADER_BYTES = 10
const TRAILER_BYTES = 8

/** Magic, and deflate as the method: no other was ever defined. */
const MAGIC = [0x1f, 0x8b, 8] as const

/** True where a member begins. */
export const isGzip = (head: Uint8Array): boolean => hasMagic(head, MAGIC)

const little = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Passes over a zero-terminated text; false when the input ends first. */
const skipText = async (reader: ByteReader): Promise<boolean> => {
  for (;;) {
    const piece = await reader.next()
    if (!piece) return false
    const end = piece.indexOf(0)
    if (end < 0) continue
    reader.unread(piece.subarray(end + 1))
    return true
  }
}

/** Passes over a member's header (RFC 1952, 2.3). */
const skipHeader = async (reader: ByteReader): Promise<'read' | 'cut' | 'none'> => {
  const head = await reader.take(HEADER_BYTES)
  if (isCutMagic(head, MAGIC)) return 'cut'
  if (!isGzip(head)) {
    reader.unread(head)
    return 'none'
  }
  const flags = head[3] ?? 0
  if (flags & EXTRA_FIELD) {
    const size = await reader.take(2)
    if (size.length < 2) return 'cut'
    await reader.take(little(size).getUint16(0, true))
  }
  for (const flag of [FILE_NAME, COMMENT]) if (flags & flag && !(await skipText(reader))) return 'cut'
  if (flags & HEADER_CRC) await reader.take(2)
  return head.length < HEADER_BYTES ? 'cut' : 'read'
}

interface Tally {
  crc: number
  bytes: number
}

const compare = (trailer: Uint8Array, tally: Tally): MemberEnd => {
  if (trailer.length < TRAILER_BYTES) return {how: 'cut'}
  const told = little(trailer)
  return told.getUint32(0, true) === tally.crc && told.getUint32(4, true) === tally.bytes % 2 ** 32
    ? {how: 'whole'}
    : {how: 'damaged', reason: 'its checksum does not fit'}
}

/** A piece that the inflater was given, and how many of its bytes are no part of the deflate stream; undefined at the end. */
type Given = {readonly piece: Uint8Array; readonly left: number} | undefined

/**
 * Inflates until the deflate stream ends, the input ends or something is wrong; rejects in the last case. The next piece is
 * inflated while the text of the last is read.
 */
export async function* inflate(reader: ByteReader): AsyncGenerator<Uint8Array, 'whole' | 'cut'> {
  const inflater = createInflateRaw({chunkSize: OUTPUT_BYTES, finishFlush: constants.Z_SYNC_FLUSH})
  const ready: Uint8Array[] = []
  inflater.on('data', (out: Uint8Array) => {
    lend(out)
    ready.push(out)
  })
  let waits: {readonly resolve: () => void; readonly reject: (failure: unknown) => void} | undefined
  inflater.once('end', () => waits?.resolve()).once('error', failure => waits?.reject(failure))

  /** Settles when what `begin` starts is done, or nothing more comes. */
  const settled = (begin: (done: () => void) => void): Promise<void> =>
    new Promise((resolve, reject) => {
      waits = {resolve, reject}
      begin(resolve)
    })

  const give = async (): Promise<Given> => {
    const piece = await reader.next(INPUT_BYTES)
    const before = inflater.bytesWritten
    await settled(done => (piece ? inflater.write(piece, done) : inflater.end()))
    return piece && {piece, left: before + piece.length - inflater.bytesWritten}
  }

  try {
    for (let given = give(); ; ) {
      const last = await given
      const texts = ready.splice(0)
      const isOver = last === undefined || last.left > 0
      if (!isOver) {
        given = give()
        given.catch(() => undefined)
      }
      yield* texts
      if (last && last.left > 0) reader.unread(last.piece.subarray(last.piece.length - last.left))
      if (isOver) return last ? 'whole' : 'cut'
    }
  } finally {
    inflater.destroy()
  }
}

/** One gzip member's bytes; returns how it ended. Never rejects for what is in the data. */
export async function* readMember(reader: ByteReader): AsyncGenerator<Uint8Array, MemberEnd> {
  const header = await skipHeader(reader)
  if (header !== 'read') return {how: header}
  const tally: Tally = {crc: 0, bytes: 0}
  const chunks = inflate(reader)
  try {
    for (;;) {
      const {done, value} = await chunks.next()
      if (done) return value === 'cut' ? {how: 'cut'} : compare(await reader.take(TRAILER_BYTES), tally)
      tally.crc = crc32(value, tally.crc)
      tally.bytes += value.length
      yield value
    }
  } catch (failure) {
    return {how: 'damaged', reason: failure instanceof Error ? failure.message : String(failure)}
  }
}
