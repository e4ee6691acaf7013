import {stat} from 'node:fs/promises'
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
