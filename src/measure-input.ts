import {createHash} from 'node:crypto'
import type {PlainBytes} from './logs/read-in-place.js'
import {searchTerms} from './logs/search-terms.js'
import {type ScanThreads, scanAhead} from './scan-ahead.js'
import {hashPlainFile} from './sources/plain-file.js'
import type {PlainFile, Source} from './sources/source.js'

/** What was read of an input so far. */
export interface Tally {
  bytes: number
  /** Absent where nobody asked for hashes. */
  hash: ReturnType<typeof createHash> | undefined
  /** The hash in hexadecimal, where a thread takes it. */
  elsewhere?: Promise<string> | undefined
}

/** SHA-256 of the input in hexadecimal; empty where nobody asked. */
export const hashOf = async ({hash, elsewhere}: Tally): Promise<string> =>
  (elsewhere ? await elsewhere : hash?.digest('hex')) ?? ''

/** How inputs are measured. */
export interface MeasureOptions {
  readonly hashes: boolean
  readonly threads: ScanThreads | undefined
  readonly literals: readonly string[]
}

/** Nothing read yet. */
export const openTally = ({hashes}: Pick<MeasureOptions, 'hashes'>): Tally => ({
  bytes: 0,
  hash: hashes ? createHash('sha256') : undefined,
})

/** Counts and hashes a byte stream while it is read. */
export async function* measured(bytes: AsyncIterable<Uint8Array>, tally: Tally) {
  for await (const chunk of bytes) {
    tally.bytes += chunk.length
    tally.hash?.update(chunk)
    yield chunk
  }
}

/** Smallest file in which threads look ahead: they take a while to start. */
const AHEAD_BYTES = 32 * 2 ** 20

/** The same for a file that is read in place, from its beginning; threads look ahead in a large one. */
export async function measuredFile(
  source: Source,
  tally: Tally,
  desk: MeasureOptions,
): Promise<PlainBytes | undefined> {
  const file = await source.plain?.()
  if (file === undefined) return undefined
  Object.assign(tally, openTally(desk))
  if (desk.threads !== undefined && file.bytes >= AHEAD_BYTES) return fileAhead(file, desk.threads, tally, desk)
  return {
    ...file,
    read(into, at) {
      const count = file.read(into, at)
      tally.bytes += count
      tally.hash?.update(into.subarray(0, count))
      return count
    },
  }
}

/** A file in which threads look ahead; one of them takes the hash, since the reader does not see all bytes. */
function fileAhead(file: PlainFile, threads: ScanThreads, tally: Tally, {literals}: MeasureOptions): PlainBytes {
  const ahead = scanAhead({path: file.path, terms: searchTerms(literals)}, file.bytes, threads)
  tally.elsewhere = tally.hash && ahead.hash().then(told => told ?? hashPlainFile(file))
  return {
    read(into, at) {
      const count = file.read(into, at)
      tally.bytes = Math.max(tally.bytes, at + count)
      return count
    },
    ahead: ahead.cells,
    async close() {
      await tally.elsewhere
      file.close()
      ahead.end()
    },
  }
}
