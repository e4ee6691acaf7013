import type {MachineCheckRecord, ReporterProse} from '../hardware-error-record.js'
import {readHex} from '../hex-text.js'

/** The error classes the VMkernel prints. */
const CLASSES: Readonly<Record<string, ReporterProse['severity']>> = {
  CE: 'corrected',
  UC: 'uncorrected',
  UE: 'uncorrected',
  UCNA: 'ucna',
  SRAO: 'srao',
  SRAR: 'srar',
  DE: 'deferred',
  DFR: 'deferred',
  FE: 'fatal',
}

/** Registers of one line, as far as they could be read. */
export interface McaReading {
  readonly registers: Partial<MachineCheckRecord>
  readonly prose: ReporterProse
  /** What the VMkernel made of it. */
  readonly words: string
  readonly exception: boolean
  /** Cells that were mistyped, in words. */
  readonly troubles: readonly string[]
  /** The line ended before its MISC. */
  readonly cut: boolean
}

/** `MCA: 208: UC Excp `; the source line's number may be masked, and a purple screen prints none of it. */
const HEAD =
  /(?:\bMCA: ?[\d#*xX.]{1,5}: ?|^)(CE|UCNA|UC|UE|SRAO|SRAR|DE|DFR|FE) (Excp|Poll|Intr|CMCI|Boot|[A-Z][A-Za-z]{2,8}) (?=G[0-9a-f#*xX])(.*)$/

/** `S` and sixteen digits, however they were glued to it. */
const STATUS = /(?:^|\s)S ?([0-9a-f]{16})(?=\s|$)/

/** Digits that an article or a support case hides: the value is unknown, the line is whole. */
const MASKED = /(?:^|\s)[SAM]?[0-9a-fA-F]*[#*xX]{2,}[0-9a-fA-F#*xX]*/

const CELLS = [
  ['mcgstatus', /(?:^|\s)G([0-9a-f]{1,16})(?=\s|$)/, 'before'],
  ['bank', /(?:^|\s)B([0-9a-fIlO]{1,2})(?=\s|$)/, 'before'],
  ['addr', /^\s*A([0-9a-fO]{1,16})(?=\s|$)/, 'after'],
  ['misc', /^\s*\S+\s+M([0-9a-fO]{1,16})(?=\s|$)/, 'after'],
] as const

/** Letters that screens' readers write for the digits 1 and 0. */
const toDigits = (text: string): string => text.replace(/[Il]/g, '1').replace(/O/g, '0')

/** What stands behind the registers: the VMkernel's reading of them. */
const wordsIn = (after: string): string =>
  after
    .replace(/^(?:\s*(?:[SAM][0-9a-fO#*xX]+|[#*xX]{2,}|P\S+\/\S+))+(?=\s|$)/, '')
    .replace(/^\s*A\S+\s+M\S+(?:\s+P\S+\/\S+)?/, '')
    .trim()

const REQUESTS: Readonly<Record<string, number>> = {
  generic: 0,
  read: 1,
  write: 2,
  'address/command': 3,
  scrub: 4,
  scrubbing: 4,
}

/** MCACOD that the VMkernel's words stand for (SDM vol. 3B, 16.9.2), for lines whose status is hidden. */
const codeIn = (words: string): number | undefined => {
  const [, request = '', channel = ''] = /\bMemory Controller (\S+) Error on Channel (\d{1,2})/i.exec(words) ?? []
  const kind = REQUESTS[request.toLowerCase()]
  if (kind !== undefined) return 0x80 | (kind << 4) | (Number(channel) & 0xf)
  const [, level, type = ''] =
    /\bLevel ([0-2]) (Data|Instruction) Cache (?:DataRead|InstructionFetch)\b/i.exec(words) ?? []
  if (level === undefined) return undefined
  return (/^data$/i.test(type) ? 0x134 : 0x150) | Number(level)
}

interface Cells {
  readonly registers: Partial<MachineCheckRecord>
  readonly troubles: readonly string[]
}

const readCells = (before: string, after: string): Cells => {
  const registers: {-readonly [Key in keyof MachineCheckRecord]?: MachineCheckRecord[Key]} = {}
  const troubles: string[] = []
  for (const [name, pattern, side] of CELLS) {
    const text = side === 'before' ? before : after
    const value = readHex(toDigits(pattern.exec(text)?.[1] ?? ''))
    if (value === undefined) troubles.push(`${name} in '${text.trim().slice(0, 40)}'`)
    else if (name === 'bank') registers.bank = Number(value)
    else registers[name] = value
  }
  return {registers, troubles}
}

//   MCA: 208: UC Excp G4 B6 Sbb00002000000e0b A0 M180008 P8/8 I/O error reported by PCI 0000:00:03.0.
//             ^^ ^^^^ ^^ ^^ ^^^^^^^^^^^^^^^^^ ^^ ^^^^^^^      ^^^^^^^^^
//          class how MCG bank       STATUS  ADDR  MISC        its words
/** One line of VMware's machine-check handler; all numbers are hexadecimal without 0x. */
export const readMcaLine = (message: string): McaReading | undefined => {
  const [, word = '', how, rest = ''] = HEAD.exec(message) ?? []
  if (how === undefined) return undefined
  const status = STATUS.exec(rest)
  const masked = status ? null : MASKED.exec(rest)
  const head = status ?? masked
  const before = head ? rest.slice(0, head.index) : rest
  const after = status ? rest.slice(status.index + status[0].length) : masked ? rest.slice(masked.index) : ''
  const {registers, troubles} = readCells(before, after)
  const value = readHex(status?.[1] ?? '')
  const severity = CLASSES[word]
  const words = wordsIn(after)
  const mcaCode = value === undefined ? codeIn(words) : undefined
  return {
    registers: value === undefined ? registers : {...registers, status: value},
    prose: {...(severity === undefined ? {} : {severity}), ...(mcaCode === undefined ? {} : {mcaCode})},
    words,
    exception: how === 'Excp',
    troubles,
    cut: masked ? words === '' : status === null || after.trim().split(/\s+/).length < 2,
  }
}

//   MC:PCPU42 B:4 S:0xbe00000000800400 M:0x41800d55315c A:0x41800d55315c 5
/** The same on the purple screen of ESXi 5 and 6.0. */
export const readScreenLine = (message: string): Partial<MachineCheckRecord> | undefined => {
  const [, cpu, bank, status = '', misc = '', addr = '', mcgstatus = ''] =
    /\bMC: ?PCPU ?(\d{1,4}) B: ?(\d{1,3}) S: ?(0x[0-9a-f]{1,16})(?: M: ?(0x[0-9a-f]{1,16}))?(?: A: ?(0x[0-9a-f]{1,16}))?(?: ([0-9a-f])(?=\s|$))?/.exec(
      message,
    ) ?? []
  if (cpu === undefined) return undefined
  const values = {status: readHex(status), misc: readHex(misc), addr: readHex(addr), mcgstatus: readHex(mcgstatus)}
  const known = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
  return {cpu: Number(cpu), bank: Number(bank), ...known, exception: true}
}

//   MCE: 1278: CMCI on cpu1 bank8: Status:0x900000400009008f Misc:0x0 Addr:0x0: Valid.Err enabled.
/** The same of ESX 4. */
export const readOldMceLine = (message: string): Partial<MachineCheckRecord> | undefined => {
  const [, how, cpu, bank, status = '', misc = '', addr = ''] =
    /\bMCE: ?\d{1,5}: (\w+) on cpu ?(\d{1,4}) bank ?(\d{1,3}): Status: ?(0x[0-9a-f]{1,16}) Misc: ?(0x[0-9a-f]{1,16}) Addr: ?(0x[0-9a-f]{1,16})\b/.exec(
      message,
    ) ?? []
  if (how === undefined) return undefined
  const values = {status: readHex(status), misc: readHex(misc), addr: readHex(addr)}
  const known = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
  return {cpu: Number(cpu), bank: Number(bank), ...known, exception: how === 'MCE' || how === 'Excp'}
}
