import type {LogLine} from '../../logs/log-line.js'
import {readHex} from '../hex-text.js'
import {readWrittenStamp} from '../written-time.js'
import {type McelogFrame, readCpuid} from './mcelog-record.js'

/** Registers as mcelog names them, and how ours are called; SOCKETID alone is decimal. */
const NAMES: Readonly<Record<string, string>> = {
  TSC: 'tsc',
  ADDR: 'addr',
  MISC: 'misc',
  STATUS: 'status',
  MCGSTATUS: 'mcgstatus',
  MCGCAP: 'mcgcap',
  PPIN: 'ppin',
  SOCKETID: 'socket',
  APICID: 'apic',
  MICROCODE: 'microcode',
}

const FIELD =
  /\b(TSC|ADDR|MISC|STATUS|MCGSTATUS|MCGCAP|PPIN|SOCKETID|APICID|MICROCODE) +((?:0x)?[0-9a-f]{1,16})(?![0-9a-z])/gi
/** A line of nothing but registers, with or without the CPU in front. */
const FIELDS_ONLY =
  /^(?:(?:TSC|ADDR|MISC|STATUS|MCGSTATUS|MCGCAP|PPIN|SOCKETID|APICID|MICROCODE) +(?:0x)?[0-9a-f]{1,16}\s*)+$/i

/** CPU 0 BANK 16 TSC …   CPU 0 4 northbridge TSC …   CPU 0 THERMAL EVENT TSC … */
const CPU = /^CPU (\d+)(?: (?:BANK )?(\d+))?(?: ([a-z][a-z/ ]*?))?(?= |$)(?! ?:)/
const AMD_UNITS: ReadonlySet<string> = new Set([
  'northbridge',
  'data cache',
  'instruction cache',
  'bus unit',
  'load/store unit',
  'execution unit',
  'fr unit',
])

/** Words of a record that are neither registers nor heads. */
const PROSE =
  /^(?:MCG status:|MCi status:|MCi_(?:MISC|ADDR) register|Error overflow|Uncorrected error|Corrected error|Error enabled|Deferred error|Processor context corrupt|SRAO|SRAR|UCNA|MCA:|Transaction:|MemCtrl:|Threshold based error status|Large number of corrected|Warning:|not finished\?|bank: |rank: |ecc mode:|corrected filtering|Action (?:required|optional)|Firmware updated|Northbridge |Data cache |Instruction cache |Bus Unit|bit\d+ = |memory\/cache error|TLB error|bus error|(?:generic|level|Generic|L\d) |Internal |Chipkill ECC error|ECC error|Corrected error by mirroring|.*mirroring)/i

const DATE = /^[A-Z][a-z]{2} [A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d \d{4}$/

/** Lines that begin a record; whether they do depends on what the open one has already. */
export const HEAD =
  /^(?:MCE \d+$|Hardware event\. This is not a software error|HARDWARE ERROR\. This is \*NOT\* a software problem)/

/** Reporter's lines inside a record that say nothing of the error itself. */
const IDLE =
  /^(?:Please contact your hardware vendor|This is not a software problem|Run the above through|WARNING: SMBIOS data|<\d+> DIMM|(?:Device|Bank) Locator:|Manufacturer:|Serial Number:|Asset Tag:|Part Number:)/

const withRegisters = (frame: McelogFrame, text: string): McelogFrame => {
  const registers: Record<string, bigint> = {...frame.registers}
  for (const [, name = '', value = ''] of text.matchAll(FIELD)) {
    const key = NAMES[name.toUpperCase()]
    const read = key === 'socket' && /^\d+$/.test(value) ? BigInt(value) : readHex(value)
    if (key !== undefined && read !== undefined) registers[key] ??= read
  }
  return {...frame, registers}
}

function readCpuLine(frame: McelogFrame, text: string): McelogFrame | undefined {
  if (/^CPU \d+ THERMAL EVENT/.test(text)) return {...frame, thermal: true}
  const match = CPU.exec(text)
  if (match === null) return undefined
  const [, cpu, bank, unit] = match
  if (bank === undefined) return undefined
  const isAmd = unit !== undefined && AMD_UNITS.has(unit.trim())
  if (unit !== undefined && !isAmd) return undefined
  const rest = text.slice(match[0].length)
  if (rest.trim() !== '' && !FIELDS_ONLY.test(rest.trim())) return undefined
  const said = isAmd ? {says: [...frame.says, `${unit}`], vendorIndex: 2} : {}
  return withRegisters({...frame, cpu: Number(cpu), bank: Number(bank), ...said}, rest)
}

/** Words kept of one record. */
const MOST_SAYINGS = 24

/** The frame with what one line adds; undefined when the line is no part of mcelog's text. */
export function addMcelogLine(frame: McelogFrame, text: string): McelogFrame | undefined {
  const byCpu = readCpuLine(frame, text)
  if (byCpu !== undefined) return byCpu
  if (FIELDS_ONLY.test(text)) return withRegisters(frame, text)
  const rip = /^RIP( !INEXACT!)? ([0-9a-f]{2}):<?([0-9a-f]{1,16})/i.exec(text)
  if (rip !== null) {
    const ip = readHex(rip[3] ?? '')
    const inexact = rip[1] === undefined ? {} : {inexactIp: true}
    return {
      ...frame,
      ...inexact,
      cs: Number.parseInt(rip[2] ?? '', 16),
      registers: ip === undefined ? frame.registers : {...frame.registers, ip},
    }
  }
  const time = /^TIME (\d{1,10})\b/.exec(text)
  if (time !== null) return {...frame, unixTime: Number(time[1])}
  const cpuid = readCpuid(text)
  if (cpuid !== undefined) return {...frame, ...cpuid}
  if (DATE.test(text)) {
    const written = readWrittenStamp(text, 'unknown')
    return written === undefined ? frame : {...frame, written}
  }
  if (IDLE.test(text)) return frame
  return PROSE.test(text) ? {...frame, says: [...frame.says, text].slice(0, MOST_SAYINGS)} : undefined
}

/** Lines kept as proof of one record. */
const MOST_LINES = 40

export const keepLine = (frame: McelogFrame, line: LogLine): McelogFrame =>
  frame.lines.length < MOST_LINES ? {...frame, lines: [...frame.lines, line]} : frame
