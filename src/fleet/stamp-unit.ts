import {createHash} from 'node:crypto'
import {createReadStream} from 'node:fs'
import {stat} from 'node:fs/promises'
import {relative} from 'node:path'
import {type FoundFile, failureCode, walkFolder, whyNotOpened} from '../sources/walk-folder.js'
import {hashText, type Unit} from './unit.js'

/** By what an input is taken for unchanged without being read: its files' names, sizes and times of change. */
export interface UnitStamp {
  readonly files: number
  readonly bytes: number
  /** SHA-256 over the list of names, sizes and times. */
  readonly sha256: string
}

/** A stamp, and the files it was taken of. */
export interface StampedUnit {
  readonly stamp: UnitStamp
  readonly files: readonly FoundFile[]
}

async function filesOf({paths}: Unit): Promise<readonly FoundFile[]> {
  const found: FoundFile[] = []
  for (const path of paths) {
    const stats = await stat(path).catch(failureCode)
    if (typeof stats === 'string') continue
    if (stats.isDirectory()) found.push(...(await walkFolder(path, stats)).files)
    else if (whyNotOpened(path, stats) === undefined) found.push({path, stats})
  }
  return found
}

/** Looks at a unit's files, without reading them. */
export async function stampUnit(unit: Unit): Promise<StampedUnit> {
  const files = await filesOf(unit)
  const list = files.map(({path, stats}) => `${JSON.stringify(path)} ${stats.size} ${stats.mtimeMs}\n`).join('')
  const bytes = files.reduce((sum, {stats}) => sum + stats.size, 0)
  return {stamp: {files: files.length, bytes, sha256: hashText(list)}, files}
}

/** Bytes read at once. */
const READ_BYTES = 1 << 20

/**
 * SHA-256 over names within the unit and contents of its files, as they lie on the disk: a copy under another name has
 * the same. A file that cannot be read counts by the reason.
 */
export async function hashContent(unit: Unit, files: readonly FoundFile[]): Promise<string> {
  const hash = createHash('sha256')
  for (const {path, stats} of files) {
    hash.update(`${JSON.stringify(path === unit.name ? '' : relative(unit.name, path))} ${stats.size}\n`)
    try {
      for await (const chunk of createReadStream(path, {highWaterMark: READ_BYTES})) hash.update(chunk)
    } catch (failure) {
      hash.update(`unread ${failureCode(failure)}`)
    }
  }
  return hash.digest('hex')
}
