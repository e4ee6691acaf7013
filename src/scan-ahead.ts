import {Worker} from 'node:worker_threads'
import {CELL_BYTES, type Cells, UNSEEN} from './logs/cells.js'

/** What a scanning thread needs once. */
export interface ScanSetup {
  readonly path: string
  readonly bytes: number
  readonly terms: readonly string[]
  /** Where all threads mark the cells that they have seen; shared. */
  readonly marks: Int32Array
  /** Where they stand: the next segment that nobody has taken, the one that is being read; shared. */
  readonly stand: Int32Array
}

/** Places in `ScanSetup.stand`. */
export const [NEXT, READER] = [0, 1]

/** What a thread is to do: to mark segments until there are none, or to tell the file's hash in hexadecimal. */
export type ScanOrder = 'mark' | 'hash'

/** Bytes of a segment, whole cells. */
export const SEGMENT_BYTES = 512 * CELL_BYTES

/** Threads that look ahead in large files. */
export interface ScanThreads {
  /** The script that they run. */
  readonly script: string
  readonly count: number
}

/** Looks ahead in one file. */
export interface ScanAhead {
  /** What is known by now; the threads go on ahead of `at`. */
  cells(at: number): Cells
  /** SHA-256 of the whole file in hexadecimal; undefined when it could not be read. */
  hash(): Promise<string | undefined>
  end(): void
}

/** A thread's answer to its order; undefined when it failed. */
const answerOf = (worker: Worker): Promise<unknown> =>
  new Promise(resolve => {
    const fail = (): void => resolve(undefined)
    worker.once('message', resolve).once('error', fail).once('exit', fail)
  })

const shared = (length: number): Int32Array =>
  new Int32Array(new SharedArrayBuffer(length * Int32Array.BYTES_PER_ELEMENT))

/**
 * Starts threads that mark the cells of a file, segment by segment, ahead of the one who reads it. The reader waits for
 * none of them: what is not marked when it comes there, because they are slower or have failed, it searches itself. One
 * thread fewer is started than are to work, for the reader is the other one.
 */
export const scanAhead = (
  {path, terms}: Pick<ScanSetup, 'path' | 'terms'>,
  bytes: number,
  {script, count}: ScanThreads,
): ScanAhead => {
  const marks = shared(Math.ceil(bytes / CELL_BYTES)).fill(UNSEEN)
  const stand = shared(2)
  const setup: ScanSetup = {path, bytes, terms, marks, stand}

  const start = (order: ScanOrder): Worker => {
    const worker = new Worker(script, {workerData: setup, execArgv: []}).on('error', () => {})
    worker.postMessage(order)
    return worker
  }
  const workers = Array.from({length: count - 1}, () => start('mark'))

  return {
    cells(at) {
      Atomics.store(stand, READER, Math.floor(at / SEGMENT_BYTES))
      return marks
    },
    async hash() {
      const worker = start('hash')
      workers.push(worker)
      const answer = await answerOf(worker)
      return typeof answer === 'string' ? answer : undefined
    },
    end: () => {
      for (const worker of workers) void worker.terminate()
    },
  }
}
