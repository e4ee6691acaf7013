import {createHash} from 'node:crypto'
import {strToU8, unzipSync, zipSync} from 'fflate'

/** The first moment a ZIP can tell, in whatever zone the library reads it: equal content gives equal bytes. */
const FIRST_MOMENT = new Date(1980, 0, 1)

/** Packs texts in the order given. The packing is the library's own, not the system's: the same everywhere. */
export const zipTexts = (files: readonly {readonly name: string; readonly text: string}[]): Uint8Array =>
  zipSync(Object.fromEntries(files.map(({name, text}) => [name, strToU8(text)])), {level: 9, mtime: FIRST_MOMENT})

/** A bundle has a handful of files; more, or larger ones than these, are no bundle of ours. */
const MOST_FILES = 64
const MOST_BYTES = 1 << 30

/** Every file in a ZIP by its name. Throws an `Error` when it is damaged, or holds more than a bundle may. */
export function unzipBytes(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  let files = 0
  let total = 0
  const unpacked = unzipSync(bytes, {
    filter: ({originalSize}) => {
      files += 1
      total += originalSize
      if (files > MOST_FILES || total > MOST_BYTES) throw new Error('it holds more than a bundle does')
      return true
    },
  })
  return new Map(Object.entries(unpacked))
}

/** Length and SHA-256 of bytes, or of a text as UTF-8. */
export function hashBytes(content: Uint8Array | string): {readonly bytes: number; readonly sha256: string} {
  const bytes = typeof content === 'string' ? strToU8(content) : content
  return {bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex')}
}
