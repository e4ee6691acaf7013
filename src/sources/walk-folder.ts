import type {Dirent, Stats} from 'node:fs'
import {readdir, stat} from 'node:fs/promises'
import {join} from 'node:path'
import type {SourceProblem} from './source.js'

/** Folders inside one another that are followed; deeper ones are a mistake or an attack. */
const DEEPEST = 64

/** A file found by walking, and its state. */
export interface FoundFile {
  readonly path: string
  readonly stats: Stats
}

/** What a folder holds: files in the order of their names, and what was passed over. */
export interface Walk {
  readonly files: FoundFile[]
  readonly problems: SourceProblem[]
}

/** Regular files of the kernel that wait for news instead of ending. */
const NEVER_ENDS = /(?:^|\/)(?:proc\/kmsg|trace_pipe(?:_raw)?)$/

/** Why a path must not be opened, as a phrase; undefined when it may be. */
export const whyNotOpened = (path: string, stats: Stats): string | undefined => {
  if (NEVER_ENDS.test(path)) return 'a kernel file that never ends'
  if (stats.isFile()) return undefined
  if (stats.isFIFO()) return 'a pipe'
  if (stats.isSocket()) return 'a socket'
  return stats.isCharacterDevice() || stats.isBlockDevice() ? 'a device' : 'not a file'
}

const byName = (a: Dirent, b: Dirent): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)

/** The code of a failed system call (`ENOENT`). */
export const failureCode = (failure: unknown): string =>
  failure instanceof Error && 'code' in failure ? String(failure.code) : String(failure)

const skipped = (name: string, why: string, lost: boolean): SourceProblem => ({
  name,
  code: lost ? 'unreadable' : 'skipped',
  message: lost ? `could not be read (${why}); check its permissions and run again.` : `passed over: it is ${why}.`,
  lost,
})

/** The identity of a file or folder, whatever it is called. */
export const identity = (stats: Stats): string => `${stats.dev}:${stats.ino}`

const visit = async (path: string, above: readonly string[], walk: Walk): Promise<void> => {
  const stats = await stat(path).catch(failureCode)
  if (typeof stats === 'string') {
    walk.problems.push(
      stats === 'ENOENT' || stats === 'ELOOP'
        ? skipped(path, 'a link that leads nowhere', false)
        : skipped(path, stats, true),
    )
    return
  }
  if (stats.isDirectory()) {
    if (above.includes(identity(stats)) || above.length >= DEEPEST)
      walk.problems.push(
        skipped(path, above.length >= DEEPEST ? 'too deep' : 'a link to a folder that holds it', false),
      )
    else await walkInto(path, [...above, identity(stats)], walk)
    return
  }
  const why = whyNotOpened(path, stats)
  if (why === undefined) walk.files.push({path, stats})
  else walk.problems.push(skipped(path, why, false))
}

const walkInto = async (folder: string, above: readonly string[], walk: Walk): Promise<void> => {
  const entries = await readdir(folder, {withFileTypes: true}).catch(failureCode)
  if (typeof entries === 'string') walk.problems.push(skipped(folder, entries, true))
  else for (const entry of entries.sort(byName)) await visit(join(folder, entry.name), above, walk)
}

/** Every file below a folder. Links are followed but never round in a circle; nothing that could block is opened. */
export const walkFolder = async (folder: string, stats: Stats): Promise<Walk> => {
  const walk: Walk = {files: [], problems: []}
  await walkInto(folder, [identity(stats)], walk)
  return walk
}
