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
