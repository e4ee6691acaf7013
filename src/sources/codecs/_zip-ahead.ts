import {crc32} from 'node:zlib'
import type {Entry, ZipFile} from 'yauzl'
import type {FileWindows} from './_file-windows.js'
import {AT_ONCE_BYTES, createWholeInflater} from './_whole-inflater.js'
import {DEFLATED, STORED} from './_zip-member.js'

/** Members up to this size are inflated whole: it costs less than half of what a stream of their own does. */
const WHOLE_BYTES = 4 * 1024 * 1024

/** Texts of small members, the next of which is inflated while the last is read. */
export interface ZipAhead {
  /** All of a small member; undefined when it is none, or not what the directory says: a stream then gives more of it. */
  texts(entry: Entry): Promise<readonly Uint8Array[] | undefined>
  /**
   * Begins with a member that is likely to be asked for next, where another thread can do that: once the promise is
   * resolved that thread works, whatever this one is busy with.
   */
  begin(entry: Entry): Promise<void>
  close(): void
}

const isSmall = (entry: Entry): boolean => {
  const {compressionMethod: method, uncompressedSize, compressedSize} = entry
  if (entry.isEncrypted() || uncompressedSize > WHOLE_BYTES || compressedSize > WHOLE_BYTES) return false
  return method === STORED || method === DEFLATED
}

const isTold = (texts: readonly Uint8Array[], {uncompressedSize, crc32: told}: Entry): boolean => {
  let size = 0
  let crc = 0
  for (const text of texts) {
    size += text.length
    crc = crc32(text, crc)
  }
  return size === uncompressedSize && crc === told
}

/** Reads ahead by one member: in memory are at most its data, its text and the text at hand. */
export const createZipAhead = (zip: ZipFile, windows: FileWindows): ZipAhead => {
  const inflater = createWholeInflater()
  let begun: {readonly entry: Entry; readonly made: Promise<readonly Uint8Array[] | undefined>} | undefined
  let room = new Uint8Array(0)

  const readPacked = async (entry: Entry): Promise<Uint8Array> => {
    const {fileDataStart} = await zip.readLocalFileHeaderPromise(entry, {minimal: true})
    if (room.length < entry.compressedSize) room = new Uint8Array(entry.compressedSize)
    return room.subarray(0, windows.readInto(room.subarray(0, entry.compressedSize), fileDataStart))
  }

  const make = (packed: Uint8Array, {compressionMethod, uncompressedSize}: Entry) =>
    compressionMethod === STORED
      ? Promise.resolve([Uint8Array.from(packed)])
      : inflater.inflate(packed, uncompressedSize)

  const begin = async (entry: Entry): Promise<void> => {
    if (!isSmall(entry)) return
    const packed = await readPacked(entry).catch(() => undefined)
    begun = {entry, made: packed ? make(packed, entry).catch(() => undefined) : Promise.resolve(undefined)}
  }

  return {
    async begin(entry) {
      if (entry.compressionMethod === DEFLATED && entry.uncompressedSize > AT_ONCE_BYTES) await begin(entry)
    },
    async texts(entry) {
      if (begun?.entry !== entry) {
        await begun?.made
        await begin(entry)
      }
      const texts = begun?.entry === entry ? await begun.made : undefined
      begun = undefined
      return texts && isTold(texts, entry) ? texts : undefined
    },
    close: inflater.close,
  }
}
