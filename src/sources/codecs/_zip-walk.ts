import {type ByteReader, createByteReader} from '../byte-reader.js'
import type {Member} from '../source.js'
import {inflate} from './_gzip-member.js'
import {DEFLATED, refusalOf} from './_zip-member.js'

/** Local file header (APPNOTE.TXT 4.3.7). */
const HEADER_BYTES = 30
const LOCAL = 0x04034b50
const DIRECTORY = 0x02014b50
const DESCRIPTOR = 0x08074b50
/** General purpose flags. */
const ENCRYPTED = 1
const SIZES_FOLLOW = 8
/** Extra field with sizes above 4 GiB. */
const ZIP64 = 1
const IN_ZIP64 = 0xffff_ffff

interface Local {
  readonly name: string
  readonly method: number
  readonly flags: number
  readonly packed: number
}

const NAMES = new TextDecoder()

const packedIn = (extra: Buffer): number | undefined => {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2))
    if (extra.readUInt16LE(at) === ZIP64 && at + 20 <= extra.length) return Number(extra.readBigUInt64LE(at + 12))
  return undefined
}

/** The header that stands here; undefined where none does. */
const readLocal = async (reader: ByteReader): Promise<Local | undefined> => {
  const head = Buffer.from(await reader.take(HEADER_BYTES))
  if (head.length < HEADER_BYTES || head.readUInt32LE(0) !== LOCAL) return undefined
  const nameBytes = head.readUInt16LE(26)
  const rest = Buffer.from(await reader.take(nameBytes + head.readUInt16LE(28)))
  const told = head.readUInt32LE(18)
  const packed = told === IN_ZIP64 ? (packedIn(rest.subarray(nameBytes)) ?? told) : told
  const name = NAMES.decode(rest.subarray(0, nameBytes)).replaceAll('\\', '/')
  return {name, method: head.readUInt16LE(8), flags: head.readUInt16LE(6), packed}
}

/** Passes over the sizes behind a member that were not known before it: 12 or 20 bytes, with or without a signature. */
const skipDescriptor = async (reader: ByteReader): Promise<void> => {
  const bytes = Buffer.from(await reader.take(28))
  const begins = bytes.length >= 4 && bytes.readUInt32LE(0) === DESCRIPTOR ? 4 : 0
  for (const size of [begins + 12, begins + 20]) {
    const next = size + 4 <= bytes.length ? bytes.readUInt32LE(size) : undefined
    if (next !== LOCAL && next !== DIRECTORY) continue
    reader.unread(bytes.subarray(size))
    return
  }
  reader.unread(bytes)
}

async function* exactly(reader: ByteReader, count: number): AsyncIterable<Uint8Array> {
  for (let left = count; left > 0; ) {
    const piece = await reader.next(left)
    if (!piece) return
    left -= piece.length
    yield piece
  }
}

/** The text of deflated data as far as it goes: that the archive is damaged was said before. */
async function* inflated(reader: ByteReader): AsyncIterable<Uint8Array> {
  try {
    yield* inflate(reader)
  } catch {
    return
  }
}

async function* ofMember(reader: ByteReader, {method, flags, packed}: Local): AsyncIterable<Uint8Array> {
  if (method !== DEFLATED) yield* exactly(reader, packed)
  else if (flags & SIZES_FOLLOW) {
    yield* inflated(reader)
    await skipDescriptor(reader)
  } else {
    const own = createByteReader(exactly(reader, packed))
    yield* inflated(own)
    while (await own.next());
  }
}

/**
 * Members by the headers in front of them, for archives whose directory was cut off; ends where no further header stands.
 * Checksums behind members are not compared.
 */
export async function* walkZip(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Member> {
  const reader = createByteReader(bytes)
  for (let local = await readLocal(reader); local; local = await readLocal(reader)) {
    const sizeUnknown = (local.flags & SIZES_FOLLOW) !== 0 && local.method !== DEFLATED
    const refusal = sizeUnknown
      ? 'its size stands in the missing directory: fetch the archive again.'
      : refusalOf(local.method, (local.flags & ENCRYPTED) !== 0)
    const content = ofMember(reader, local)[Symbol.asyncIterator]()
    const stream = {[Symbol.asyncIterator]: () => ({next: () => content.next()})}
    const kind = local.name.endsWith('/') ? 'folder' : 'file'
    yield {name: local.name, kind, ...(refusal === undefined ? {} : {refusal}), read: () => stream}
    for (let step = await content.next(); !step.done; ) step = await content.next()
  }
}
