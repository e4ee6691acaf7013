import {readHex} from '../hex-text.js'
import {driverIn, type EdacReading, joinAddress, lastWord} from './core-line.js'
import {type DramDraft, readDimmLabel} from './dimm-label.js'
import {type EdacDraft, readDriverTail} from './driver-tail.js'

/** The label in its quotes, which word processors bend, and the driver's words behind it. */
const LABEL = /\blabel(s?)[ ,]+["\u201c\u201d]([^"\u201c\u201d]*)["\u201c\u201d] ?:\s*(.*)$/s

/** `labels "a:b"` lists every DIMM that may be meant; the FBD form joins two with `-`, which stands in names too. */
const labelText = (text: string, several: boolean): string =>
  several && text.includes(':')
    ? text
        .split(':')
        .filter(part => part.trim() !== '')
        .join(' or ')
    : text.replace(several ? /^-+|-+$/g : /^$/, '')

const hexOf = (text: string, name: string): bigint | undefined =>
  readHex(new RegExp(`\\b${name} (0x[0-9a-f]{1,16}),`).exec(text)?.[1] ?? '')

const numberOf = (text: string, name: string): number | undefined => {
  const digits = new RegExp(`\\b${name} (\\d{1,9})[, ]`).exec(text)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

const readCore = (core: string): {fields: EdacDraft; location: DramDraft} => {
  const fields: EdacDraft = {}
  const location: DramDraft = {}
  const page = hexOf(core, 'page')
  const offset = hexOf(core, 'offset')
  const address = page === undefined || offset === undefined ? undefined : joinAddress(page, offset)
  if (address !== undefined) fields.address = address
  const grain = numberOf(core, 'grain')
  if (grain) fields.grain = grain
  const syndrome = hexOf(core, 'syndrome')
  if (syndrome !== undefined) fields.syndrome = syndrome
  const row = numberOf(core, 'row')
  if (row !== undefined) location.chipSelect = row
  const channel = numberOf(core, 'channel')
  if (channel !== undefined) location.channel = channel
  return {fields, location}
}

/** AMD numbers its controllers by node, and prints neither node nor controller elsewhere. */
const controllerOf = (driver: string | undefined, controller: number): DramDraft =>
  driver === 'amd64_edac' ? {imc: controller} : {}

/** Ends at which nothing can have been cut off. */
const WHOLE_END = /(?: (?:UE|CE)|\))$/

const NOTHING_KNOWN = /^\s*- no information available: ?(.*)$/s

//    EDAC MC0: UE page 0x1ffe9, offset 0x0, grain 4096, row 0, labels ":": i82875p UE
//                      ^^^^^^^         ^^^        ^^^^      ^          ^   ^^^^^^^^^^
/** The grammar of kernels up to el6, behind `EDAC MC0: UE`: page, FBD and `no information available` forms. */
export const readCommaLine = (controller: number, word: 'CE' | 'UE', printed: string, cut: boolean): EdacReading => {
  const doubtful = cut && !WHOLE_END.test(printed) ? lastWord(printed) : ''
  const rest = printed.slice(0, printed.length - doubtful.length)
  const nothing = NOTHING_KNOWN.exec(rest)
  const label = LABEL.exec(rest)
  const core = readCore(label ? rest.slice(0, label.index) : rest)
  const tail = readDriverTail(label?.[3] ?? '')
  const message = (nothing?.[1] ?? label?.[3] ?? '').trim()
  const driver = driverIn(message)
  const several = /^(\d{1,9}) .{0,60}\berror\(s\): /.exec(message)?.[1]
  const fields: EdacDraft = {...tail.fields, ...core.fields}
  if (driver) fields.driver = driver
  if (message !== '') fields.message = message
  const words = labelText(label?.[2] ?? '', label?.[1] === 's')
  return {
    fields: {...fields, controller, word, count: Math.max(1, fields.count ?? Number(several ?? 1))},
    location: {...controllerOf(driver, controller), ...core.location, ...readDimmLabel(words), ...tail.location},
    whole: doubtful === '' && (nothing !== null || label !== null),
    troubles: doubtful === '' ? [] : [doubtful],
  }
}
