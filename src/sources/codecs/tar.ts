import {type ByteReader, createByteReader} from '../byte-reader.js'
import {hasMagic} from '../magic.js'
import {type Archive, defineCodec, type Member, type SourceNotice} from '../source.js'
import {type PaxFields, readPaxFields} from './_pax-records.js'
import {expandMapped, expandStretches} from './_sparse-bytes.js'
import {
  BLOCK_BYTES,
  furtherStretches,
  isTarHeader,
  isZeroBlock,
  readTarHeader,
  type Stretch,
  type TarHeader,
} from './_tar-header.js'

// Not tar-stream or another library: none of them expands sparse files, goes on behind damage or bounds what an extended
// header may take.

type Report = (notice: SourceNotice) => void

/** Longest extended header and longest long name; tools write some kilobytes at most. */
const MOST_HEADER_BYTES = 1024 * 1024

/** Blocks of further stretches of one sparse file. */
const MOST_FURTHER = 10_000

const cut = (before: string): SourceNotice => ({
  code: 'input-truncated',
  message: `the tar archive ends in the middle${before === '' ? '' : `, in or behind ${before}`}: what stands before was read. Fetch the file again if you can.`,
  lost: true,
})

const DAMAGED: SourceNotice = {
  code: 'input-damaged',
  message:
    'the tar archive is damaged: members between two headers that fit were passed over. Fetch the file again if you can.',
  lost: true,
}

const TRAILING: SourceNotice = {
  code: 'trailing-bytes',
  message: 'bytes behind the end of the tar archive are no tar and were passed over.',
  lost: false,
}

/** What stands in front of a member and changes it. */
interface Before {
  longName?: string
  pax?: PaxFields
}

const KINDS: Readonly<Record<string, Member['kind']>> = {
  '1': 'link',
  '2': 'link',
  '3': 'device',
  '4': 'device',
  '5': 'folder',
  '6': 'device',
  D: 'folder',
  M: 'device',
  N: 'device',
  V: 'device',
}

/** Types whose size field does not stand for data behind the header. */
const WITHOUT_DATA = new Set(['1', '2', '3', '4', '5', '6'])

const NAMES = new TextDecoder()

interface Walk {
  readonly reader: ByteReader
  readonly report: Report
  /** Stored bytes of the member at hand that were not read yet, filling not counted. */
  left: number
  filling: number
  isCut: boolean
}

async function* stored(walk: Walk): AsyncIterable<Uint8Array> {
  while (walk.left > 0) {
    const piece = await walk.reader.next(walk.left)
    if (!piece) {
      walk.isCut = true
      return
    }
    walk.left -= piece.length
    yield piece
  }
}

const passOver = async (walk: Walk): Promise<void> => {
  for await (const _ of stored(walk));
  walk.left = walk.filling
  walk.filling = 0
  for await (const _ of stored(walk));
}

const begin = (walk: Walk, size: number): void => {
  walk.left = size
  walk.filling = (BLOCK_BYTES - (size % BLOCK_BYTES)) % BLOCK_BYTES
}

/** The data of an extended header or a long name; undefined when it is too long to be one. */
const takeWhole = async (walk: Walk, size: number): Promise<Uint8Array | undefined> => {
  begin(walk, size)
  const isHonest = size <= MOST_HEADER_BYTES
  const bytes = isHonest ? await walk.reader.take(size) : undefined
  walk.left -= bytes?.length ?? 0
  await passOver(walk)
  return bytes
}

const nameIn = (bytes: Uint8Array): string => {
  const end = bytes.indexOf(0)
  return NAMES.decode(end < 0 ? bytes : bytes.subarray(0, end))
}

/** Takes in a header that speaks of others; true when it was one. */
const stepBefore = async (walk: Walk, header: TarHeader, before: Before, all: {pax: PaxFields}): Promise<boolean> => {
  if (!'xXgLK'.includes(header.type)) return false
  const bytes = await takeWhole(walk, header.size)
  if (!bytes) walk.report(DAMAGED)
  else if (header.type === 'g') all.pax = {...all.pax, ...readPaxFields(bytes)}
  else if (header.type === 'L') before.longName = nameIn(bytes)
  else if (header.type !== 'K') before.pax = readPaxFields(bytes)
  return true
}

const readFurther = async (walk: Walk, header: TarHeader): Promise<readonly Stretch[]> => {
  const stretches = [...(header.sparse?.stretches ?? [])]
  let goesOn = header.sparse?.goesOn === true
  for (let blocks = 0; goesOn && blocks < MOST_FURTHER; blocks += 1) {
    const further = furtherStretches(await walk.reader.take(BLOCK_BYTES))
    for (const stretch of further.stretches) stretches.push(stretch)
    goesOn = further.goesOn
  }
  return stretches
}

const memberOf = (walk: Walk, header: TarHeader, pax: PaxFields, further: readonly Stretch[], name: string): Member => {
  const {sparse} = pax
  const read = (): AsyncIterable<Uint8Array> => {
    if (header.sparse) return expandStretches(createByteReader(stored(walk)), further, header.sparse.size)
    if (sparse?.stretches === 'in-data') return expandMapped(stored(walk), sparse.size)
    return sparse ? expandStretches(createByteReader(stored(walk)), sparse.stretches, sparse.size) : stored(walk)
  }
  const mtimeMs = pax.mtimeMs ?? header.mtimeMs
  const size = header.sparse?.size ?? sparse?.size ?? pax.size ?? header.size
  return {
    name,
    kind: KINDS[header.type] ?? 'file',
    ...(Number.isSafeInteger(size) ? {size} : {}),
    ...(Number.isFinite(mtimeMs) ? {mtimeMs} : {}),
    read,
  }
}

/** The next header: past zero blocks and, where the archive is damaged, up to the next block that is one. */
const nextHeader = async (walk: Walk, state: {ended: boolean}): Promise<TarHeader | undefined> => {
  let isLost = false
  for (;;) {
    const block = await walk.reader.take(BLOCK_BYTES)
    if (block.length === 0) return undefined
    if (isTarHeader(block)) {
      const header = readTarHeader(block)
      if (Number.isSafeInteger(header.size)) return header
    } else if (isZeroBlock(block)) {
      state.ended = true
      continue
    } else if (block.length < BLOCK_BYTES && !state.ended) {
      walk.isCut = true
      return undefined
    }
    if (!isLost) walk.report(state.ended ? TRAILING : DAMAGED)
    isLost = true
  }
}

/** Members in order. Every byte is passed over or read, so that damage to what wraps the archive comes to light. */
async function* members({bytes}: Archive, report: Report): AsyncIterable<Member> {
  const walk: Walk = {reader: createByteReader(bytes), report, left: 0, filling: 0, isCut: false}
  const state = {ended: false}
  const all: {pax: PaxFields} = {pax: {}}
  let before: Before = {}
  let name = ''
  for (;;) {
    const header = await nextHeader(walk, state)
    if (!header) break
    state.ended = false
    if (await stepBefore(walk, header, before, all)) continue
    const pax = {...all.pax, ...before.pax}
    name = pax.path ?? before.longName ?? header.name
    before = {}
    const further = await readFurther(walk, header)
    begin(walk, WITHOUT_DATA.has(header.type) ? 0 : (pax.size ?? header.size))
    yield memberOf(walk, header, pax, further, name)
    await passOver(walk)
  }
  if (walk.isCut || !state.ended) report(cut(name))
}

/** POSIX.1-1988 and -2001, GNU tar's own forms, and the oldest, which only a checksum tells. */
export default defineCodec({
  id: 'tar',
  title: 'tar',
  endings: ['.tar'],
  sniff: head => hasMagic(head, 'ustar', 257) || isTarHeader(head),
  members,
})
