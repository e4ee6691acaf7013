import {isDimmUnit} from '../errors/memory-unit.js'
import mciStatus from '../errors/registers/ia32-mci-status.js'
import {isSyntheticLine} from '../errors/synthetic-ghes.js'
import type {CperRecord, EdacEvent, MachineCheckRecord, ReportedError} from '../records/hardware-error-record.js'
import {agreeAboutPage} from './agree-about-page.js'
import {isNormalized} from './error-span.js'
import {gapBetween} from './moment.js'
import {
  ACROSS_CLOCKS_SECONDS,
  ADDRESS,
  AGAINST,
  BROADCAST_SECONDS,
  compareSpans,
  isCut,
  isNeighbour,
  NEIGHBOUR,
  ONE_EVENT_SECONDS,
  PAGE_SECONDS,
  PLACE,
  REGISTERS,
  tooFar,
  within,
} from './nearness.js'
import {sameBlock} from './same-block.js'
import {differ, nearlySamePlace, samePlace} from './same-place.js'
import {natureOf, type Telling} from './telling.js'

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
  return within(ONE_EVENT_SECONDS, a, b, gap) ? REGISTERS : tooFar(a, b, gap)
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

/**
 * Whether a driver's word may be wrong about a record it was given. Drivers that print `err_code` read STATUS itself: CE
 * from them is another, corrected error, unless STATUS says so too (the patrol scrubber's records with UC clear).
 */
function mayMisword(registers: MachineCheckRecord, edac: EdacEvent): boolean {
  const codes = compareCodes(registers, edac)
  if (codes === 0) return true
  return codes > 0 && (edac.word === 'UE' || !mciStatus.has(registers.status ?? 0n, 'UC'))
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
  if (conflict) {
    const isDrivers = a.record.kind === 'machine-check' && b.record.kind === 'edac' && mayMisword(a.record, b.record)
    return spans === ADDRESS && a.voice === 'registers' && isDrivers && isNeighbour(a, b) ? ADDRESS : AGAINST
  }
  if (spans !== 0) return spans
  const codes = a.record.kind === 'machine-check' && b.record.kind === 'edac' ? compareCodes(a.record, b.record) : 0
  if (codes !== 0) return codes
  if (samePlace(a.error.dram, b.error.dram) || nearlySamePlace(a.error.dram, b.error.dram)) return PLACE
  if (areApart(a, b) && retoldPlaceless(a, b)) return NEIGHBOUR
  return (isNormalized(a.error) || (isCut(a) && b.voice === 'edac')) && isNeighbour(a, b) ? NEIGHBOUR : 0
}

/** One log's entries are told apart by their own number and stamp, however often it was exported; other logs number their own way. */
function compareEntries(a: Telling, b: Telling, left: ReportedError, right: ReportedError): number {
  if (left.dialect !== right.dialect || left.entry === undefined || right.entry === undefined) return 0
  if (left.entry !== right.entry || a.error.severity !== b.error.severity) return AGAINST
  return differ(left.location?.label, right.location?.label) ? AGAINST : REGISTERS
}

const isController = ({record}: Telling): boolean =>
  record.kind === 'reported' && record.reporter === 'management-controller'

/** Two logs: two inputs, or the controller's own log pasted beside the kernel's. */
const areApart = (a: Telling, b: Telling): boolean => a.input !== b.input || isController(a) !== isController(b)

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
  if (sameReporter(a, b) && !sameStamp(a, b) && !sameBlock(a, b))
    return isRetoldByDriver(a, b) && compareSpans(a, b) === ADDRESS ? ADDRESS : AGAINST
  const spans = compareSpans(a, b)
  if (isReaderOf(a, b) || isReaderOf(b, a)) return PLACE
  if (spans === ADDRESS) return natureConflict(a, b) ? AGAINST : ADDRESS
  if (spans === AGAINST || sameBlock(a, b)) return AGAINST
  return nearlySamePlace(a.error.dram, b.error.dram) || samePlace(a.error.dram, b.error.dram) || sameText(a, b)
    ? PLACE
    : AGAINST
}

/** A driver's line about the hardware's own record and one about the record that the kernel made of firmware's word. */
const isRetoldByDriver = (a: Telling, b: Telling): boolean =>
  a.record.kind === 'edac' &&
  b.record.kind === 'edac' &&
  isSyntheticLine(a.record) !== isSyntheticLine(b.record) &&
  !natureConflict(a, b)

/** The processor's part in an error of memory: a section without address, in one block with the memory's. */
const isReaderOf = (reader: Telling, memory: Telling): boolean =>
  isProcessor(reader.record) &&
  memory.record.kind === 'cper' &&
  memory.record.sectionType === 'memory' &&
  compareSpans(reader, memory) >= 0 &&
  !natureConflict(reader, memory) &&
  sameBlock(reader, memory)

const sameText = (a: Telling, b: Telling): boolean => {
  const [left, right] = [messageOf(a), messageOf(b)]
  return left !== undefined && left === right
}

/** The message behind the wrapper of a record's last line: equal in two wrappers of one line. */
const messageOf = ({record}: Telling): string | undefined =>
  record.evidence.at(-1)?.text.match(/(?:EDAC|\{\d+\}\[|\[Hardware Error\]).*$/)?.[0]

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
  if (!within(seconds, a, b, gap)) return tooFar(a, b, gap)
  return a.voice === b.voice ? agreeAlike(a, b) : agreeAboutMemory(a, b)
}
