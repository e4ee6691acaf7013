import {parentPort, workerData} from 'node:worker_threads'
import {CELL_BYTES, markCells} from './logs/cells.js'
import {createCandidateFinder} from './logs/find-candidates.js'
import type {ScanOrder, ScanSetup} from './scan-ahead.js'
import {hashPlainFile, openPlainFile} from './sources/plain-file.js'

/** The thread that looks ahead in a large file: which cells of a segment hold a literal, and how many lines. */

/** Bytes searched at once, whole cells. */
const BLOCK_BYTES = 16 * CELL_BYTES

const {path, terms}: ScanSetup = workerData
const finder = createCandidateFinder(terms, {paysBytes: 0})
const reach = finder.longest - 1
const room = finder.room(BLOCK_BYTES + 2 * reach, new Uint8Array(0))
const file = openPlainFile(path, () => {})

/** Marks of the cells from `from` up to `to`; fewer where the file ends. */
function scan(from: number, to: number): Int32Array<ArrayBuffer> {
  const marks = new Int32Array(Math.ceil((to - from) / CELL_BYTES))
  let told = 0
  for (let at = from; at < to; at += BLOCK_BYTES) {
    const before = Math.min(reach, at)
    const count = file?.read(room.subarray(0, before + Math.min(BLOCK_BYTES, to - at) + reach), at - before) ?? 0
    const bytes = Math.min(count - before, BLOCK_BYTES, to - at)
    if (bytes <= 0) break
    const some = markCells(finder, room.subarray(0, count), before, bytes)
    marks.set(some, told)
    told += some.length
  }
  return marks.slice(0, told)
}

parentPort?.on('message', (order: ScanOrder) => {
  if (order === 'hash') return parentPort?.postMessage(hashPlainFile(file ?? {read: () => 0}))
  const marks = scan(order.from, order.to)
  return parentPort?.postMessage(marks, [marks.buffer])
})
