import {readHex} from '../hex-text.js'
import {type DramDraft, readDimmLabel} from './dimm-label.js'
import {type EdacDraft, readDriverTail, readPlaces} from './driver-tail.js'

/** One CE or UE line as far as it could be read. */
export interface EdacReading {
  readonly fields: EdacDraft & {readonly controller: number; readonly word: 'CE' | 'UE'; readonly count: number}
  readonly location: DramDraft
  /** The line ended before its closing bracket or label. */
  readonly whole: boolean
  /** Values that were printed but cut or impossible, in words; absent from `fields`. */
  readonly troubles: readonly string[]
}

/** The bracket opens with `layer:number` pairs, or with a blank and `page:` when the driver named no layer. */
const OPENING = / \((?= ?(?:[A-Za-z_]+:|page:|$))/

/** Index behind the bracket that closes the one already open; -1 when it stays open. */
const closingBracket = (text: string): number => {
  let depth = 1
  let opening = text.indexOf('(')
  for (let closing = text.indexOf(')'); closing >= 0; closing = text.indexOf(')', closing + 1)) {
    for (; opening >= 0 && opening < closing; opening = text.indexOf('(', opening + 1)) depth++
    if (--depth === 0) return closing
  }
  return -1
}

interface Pieces {
  /** `memory read error on CPU_SrcID#0…` */
  readonly head: string
  /** Between the brackets; a last word that may be cut is left off. */
  readonly inner: string
  readonly whole: boolean
  readonly cutWord: string
}

/** The last word, which the end may have cut. */
export const lastWord = (text: string): string => text.slice(text.lastIndexOf(' ') + 1)

const cutPieces = (rest: string): Pieces => {
  const opening = OPENING.exec(rest)
  const inner = opening ? rest.slice(opening.index + opening[0].length) : ''
  const end = opening ? closingBracket(inner) : -1
  if (opening && end >= 0)
    return {head: rest.slice(0, opening.index), inner: inner.slice(0, end), whole: true, cutWord: ''}
  const cutWord = lastWord(opening ? inner : rest)
  if (opening)
    return {
      head: rest.slice(0, opening.index),
      inner: inner.slice(0, inner.length - cutWord.length),
      whole: false,
      cutWord,
    }
  return {head: rest.slice(0, rest.length - cutWord.length), inner: '', whole: false, cutWord}
}

/** `memory read error on LABEL`: the message and the label; a label with `#` is behind the last `on`. */
const splitHead = (head: string, whole: boolean): {message: string; label: string} => {
  const text = ` ${head.trim()}`
  const last = text.lastIndexOf(' on ')
  const at = last >= 0 && text.slice(last).includes('#') ? last : text.indexOf(' on ')
  if (at < 0) return {message: text.trim(), label: ''}
  const label = text.slice(at + 4).trim()
  return {message: text.slice(0, at).trim(), label: whole ? label : (/^\S+(?= \()/.exec(label)?.[0] ?? '')}
}

/** Bits of an offset below the page frame number; kernels with 64 KiB pages print longer offsets. */
const pageShift = (offset: bigint): bigint | undefined =>
  offset <= 0xfffn ? 12n : offset >= 0x4000n && offset <= 0xffffn ? 16n : undefined

/** Page frame and offset joined; both zero is how drivers say that they know no address. */
export const joinAddress = (page: bigint, offset: bigint): bigint | undefined => {
  const shift = pageShift(offset)
  return (page === 0n && offset === 0n) || shift === undefined ? undefined : (page << shift) | offset
}

/** igen6 reads all ones from a register that holds no address. */
export const isAllOnes = (address: bigint): boolean =>
  address >= 1n << 36n && ((address | 0x1fn) & ((address | 0x1fn) + 1n)) === 0n

const PAGE = /(?:^|[\s(])page:(0x[0-9a-f]{1,16})(?=[\s)]|$)/
const OFFSET = /(?:^|[\s(])offset:(0x[0-9a-f]{1,16})(?=[\s)]|$)/
const SYNDROME = /(?:^|[\s(])syndrome:(0x[0-9a-f]{1,16})(?=[\s)]|$)/

const numberIn = (text: string, pattern: RegExp): bigint | undefined => readHex(pattern.exec(text)?.[1] ?? '')

const readAddress = (inner: string, label: string, fields: EdacDraft, troubles: string[]): void => {
  const page = numberIn(inner, PAGE)
  const offset = numberIn(inner, OFFSET)
  if (page === undefined || offset === undefined) return
  const address = joinAddress(page, offset)
  if (address === undefined) {
    if (page !== 0n) troubles.push(`page:0x${page.toString(16)} offset:0x${offset.toString(16)}`)
    return
  }
  if (/^MC#/.test(label) && isAllOnes(address)) troubles.push(`all-ones address 0x${address.toString(16)}`)
  else fields.address = address
}

/** Places and tail: the tail begins behind ` - `, which stands behind the core's last own field. */
const splitInner = (inner: string): {places: string; tail: string} => {
  const page = inner.search(/(?:^| )page:/)
  if (page < 0) return {places: inner, tail: ''}
  const dash = /(?:grain|syndrome|offset):\S+\s-\s/.exec(inner.slice(page))
  const from = dash ? page + dash.index + dash[0].length : inner.length
  return {places: inner.slice(0, page), tail: inner.slice(from).trim()}
}

/** `ie31200 CE`, `i82875p UE`, `amd64_edac`: drivers that say their name instead of an operation. */
const DRIVER = /^([a-z]\w*\d\w*)(?: (?:UE|CE))?$/

/** The driver's name where the message is one. */
export const driverIn = (message: string): string | undefined => DRIVER.exec(message)?.[1]

/** Intel drivers before 4.19 print STATUS[52:38] as the count even for UC, where it counts nothing. */
const countOf = (printed: number, word: string, tail: string): number =>
  word === 'UE' && /\berr_code:/.test(tail) ? 1 : Math.max(1, printed)

//    EDAC MC2: 1 UE memory read error on CPU_SrcID#0_MC#2_Chan#1_DIMM#0 (channel:1 slot:0 page:0x3eb1f7 offset:0xc80 grain:32 -  recoverable err_code:0x0101:0x0091 socket:0 imc:2)
//         ^^^  ^ ^^ ^^^^^^^^^^^^^^^^^    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^  ^^^^^^^^^^^^^^^^ ^^^^^^^^^^^^^^^^^^^^^^^^^^ ^^^^^^^^     ^^^^^^^^^^^ …
/** The grammar of kernels since 3.6, behind `EDAC MC2: 1 UE`. */
export const readCoreLine = (controller: number, printed: number, word: 'CE' | 'UE', rest: string): EdacReading => {
  const {head, inner, whole, cutWord} = cutPieces(rest)
  const {message, label} = splitHead(head, inner !== '' || whole)
  const {places, tail} = splitInner(inner)
  const detail = readDriverTail(tail)
  const troubles: string[] = cutWord === '' ? [] : [cutWord]
  const {fields} = detail
  const driver = driverIn(message)
  if (message !== '') fields.message = message
  if (driver) fields.driver = driver
  if (tail !== '') fields.detail = tail
  readAddress(inner, label, fields, troubles)
  const grain = Number(/(?:^|\s)grain:(\d{1,15})(?=\s|$)/.exec(inner)?.[1] ?? 0)
  if (grain > 0) fields.grain = grain
  const syndrome = numberIn(inner, SYNDROME)
  if (syndrome !== undefined) fields.syndrome = syndrome
  return {
    fields: Object.assign(fields, {controller, word, count: countOf(printed, word, tail)}),
    location: Object.assign(readPlaces(places), readDimmLabel(label), detail.location),
    whole,
    troubles,
  }
}
