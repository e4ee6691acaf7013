import type {FileHandle} from 'node:fs/promises'
import type {Entry, ZipFile} from 'yauzl'
import {hasMagic} from '../magic.js'
import {type Archive, defineCodec, type Member, type SourceNotice} from '../source.js'
import {rangeOf} from './_file-range.js'
import {createFileWindows, type FileWindows} from './_file-windows.js'
import {reasonOf} from './_until-failure.js'
import {createZipAhead, type ZipAhead} from './_zip-ahead.js'
import {readStored, refusalOf} from './_zip-member.js'
import {walkZip} from './_zip-walk.js'

type Report = (notice: SourceNotice) => void

/** Systems whose tools put Unix modes into the attributes (APPNOTE.TXT 4.4.2): Unix and macOS. */
const UNIX_MAKERS: ReadonlySet<number> = new Set([3, 19])

/** File types of Unix modes. */
const TYPE_BITS = 0o170000
const LINK = 0o120000
const FOLDER = 0o040000
const PLAIN = 0o100000

/** What `zip` calls a member that it read from a pipe: a file by its data, a pipe by its mode. */
const PIPE = 0o010000

const kindOf = ({externalFileAttributes, versionMadeBy, uncompressedSize}: Entry, name: string): Member['kind'] => {
  const type = UNIX_MAKERS.has(versionMadeBy >>> 8) ? (externalFileAttributes >>> 16) & TYPE_BITS : 0
  if (name.endsWith('/') || type === FOLDER) return 'folder'
  if (type === LINK) return 'link'
  return type === 0 || type === PLAIN || (type === PIPE && uncompressedSize > 0) ? 'file' : 'device'
}

/** The directory's next row. */
type Coming = Promise<IteratorResult<Entry, undefined>>

/** An open archive. */
interface Desk {
  readonly zip: ZipFile
  readonly file: FileHandle
  readonly ahead: ZipAhead
  readonly nameOf: (entry: Entry) => string
  readonly report: Report
}

/** The text of a member; while it is read the member behind it is inflated. */
async function* contentOf(entry: Entry, name: string, coming: Coming, {zip, file, ahead, report}: Desk) {
  const texts = await ahead.texts(entry)
  const next = await coming.catch(() => undefined)
  if (next && next.done !== true) await ahead.begin(next.value)
  if (texts) {
    yield* texts
    return
  }
  try {
    const {fileDataStart} = await zip.readLocalFileHeaderPromise(entry, {minimal: true})
    const {compressionMethod: method, compressedSize: packed, uncompressedSize: size, crc32: crc} = entry
    yield* readStored({name, file, start: fileDataStart, method, packed, size, crc}, report)
  } catch (failure) {
    report({
      code: 'input-damaged',
      message: `the directory leads to no such member (${reasonOf(failure)}). Fetch the archive again if you can.`,
      lost: true,
      about: name,
    })
  }
}

type Library = Pick<typeof import('yauzl'), 'fromRandomAccessReaderPromise' | 'getFileNameLowLevel'>

/** The library as a bundler or as Node.js presents its CommonJS exports. */
const loadLibrary = async (): Promise<Library> => {
  const library: Library & {readonly default?: Library} = await import('yauzl')
  return library.default ?? library
}

const readerOf = (windows: FileWindows): Parameters<Library['fromRandomAccessReaderPromise']>[0] => {
  const nothing = (): void => undefined
  return {
    ref: nothing,
    unref: nothing,
    on: nothing,
    once: nothing,
    read(into, offset, length, at, done) {
      let bytes: Uint8Array
      try {
        bytes = windows.read(at, length)
      } catch (failure) {
        done(failure)
        return
      }
      into.set(bytes, offset)
      done(undefined, bytes.length)
    },
  }
}

const memberOf = (entry: Entry, coming: Coming, desk: Desk): Member => {
  const name = desk.nameOf(entry)
  const refusal = refusalOf(entry.compressionMethod, entry.isEncrypted())
  const mtimeMs = entry.getLastModDate({timezone: 'UTC'}).getTime()
  return {
    name,
    kind: kindOf(entry, name),
    size: entry.uncompressedSize,
    ...(Number.isFinite(mtimeMs) ? {mtimeMs} : {}),
    ...(refusal === undefined ? {} : {refusal}),
    read: () => contentOf(entry, name, coming, desk),
  }
}

/** Members in the order of the directory; throws where the directory is not whole. */
async function* listed(file: FileHandle, report: Report): AsyncIterable<Member> {
  const {fromRandomAccessReaderPromise, getFileNameLowLevel} = await loadLibrary()
  const windows = createFileWindows(file.fd)
  const {size} = await file.stat()
  const options = {autoClose: false, lazyEntries: true, decodeStrings: false} as const
  const zip = await fromRandomAccessReaderPromise(readerOf(windows), size, options)
  const ahead = createZipAhead(zip, windows)
  const nameOf = ({generalPurposeBitFlag: flags, fileName, extraFields}: Entry): string =>
    getFileNameLowLevel(flags, fileName, extraFields, false)
  const desk: Desk = {zip, file, ahead, nameOf, report}
  const entries = zip.eachEntry()[Symbol.asyncIterator]()
  let coming: Coming = entries.next()
  try {
    for (let step = await coming; step.done !== true; step = await coming) {
      coming = entries.next()
      coming.catch(() => undefined)
      yield memberOf(step.value, coming, desk)
    }
  } finally {
    ahead.close()
    // A directory that is damaged farther on tells so to whoever waits for its next row, else to nobody and loudly.
    await coming.catch(() => undefined)
  }
}

/** By the directory; where it is missing or damaged by the headers in front of the members it has not named. */
async function* members({onDisk}: Archive, report: Report): AsyncIterable<Member> {
  const file = await onDisk()
  if (!file) return
  const told = new Set<string>()
  try {
    for await (const member of listed(file, report)) {
      told.add(member.name)
      yield member
    }
  } catch (failure) {
    report({
      code: 'input-truncated',
      message: `the ZIP archive has no whole directory (${reasonOf(failure)}): its members were read as far as they go. Fetch it again if you can.`,
      lost: true,
    })
    const {size} = await file.stat()
    for await (const member of walkZip(rangeOf(file, 0, size))) if (!told.has(member.name)) yield member
  } finally {
    await file.close()
  }
}

/** APPNOTE.TXT 4.3: local file header, or the end record of an empty archive. */
export default defineCodec({
  id: 'zip',
  title: 'ZIP',
  endings: ['.zip'],
  sniff: head => hasMagic(head, 'PK\x03\x04') || hasMagic(head, 'PK\x05\x06'),
  members,
})
