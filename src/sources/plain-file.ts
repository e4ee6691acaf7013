import {createHash} from 'node:crypto'
import {closeSync, fstatSync, openSync, readSync} from 'node:fs'
import {refusal} from './read-source.js'
import type {PlainFile, SourceNotice} from './source.js'

/** A file opened for reading at any place, with no copy in between; undefined when the system refuses. */
export const openPlainFile = (path: string, report: (notice: SourceNotice) => void): PlainFile | undefined => {
  try {
    const descriptor = openSync(path, 'r')
    return {
      path,
      bytes: fstatSync(descriptor).size,
      read(into, at) {
        try {
          return readSync(descriptor, into, 0, into.length, at)
        } catch (failure) {
          report(refusal(failure))
          return 0
        }
      },
      close: () => closeSync(descriptor),
    }
  } catch (failure) {
    report(refusal(failure))
    return undefined
  }
}

/** Bytes of a file that are hashed at once. */
const HASHED_BYTES = 1 << 20

/** SHA-256 of a file in hexadecimal, as far as it can be read. */
export function hashPlainFile(file: Pick<PlainFile, 'read'>): string {
  const hash = createHash('sha256')
  const block = new Uint8Array(HASHED_BYTES)
  let at = 0
  for (let count = file.read(block, at); count > 0; count = file.read(block, at)) {
    hash.update(block.subarray(0, count))
    at += count
  }
  return hash.digest('hex')
}
