import type {MachineCheckRecord, ReporterProse} from '../hardware-error-record.js'
import {readHex} from '../hex-text.js'

/** The error classes the VMkernel prints. */
const CLASSES: Readonly<Record<string, ReporterProse['severity']>> = {
  CE: 'corrected',
  UC: 'uncorrected',
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

const HEAD =
  /\bMCA: ?\d{1,5}: ?(CE|UCNA|UC|SRAO|SRAR|DE|DFR|FE) (Excp|Poll|Intr|CMCI|Boot|[A-Z][A-Za-z]{2,8}) (?=G[0-9a-f])(.*)$/

/** `S` and sixteen digits, however they were glued to it. */
const STATUS = /(?:^|\s)S ?([0-9a-f]{16})(?=\s|$)/

const CELLS = [
  ['mcgstatus', /(?:^|\s)G([0-9a-f]{1,16})(?=\s|$)/, 'before'],
  ['bank', /(?:^|\s)B([0-9a-f]{1,2})(?=\s|$)/, 'before'],
  ['addr', /^\s*A([0-9a-f]{1,16})(?=\s|$)/, 'after'],
  ['misc', /^\s*\S+\s+M([0-9a-f]{1,16})(?=\s|$)/, 'after'],
] as const

//   MCA: 208: UC Excp G4 B6 Sbb00002000000e0b A0 M180008 P8/8 I/O error reported by PCI 0000:00:03.0.
//             ^^ ^^^^ ^^ ^^ ^^^^^^^^^^^^^^^^^ ^^ ^^^^^^^      ^^^^^^^^^
//          class how MCG bank       STATUS  ADDR  MISC        its words
/** One line of VMware's machine-check handler; all numbers are hexadecimal without 0x. */
export const readMcaLine = (message: string): McaReading | undefined => {
  const [, word = '', how, rest = ''] = HEAD.exec(message) ?? []
  if (how === undefined) return undefined
  const status = STATUS.exec(rest)
  const before = status ? rest.slice(0, status.index) : rest
  const after = status ? rest.slice(status.index + status[0].length) : ''
  const registers: {-readonly [Key in keyof MachineCheckRecord]?: MachineCheckRecord[Key]} = {}
  const troubles: string[] = []
  for (const [name, pattern, side] of CELLS) {
    const value = readHex(pattern.exec(side === 'before' ? before : after)?.[1] ?? '')
    if (value === undefined) troubles.push(`${name} in '${(side === 'before' ? before : after).trim().slice(0, 40)}'`)
    else if (name === 'bank') registers.bank = Number(value)
    else registers[name] = value
  }
  const value = readHex(status?.[1] ?? '')
  const severity = CLASSES[word]
  return {
    registers: value === undefined ? registers : {...registers, status: value},
    prose: severity === undefined ? {} : {severity},
    words: after.replace(/^\s*\S+\s+\S+\s+(?:P\S+\s+)?/, '').trim(),
    exception: how === 'Excp',
    troubles,
    cut: status === null || after.trim().split(/\s+/).length < 2,
  }
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
