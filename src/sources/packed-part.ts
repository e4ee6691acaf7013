import {inflateRawSync, inflateSync} from 'node:zlib'
import {PART_HEAD_BYTES, partOf} from './dump-parts.js'
import {firstBytes} from './first-bytes.js'
import type {SourceNotice} from './source.js'

// The kernel packs what it saves, and gives such files their text where it can; else they end in `.enc.z`
// (fs/pstore/inode.c): raw deflate, in old kernels with a zlib header, or whatever `pstore.compress` asked for.

/** Bytes of such a file: firmware keeps some kilobytes of each. */
export const MOST_PACKED_BYTES = 128 * 1024
const MOST_TEXT_BYTES = 1024 * 1024

/** True of the name of a part that the kernel could not unpack. */
export const isPackedPart = (name: string): boolean => name.endsWith('.enc.z')

const isPart = (text: Uint8Array): boolean => {
  const source = {name: '', read: () => (async function* () {})(), notices: () => []}
  return partOf(source, text.subarray(0, PART_HEAD_BYTES)) !== undefined
}

/** The part's text, which begins as parts do; undefined when it is packed otherwise. */
export const unpackPart = (packed: Uint8Array): Uint8Array | undefined => {
  if (isPart(packed)) return packed
  for (const inflate of [inflateRawSync, inflateSync])
    try {
      const text = inflate(packed, {maxOutputLength: MOST_TEXT_BYTES})
      if (isPart(text)) return text
    } catch {}
  return undefined
}

/** What to say of a part that is packed otherwise, or damaged. */
export const PACKED_OTHERWISE: SourceNotice = {
  code: 'unsupported-format',
  message:
    'it is a part of a kernel’s saved log in a compression other than deflate, or damaged: start a kernel with the same `pstore.compress`, which gives the text, and copy /sys/fs/pstore again.',
  lost: true,
}

/** The text of such a file; undefined when it cannot be read or unpacked. */
export const readPackedPart = async (path: string): Promise<Uint8Array | undefined> => {
  try {
    return unpackPart(await firstBytes(path, MOST_PACKED_BYTES))
  } catch {
    return undefined
  }
}
