import type {Stats} from 'node:fs'
import {readdir, stat} from 'node:fs/promises'
import {basename, dirname, join, resolve} from 'node:path'
import {failureCode, walkFolder} from '../sources/walk-folder.js'
import {joinRotations} from './join-rotations.js'
import {type Unit, unitOf} from './unit.js'

/** What counts as one input: an entry of a folder that was named, every file below it, or what was named itself. */
export type Per = 'entry' | 'file' | 'path'

/** A path that came to nothing, and why. */
export interface PathProblem {
  readonly name: string
  readonly message: string
}

/** What the paths came to. */
export interface FoundUnits {
  /** In the order of their names, none twice. */
  readonly units: readonly Unit[]
  readonly problems: readonly PathProblem[]
  /** Folders among the paths: with more than one it may be that each was meant as one input. */
  readonly folders: number
}

interface Search {
  readonly per: Per
  /** Absolute path of the dataset, which is no input. */
  readonly out: string
  readonly units: Map<string, Unit>
  readonly problems: PathProblem[]
  /** Files that were named one by one, by their folder. */
  readonly named: Map<string, string[]>
  folders: number
}

const addUnit = (search: Search, name: string, others: readonly string[] = []): void =>
  void search.units.set(name, unitOf(name, others))

/** Files of one folder, a log with its rotations as one unit. */
function addJoined(search: Search, folder: string, names: readonly string[]): void {
  for (const [name = '', ...rotations] of joinRotations([...new Set(names)].sort()))
    addUnit(
      search,
      join(folder, name),
      rotations.map(rotation => join(folder, rotation)),
    )
}

async function addEntries(search: Search, folder: string): Promise<void> {
  const entries = await readdir(folder, {withFileTypes: true}).catch(failureCode)
  if (typeof entries === 'string') {
    search.problems.push({name: folder, message: `cannot be opened (${entries}). Check its permissions and run again.`})
    return
  }
  const files = entries.filter(entry => !entry.isDirectory()).map(entry => entry.name)
  addJoined(search, folder, files)
  for (const entry of entries)
    if (entry.isDirectory() && join(folder, entry.name) !== search.out) addUnit(search, join(folder, entry.name))
  if (entries.length === 0) search.problems.push({name: folder, message: 'this folder holds nothing.'})
}

async function addFiles(search: Search, folder: string, stats: Stats): Promise<void> {
  const {files, problems} = await walkFolder(folder, stats)
  for (const {path} of files) if (!path.startsWith(`${search.out}/`)) addUnit(search, path)
  for (const {name, message, lost} of problems) if (lost) search.problems.push({name, message})
  if (files.length === 0) search.problems.push({name: folder, message: 'this folder holds no file.'})
}

async function addMatches(search: Search, pattern: string): Promise<void> {
  const {glob, isDynamicPattern} = await import('tinyglobby')
  const matches = isDynamicPattern(pattern)
    ? await glob(pattern, {dot: true, onlyFiles: false, expandDirectories: false, absolute: true})
    : []
  for (const path of matches) await addPath(search, path)
  if (matches.length > 0) return
  const message = isDynamicPattern(pattern) ? 'no file matches this pattern.' : 'there is no such file or folder.'
  search.problems.push({name: pattern, message: `${message} Check the spelling.`})
}

async function addPath(search: Search, path: string): Promise<void> {
  const absolute = resolve(path)
  const stats = await stat(absolute).catch(failureCode)
  if (stats === 'ENOENT' || stats === 'ENOTDIR' || stats === 'ENAMETOOLONG') return addMatches(search, path)
  if (typeof stats === 'string') {
    search.problems.push({name: path, message: `cannot be opened (${stats}). Check its permissions and run again.`})
    return
  }
  if (search.per === 'path' || (search.per === 'file' && !stats.isDirectory())) return addUnit(search, absolute)
  if (!stats.isDirectory()) {
    const names = search.named.get(dirname(absolute)) ?? []
    names.push(basename(absolute))
    search.named.set(dirname(absolute), names)
    return
  }
  search.folders += 1
  await (search.per === 'file' ? addFiles(search, absolute, stats) : addEntries(search, absolute))
}

const byName = (a: Unit, b: Unit): number => (a.name < b.name ? -1 : 1)

/** The inputs that the paths stand for; nothing is read but folders. Never throws for what the paths are. */
export async function findUnits(paths: readonly string[], per: Per, out: string): Promise<FoundUnits> {
  const search: Search = {per, out: resolve(out), units: new Map(), problems: [], named: new Map(), folders: 0}
  for (const path of paths) await addPath(search, path)
  for (const [folder, names] of search.named) addJoined(search, folder, names)
  return {units: [...search.units.values()].sort(byName), problems: search.problems, folders: search.folders}
}
