import {readHex} from '../../records/hex-text.js'
import type {ArmSet} from './arm-set.js'

const HEX = '(?:0x)?([0-9a-f]{8,16})(?![0-9a-z])'

/** Lines that hold a syndrome: SError, abort, "Mem abort info", register dumps (Linux arch/arm64/kernel/traps.c, mm/fault.c; TF-A). */
const SYNDROMES: readonly RegExp[] = [
  new RegExp(`SError Interrupt on CPU\\d{1,5}, code ${HEX}`, 'i'),
  new RegExp(`Bad mode in [\\w ]{1,30} handler detected(?: on CPU\\d{1,5})?, (?:esr|code) ${HEX}`, 'i'),
  new RegExp(`(?:Internal error|Unhandled fault): [\\w ()+-]{3,60}?(?::| \\() ?${HEX}`, 'i'),
  new RegExp(`(?<![0-9a-z])ESR(?:_EL[123])?\\s{0,8}[=:]\\s{0,8}${HEX}`, 'i'),
]

/** `ERR0STATUS: 0xc4800390`, `ERXADDR_EL1 = 8400000043344521`, `ERR<n>MISC0=0x0`. */
const REGISTER =
  /(?<![0-9a-z])(ER[RX](?:<n>|[nx]|\d{1,3})?)(FR|CTL?R?L?R?|STATUS|ADDR|MISC[0-3])(?:_EL1)?\s{0,8}[=:]\s{0,8}(?:0x)?([0-9a-f]{1,16})(?![0-9a-z])/gi

/** Head and registers of the RAS driver of NVIDIA’s Tegra kernels (arm64_ras.c: the number in decimal) and of its firmware (hexadecimal). */
const TEGRA_HEAD = /RAS Error in .{1,60}, ERRSELR_EL1=(\d{1,4}|0x[\da-f]{1,4}):/
const TEGRA_REGISTER = /(?:^|\s)(Status|ADDR|MISC[01]) = 0x([0-9a-f]{1,16})\s*$/

/** The number that keeps blocks of the AEST driver apart. */
const BLOCK = /\{(\d{1,10})\}\[Hardware Error\]/

/** Records open at once, sets found; the rest of a text is passed over. */
const MOST = 20

interface OpenRecord {
  readonly name: string
  readonly registers: Map<string, bigint>
}

/** Reads lines one at a time; `sets` gives what they held, in the order of the text. */
export interface ArmReader {
  readonly read: (line: string) => void
  readonly sets: () => readonly ArmSet[]
}

function recordOf({name, registers}: OpenRecord): readonly ArmSet[] {
  const {STATUS: status, ADDR: addr, ...more} = Object.fromEntries(registers)
  return status === undefined ? [] : [{kind: 'record', name, status, ...(addr === undefined ? {} : {addr}), more}]
}

function syndromeIn(line: string): bigint | undefined {
  for (const pattern of SYNDROMES) {
    const value = readHex(pattern.exec(line)?.[1] ?? '')
    if (value !== undefined) return value
  }
  return undefined
}

/** A reader of any text; what is no Arm register is passed over. Memory is bounded. */
export function openArmReader(): ArmReader {
  const found: (ArmSet | OpenRecord)[] = []
  const open = new Map<string, OpenRecord>()
  let tegra: string | undefined
  const add = (key: string, name: string, register: string, text: string): void => {
    const value = readHex(text)
    const last = open.get(key)
    if (value === undefined) return
    if (last !== undefined && !last.registers.has(register)) last.registers.set(register, value)
    else if (found.length < MOST) {
      const record = {name, registers: new Map([[register, value]])}
      open.set(key, record)
      found.push(record)
    }
  }
  const readTegra = (line: string): void => {
    const head = TEGRA_HEAD.exec(line)?.[1]
    if (head !== undefined) {
      tegra = `ERR${Number(head)}`
      open.delete('tegra')
    }
    const [, register, value] = tegra === undefined ? [] : (TEGRA_REGISTER.exec(line) ?? [])
    if (tegra !== undefined && register !== undefined && value !== undefined)
      add('tegra', tegra, register.toUpperCase(), value)
  }
  return {
    read: line => {
      const esr = syndromeIn(line)
      const isNew = !found.some(one => 'esr' in one && one.esr === esr)
      if (esr !== undefined && isNew && found.length < MOST) found.push({kind: 'syndrome', esr})
      const block = BLOCK.exec(line)?.[1] ?? ''
      for (const [, name = '', register = '', value = ''] of line.matchAll(REGISTER))
        add(`${block} ${name.toUpperCase()}`, name.toUpperCase(), register.toUpperCase(), value)
      readTegra(line)
    },
    sets: () => found.flatMap(one => ('kind' in one ? [one] : recordOf(one))),
  }
}
