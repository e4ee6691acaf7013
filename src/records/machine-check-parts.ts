import type {MachineCheckRecord} from './hardware-error-record.js'
import {HEX, readHex, readSmall, TRIMMED} from './hex-text.js'

/** Lines of a record in the order the x86 handler prints them. */
export type Stage = 'head' | 'rip' | 'registers' | 'processor'

/** Registers of a record as far as they were read. */
export type MachineCheckFields = {
  -readonly [Name in keyof Omit<
    MachineCheckRecord,
    'kind' | 'dialect' | 'envelope' | 'evidence' | 'partial' | 'reporterSays'
  >]?: MachineCheckRecord[Name]
}

/** One printed piece of a record. */
export interface Part {
  readonly stage: Stage
  /** It begins the stage (`TSC`, `PROCESSOR`, `RIP`, `CPU`); a piece such as `ADDR 86` alone goes on with one. */
  readonly opens: boolean
  readonly fields: MachineCheckFields
  /** Values that were printed but cut, trimmed or mistyped, in words; they are absent from `fields`. */
  readonly troubles: readonly string[]
  /** Text behind the part that is no part of any record. */
  readonly unread?: string
  /** A head whose status or bank is missing at the end of the text: the next line may hold the rest. */
  readonly unfinished?: boolean
}

/** A scan position; patterns are sticky (`y`) and match at it. `cut` when the text's end is not the line's end, so that its last value cannot be trusted. */
interface Scan {
  readonly text: string
  readonly cut: boolean
  at: number
}

const take = (scan: Scan, pattern: RegExp): RegExpExecArray | undefined => {
  pattern.lastIndex = scan.at
  const match = pattern.exec(scan.text)
  if (match) scan.at = pattern.lastIndex
  return match ?? undefined
}

const isCut = (scan: Scan): boolean => scan.cut && scan.at >= scan.text.length

/** Between values; people who type from a screen put commas there. */
const BLANK = /[\s,]*/y
const BLANK_OR_DOTS = /(?:[\s,]|\u2026|\.{2,})*/y
const DOTS = /\u2026|\.{2,}|=$/y
const END_OF_IP = />|&gt;/y
const HEX_VALUE = new RegExp(`\\s*(${HEX})`, 'y')
const WORD = /\s*\S*/y

/** A value behind its name: hexadecimal text, or in words why there is none. */
const takeHex = (scan: Scan, name: string, troubles: string[]): string | undefined => {
  const match = take(scan, HEX_VALUE)
  const trimmed = TRIMMED.test(scan.text.slice(scan.at))
  if (match?.[1] && !trimmed && !isCut(scan)) return match[1]
  const begun = `${match?.[1] ?? ''}${take(scan, match ? DOTS : WORD)?.[0] ?? ''}`
  troubles.push(`${name} ${begun.trim()}`.trim())
  return undefined
}

const put = (fields: MachineCheckFields, name: 'mcgstatus' | 'status' | 'ip', value: bigint | undefined): void => {
  if (value !== undefined) fields[name] = value
}

const HEAD =
  /CPU\s*#?(\d{1,5})\s*:\s*[Mm]ach\w* [Cc]he\w*(?!\w|\s*\((?:Harmless|Warning|Severe|Fatal)\))(?:\s+([Ee][a-z]*))?/y
const COLON = /\s*:\s*/y
const BANK = /[\s,]*[Bb]ank\s*(\d{1,4})/y

/** Sixteen digits, whatever word is glued to them. */
const WHOLE_STATUS = /\s*(?:0x)?([0-9a-f]{16})(?![0-9a-f]|\.{2}|\u2026)/y

/** STATUS has 16 digits whatever its value; fewer or more are not it. */
const takeStatus = (scan: Scan, troubles: string[]): bigint | undefined => {
  const start = scan.at
  const whole = take(scan, WHOLE_STATUS)?.[1]
  if (whole) return readHex(whole)
  const text = takeHex(scan, 'STATUS', troubles)
  if (text === undefined) return undefined
  if (text.replace(/^0x/, '').length === 16) return readHex(text)
  troubles.push(`STATUS ${scan.text.slice(start, scan.at).trim()} (16 digits expected)`)
  return undefined
}

//    CPU 14: Machine Check Exception: 5 Bank 7: be00000000010091
//    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^  ^      ^   ^^^^^^^^^^^^^^^^
const takeHead = (scan: Scan): Part | undefined => {
  const start = scan.at
  const head = take(scan, HEAD)
  if (!head?.[1] || /^event/i.test(head[2] ?? '')) {
    scan.at = start
    return undefined
  }
  const troubles: string[] = []
  const fields: MachineCheckFields = {cpu: Number(head[1])}
  if (take(scan, COLON)) fields.exception = head[2] !== undefined
  const mcgstatus = take(scan, HEX_VALUE)?.[1]
  put(fields, 'mcgstatus', mcgstatus && !isCut(scan) ? readHex(mcgstatus) : undefined)
  // sb_edac up to 3.6 says Exception of polled records too; then no bit of MCG_STATUS is set.
  if (fields.mcgstatus === 0n) fields.exception = false
  const bank = take(scan, BANK)?.[1]
  if (bank && !isCut(scan)) fields.bank = Number(bank)
  if (take(scan, COLON) && scan.at < scan.text.length) put(fields, 'status', takeStatus(scan, troubles))
  const unfinished = fields.status === undefined && scan.text.length - scan.at <= ' Bank'.length
  return {stage: 'head', opens: true, fields, troubles, unfinished}
}

const RIP = new RegExp(`RIP( !INEXACT!)?\\s*:?\\s*([0-9a-f]{1,4}):\\s*(?:<|&lt;)?(${HEX}|)`, 'y')
const SYMBOL = /\s*\{([^{}]*)(\}?)/y
const LOOSE_SYMBOL = /\{([\w.$]+\+0x[0-9a-f]+\/0x[0-9a-f]+(?: \[\w+\])?)\}/y

//    RIP !INEXACT! 10:<ffffffff8150a1b2> {intel_idle+0x8e/0x120}
//        ^^^^^^^^^  ^^  ^^^^^^^^^^^^^^^^   ^^^^^^^^^^^^^^^^^^^^^^
const takeRip = (scan: Scan): Part | undefined => {
  const match = take(scan, RIP)
  if (!match) return undefined
  const troubles: string[] = []
  const closed = take(scan, END_OF_IP) !== undefined
  const fields: MachineCheckFields = {inexactIp: match[1] !== undefined}
  const cs = readSmall(match[2] ?? '', 16)
  if (cs !== undefined) fields.cs = cs
  const ip = closed ? readHex(match[3] ?? '') : undefined
  put(fields, 'ip', ip)
  if (ip === undefined) troubles.push(`RIP ${match[3]}`)
  const symbol = take(scan, SYMBOL)
  if (symbol?.[1] && symbol[2]) fields.symbol = symbol[1]
  else if (symbol) troubles.push(`RIP symbol ${symbol[1]}`)
  return {stage: 'rip', opens: true, fields, troubles}
}

//    {intel_idle+0x8e/0x120}      the end of a RIP line that another CPU's line split off
const takeLooseSymbol = (scan: Scan): Part | undefined => {
  const symbol = take(scan, LOOSE_SYMBOL)?.[1]
  return symbol ? {stage: 'rip', opens: false, fields: {symbol}, troubles: []} : undefined
}

const REGISTER = /(TSC|ADDR|MISC|PPIN|SYND1|SYND2|SYND|IPID)(?=\s|$)/y
const REGISTER_NAMES = {
  TSC: 'tsc',
  ADDR: 'addr',
  MISC: 'misc',
  PPIN: 'ppin',
  SYND: 'synd',
  SYND1: 'synd1',
  SYND2: 'synd2',
  IPID: 'ipid',
} as const

const isRegister = (name: string | undefined): name is keyof typeof REGISTER_NAMES =>
  name !== undefined && Object.hasOwn(REGISTER_NAMES, name)

//    TSC 1d3f6b2a90 ADDR 1fa3c5f40 MISC 140545486 PPIN 83b1d2a4c5e6f701
//    ^^^            ^^^^           ^^^^           ^^^^
const takeRegisters = (scan: Scan): Part | undefined => {
  const fields: MachineCheckFields = {}
  const troubles: string[] = []
  let opens = false
  for (let name = take(scan, REGISTER)?.[1]; isRegister(name); name = take(scan, REGISTER)?.[1]) {
    if (name === 'TSC') opens = true
    const text = takeHex(scan, name, troubles)
    const value = text === undefined ? undefined : readHex(text)
    if (value !== undefined) fields[REGISTER_NAMES[name]] = value
    else if (text !== undefined) troubles.push(`${name} ${text}`)
    take(scan, BLANK)
  }
  return opens || Object.keys(fields).length > 0 || troubles.length > 0
    ? {stage: 'registers', opens, fields, troubles}
    : undefined
}

const PROCESSOR = new RegExp(`PROCESSOR\\s+(\\d{1,3}):(${HEX})`, 'y')
const MACHINE = new RegExp(`(TIME|SOCKET|APIC|microcode)\\s+(${HEX})`, 'y')
const MACHINE_FIELDS = {
  TIME: ['unixTime', 10],
  SOCKET: ['socket', 10],
  APIC: ['apic', 16],
  microcode: ['microcode', 16],
} as const

const isMachineField = (name: string | undefined): name is keyof typeof MACHINE_FIELDS =>
  name !== undefined && Object.hasOwn(MACHINE_FIELDS, name)

const readMachineField = (scan: Scan, match: RegExpExecArray, fields: MachineCheckFields, troubles: string[]): void => {
  const [, name, text = ''] = match
  if (!isMachineField(name)) return
  const [field, radix] = MACHINE_FIELDS[name]
  const value = readSmall(text, radix)
  if (value === undefined || isCut(scan) || (radix === 10 && !/^\d+$/.test(text))) troubles.push(`${name} ${text}`)
  else fields[field] = value
}

//    PROCESSOR 0:50654 TIME 1697012345 SOCKET 1 APIC 40 microcode 2006e05
//              ^ ^^^^^      ^^^^^^^^^^        ^      ^^           ^^^^^^^
const takeProcessor = (scan: Scan): Part | undefined => {
  const fields: MachineCheckFields = {}
  const troubles: string[] = []
  const start = scan.at
  const head = take(scan, PROCESSOR)
  if (head?.[1] && head[2]) {
    fields.vendorIndex = Number(head[1])
    const signature = isCut(scan) ? undefined : readSmall(head[2].replace(/^0x/, ''), 16)
    if (signature === undefined) troubles.push(`PROCESSOR ${head[1]}:${head[2]}`)
    else fields.signature = signature
  }
  take(scan, BLANK_OR_DOTS)
  for (let match = take(scan, MACHINE); match; match = take(scan, MACHINE)) {
    readMachineField(scan, match, fields, troubles)
    take(scan, BLANK_OR_DOTS)
  }
  if (head || Object.keys(fields).length > 0 || troubles.length > 0)
    return {stage: 'processor', opens: head !== undefined, fields, troubles}
  scan.at = start
  return undefined
}

const takePart = (scan: Scan): Part | undefined =>
  takeHead(scan) ?? takeRip(scan) ?? takeLooseSymbol(scan) ?? takeRegisters(scan) ?? takeProcessor(scan)

/** Where reading may go on behind text that is no part: any name with a value. */
const NEXT_PART =
  /(?<![A-Za-z])(?:CPU ?\d+: ?Machine Check|RIP (?:!INEXACT! )?\d\d:<|PROCESSOR \d+:|(?:TSC|ADDR|MISC|PPIN|SYND[12]?|IPID|TIME|SOCKET|APIC|microcode) +(?:0x)?[0-9a-fA-F])/

/** Passes over what is no part, up to the next name with a value or the end; gives the text passed over. */
const passNoise = (scan: Scan): string => {
  const start = scan.at
  const next = scan.text.slice(start + 1).search(NEXT_PART)
  scan.at = next < 0 ? scan.text.length : start + 1 + next
  return scan.text.slice(start, scan.at)
}

/**
 * Parts of a machine-check record in a text without prefix, left to right; none when its first word begins no part.
 * `cut` says that the input ended inside the text, whose last value is then not to be trusted.
 */
export const machineCheckParts = (text: string, cut: boolean): readonly Part[] => {
  const scan: Scan = {text, cut, at: 0}
  const parts: Part[] = []
  while (scan.at < text.length) {
    const part = takePart(scan)
    const last = parts.at(-1)
    if (part) parts.push(part)
    else if (!last || last.unfinished) return parts
    else {
      const unread = passNoise(scan).trim()
      if (/\w/.test(unread)) parts.splice(-1, 1, {...last, unread: `${last.unread ?? ''} ${unread}`.trim()})
    }
  }
  return parts
}
