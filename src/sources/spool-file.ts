import {createWriteStream} from 'node:fs'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {Readable} from 'node:stream'
import {pipeline} from 'node:stream/promises'
import type {Source} from './source.js'

/** Copies of streams on the disk, in a folder of their own. */
export interface Spool {
  /** Writes the bytes, and what stands beside `source` under its name plus a suffix; the path of the copy. */
  copy(bytes: AsyncIterable<Uint8Array>, source: Source, suffixes: readonly string[]): Promise<string>
  /** Removes every copy. */
  remove(): Promise<void>
}

const write = (bytes: AsyncIterable<Uint8Array>, path: string): Promise<void> =>
  pipeline(Readable.from(bytes, {objectMode: true}), createWriteStream(path, {mode: 0o600}))

/** A spool whose folder is made with the first copy. Nothing is ever written beside the originals. */
export const createSpool = (): Spool => {
  const folders: string[] = []
  return {
    async copy(bytes, source, suffixes) {
      const folder = await mkdtemp(join(tmpdir(), 'mirrorcheck-spool-'))
      folders.push(folder)
      const path = join(folder, 'copy')
      await write(bytes, path)
      for (const suffix of suffixes) {
        const beside = await source.beside?.(suffix)
        if (beside) await write(beside, `${path}${suffix}`)
      }
      return path
    },
    async remove() {
      for (const folder of folders.splice(0)) await rm(folder, {recursive: true, force: true})
    },
  }
}
