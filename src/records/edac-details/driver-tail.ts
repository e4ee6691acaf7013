import type {EdacEvent} from '../hardware-error-record.js'
import {readHex, readSmall} from '../hex-text.js'
import type {DramDraft, DramNumber} from './dimm-label.js'

/** Fields of an event as far as they were read. */
export type EdacDraft = {
  -readonly [Name in keyof Omit<
    EdacEvent,
    'kind' | 'dialect' | 'envelope' | 'evidence' | 'partial' | 'reporterSays' | 'location'
  >]?: EdacEvent[Name]
}

/** What a text of `name:value` pairs says: fields of the event and the place in memory. */
export interface Detail {
  readonly fields: EdacDraft
  readonly location: DramDraft
}

/**
 * Names that drivers give to places, each as printed. sb_edac: `ha rank`; skx_edac: `imc bg ba row col`; i10nm_edac and
 * later, whose names come from the firmware's decoder (ADXL): the long ones; pnd2: `DIMM bank`; ghes_edac: `device
 * bank_group chip_id`; i5000 and kin: `Rank= Bank= RAS= CAS=`.
 */
const PLACES: Readonly<Record<string, DramNumber>> = {
  socket: 'socket',
  ProcessorSocketId: 'socket',
  imc: 'imc',
  ha: 'imc',
  MemoryControllerId: 'imc',
  channel: 'channel',
  Channel: 'channel',
  ChannelId: 'channel',
  slot: 'slot',
  DIMM: 'slot',
  Dimm: 'slot',
  DimmSlotId: 'slot',
  csrow: 'chipSelect',
  ChipSelect: 'chipSelect',
  rank: 'rank',
  Rank: 'rank',
  PhysicalRankId: 'rank',
  RankId: 'rank',
  ChipId: 'subRank',
  SubRank: 'subRank',
  chip_id: 'subRank',
  bg: 'bankGroup',
  BankGroup: 'bankGroup',
  bank_group: 'bankGroup',
  ba: 'bank',
  bank: 'bank',
  Bank: 'bank',
  bank_address: 'bank',
  row: 'row',
  Row: 'row',
  RAS: 'row',
  col: 'column',
  column: 'column',
  Column: 'column',
  CAS: 'column',
  device: 'device',
}

const PAIR = /(?<![\w#.])([A-Za-z_]\w*) ?[:=] ?(0x[0-9a-f]{1,16}|-?[0-9a-f]{1,16})(?![\w:.])/gi

/** skx_edac of 4.19 and el8 prints row and column as hexadecimal without 0x; only it has `bg:` and `ba:`. */
const BARE_HEX_ROWS = /\bbg:\d+ ba:\d+ row:/

const readNumber = (text: string, radix: 10 | 16): number | undefined => {
  if (text.startsWith('0x')) return readSmall(text.slice(2), 16)
  return radix === 16 || /^\d+$/.test(text) ? readSmall(text, radix) : undefined
}

/** Numbers beyond this are a decoder's "not known", all bits set. */
const LARGEST_PLACE = 0x7fff_ffff

/** The place in memory that `name:value` pairs tell. */
export const readPlaces = (text: string): DramDraft => {
  const location: DramDraft = {}
  if (text === '') return location
  const bareHex = BARE_HEX_ROWS.test(text)
  for (const [, name = '', value = ''] of text.matchAll(PAIR)) {
    const field = Object.hasOwn(PLACES, name) ? PLACES[name] : undefined
    const number = readNumber(value, bareHex && (name === 'row' || name === 'col') ? 16 : 10)
    if (field && number !== undefined && number >= 0 && number <= LARGEST_PLACE) location[field] ??= number
  }
  return location
}

const ERROR_CODES = /\b(?:err_code:|Err=)(?:0x)?([0-9a-f]{4}):(?:0x)?([0-9a-f]{4})(?![0-9a-f:])/i
const WHOLE_REGISTERS = /\bErr=([0-9a-f]{16}):([0-9a-f]{8,16})(?= \()/i
const ADDRESS = /\baddr ?= ?(0x[0-9a-f]{1,16})\b/i
const AREA = /\barea[: ] ?(DRAM|MMCFG|NXM|unknown)\b/
const MASK = /\b(?:channel_mask:|mask=)(\d{1,5})\b/
const COUNT = /\bcount=(\d{1,9})\b/

const readCodes = (text: string, fields: EdacDraft): void => {
  const codes = ERROR_CODES.exec(text)
  const status = readHex(WHOLE_REGISTERS.exec(text)?.[1] ?? '')
  if (codes?.[1] && codes[2]) {
    fields.modelCode = Number.parseInt(codes[1], 16)
    fields.mcaCode = Number.parseInt(codes[2], 16)
  } else if (status !== undefined && status >> 63n === 1n) {
    fields.modelCode = Number((status >> 16n) & 0xffffn)
    fields.mcaCode = Number(status & 0xffffn)
  }
}

/** Driver details behind the core's own fields, in any driver's words. */
export const readDriverTail = (text: string): Detail => {
  const fields: EdacDraft = {}
  readCodes(text, fields)
  if (/\bOVERFLOW\b/.test(text)) fields.overflow = true
  if (/\brecoverable\b/.test(text)) fields.recoverable = true
  const area = AREA.exec(text)?.[1]
  if (area) fields.area = area
  const mask = MASK.exec(text)?.[1]
  if (mask) fields.channelMask = Number(mask)
  const address = readHex(ADDRESS.exec(text)?.[1] ?? '')
  if (address !== undefined) fields.address = address
  const count = COUNT.exec(text)?.[1]
  if (count) fields.count = Number(count)
  return {fields, location: readPlaces(text)}
}

/** STATUS and MISC of a machine check, which i7core of el6 prints whole: `Err=<status>:<misc>`. */
export const readWholeRegisters = (text: string): {readonly status: bigint; readonly misc: bigint} | undefined => {
  const match = WHOLE_REGISTERS.exec(text)
  const status = readHex(match?.[1] ?? '')
  const misc = readHex(match?.[2] ?? '')
  return status !== undefined && misc !== undefined && status >> 63n === 1n ? {status, misc} : undefined
}
