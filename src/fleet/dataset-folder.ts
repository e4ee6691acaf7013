import {createHash, randomBytes} from 'node:crypto'
import {mkdir, open, readdir, readFile, rename, rm, rmdir, stat, writeFile} from 'node:fs/promises'
import {hostname} from 'node:os'
import {join} from 'node:path'
import {failureCode} from '../sources/walk-folder.js'
import {type LedgerEntry, PART_KINDS, type Part, type PartKind, parseEntry} from './ledger-entry.js'
import {hashText} from './unit.js'

/** The file by which a folder is known as a dataset; its bytes never change. */
const MARK = 'dataset.json'

const MARK_TEXT = `${JSON.stringify(
  {
    schema: 'mirrorcheck/dataset/1',
    ledger: 'ledger/??/*.json: one entry an input, with how far it was read and the files that are its',
    analyses: 'analyses/??/*.json: one analysis an input, for `mirrorcheck report`',
    hosts: 'hosts/??/*.ndjson: one machine a line',
    incidents: 'incidents/??/*.ndjson: one incident a line',
    errors: 'errors/??/*.ndjson: one error a line',
  },
  undefined,
  2,
)}\n`

/** Where files are written before they get their names. */
const WORK = '.work'

/** The first two digits of a unit's id: the folder its files stand in, one of 256. */
const partition = (unit: string): string => unit.slice(0, 2)

const entryFolder = (out: string, unit: string): string => join(out, 'ledger', partition(unit))

/** A folder that is no dataset and holds something; nothing is written to it. */
export type NoDataset = 'missing' | 'foreign'

/** Whether a folder is a dataset; throws what the system says when it cannot be looked at. */
export async function datasetState(out: string): Promise<'dataset' | 'empty' | NoDataset> {
  const names = await readdir(out).catch(failureCode)
  if (names === 'ENOENT') return 'missing'
  if (typeof names === 'string') throw new Error(names)
  if (names.includes(MARK)) return 'dataset'
  return names.every(name => name === WORK) ? 'empty' : 'foreign'
}

const draftIn = (work: string): string => join(work, `${process.pid}-${randomBytes(6).toString('hex')}`)

/** Gives a finished file its name, in a folder that is made when it is missing. */
async function place(draft: string, folder: string, name: string): Promise<void> {
  await mkdir(folder, {recursive: true})
  await rename(draft, join(folder, name))
}

/** Writes a file whole or not at all: first in the work folder, then renamed. */
async function writeInto(folder: string, name: string, work: string, text: string): Promise<void> {
  const draft = draftIn(work)
  await writeFile(draft, text, {flag: 'wx'})
  await place(draft, folder, name)
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (failure) {
    return failureCode(failure) === 'EPERM'
  }
}

/** A name for this machine fit for a path. */
const machine = (): string => hashText(hostname()).slice(0, 12)

const ABANDONED_MS = 7 * 86_400_000

/** Removes what runs left behind that were killed: on this machine by their process, elsewhere by age. */
async function sweepWork(out: string, nowMs: number): Promise<void> {
  for (const name of await readdir(join(out, WORK))) {
    const [host, pid] = name.split('-')
    const path = join(out, WORK, name)
    const left =
      host === machine()
        ? Number(pid) === process.pid || !isAlive(Number(pid))
        : await stat(path).then(
            ({mtimeMs}) => nowMs - mtimeMs > ABANDONED_MS,
            () => false,
          )
    if (left) await rm(path, {recursive: true, force: true})
  }
}

/** Makes or opens a dataset, and gives this run a work folder of its own in it. Several runs may share a dataset. */
export async function openDataset(out: string, nowMs: number): Promise<string> {
  await mkdir(join(out, WORK), {recursive: true})
  await sweepWork(out, nowMs)
  const work = join(out, WORK, `${machine()}-${process.pid}-${randomBytes(6).toString('hex')}`)
  await mkdir(work)
  if ((await datasetState(out)) !== 'dataset') await writeInto(out, MARK, work, MARK_TEXT)
  return work
}

/** Removes the work folder; that of others stays. */
export async function closeDataset(out: string, work: string): Promise<void> {
  await rm(work, {recursive: true, force: true})
  await rmdir(join(out, WORK)).catch(failureCode)
}

/** The entry of a unit; undefined when there is none that is whole. */
export async function readEntry(out: string, unit: string): Promise<LedgerEntry | undefined> {
  const text = await readFile(join(entryFolder(out, unit), `${unit}.json`), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : parseEntry(text)
}

/** Writes an entry; with it the unit is done. */
export const writeEntry = (out: string, work: string, entry: LedgerEntry): Promise<void> =>
  writeInto(entryFolder(out, entry.unit), `${entry.unit}.json`, work, `${JSON.stringify(entry, undefined, 2)}\n`)

/** Characters written at once. */
const PIECE = 1 << 20

/** Writes pieces of text to a new file; its size, and the first half of its SHA-256. */
async function writeDraft(draft: string, pieces: Iterable<string>): Promise<{bytes: number; digest: string}> {
  const hash = createHash('sha256')
  let bytes = 0
  let waiting = ''
  const file = await open(draft, 'wx')
  const write = async (): Promise<void> => {
    const piece = Buffer.from(waiting)
    waiting = ''
    bytes += piece.length
    hash.update(piece)
    await file.writeFile(piece)
  }
  try {
    for (const piece of pieces) {
      waiting += piece
      if (waiting.length >= PIECE) await write()
    }
    await write()
  } finally {
    await file.close()
  }
  return {bytes, digest: hash.digest('hex').slice(0, 32)}
}

/** Writes a file of a unit under a name that its content gives it: written twice it is the same file. None when there is no text. */
export async function writePart(
  {out, work, unit}: {readonly out: string; readonly work: string; readonly unit: string},
  kind: PartKind,
  pieces: Iterable<string>,
): Promise<Part | undefined> {
  const draft = draftIn(work)
  const {bytes, digest} = await writeDraft(draft, pieces)
  if (bytes === 0) {
    await rm(draft)
    return undefined
  }
  const folder = `${kind}/${partition(unit)}`
  const name = `${unit}-${digest}.${kind === 'analyses' ? 'json' : 'ndjson'}`
  await place(draft, join(out, folder), name)
  return {file: `${folder}/${name}`, bytes}
}

/** True when every file that the entry names is there in its full length. */
export async function isWhole(out: string, {parts}: LedgerEntry): Promise<boolean> {
  for (const {file, bytes} of Object.values(parts)) {
    const size = await stat(join(out, file)).then(
      stats => stats.size,
      () => -1,
    )
    if (size !== bytes) return false
  }
  return true
}

/** Removes files of a unit that its entry does not name: those of an earlier content, or of a run that was killed. */
export type Sweep = (entry: LedgerEntry) => Promise<void>

/** A sweep that lists each folder once, before this run writes to it. */
export function createSweep(out: string): Sweep {
  const listed = new Map<string, Promise<readonly string[]>>()
  const list = (folder: string): Promise<readonly string[]> => {
    const names = listed.get(folder) ?? readdir(join(out, folder)).catch(() => [])
    listed.set(folder, names)
    return names
  }
  return async ({unit, parts}) => {
    const kept = new Set(Object.values(parts).map(({file}) => file))
    for (const kind of PART_KINDS) {
      const folder = `${kind}/${partition(unit)}`
      for (const name of await list(folder))
        if (name.startsWith(`${unit}-`) && !kept.has(`${folder}/${name}`))
          await rm(join(out, folder, name), {force: true})
    }
  }
}

/** Removes a unit from the dataset: its files, then its entry. */
export async function dropUnit(out: string, unit: string): Promise<void> {
  const entry = await readEntry(out, unit)
  if (entry === undefined) return
  for (const {file} of Object.values(entry.parts)) await rm(join(out, file), {force: true})
  await rm(join(entryFolder(out, unit), `${unit}.json`), {force: true})
}

/** Every whole entry of a dataset, in the order of the units' ids. */
export async function* readLedger(out: string): AsyncIterable<LedgerEntry> {
  const folders = (await readdir(join(out, 'ledger')).catch(() => [])).sort()
  for (const folder of folders)
    for (const name of (await readdir(join(out, 'ledger', folder)).catch(() => [])).sort()) {
      const text = await readFile(join(out, 'ledger', folder, name), 'utf8').catch(() => '')
      const entry = parseEntry(text)
      if (entry !== undefined) yield entry
    }
}
