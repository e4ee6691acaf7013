import {Worker} from 'node:worker_threads'
import {CELL_BYTES, type Cells} from './logs/cells.js'

/** What a scanning thread needs once. */
export interface ScanSetup {
  readonly path: string
  readonly terms: readonly string[]
}

/** A segment of the file, whole cells but for the last, to be marked; or the file's hash, in hexadecimal. */
export type ScanOrder = {readonly from: number; readonly to: number} | 'hash'

/** Threads that look ahead in large files. */
export interface ScanThreads {
  /** The script that they run. */
  readonly script: string
  readonly count: number
}

/** Looks ahead in one file. */
export interface ScanAhead {
  /** What is known, at least about the cell at `at`; waits for it. */
  cells(at: number): Promise<Cells>
  /** SHA-256 of the whole file in hexadecimal; undefined when it could not be read. */
  hash(): Promise<string | undefined>
  end(): void
}

/** Bytes of a segment, whole cells. */
const SEGMENT_BYTES = 512 * CELL_BYTES

/** Segments that may be ahead of the reader, for each thread. */
const AHEAD = 4

/** Threads that ended: whatever they are asked, no answer comes. */
const ended = new WeakSet<Worker>()

/** A thread's answer to the one order it was given; undefined when it failed. */
const answerOf = (worker: Worker, order: ScanOrder): Promise<unknown> =>
  new Promise(resolve => {
    if (ended.has(worker)) return resolve(undefined)
    const fail = (): void => settle(undefined)
    function settle(answer: unknown): void {
      worker.off('message', settle).off('error', fail).off('exit', fail)
      resolve(answer)
    }
    worker.on('message', settle).on('error', fail).on('exit', fail)
    worker.postMessage(order)
  })

const isMarks = (message: unknown): message is Int32Array => message instanceof Int32Array

/**
 * Starts threads that mark the cells of a file, segment by segment; the reader takes them in the file's order, and they
 * wait for it when it is slow. What a failed thread leaves unmarked, the reader reads
 * itself.
 */
export const scanAhead = (setup: ScanSetup, bytes: number, {script, count}: ScanThreads): ScanAhead => {
  const marks = new Int32Array(Math.ceil(bytes / CELL_BYTES)).fill(-1)
  const segments = Math.ceil(bytes / SEGMENT_BYTES)
  const isDone = new Uint8Array(segments)
  const cellsEach = SEGMENT_BYTES / CELL_BYTES
  let started = 0
  let known = 0
  let readerAt = 0
  let failed = 0
  let wake = (): void => {}
  const idle: Worker[] = []

  const finish = (segment: number, told: Int32Array): void => {
    marks.set(told, segment * cellsEach)
    isDone[segment] = 1
    while (isDone[known] === 1) known += 1
    wake()
  }

  const feed = (): void => {
    while (started < segments && started < readerAt + AHEAD * count) {
      const worker = idle.pop()
      if (worker === undefined) return
      const segment = started
      started += 1
      const from = segment * SEGMENT_BYTES
      void answerOf(worker, {from, to: Math.min(bytes, from + SEGMENT_BYTES)}).then(answer => {
        if (isMarks(answer)) idle.push(worker)
        else failed += 1
        finish(segment, isMarks(answer) ? answer : new Int32Array(0))
        feed()
      })
    }
  }

  const start = (): Worker => {
    const worker = new Worker(script, {workerData: setup, execArgv: []})
    // One that has no order may fail, too: its end tells.
    return worker.on('error', () => {}).once('exit', () => ended.add(worker))
  }
  const workers = Array.from({length: count}, start)
  idle.push(...workers)
  feed()

  return {
    async cells(at) {
      readerAt = Math.floor(at / SEGMENT_BYTES)
      feed()
      while (known <= readerAt && known < segments && failed < count)
        await new Promise<void>(resolve => {
          wake = resolve
        })
      // The last cell is read in any case: the text's end is in it.
      const told = failed < count ? known * cellsEach : marks.length
      return {marks, known: Math.min(told, marks.length - 1)}
    },
    async hash() {
      const worker = start()
      workers.push(worker)
      const answer = await answerOf(worker, 'hash')
      return typeof answer === 'string' ? answer : undefined
    },
    end: () => {
      for (const worker of workers) void worker.terminate()
    },
  }
}
