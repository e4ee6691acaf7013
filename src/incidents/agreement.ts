import {isDimmUnit} from '../errors/memory-unit.js'
import type {
  CperRecord,
  DramLocation,
  EdacEvent,
  MachineCheckRecord,
  ReportedError,
} from '../records/hardware-error-record.js'
import {isNormalized, overlap, possibleSpanOf, spanOf} from './error-span.js'
import {type Gap, gapBetween} from './moment.js'
import {natureOf, type Telling} from './telling.js'

/**
 * How much two tellings agree that they tell one error: `AGAINST` contradicts, 0 says nothing, then in rising order
 * neighbourhood, code or place, address, registers.
 */
export const AGAINST = -1
const NEIGHBOUR = 1
const PLACE = 2
export const ADDRESS = 3
const REGISTERS = 4

/** Reporters of one event follow each other within two seconds on one clock, a minute across clocks. */
const ONE_EVENT_SECONDS = 2
const ACROSS_CLOCKS_SECONDS = 60
/** A broadcast machine check is printed by every CPU within a second. */
const BROADCAST_SECONDS = 1
/** Page handling runs from a work queue and may wait for the page. */
const PAGE_SECONDS = 60
/** Lines that stand this close were printed by one handler, where no clock tells. */
const ONE_EVENT_LINES = 60
const NEIGHBOUR_LINES = 12
const NEIGHBOUR_SECONDS = 0.5

/** True when the gap is within `seconds` (a minute across clocks); without a common clock lines of one input decide. */
export function within(seconds: number, a: Telling, b: Telling, gap: Gap | undefined): boolean {
  if (gap !== undefined) return gap.seconds <= (gap.loose ? Math.max(seconds, ACROSS_CLOCKS_SECONDS) : seconds)
  return a.input !== b.input || linesBetween(a, b) <= ONE_EVENT_LINES
}

const linesBetween = (a: Telling, b: Telling): number =>
  a.line <= b.line ? Math.max(0, b.line - a.lastLine) : Math.max(0, a.line - b.lastLine)

const differ = <T>(a: T | undefined, b: T | undefined): boolean => a !== undefined && b !== undefined && a !== b

/** True when no register printed in both differs, and bank and status were printed in both. */
function equalRegisters(a: MachineCheckRecord, b: MachineCheckRecord): boolean {
  if (a.status === undefined || a.status !== b.status || a.bank !== b.bank) return false
  return !differ(a.addr, b.addr) && !differ(a.misc, b.misc) && !differ(a.ipid, b.ipid) && !differ(a.synd, b.synd)
}

/** Registers that survive a reset: equal in every one of them that either record printed. */
export const sameRegisters = (a: MachineCheckRecord, b: MachineCheckRecord): boolean =>
  equalRegisters(a, b) && (a.addr ?? 0n) === (b.addr ?? 0n)

const sameTsc = (a: MachineCheckRecord, b: MachineCheckRecord): boolean =>
  a.tsc !== undefined && a.tsc !== 0n && a.tsc === b.tsc

/** One line printed twice: the same stamp to the microsecond, or the same second in two wrappers. */
function sameStamp(a: Telling, b: Telling): boolean {
  if (a.moment.uptime !== undefined && a.moment.uptime === b.moment.uptime) return true
  const wrapped = a.record.envelope.id !== b.record.envelope.id
  return wrapped && a.moment.wallMs !== undefined && a.moment.wallMs === b.moment.wallMs
}

const sameReporter = (a: Telling, b: Telling): boolean => a.input === b.input && a.record.dialect === b.record.dialect

function agreeMachineChecks(a: Telling, b: Telling, left: MachineCheckRecord, right: MachineCheckRecord): number {
  if (!equalRegisters(left, right)) return AGAINST
  if (sameTsc(left, right) || sameStamp(a, b)) return REGISTERS
  const gap = gapBetween(a.moment, b.moment)
  if (differ(left.cpu, right.cpu)) return within(BROADCAST_SECONDS, a, b, gap) ? REGISTERS : AGAINST
  if (sameReporter(a, b) || (differ(left.tsc, right.tsc) && left.tsc !== 0n && right.tsc !== 0n)) return AGAINST
  return within(ONE_EVENT_SECONDS, a, b, gap) ? REGISTERS : AGAINST
}

const KEYS = ['socket', 'imc', 'channel', 'slot', 'rank', 'bankGroup', 'bank', 'row', 'column', 'chipSelect'] as const
const NARROW: readonly string[] = ['channel', 'slot', 'row', 'column', 'chipSelect']

/** True when two locations share a narrow coordinate or a label and no coordinate of both differs. */
export function samePlace(a: DramLocation | undefined, b: DramLocation | undefined): boolean {
  if (a === undefined || b === undefined) return false
  let shared = a.label !== undefined && a.label !== '' && a.label === b.label
  for (const key of KEYS) {
    if (differ(a[key], b[key])) return false
    if (NARROW.includes(key) && a[key] !== undefined && b[key] !== undefined) shared = true
  }
  return shared
}

/** Cut lines (`column:96` of 960) spoil their last coordinate: four equal ones of both outweigh it. */
function nearlySamePlace(a: DramLocation | undefined, b: DramLocation | undefined): boolean {
  if (a === undefined || b === undefined || a.row === undefined || a.row !== b.row) return false
  return (
    (['bank', 'device', 'rank', 'column', 'label'] as const).filter(key => a[key] !== undefined && a[key] === b[key])
      .length >= 2
  )
}

/** EDAC prints UE for everything but corrected, and some drivers CE for uncorrected: only CE against UC needs proof. */
function natureConflict(a: Telling, b: Telling): boolean {
  const [left, right] = [natureOf(a.error.severity), natureOf(b.error.severity)]
  return left !== right && left !== 'unknown' && right !== 'unknown'
}

/** STATUS low words against the driver's `err_code:MSCOD:MCACOD`: 1 equal, -1 different, 0 not printed. */
function compareCodes(registers: MachineCheckRecord, edac: EdacEvent): number {
  if (registers.status === undefined || edac.mcaCode === undefined) return 0
  if (BigInt(edac.mcaCode) !== (registers.status & 0xffffn)) return AGAINST
  if (edac.modelCode === undefined) return PLACE
  return BigInt(edac.modelCode) === ((registers.status >> 16n) & 0xffffn) ? PLACE : AGAINST
}

function isNeighbour(a: Telling, b: Telling): boolean {
  const gap = gapBetween(a.moment, b.moment)
  if (gap !== undefined && gap.seconds > NEIGHBOUR_SECONDS) return false
  return a.input === b.input && linesBetween(a, b) <= NEIGHBOUR_LINES
}

/** Addresses: equal, different, or not comparable; one whose space was not told can agree but not contradict. */
const compareSpans = (a: Telling, b: Telling): number => {
  const [left, right] = [possibleSpanOf(a.error), possibleSpanOf(b.error)]
  if (left === undefined || right === undefined) return 0
  if (overlap(left, right)) return ADDRESS
  return [a, b].some(({error}) => error.address?.kind === 'unknown') ? 0 : AGAINST
}

const kernelFirst = (a: Telling, b: Telling): readonly [Telling, Telling] =>
  RANK[a.voice] <= RANK[b.voice] ? [a, b] : [b, a]
const RANK = {registers: 0, synthetic: 1, cper: 2, edac: 3, page: 4} as const

/**
 * A machine check against a processor section of firmware: the same registers, or the same processor, where the kernel
 * turned the section's registers into a machine check and did not print them.
 */
function compareProcessor(a: MachineCheckRecord, b: CperRecord, told: Telling): number {
  const {status} = told.error.registers
  if (status !== undefined) return status === a.status ? REGISTERS : AGAINST
  return b.apic !== undefined && b.apic === a.apic ? PLACE : 0
}

const isProcessor = (record: Telling['record']): record is CperRecord =>
  record.kind === 'cper' && record.sectionType.startsWith('processor')

function agreeAboutMemory(a: Telling, b: Telling): number {
  if (a.voice === 'registers' && a.record.kind === 'machine-check' && isProcessor(b.record))
    return natureConflict(a, b) ? AGAINST : compareProcessor(a.record, b.record, b)
  const spans = compareSpans(a, b)
  const conflict = natureConflict(a, b)
  if (conflict)
    return spans === ADDRESS && a.voice === 'registers' && b.voice === 'edac' && isNeighbour(a, b) ? ADDRESS : AGAINST
  if (spans !== 0) return spans
  const codes = a.record.kind === 'machine-check' && b.record.kind === 'edac' ? compareCodes(a.record, b.record) : 0
  if (codes !== 0) return codes
  if (samePlace(a.error.dram, b.error.dram) || nearlySamePlace(a.error.dram, b.error.dram)) return PLACE
  if (a.input !== b.input && retoldPlaceless(a, b)) return NEIGHBOUR
  return (isNormalized(a.error) || (isCut(a) && b.voice === 'edac')) && isNeighbour(a, b) ? NEIGHBOUR : 0
}

/** One log's entries are told apart by their own number and stamp, however often it was exported; other logs number their own way. */
function compareEntries(a: Telling, b: Telling, left: ReportedError, right: ReportedError): number {
  if (left.dialect !== right.dialect || left.entry === undefined || right.entry === undefined) return 0
  if (left.entry !== right.entry || a.error.severity !== b.error.severity) return AGAINST
  return differ(left.location?.label, right.location?.label) ? AGAINST : REGISTERS
}

/** A management controller's word for the one uncorrected error of that minute, when it names no place that could contradict. */
function retoldPlaceless(a: Telling, b: Telling): boolean {
  const placeless = [a, b].find(({record}) => record.kind === 'reported')
  if (placeless === undefined || placeless.error.dram !== undefined || placeless.error.address !== undefined)
    return false
  const isMemory = [a, b].every(({error}) => isDimmUnit(error))
  return isMemory && [a, b].every(({error}) => natureOf(error.severity) === 'uncorrected')
}

/** Two EDAC lines or two CPER sections: equal only when another input or wrapper shows the same line, or one block names one address twice. */
function agreeAlike(a: Telling, b: Telling): number {
  if (a.record.kind === 'reported' && b.record.kind === 'reported') {
    const same = compareEntries(a, b, a.record, b.record)
    if (same !== 0) return same
  }
  if (sameReporter(a, b) && !sameStamp(a, b) && !sameBlock(a, b)) return AGAINST
  const spans = compareSpans(a, b)
  if (spans === ADDRESS) return natureConflict(a, b) ? AGAINST : ADDRESS
  if (spans === AGAINST || sameBlock(a, b)) return AGAINST
  return nearlySamePlace(a.error.dram, b.error.dram) || samePlace(a.error.dram, b.error.dram) || sameText(a, b)
    ? PLACE
    : AGAINST
}

const sameText = (a: Telling, b: Telling): boolean => {
  const [left, right] = [messageOf(a), messageOf(b)]
  return left !== undefined && left === right
}

/** The message behind the wrapper of a record's last line: equal in two wrappers of one line. */
const messageOf = ({record}: Telling): string | undefined =>
  record.evidence.at(-1)?.text.match(/(?:EDAC|\{\d+\}\[|\[Hardware Error\]).*$/)?.[0]

const BLOCK = /\{(\d+)\}\[?Hardware/

const blockOf = (record: CperRecord): string | undefined => record.evidence.at(-1)?.text.match(BLOCK)?.[1]

/** Trace events and rows of a daemon's list are one event a line, however alike two neighbours are. */
const isPrintedInBlocks = ({reporter, dialect}: CperRecord): boolean =>
  reporter !== 'trace' && dialect !== 'ras-trace' && dialect !== 'ras-mc-ctl' && dialect !== 'rasdaemon-database'

/** Sections of one CPER block: same number in braces, or no number and following lines. */
function sameBlock(a: Telling, b: Telling): boolean {
  if (a.record.kind !== 'cper' || b.record.kind !== 'cper' || a.input !== b.input) return false
  if (!isPrintedInBlocks(a.record) || !isPrintedInBlocks(b.record)) return false
  const [left, right] = [blockOf(a.record), blockOf(b.record)]
  if (left !== right || linesBetween(a, b) > ONE_EVENT_LINES) return false
  return left !== undefined || linesBetween(a, b) <= 1
}

const FRAME_SHIFTS = [14n, 16n] as const

/** arm64 kernels count frames of 16 or 64 KiB; the dialect multiplies by 4096. */
function largerFrame(other: Telling, page: Telling): boolean {
  const span = spanOf(other.error)
  const frame = page.error.address === undefined ? undefined : page.error.address.value >> 12n
  return span !== undefined && FRAME_SHIFTS.some(shift => span.start >> shift === frame)
}

/** Lines that the handling of an error's page prints, as against a process touching it. */
const followsReport = (page: Telling): boolean =>
  page.record.kind === 'memory-failure' &&
  !['user-access', 'copy-in', 'injection', 'soft-offline'].includes(page.record.action)

/** A record that was cut before its status: nothing in it can agree or contradict. */
const isCut = ({record}: Telling): boolean =>
  record.kind === 'machine-check' && record.status === undefined && record.addr === undefined

function agreeAboutPage(other: Telling, page: Telling): number {
  const soft = page.record.kind === 'memory-failure' && page.record.action === 'soft-offline'
  if (natureOf(other.error.severity) === 'corrected' && !soft) return AGAINST
  const spans = compareSpans(other, page)
  if (spans === ADDRESS) return ADDRESS
  const near = followsReport(page) && isNeighbour(other, page)
  if (spans === AGAINST) {
    if (!near || other.voice !== 'cper') return AGAINST
    return largerFrame(other, page) ? PLACE : NEIGHBOUR
  }
  if (isCut(other)) return isNeighbour(other, page) ? NEIGHBOUR : 0
  return near && isNormalized(other.error) ? NEIGHBOUR : 0
}

/** Page lines name one error as long as they name one page of one boot. */
const agreePages = (a: Telling, b: Telling): number => (compareSpans(a, b) === ADDRESS ? ADDRESS : AGAINST)

/** Whether two tellings of one boot tell one error. Symmetrical. */
export function agree(first: Telling, second: Telling): number {
  const [a, b] = kernelFirst(first, second)
  if (a.voice === 'page') return agreePages(a, b)
  const gap = gapBetween(a.moment, b.moment)
  if (b.voice === 'page') return within(PAGE_SECONDS, a, b, gap) ? agreeAboutPage(a, b) : 0
  if (a.record.kind === 'machine-check' && b.record.kind === 'machine-check') {
    if (a.voice === b.voice) return agreeMachineChecks(a, b, a.record, b.record)
  }
  const seconds = retoldPlaceless(a, b) ? ACROSS_CLOCKS_SECONDS : ONE_EVENT_SECONDS
  if (!within(seconds, a, b, gap)) return AGAINST
  return a.voice === b.voice ? agreeAlike(a, b) : agreeAboutMemory(a, b)
}
