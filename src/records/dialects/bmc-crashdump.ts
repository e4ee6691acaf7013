import type {LogLine, LogTime} from '../../logs/log-line.js'
import {type DialectOutput, defineDialect, type OpenFrames} from '../define-dialect.js'
import {quoteLines} from '../evidence-line.js'
import type {MachineCheckRecord} from '../hardware-error-record.js'
import {readHex} from '../hex-text.js'
import {type JsonRest, type JsonToken, readJsonTokens} from '../json-tokens.js'
import type {PlatformFact} from '../platform-fact.js'
import {readWrittenStamp} from '../written-time.js'

// "cpu0": {"core3": {"thread0": {"MC1": {"mc1_ctl": "0xfff", "mc1_status": "0xbd80000000100134", "mc1_addr": "0x7d3c5f40", "mc1_misc": "0x86"}}}}

const ID = 'bmc-crashdump'
const KEY = 'dump'

/** Where in the dump a line stands; kept over lines that were not delivered, so by names and not by brackets. */
interface Place {
  readonly section?: string
  readonly socket?: number
  readonly core?: number
  readonly thread?: number
  readonly uncore?: true
}

/** The registers of one bank, gathered until another bank or the object's end. */
interface Bank {
  readonly prefix: string
  readonly values: Readonly<Record<string, bigint>>
  readonly lines: readonly LogLine[]
}

interface Frame {
  readonly place: Place
  readonly bank?: Bank
  readonly time?: LogTime
  readonly rest?: JsonRest
  /** Banks told already: the threads of a core show one bank twice. */
  readonly told: readonly string[]
}

const MOST_TOLD = 256
const VALID = 1n << 63n

const SECTION = /^(?:METADATA|MCA|TOR|uncore_status|PM_info|address_map|big_core|crashlog|NVD|MEMORY|BIOS)$/

const placeIn = (place: Place, key: string): Place => {
  const [, name, digits] = /^(cpu|core|thread)(\d{1,3})$/i.exec(key) ?? []
  const number = Number(digits)
  const {section, socket, core} = place
  const inSection = section === undefined ? {} : {section}
  const inSocket = socket === undefined ? inSection : {...inSection, socket}
  if (name === undefined) {
    if (/^uncore$/i.test(key)) return {...inSocket, uncore: true}
    return SECTION.test(key) ? {section: key} : place
  }
  if (name.toLowerCase() === 'cpu') return {...inSection, socket: number}
  if (name.toLowerCase() === 'core') return {...inSocket, core: number}
  return {...inSocket, ...(core === undefined ? {} : {core}), thread: number}
}

/** `mc4_status`, `cbo0_status`, `m2mem1_status`: the bank's name and the register's. */
const REGISTER =
  /^((?:mc|cbo|cha|upi|qpi|m2m|m2mem|imc|iio|pcu|hbm|core_mc|ubox)_?\d{1,3})_(ctl2?|status|addr|misc2?|misc3)$/i

const isMachineCheckPlace = ({section}: Place): boolean =>
  section === undefined || /^(?:MCA|big_core|METADATA)$/.test(section)

const describePlace = ({core, thread, uncore}: Place): readonly string[] => {
  const words = [
    core === undefined ? '' : `core ${core}`,
    thread === undefined ? '' : `thread ${thread}`,
    uncore ? 'uncore' : '',
  ]
  return words.filter(word => word !== '')
}

const identify = ({socket, core}: Place, {prefix, values}: Bank): string =>
  [socket, core, prefix, values.status, values.addr].join(' ')

const toRecord = (place: Place, bank: Bank, time: LogTime | undefined): MachineCheckRecord | undefined => {
  const {prefix, values, lines} = bank
  const [line] = lines
  const {status, addr, misc} = values
  if (!line || status === undefined || (status & VALID) === 0n) return undefined
  const number = /^(?:core_)?mc_?(\d+)$/.exec(prefix)?.[1]
  return {
    kind: 'machine-check',
    dialect: ID,
    envelope: {...line.envelope, time: time ?? line.envelope.time},
    evidence: lines.flatMap(quoteLines),
    reporterSays: [[...describePlace(place), prefix].join(', ')],
    ...(place.socket === undefined ? {} : {socket: place.socket}),
    ...(number === undefined ? {} : {bank: Number(number)}),
    status,
    ...(addr === undefined ? {} : {addr}),
    ...(misc === undefined ? {} : {misc}),
    vendorIndex: 0,
  }
}

/** Tells the bank gathered so far, unless it holds nothing or was told before. */
const closeBank = (frame: Frame): {readonly frame: Frame; readonly records: readonly MachineCheckRecord[]} => {
  const {bank, place, time, told} = frame
  const {bank: _, ...rest} = frame
  const record = bank && toRecord(place, bank, time)
  if (!bank || !record) return {frame: rest, records: []}
  const name = identify(place, bank)
  if (told.includes(name)) return {frame: rest, records: []}
  return {frame: {...rest, told: [...told.slice(-MOST_TOLD), name]}, records: [record]}
}

interface Stepped {
  readonly frame: Frame
  readonly records: readonly MachineCheckRecord[]
  readonly facts: readonly PlatformFact[]
}

const addRegister = (state: Stepped, line: LogLine, name: string, value: bigint | undefined): Stepped => {
  const [, prefix = '', register = ''] = REGISTER.exec(name) ?? []
  const same = state.frame.bank?.prefix === prefix.toLowerCase()
  const {frame, records} = same ? {frame: state.frame, records: []} : closeBank(state.frame)
  const bank = frame.bank ?? {prefix: prefix.toLowerCase(), values: {}, lines: []}
  const values = value === undefined ? bank.values : {...bank.values, [register.toLowerCase()]: value}
  const lines = bank.lines.at(-1) === line || bank.lines.length >= 8 ? bank.lines : [...bank.lines, line]
  return {...state, frame: {...frame, bank: {...bank, values, lines}}, records: [...state.records, ...records]}
}

const toFact = (line: LogLine, cpuid: bigint): PlatformFact => ({
  kind: 'fact',
  fact: 'cpu',
  dialect: ID,
  envelope: line.envelope,
  evidence: quoteLines(line),
  vendor: 'intel',
  signature: Number(cpuid & 0xffff_ffffn),
})

const stepScalar = (state: Stepped, line: LogLine, key: string, value: string): Stepped => {
  if (REGISTER.test(key))
    return isMachineCheckPlace(state.frame.place) ? addRegister(state, line, key, readHex(value)) : state
  if (key === 'cpuid') {
    const cpuid = readHex(value)
    return cpuid === undefined || cpuid === 0n ? state : {...state, facts: [...state.facts, toFact(line, cpuid)]}
  }
  const time = key === 'timestamp' ? readWrittenStamp(value, 'month-first') : undefined
  return time ? {...state, frame: {...state.frame, time}} : state
}

const stepToken = (state: Stepped, line: LogLine, token: JsonToken): Stepped => {
  if (token.kind === 'scalar') return stepScalar(state, line, token.key, token.value)
  if (token.kind === 'element' || (token.kind === 'open' && token.key === undefined)) return state
  const {frame, records} = closeBank(state.frame)
  const place = token.kind === 'open' && token.key !== undefined ? placeIn(frame.place, token.key) : frame.place
  return {...state, frame: {...frame, place}, records: [...state.records, ...records]}
}

/** What a line must hold for a dump to begin with it. */
const OPENING = /"crash_data"|"crashdump"|"METADATA"|"MCA"\s*:|"(?:core_)?mc\d{1,3}_status"\s*:/

const readLine = (line: LogLine, open: OpenFrames<Frame>): DialectOutput | undefined => {
  const standing = open.read(KEY)
  if (!standing && !OPENING.test(line.text)) return undefined
  const {tokens, rest} = readJsonTokens(line, standing?.rest)
  if (tokens.length === 0 && !rest) return undefined
  let state: Stepped = {frame: standing ?? {place: {}, told: []}, records: [], facts: []}
  for (const token of tokens) state = stepToken(state, line, token)
  const {rest: _, ...frame} = state.frame
  open.write(KEY, rest ? {...frame, rest} : frame)
  return {records: state.records, facts: state.facts}
}

/** Intel's autonomous crash dumps (BAFI's JSON) as management controllers store them: the machine-check banks in them. */
export default defineDialect<Frame>({
  id: ID,
  title: 'BMC crash dump (Intel ACD JSON)',
  literals: [
    '"crash_data"',
    '"METADATA"',
    '"MCA"',
    '_status": "0x',
    '_status":"0x',
    '"uncore"',
    '"cpu0"',
    '"cpu1"',
    '"cpu2"',
    '"cpu3"',
    '"cpuid"',
    '"thread0"',
    '"thread1"',
  ],
  samples: [
    '"crash_data": {"METADATA": {"cpu0": {"cpuid": "0x50654"}}}',
    '"MC1": {"mc1_ctl": "0xfff", "mc1_status": "0xbd80000000100134", "mc1_addr": "0x7d3c5f40", "mc1_misc": "0x86"}',
  ],
  read: readLine,
  close: frame => ({records: closeBank(frame).records}),
})
