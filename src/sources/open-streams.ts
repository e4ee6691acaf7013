import type {FileHandle} from 'node:fs/promises'
import type {Bundles, Placement} from './bundles.js'
import {type ByteReader, createByteReader, remaining} from './byte-reader.js'
import {createHeldMembers, type HeldMembers} from './hold-members.js'
import {innerPath, memberName} from './member-name.js'
import {notAsNamed} from './not-as-named.js'
import {notLogs} from './not-logs.js'
import {createPassedOver, type PassedOver} from './passed-over.js'
import {openPlainFile} from './plain-file.js'
import type {Codec, Member, Source, SourceNotice} from './source.js'
import {spoolBytes} from './spool-bytes.js'
import {countRead, limitNotice, type Tally, type UnpackLimits, withinLimits} from './unpack-limits.js'

/** What opening needs besides the bytes. */
export interface StreamOptions {
  /** In the order in which they are asked. */
  readonly codecs: readonly Codec[]
  readonly bundles: Bundles
  readonly limits: UnpackLimits
}

/** An input whose inside is wanted. */
export interface Opening {
  /** The input itself, its `read` not used. */
  readonly source: Omit<Source, 'read' | 'streams'>
  readonly bytes: () => AsyncIterable<Uint8Array>
  /** The input as a file, where it is one, and its size. */
  readonly file?: {readonly open: () => Promise<FileHandle>; readonly bytes: number; readonly path: string}
  /** True when it was found in a folder rather than named: what holds no log is then passed over. */
  readonly isFound: boolean
  readonly report: (notice: SourceNotice) => void
}

/** Bytes at the beginning that tell a format: a tar archive names itself at 257. */
const HEAD_BYTES = 512

/** One input being opened. */
interface Desk extends StreamOptions {
  readonly tally: Tally
  readonly passed: PassedOver
  readonly opening: Opening
}

/** One stream at some depth: the input, what a compression hid, or a member. */
interface Layer {
  readonly source: Omit<Source, 'read' | 'streams'>
  readonly reader: ByteReader
  /** Bytes that the reader will give, where they are known. */
  readonly size?: number | undefined
  /** Archives and compressions around it. */
  readonly depth: number
  /** Archives around it. */
  readonly inside: number
  /** True once a compression was taken off: the name may tell of that. */
  readonly isUnpacked: boolean
  /** True of a file that is many glued together, and of its parts. */
  readonly isGlued: boolean
  readonly isPart: boolean
}

const refuse = (desk: Desk, layer: Layer, notice: SourceNotice): void =>
  desk.passed.refuse(layer.inside === 0 ? notice : {...notice, about: notice.about ?? layer.source.name})

const exceed = (desk: Desk, layer: Layer, which: keyof UnpackLimits): void =>
  refuse(desk, layer, limitNotice(which, desk.limits))

const bounded = (bytes: AsyncIterable<Uint8Array>, counter: 'unpacked' | 'told', desk: Desk, layer: Layer) =>
  withinLimits(bytes, counter, {tally: desk.tally, limits: desk.limits, refuse: which => exceed(desk, layer, which)})

const openOnDisk = (desk: Desk, layer: Layer) => async (): Promise<FileHandle | undefined> => {
  const {file} = desk.opening
  if (layer.depth === 0 && file) {
    desk.tally.read = file.bytes
    return file.open()
  }
  const copy = await spoolBytes(remaining(layer.reader), desk.limits.spool)
  if (!copy) exceed(desk, layer, 'spool')
  return copy
}

/** A member as a stream: its bytes come once, before the next member is asked for. */
const layerOf = (desk: Desk, archive: Layer, member: Member, name: string, place: Placement): Layer => {
  const mtimeMs = member.mtimeMs ?? archive.source.mtimeMs
  const source = {
    name,
    ...(mtimeMs === undefined ? {} : {mtimeMs}),
    ...(place.host === undefined ? {} : {host: place.host}),
    notices: () => [],
  }
  const {depth, inside, reader, isGlued: isPart} = archive
  const {size} = member
  const below = {depth: depth + 1, inside: inside + 1, isUnpacked: false, isPart, isGlued: false}
  const empty: Layer = {source, reader, size, ...below}
  const counted = bounded(member.read(), 'told', desk, empty)
  return {...empty, reader: createByteReader(counted)}
}

/** Why a member is not opened: counted, or told; undefined when it is to be opened. */
const isPassedOver = (desk: Desk, archive: Layer, member: Member, name: string, place: Placement): boolean => {
  if (member.kind === 'folder') return true
  if (member.kind !== 'file') desk.passed.count(member.kind)
  else if (place.role === 'skip') desk.passed.count(place.skipped)
  else if (member.refusal === undefined) return false
  else {
    const notice = {code: 'unsupported-format', message: member.refusal, lost: true, about: name}
    refuse(desk, archive, notice)
  }
  return true
}

async function* streamsOfMember(desk: Desk, archive: Layer, member: Member, held: HeldMembers): AsyncIterable<Source> {
  const name = memberName(archive.source.name, innerPath(member.name))
  const place = desk.bundles.place(member.kind === 'folder' ? `${name}/` : name)
  if (isPassedOver(desk, archive, member, name, place)) return
  const layer = layerOf(desk, archive, member, name, place)
  if (await held.hold(layer.source, layer.reader)) return
  yield* streamsOfLayer(desk, layer)
}

async function* streamsOfArchive(desk: Desk, layer: Layer, codec: Codec): AsyncIterable<Source> {
  const report = (notice: SourceNotice): void => {
    const about = notice.about === undefined ? {} : {about: memberName(layer.source.name, innerPath(notice.about))}
    refuse(desk, layer, {...notice, ...about})
  }
  const archive = {bytes: remaining(layer.reader), onDisk: openOnDisk(desk, layer)}
  const held = createHeldMembers()
  for await (const member of codec.members?.(archive, report) ?? []) {
    desk.tally.members += 1
    if (desk.tally.members > desk.limits.members) {
      desk.tally.stopped = true
      exceed(desk, layer, 'members')
    }
    if (desk.tally.stopped) break
    yield* streamsOfMember(desk, layer, member, held)
  }
  yield* await held.joined(notice => refuse(desk, layer, notice))
}

/** True of what nobody named: members, and files of folders. */
const isPicked = ({opening}: Desk, {inside}: Layer): boolean => inside > 0 || opening.isFound

/** Smallest file that is read without copies. */
const PLAIN_BYTES = 8 * 2 ** 20

/** The way to a large file's bytes without copies, where they are not packed. */
const plainOf = ({opening: {file, report}}: Desk, {depth, reader}: Layer): Pick<Source, 'plain'> => {
  if (depth > 0 || file === undefined || file.bytes < PLAIN_BYTES) return {}
  return {
    plain: async () => {
      await reader.drop()
      return openPlainFile(file.path, report)
    },
  }
}

/** A stream that is neither packed nor an archive, unless it cannot be a log. */
async function* plainStream(desk: Desk, layer: Layer, head: Uint8Array): AsyncIterable<Source> {
  const what = isPicked(desk, layer) ? notLogs(head) : undefined
  const glued = layer.isPart || layer.depth >= desk.limits.nesting ? undefined : desk.bundles.gluedOf(head)
  desk.bundles.takeHead(layer.source.name, head)
  const named = layer.isUnpacked ? undefined : notAsNamed(layer.source.name, head, desk.codecs)
  if (named !== undefined) refuse(desk, layer, named)
  if (what !== undefined) desk.passed.count(what)
  else if (glued) yield* streamsOfArchive(desk, {...layer, isGlued: true}, glued)
  else {
    const size = layer.size === undefined ? {} : {size: layer.size}
    yield {...layer.source, ...size, read: () => remaining(layer.reader), ...plainOf(desk, layer)}
  }
}

async function* streamsOfLayer(desk: Desk, layer: Layer): AsyncIterable<Source> {
  const {codecs, limits} = desk
  const head = await layer.reader.head(HEAD_BYTES)
  const codec = codecs.find(one => one.sniff(head))
  if (!codec) yield* plainStream(desk, layer, head)
  else if (codec.noLogs !== undefined && isPicked(desk, layer)) desk.passed.count(codec.noLogs)
  else if (!codec.decode && !codec.members) {
    const message = `it is ${codec.title}: ${codec.unsupported ?? 'this format is not read.'}`
    refuse(desk, layer, {code: 'unsupported-format', message, lost: true})
  } else if (layer.depth >= limits.nesting) exceed(desk, layer, 'nesting')
  else if (codec.decode) {
    const decoded = codec.decode(remaining(layer.reader), notice => refuse(desk, layer, notice))
    const reader = createByteReader(bounded(decoded, 'unpacked', desk, layer))
    yield* streamsOfLayer(desk, {...layer, reader, size: undefined, depth: layer.depth + 1, isUnpacked: true})
  } else yield* streamsOfArchive(desk, layer, codec)
}

/**
 * What is inside an input: compressions taken off as often as the first bytes say that there are some, members of archives
 * one by one, else the input itself.
 */
export async function* openStreams(opening: Opening, options: StreamOptions): AsyncIterable<Source> {
  const tally: Tally = {read: 0, unpacked: 0, told: 0, members: 0, stopped: false}
  const passed = createPassedOver(opening.report)
  const desk: Desk = {...options, tally, passed, opening}
  const reader = createByteReader(countRead(opening.bytes(), tally))
  yield* streamsOfLayer(desk, {
    source: opening.source,
    reader,
    size: opening.file?.bytes,
    depth: 0,
    inside: 0,
    isUnpacked: false,
    isGlued: false,
    isPart: false,
  })
  passed.end()
}
