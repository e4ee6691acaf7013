import {createHash, type Hash} from 'node:crypto'
import {closeSync, openSync, readSync} from 'node:fs'
import {relative} from 'node:path'
import {Worker} from 'node:worker_threads'
import {type FoundFile, failureCode} from '../sources/walk-folder.js'
import type {Unit} from './unit.js'

/** A file of a unit, and its bytes by its stamp. */
interface HashedFile {
  readonly path: string
  readonly bytes: number
}

/** What a thread that hashes is given. */
export interface HashOrder {
  readonly name: string
  readonly files: readonly HashedFile[]
}

/** Bytes read at once. */
const READ_BYTES = 1 << 20

function addFile(path: string, hash: Hash, room: Uint8Array): void {
  const descriptor = openSync(path, 'r')
  try {
    for (let count = readSync(descriptor, room); count > 0; count = readSync(descriptor, room))
      hash.update(room.subarray(0, count))
  } finally {
    closeSync(descriptor)
  }
}

/** What there is to hash of a unit. */
export const hashOrder = ({name}: Unit, files: readonly FoundFile[]): HashOrder => ({
  name,
  files: files.map(({path, stats}) => ({path, bytes: stats.size})),
})

/**
 * SHA-256 over names within the unit and contents of its files, as they lie on the disk: a copy under another name has
 * the same. A file that cannot be read counts by the reason.
 */
export function hashContent({name, files}: HashOrder): string {
  const hash = createHash('sha256')
  const room = new Uint8Array(READ_BYTES)
  for (const {path, bytes} of files) {
    hash.update(`${JSON.stringify(path === name ? '' : relative(name, path))} ${bytes}\n`)
    try {
      addFile(path, hash, room)
    } catch (failure) {
      hash.update(`unread ${failureCode(failure)}`)
    }
  }
  return hash.digest('hex')
}

/** Bytes of a unit from which a thread pays: it takes a while to start. */
const APART_BYTES = 32 * 2 ** 20

/** The same, of a large unit in a thread of its own that runs `script`; where none can be had, here. */
export async function hashBeside(order: HashOrder, script: string): Promise<string> {
  if (order.files.reduce((sum, {bytes}) => sum + bytes, 0) < APART_BYTES) return hashContent(order)
  const told = await new Promise<unknown>(resolve => {
    const thread = new Worker(script, {workerData: order, execArgv: []})
    thread.on('message', resolve).on('error', resolve).on('exit', resolve)
  })
  return typeof told === 'string' ? told : hashContent(order)
}
