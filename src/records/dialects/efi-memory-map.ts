import type {LogLine} from '../../logs/log-line.js'
import {type DialectOutput, defineDialect, type OpenFrames} from '../define-dialect.js'
import {type EfiMapLine, endsInNumber, isBrokenMapLine, isUsableType, readEfiMapLine} from '../efi-map-line.js'
import {quoteLines} from '../evidence-line.js'
import {messagesIn} from '../message-text.js'
import type {PlatformFact, PlatformFactBody} from '../platform-fact.js'
import {recordTruncated} from '../record-notices.js'

// efi: mem36: [Conventional|   |  |MR|  |  |  |  |  |  |  |   |WB|WT|WC|UC] range=[0x0000000100000000-0x000000017fffffff] (2048MB)
// efi:   0x082080000000-0x08247fffffff [Conventional|   |  |MR|  |  |  |  |  |  |  |   |WB|WT|WC|  ]
// efi: Memory: 61376M/462861M mirrored memory

const ID = 'efi-memory-map'

/** Where the reading of maps stands in one boot. */
interface Maps {
  /** Number of the map being read. */
  readonly map: number
  readonly isRuntime: boolean
  /** First bytes of the regions read in it, `LARGEST_MAP` at most; a map names each once. */
  readonly starts: Set<bigint>
  readonly lastIndex: number
  readonly lastStart?: bigint
  /** A line that broke off. */
  readonly broken?: {readonly text: string; readonly line: LogLine}
  /** Physical line that touched the frame last. */
  readonly touched: number
}

const KEY = 'maps'

/** Regions of the largest maps seen are some hundreds; beyond this, repetition is no longer looked for. */
const LARGEST_MAP = 4096

const firstMap = (): Maps => ({map: 0, isRuntime: false, starts: new Set(), lastIndex: -1, touched: 0})

const nextMap = (maps: Maps, isRuntime: boolean): Maps => ({
  ...firstMap(),
  map: maps.starts.size > 0 ? maps.map + 1 : maps.map,
  isRuntime,
})

/** A map begins anew when its numbering does, or when a region is named again; the same line twice is an echo. */
const beginsAnew = (maps: Maps, row: EfiMapLine): boolean => {
  if (row.start === maps.lastStart && (row.index ?? -1) === maps.lastIndex) return false
  return row.index === undefined ? maps.starts.has(row.start) : row.index <= maps.lastIndex
}

const placeRow = (maps: Maps, row: EfiMapLine): Maps => {
  const current = beginsAnew(maps, row) ? nextMap(maps, false) : maps
  if (current.starts.size < LARGEST_MAP) current.starts.add(row.start)
  return {...current, lastIndex: row.index ?? -1, lastStart: row.start}
}

const regionFact = (row: EfiMapLine, maps: Maps): PlatformFactBody => ({
  kind: 'fact',
  fact: 'efi-memory-region',
  ...row,
  mirrored: row.attributes.includes('MR'),
  usable: isUsableType(row.type),
  map: maps.map,
  ...(maps.isRuntime ? {runtimeMap: true} : {}),
})

//    efi: Memory: 1535M/4355M mirrored memory
//                 ^^^^  ^^^^ MiB of all descriptors, MMIO included
const TOTAL = /^(?:efi: )?Memory: (\d{1,12})M\/(\d{1,12})M mirrored memory/

const readSingle = (message: string): PlatformFactBody | undefined => {
  const [, mirrored, total] = TOTAL.exec(message) ?? []
  if (mirrored && total)
    return {kind: 'fact', fact: 'mirrored-total', mirroredMiB: Number(mirrored), totalMiB: Number(total)}
  if (/^(?:efi: )?efi_fake_mem: add attr=0x[0-9a-f]+ to \[mem [^\]]+\]/.test(message))
    return {kind: 'fact', fact: 'efi-fake-mem', text: message}
  return undefined
}

const output = (body: PlatformFactBody, lines: readonly LogLine[], first: LogLine): DialectOutput => {
  const fact: PlatformFact = {dialect: ID, envelope: first.envelope, evidence: lines.flatMap(quoteLines), ...body}
  return {facts: [fact]}
}

const readRegion = (text: string, lines: readonly [LogLine, ...LogLine[]], maps: Maps, open: Frames): DialectOutput => {
  const row = readEfiMapLine(text)
  const last = lines.at(-1) ?? lines[0]
  if (!row || row.end <= row.start) {
    open.write(KEY, {...maps, touched: last.position.line})
    return {notices: [recordTruncated('a region of the memory map', lines.flatMap(quoteLines))]}
  }
  const placed = placeRow(maps, row)
  open.write(KEY, {...placed, touched: last.position.line})
  return output(regionFact(row, placed), lines, lines[0])
}

type Frames = OpenFrames<Maps>

const HEADER = /^(?:efi: )?(?:Processing EFI memory map:|EFI (runtime )?memory map:)/

const readMessage = (message: string, line: LogLine, open: Frames): DialectOutput | undefined => {
  const maps = open.read(KEY) ?? firstMap()
  const touched = line.position.line
  if (message.startsWith('Linux version ')) {
    open.drop(KEY)
    return undefined
  }
  const header = HEADER.exec(message)
  if (header) {
    open.write(KEY, {...nextMap(maps, header[1] !== undefined), touched})
    return {}
  }
  if (isBrokenMapLine(message)) {
    if (line.unterminated) return readRegion(message, [line], maps, open)
    open.write(KEY, {...maps, broken: {text: message, line}, touched})
    return {}
  }
  if (endsInNumber(message) && line.unterminated)
    return {notices: [recordTruncated('a region of the memory map', quoteLines(line))]}
  if (readEfiMapLine(message)) return readRegion(message, [line], maps, open)
  const single = readSingle(message)
  return single && output(single, [line], line)
}

/** Puts this line behind the one that broke off, if that makes a whole region. */
const joinBroken = (line: LogLine, open: Frames): DialectOutput | undefined => {
  const maps = open.read(KEY)
  if (!maps?.broken) return undefined
  const {broken, ...whole} = maps
  open.write(KEY, whole)
  const next = line.text.trimStart()
  const glued = line.position.line === broken.line.position.line + 1 && !/^(?:efi|mem\d)/i.test(next)
  const text = glued ? [`${broken.text}${next}`, `${broken.text} ${next}`].find(readEfiMapLine) : undefined
  if (text !== undefined) return readRegion(text, [broken.line, line], whole, open)
  return {notices: [recordTruncated('a region of the memory map', quoteLines(broken.line))]}
}

/** Lines after which the frame is renewed: a boot's second map may stand hundreds of lines behind the first. */
const RENEWAL_LINES = 100

const renew = (line: LogLine, open: Frames): undefined => {
  const maps = open.read(KEY)
  if (maps && line.position.line - maps.touched > RENEWAL_LINES) open.write(KEY, {...maps, touched: line.position.line})
  return undefined
}

const join = (outputs: readonly (DialectOutput | undefined)[]): DialectOutput => ({
  facts: outputs.flatMap(part => part?.facts ?? []),
  notices: outputs.flatMap(part => part?.notices ?? []),
})

export default defineDialect<Maps>({
  id: ID,
  title: 'EFI memory map and mirrored memory in boot messages of Linux, Xen and the ESXi loader',
  literals: [
    'efi: mem',
    'EFI: mem',
    'range=[0x',
    'efi:   0x',
    'efi: 0x',
    'EFI memory map',
    'EFI runtime memory map',
    ' mirrored memory',
    'efi_fake_mem: ',
    'MMap[',
    ' attr=0',
    'Linux version ',
  ],
  samples: [
    'EFI: mem36: type=7, attr=0x1000f, range=[0x0000000100000000-0x0000000180000000) (2048MB)',
    'efi: mem36: [Conventional Memory|  |MR|  |  |  |   |WB|WT|WC|UC] range=[0x0000000100000000-0x0000000180000000) (2048MB)',
    'efi: mem11: [Conventional       |   |MR|  |  |  |  |  |   |WB|WT|WC|UC] range=[0x0000000100000000-0x000000017fffffff] (2048MB)',
    'efi: mem01: [Conventional|   |  |MR|  |  |  |  |  |  |  |   |WB|WT|WC|UC] range=[0x0000000000001000-0x000000000009ffff] (0MB)',
    'efi: mem02: [Conventional|attr=0x000000100001000f] range=[0x0000000000100000-0x0000000000805fff] (7MB)',
    'efi:   0x082080000000-0x08247fffffff [Conventional|   |  |MR|  |  |  |  |  |  |  |   |WB|WT|WC|  ]',
    'efi: Memory: 61376M/462861M mirrored memory',
    'MMap[26]: 0x71496000 - 0x7149ffff len=40960, type=7, attr=0xf',
    'efi_fake_mem: add attr=0x0000000000010000 to [mem 0x0000000100000000-0x000000017fffffff]',
  ],
  read(line, open) {
    const rest = joinBroken(line, open)
    if (rest?.facts) return rest
    const outputs = [rest, ...messagesIn(line.text).map(message => readMessage(message, line, open))]
    return outputs.some(part => part !== undefined) ? join(outputs) : renew(line, open)
  },
  close: maps =>
    maps.broken ? {notices: [recordTruncated('a region of the memory map', quoteLines(maps.broken.line))]} : {},
})
