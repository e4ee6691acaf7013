import {parentPort, workerData} from 'node:worker_threads'
import {CELL_BYTES, markCells} from './logs/cells.js'
import {createCandidateFinder} from './logs/find-candidates.js'
import {NEXT, READER, type ScanOrder, type ScanSetup, SEGMENT_BYTES} from './scan-ahead.js'
import {hashPlainFile, openPlainFile} from './sources/plain-file.js'

/** The thread that looks ahead in a large file: which cells of a segment hold a literal, and how many lines. */

/** Bytes searched at once, whole cells. */
const BLOCK_BYTES = 16 * CELL_BYTES

const {path, bytes: size, terms, marks, stand}: ScanSetup = workerData
const finder = createCandidateFinder(terms, {paysBytes: 0})
const reach = finder.longest - 1
const room = finder.room(BLOCK_BYTES + 2 * reach, new Uint8Array(0))
const file = openPlainFile(path, () => {})

/** Marks the cells from `from` up to `to`, as far as the file goes. */
function mark(from: number, to: number): void {
  for (let at = from; at < to; at += BLOCK_BYTES) {
    const before = Math.min(reach, at)
    const count = file?.read(room.subarray(0, before + Math.min(BLOCK_BYTES, to - at) + reach), at - before) ?? 0
    const bytes = Math.min(count - before, BLOCK_BYTES, to - at)
    if (bytes <= 0) return
    marks.set(markCells(finder, room.subarray(0, count), before, bytes), at / CELL_BYTES)
  }
}

/** Marks segments that nobody has taken, none that the reader has come to, until there are none. */
function markAll(): void {
  for (;;) {
    const segment = Atomics.add(stand, NEXT, 1)
    const from = segment * SEGMENT_BYTES
    if (from >= size) return
    if (segment > Atomics.load(stand, READER)) mark(from, Math.min(size, from + SEGMENT_BYTES))
  }
}

parentPort?.on('message', (order: ScanOrder) => {
  if (order === 'mark') markAll()
  else parentPort?.postMessage(hashPlainFile(file ?? {read: () => 0}))
})
