import type {FileHandle} from 'node:fs/promises'
import {crc32} from 'node:zlib'
import {createByteReader} from '../byte-reader.js'
import type {SourceNotice} from '../source.js'
import {rangeOf} from './_file-range.js'
import {inflate} from './_gzip-member.js'
import {reasonOf} from './_until-failure.js'

/** Compression methods (APPNOTE.TXT 4.4.5). */
export const STORED = 0
export const DEFLATED = 8
/** bzip2, Zstandard, xz: whole streams of formats that are recognised again by their bytes. */
const STREAMS: ReadonlySet<number> = new Set([12, 93, 95])

const NAMES: Readonly<Record<number, string>> = {1: 'Shrink', 6: 'Implode', 9: 'Deflate64', 14: 'LZMA', 98: 'PPMd'}

/** Why a member cannot be read; undefined when it can. */
export const refusalOf = (method: number, isEncrypted: boolean): string | undefined => {
  if (isEncrypted) return 'it is encrypted: unpack the archive with its password and name the folder.'
  if (method === STORED || method === DEFLATED || STREAMS.has(method)) return undefined
  return `it is compressed with ${NAMES[method] ?? `method ${method}`}, which is not read: unpack the archive and name the folder.`
}

/** Where a member's data lies and what the directory says of it. */
export interface Stored {
  readonly name: string
  readonly file: FileHandle
  readonly start: number
  readonly method: number
  readonly packed: number
  readonly size: number
  readonly crc: number
}

const damaged = ({name}: Pick<Stored, 'name'>, reason: string): SourceNotice => ({
  code: 'input-damaged',
  message: `the member is damaged (${reason}): what could be read was read. Fetch the archive again if you can.`,
  lost: true,
  about: name,
})

/** A member's bytes; damage is reported, what could be read is kept. */
export async function* readStored(member: Stored, report: (notice: SourceNotice) => void): AsyncIterable<Uint8Array> {
  const packed = rangeOf(member.file, member.start, member.packed)
  if (STREAMS.has(member.method)) {
    yield* packed
    return
  }
  let crc = 0
  let size = 0
  try {
    for await (const chunk of member.method === DEFLATED ? inflate(createByteReader(packed)) : packed) {
      crc = crc32(chunk, crc)
      size += chunk.length
      yield chunk
    }
    if (size !== member.size) report(damaged(member, `${size} bytes instead of ${member.size}`))
    else if (crc !== member.crc) report(damaged(member, 'its checksum does not fit'))
  } catch (failure) {
    report(damaged(member, reasonOf(failure)))
  }
}
