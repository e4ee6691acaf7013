import {constants, createReadStream, type Stats} from 'node:fs'
import {access, open, stat} from 'node:fs/promises'
import {Readable} from 'node:stream'
import {createBundles} from './bundles.js'
import type {Container} from './container.js'
import {joinSources} from './join-sources.js'
import {type Opening, openStreams, type StreamOptions} from './open-streams.js'
import {isPackedPart, MOST_PACKED_BYTES, PACKED_OTHERWISE, readPackedPart} from './packed-part.js'
import {uncompressed, untilRefused} from './read-source.js'
import type {Codec, Source, SourceNotice, SourceProblem} from './source.js'
import {UNPACK_LIMITS, type UnpackLimits} from './unpack-limits.js'
import {type FoundFile, failureCode, identity, walkFolder, whyNotOpened} from './walk-folder.js'

/** How sources are opened. */
export interface OpenOptions {
  /** In the order in which they are asked. */
  readonly codecs: readonly Codec[]
  readonly containers?: readonly Container[]
  /** Limits that differ from `UNPACK_LIMITS`. */
  readonly limits?: Partial<UnpackLimits>
  readonly stdin: AsyncIterable<Uint8Array>
  /** Milliseconds since 1970 at which standard input counts as changed last; unknown when absent. */
  readonly nowMs?: number
}

/** What the paths came to. */
export interface OpenedSources {
  /** In the order of the paths; inside folders and globs in the order of names. No file twice. */
  readonly sources: readonly Source[]
  readonly problems: readonly SourceProblem[]
  /** What the support bundles among them lack; complete once every source was read. */
  readonly bundleNotices: () => readonly SourceProblem[]
}

/** Bytes read from the disk at once. */
const READ_BYTES = 512 * 1024

interface Desk {
  readonly options: OpenOptions
  readonly inside: StreamOptions
  readonly sources: Source[]
  readonly problems: SourceProblem[]
  readonly taken: Set<string>
}

/** How one input's bytes are come by. */
type Origin = Pick<Opening, 'file' | 'isFound'> & {
  readonly open: () => AsyncIterable<Uint8Array>
  readonly mtimeMs?: number | undefined
  readonly beside?: Source['beside']
}

const sourceOf = (name: string, {open: openBytes, mtimeMs, beside, ...origin}: Origin, desk: Desk): Source => {
  const notices: SourceNotice[] = []
  const report = (notice: SourceNotice): void => void notices.push(notice)
  const {host} = origin.isFound ? desk.inside.bundles.place(name) : {}
  const source = {
    name,
    ...(host === undefined ? {} : {host}),
    ...(mtimeMs === undefined ? {} : {mtimeMs: Math.floor(mtimeMs)}),
    ...(beside === undefined ? {} : {beside}),
    notices: () => notices,
  }
  const bytes = (): AsyncIterable<Uint8Array> => untilRefused(openBytes(), report)
  return {
    ...source,
    read: () => uncompressed(bytes(), desk.options.codecs, report),
    streams: () => openStreams({...origin, source, bytes, report}, desk.inside),
  }
}

const refuse = (desk: Desk, name: string, code: string, message: string): void =>
  void desk.problems.push({name, code, message, lost: true})

/** The file under this name plus a suffix, when there is one that may be read. */
const besideOf =
  (path: string) =>
  async (suffix: string): Promise<AsyncIterable<Uint8Array> | undefined> => {
    const stats = await stat(path + suffix).catch(() => undefined)
    return stats?.isFile() ? createReadStream(path + suffix, {highWaterMark: READ_BYTES}) : undefined
  }

const addFile = async (desk: Desk, path: string, stats: Stats, isFound = false): Promise<void> => {
  const refusal = await access(path, constants.R_OK).then(() => undefined, failureCode)
  if (refusal !== undefined)
    return refuse(
      desk,
      path,
      'unreadable',
      `cannot be opened (${refusal}). Change its permissions, or run as a user who may read it.`,
    )
  if (desk.taken.has(identity(stats))) return
  desk.taken.add(identity(stats))
  const packed = isPackedPart(path) && stats.size <= MOST_PACKED_BYTES
  const part = packed ? await readPackedPart(path) : undefined
  if (packed && !part) return void desk.problems.push({...PACKED_OTHERWISE, name: path})
  const origin: Origin = {
    open: () => (part ? Readable.from([part]) : createReadStream(path, {highWaterMark: READ_BYTES})),
    file: {open: () => open(path), bytes: stats.size, path},
    isFound,
    mtimeMs: stats.mtimeMs,
    beside: besideOf(path),
  }
  desk.sources.push(sourceOf(path, origin, desk))
}

/** Files without those that a support bundle holds for other purposes; a notice counts them. */
const leaveOut = (desk: Desk, folder: string, files: readonly FoundFile[]): readonly FoundFile[] => {
  const {bundles} = desk.inside
  for (const {path} of files) bundles.recognise(path)
  const wanted = files.filter(({path}) => bundles.roleOf(path) !== 'skip')
  if (wanted.length < files.length)
    desk.problems.push({
      name: folder,
      code: 'members-passed-over',
      message: `passed over inside it: ${files.length - wanted.length} files that a support bundle holds for other purposes.`,
      lost: false,
    })
  return wanted
}

const addFolder = async (desk: Desk, path: string, stats: Stats): Promise<void> => {
  const {files, problems} = await walkFolder(path, stats)
  desk.problems.push(...problems)
  for (const file of leaveOut(desk, path, files)) await addFile(desk, file.path, file.stats, true)
  if (files.length === 0)
    refuse(desk, path, 'empty-folder', 'this folder holds no file that could be read. Name the folder with the logs.')
}

const addExisting = async (desk: Desk, path: string, stats: Stats): Promise<void> => {
  if (stats.isDirectory()) return addFolder(desk, path, stats)
  const why = whyNotOpened(path, stats)
  if (why === undefined) return addFile(desk, path, stats)
  refuse(
    desk,
    path,
    'not-a-file',
    `it is ${why}, which may never answer. Send its text through standard input instead: \`… | mirrorcheck analyze -\`.`,
  )
}

/** A quoted glob; loaded when a path does not exist, which is rare. */
const addMatches = async (desk: Desk, pattern: string): Promise<void> => {
  const {glob, isDynamicPattern} = await import('tinyglobby')
  if (!isDynamicPattern(pattern))
    return refuse(
      desk,
      pattern,
      'not-found',
      'there is no such file or folder. Check the spelling; `-` reads standard input.',
    )
  const paths = (await glob(pattern, {dot: true, onlyFiles: false, expandDirectories: false})).sort()
  for (const path of paths) await addPath(desk, path.length > 1 ? path.replace(/\/$/, '') : path)
  if (paths.length === 0)
    refuse(desk, pattern, 'no-match', 'no file matches this pattern. Check it with `ls`, or name the folder.')
}

const addStdin = (desk: Desk): void => {
  if (desk.taken.has('-')) return
  desk.taken.add('-')
  const {stdin, nowMs} = desk.options
  desk.sources.push(sourceOf('-', {open: () => stdin, isFound: false, mtimeMs: nowMs}, desk))
}

const addPath = async (desk: Desk, path: string): Promise<void> => {
  if (path === '-') return addStdin(desk)
  const stats = await stat(path).catch(failureCode)
  if (typeof stats !== 'string') return addExisting(desk, path, stats)
  if (stats === 'ENOENT' || stats === 'ENOTDIR' || stats === 'ENAMETOOLONG') return addMatches(desk, path)
  refuse(desk, path, 'unreadable', `cannot be opened (${stats}). Check its permissions and where its links lead.`)
}

/**
 * Paths, folders, globs and `-` → named byte streams, nothing read yet but what tells a file from a folder. What cannot
 * be opened is a problem that says what to do; nothing that could block (pipes, devices) is opened.
 */
export const openSources = async (paths: readonly string[], options: OpenOptions): Promise<OpenedSources> => {
  const bundles = createBundles(options.containers ?? [])
  const inside = {codecs: options.codecs, bundles, limits: {...UNPACK_LIMITS, ...options.limits}}
  const desk: Desk = {options, inside, sources: [], problems: [], taken: new Set()}
  for (const path of paths) await addPath(desk, path)
  return {
    sources: await joinSources(desk.sources),
    problems: desk.problems,
    bundleNotices: () => bundles.notices(),
  }
}
