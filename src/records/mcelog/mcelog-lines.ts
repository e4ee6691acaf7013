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
/** What some versions print behind TSC: `[at 2210 Mhz 2 days 13:4:37 uptime (unreliable)]`. */
const UPTIME = /\s*\[at \d[^\]]{0,80}\]\s*/
/** A line of nothing but registers, with or without the CPU in front. */
const FIELDS_ONLY =
  /^(?:(?:TSC|ADDR|MISC|STATUS|MCGSTATUS|MCGCAP|PPIN|SOCKETID|APICID|MICROCODE) +(?:0x)?[0-9a-f]{1,16}\s*)+$/i

/** CPU 0 BANK 16 TSC …   CPU 0 4 northbridge TSC …   CPU 1 (--raw) */
const CPU =
  /^CPU (\d{1,5})(?: (?:BANK (\d{1,3})|(\d{1,3})(?: (data cache|instruction cache|bus unit|load\/store unit|northbridge|fixed-issue reoder|execution unit|fr unit|unknown))?))?(?= |$)(.*)$/

/** Pseudo-banks: events that are no errors of a bank. */
const EVENTS: readonly (readonly [RegExp, NonNullable<McelogFrame['event']>])[] = [
  [/^CPU \d+ THERMAL EVENT\b/, 'thermal'],
  [/^CPU \d+ Timeout waiting for exception on other CPUs\b/, 'rendezvous-timeout'],
  [/^CPU \d+ (?:Undecoded extended event|\d+ (?:MC4_MISC\d|Unknown? threshold counter))/, 'other'],
]

/** Words of a record that are neither registers nor heads. */
const PROSE =
  /^(?:MCG status:|MCi status:|MCi_(?:MISC|ADDR) register|Machine check not valid|Error overflow|Uncorrected error|Corrected error|Error enabled|Deferred error|Processor context corrupt|SRAO|SRAR|UCNA|AR$|STATUS [A-Z]{4}|MCA:|Transaction:|[A-Z][\w ]{1,12}: |Threshold based error status|Large number of corrected|to uncorrected errors soon|not finished\?|bank: |rank: |device: |ecc mode:|corrected filtering|Action (?:required|optional)|Firmware (?:may have )?updated|Northbridge |Data cache |Instruction cache |L2 cache |Bus or cache |Cache tag |Bus Unit|TLB parity|link number|bit\d+ = |memory\/cache error|TLB error|bus error|(?:generic|data) (?:read|write|error) mem transaction|(?:memory|i\/o|generic|res\.) access, level|Generic |Internal |Chipkill ECC |ECC (?:error|syndrome)|Processor \d+ (?:heated|below)|Processor core (?:below|heated|above)|Please check your system cooling|\(Fields were incomplete\))/i

const DATE = /^[A-Z][a-z]{2} [A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d \d{4}$/

/** Lines that begin a record; whether they do depends on what the open one has already. */
export const HEAD =
  /^(?:MCE \d+$|Hardware event\. This is not a software error|HARDWARE ERROR\. This is \*NOT\* a software problem)/

/** Reporter's lines inside a record that say nothing of the error itself; the board's guess at a module is one of them. */
export const IDLE =
  /^(?:Please contact your hardware vendor|This is not a software problem|Run the above through|WARNING: SMBIOS data|<\d+> DIMM|(?:Device|Bank) Locator:|Manufacturer:|Serial Number:|Asset Tag:|Part Number:|Memory Array|#)/

const withRegisters = (frame: McelogFrame, text: string): McelogFrame => {
  const registers: Record<string, bigint> = {...frame.registers}
  for (const [, name = '', value = ''] of text.matchAll(FIELD)) {
    const key = NAMES[name.toUpperCase()]
    const isDecimal = (key === 'socket' || (key === 'apic' && frame.raw === true)) && /^\d+$/.test(value)
    const read = isDecimal ? BigInt(value) : readHex(value)
    if (key !== undefined && read !== undefined) registers[key] ??= read
  }
  return {...frame, registers}
}

/** `--raw` prints one register a line and marks hexadecimal; SOCKETID and APICID are then decimal. */
const isRaw = (frame: McelogFrame, text: string): boolean =>
  frame.raw === true || /^(?:TSC|STATUS|MISC|ADDR) 0x/.test(text)

function readCpuLine(frame: McelogFrame, text: string): McelogFrame | undefined {
  const event = EVENTS.find(([pattern]) => pattern.test(text))?.[1]
  if (event !== undefined) return {...frame, event}
  const match = CPU.exec(text)
  if (match === null) return undefined
  const [, cpu, bank, number, unit, tail = ''] = match
  const rest = tail.replace(UPTIME, ' ').trim()
  if (rest !== '' && !FIELDS_ONLY.test(rest)) return undefined
  const known = bank ?? number
  return withRegisters(
    {
      ...frame,
      cpu: Number(cpu),
      ...(known === undefined ? {} : {bank: Number(known)}),
      ...(unit === undefined ? {} : {says: [...frame.says, unit], vendorIndex: 2}),
    },
    rest,
  )
}

const RIP = /^RIP( !INEXACT!)?:? (?:0x)?([0-9a-f]{1,4}):(?:0x)?<?([0-9a-f]{1,16})/i

function readOrigin(frame: McelogFrame, text: string): McelogFrame | undefined {
  const rip = RIP.exec(text)
  if (rip !== null) {
    const ip = readHex(rip[3] ?? '')
    const inexact = rip[1] === undefined ? {} : {inexactIp: true}
    const registers = ip === undefined || ip === 0n ? frame.registers : {...frame.registers, ip}
    const cs = Number.parseInt(rip[2] ?? '', 16)
    return {...frame, ...inexact, ...(cs === 0 ? {} : {cs}), registers}
  }
  const symbol = /^RIP: ([\w.$]+(?:\+0x[0-9a-f]+.*)?)\}?$/.exec(text)?.[1]
  if (symbol !== undefined) return {...frame, symbol}
  const processor = /^PROCESSOR (\d{1,2}):(?:0x)?([0-9a-f]{1,8})(?: |$)/i.exec(text)
  if (processor === null) return undefined
  const signature = Number.parseInt(processor[2] ?? '', 16)
  return {...frame, vendorIndex: Number(processor[1]), ...(signature === 0 ? {} : {signature})}
}

/** Words kept of one record. */
const MOST_SAYINGS = 24

const readClock = (frame: McelogFrame, text: string): McelogFrame | undefined => {
  const time = /^TIME (\d{1,10})\b/.exec(text)
  if (time !== null) return {...frame, unixTime: Number(time[1])}
  if (!DATE.test(text)) return undefined
  const written = readWrittenStamp(text, 'unknown')
  return written === undefined ? frame : {...frame, written}
}

/** The frame with what one line adds; undefined when the line is no part of mcelog's text. */
export function addMcelogLine(frame: McelogFrame, text: string): McelogFrame | undefined {
  const bank = /^BANK (\d{1,3})$/.exec(text)?.[1]
  if (bank !== undefined && frame.bank === undefined) return {...frame, bank: Number(bank)}
  const registers = text.replace(UPTIME, ' ').trim()
  if (FIELDS_ONLY.test(registers)) return withRegisters(isRaw(frame, text) ? {...frame, raw: true} : frame, registers)
  const told = readCpuLine(frame, text) ?? readOrigin(frame, text) ?? readClock(frame, text)
  if (told !== undefined) return told
  const cpuid = readCpuid(text)
  if (cpuid !== undefined) return {...frame, ...cpuid, ended: true}
  if (IDLE.test(text)) return frame
  return PROSE.test(text) ? {...frame, says: [...frame.says, text].slice(0, MOST_SAYINGS)} : undefined
}

/** Lines kept as proof of one record. */
const MOST_LINES = 40

/** The frame with the line among its proof. */
export const keepLine = (frame: McelogFrame, line: LogLine): McelogFrame =>
  frame.lines.length < MOST_LINES
    ? {...frame, lines: [...frame.lines, line]}
    : {...frame, lines: [...frame.lines.slice(0, -1), line]}
