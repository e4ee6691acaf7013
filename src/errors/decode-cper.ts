import type {CperRecord, DramLocation, MachineCheckRecord, ProcessorPart} from '../records/hardware-error-record.js'
import {readHex} from '../records/hex-text.js'
import {wordsOfArmProcessor} from './arm/processor-words.js'
import {type BankRegisters, banksOf} from './cper/msr-banks.js'
import {readCperSection} from './cper/read-section.js'
import {decodeMachineCheck} from './decode-machine-check.js'
import type {CpuModel} from './define-cpu.js'
import {describeOrigin} from './describe-origin.js'
import {bytesOfMask} from './locate-address.js'
import type {MachineContext} from './machine-context.js'
import type {CpuSignature, ErrorUnit, MemoryError, PhysicalAddress, Severity} from './memory-error.js'
import {guessVendor} from './signature.js'

const SEVERITY: Readonly<Record<NonNullable<CperRecord['sectionSeverity']>, Severity>> = {
  corrected: 'corrected',
  recoverable: 'uncorrected',
  fatal: 'fatal',
  informational: 'informational',
  unknown: 'unknown',
}

const UNIT: Readonly<Record<CperRecord['sectionType'], ErrorUnit>> = {
  memory: 'dram',
  'processor-ia': 'core',
  'processor-arm': 'core',
  'processor-generic': 'core',
  pcie: 'io',
  firmware: 'firmware',
  cxl: 'cxl',
  unknown: 'unknown',
}

/** Memory error types (UEFI 2.10, N.2.5, table N-31): what the firmware found. */
const TYPES: readonly string[] = [
  'unknown',
  'no error',
  'single-bit ECC error',
  'multi-bit ECC error',
  'single-symbol chipkill ECC error',
  'multi-symbol chipkill ECC error',
  'master abort',
  'target abort',
  'parity error',
  'watchdog time-out',
  'invalid address',
  'mirror broken',
  'memory sparing',
  'scrub, corrected',
  'scrub, uncorrected',
  'physical memory map-out event',
]
const MIRROR_BROKEN = 11

/** Section types whose address is one of the system's memory; a CXL device counts its own. */
const addressKind = (section: CperRecord['sectionType']): PhysicalAddress['kind'] =>
  section === 'cxl' ? 'device' : 'system'

/** Parts of a processor; of several the first is told. */
const UNIT_OF_PART: Readonly<Record<ProcessorPart, ErrorUnit>> = {
  cache: 'cache',
  tlb: 'tlb',
  bus: 'interconnect',
  'micro-architecture': 'core',
  unknown: 'core',
}

const unitOf = ({sectionType, unit, processorParts = []}: CperRecord): ErrorUnit => {
  if (unit !== undefined) return unit
  const [part] = processorParts
  return part === undefined ? UNIT[sectionType] : UNIT_OF_PART[part]
}

/** `node#1_card#2_module#0`: the firmware's own numbers, where it names the module in no other way. */
function numberedModule({sectionType, fields = {}}: CperRecord): string | undefined {
  const {node, card, module} = fields
  if (sectionType !== 'memory' || card === undefined || module === undefined) return undefined
  return `${node === undefined ? '' : `node#${node}_`}card#${card}_module#${module}`
}

/** The firmware's label for the part, unless the location has one of its own. */
const dramOf = (record: CperRecord): DramLocation | undefined => {
  const {location, fruText, sectionType} = record
  const isMemory = sectionType === 'memory' || sectionType === 'cxl'
  const label = isMemory ? (location?.label ?? fruText ?? numberedModule(record)) : location?.label
  if (label === undefined) return location
  return {...location, label}
}

const FLAG_REMARKS: Readonly<Record<string, string>> = {
  'threshold exceeded': 'the firmware counts more errors here than its threshold allows',
  overflow: 'overflow: at least one more error was lost',
  'containment warning': 'the firmware warns that the error may not be contained',
}

function placeRemarks(record: CperRecord): readonly string[] {
  const {location, fruText, sectionType, address, addressMask} = record
  const isNumbered = location?.label === undefined && fruText === undefined && numberedModule(record) !== undefined
  const differ = location?.label !== undefined && fruText !== undefined && location.label !== fruText
  const hasWidth = address === undefined || (addressMask ?? 0n) !== 0n || sectionType === 'cxl'
  return [
    ...(isNumbered ? ['the firmware numbers node, card and module its own way: which slot they are is not told'] : []),
    ...(differ ? [`the firmware's FRU text says ${fruText}, its module handle ${location.label}`] : []),
    ...(hasWidth ? [] : ['the firmware gives no mask: the width of the address is not known']),
  ]
}

function remarksOf(record: CperRecord): readonly string[] {
  const {previousBoot, blockSeverity, sectionSeverity, sectionType, sectionGuid, flags = []} = record
  const differs = blockSeverity !== undefined && sectionSeverity !== undefined && blockSeverity !== sectionSeverity
  const isUnknown = sectionType === 'unknown' && sectionGuid !== undefined
  const part = record.fields?.part
  return [
    ...(previousBoot === true ? ['the record tells of the boot before the one that printed it'] : []),
    ...(differs ? [`the whole record is ${blockSeverity}, this section ${sectionSeverity}`] : []),
    ...(isUnknown && part === undefined
      ? [`section type ${sectionGuid} is the maker's own: its contents are kept, not decoded`]
      : []),
    ...(isUnknown && part !== undefined ? [`section type ${sectionGuid} is the maker's own: it is about ${part}`] : []),
    ...flags.flatMap(flag => FLAG_REMARKS[flag] ?? []),
    ...placeRemarks(record),
  ]
}

function severityOf({sectionSeverity, blockSeverity}: CperRecord, uncorrected: boolean | undefined): Severity {
  const stated = SEVERITY[sectionSeverity ?? blockSeverity ?? 'unknown']
  if (stated !== 'unknown' || uncorrected === undefined) return stated
  return uncorrected ? 'uncorrected' : 'corrected'
}

/** The record with what its section's bytes say, where they were read; what was printed wins. */
function withBytes(record: CperRecord): {readonly record: CperRecord; readonly uncorrected?: boolean} {
  const {sectionGuid, bytes} = record
  const reading = sectionGuid === undefined || bytes === undefined ? undefined : readCperSection(sectionGuid, bytes)
  if (reading === undefined) return {record}
  const {uncorrected, ...fields} = reading
  const whole = {...fields, ...record, fields: {...fields.fields, ...record.fields}}
  return uncorrected === undefined ? {record: whole} : {record: whole, uncorrected}
}

/** Vendors as the kernel numbers them. */
const AMD = 2
const VENDOR_INDEX: Readonly<Partial<Record<CpuSignature['vendor'], number>>> = {intel: 0, amd: AMD, hygon: 9}

/** A machine check whose registers a processor section copies. */
function copiedMachineCheck(record: CperRecord, bank: BankRegisters): MachineCheckRecord {
  const {dialect, envelope, evidence, cpuid, apic, fields = {}} = record
  const vendorIndex = bank.ipid !== undefined ? AMD : cpuid === undefined ? undefined : VENDOR_INDEX[guessVendor(cpuid)]
  const [mcgstatus, mcgcap] = [readHex(fields.mcgstatus ?? ''), readHex(fields.mcgcap ?? '')]
  return {
    kind: 'machine-check',
    dialect,
    envelope,
    evidence,
    ...bank,
    ...(cpuid === undefined ? {} : {signature: cpuid}),
    ...(vendorIndex === undefined ? {} : {vendorIndex}),
    ...(apic === undefined ? {} : {apic}),
    ...(mcgstatus === undefined ? {} : {mcgstatus}),
    ...(mcgcap === undefined ? {} : {mcgcap}),
  }
}

/** What the registers of a processor section mean; the firmware's word stands where they say nothing. */
function withRegisters(
  error: MemoryError,
  record: CperRecord,
  machine: MachineContext,
  cpus: readonly CpuModel[],
): MemoryError {
  const [bank, ...others] = banksOf(record.msrs ?? [])
  if (bank === undefined) return error
  const found = decodeMachineCheck(copiedMachineCheck(record, bank), machine, cpus)
  const severity = found.severity === 'unknown' ? error.severity : found.severity
  const disagree = error.severity === 'corrected' ? severity !== 'corrected' : severity === 'corrected'
  const remarks = [
    ...(error.remarks ?? []),
    ...(found.remarks ?? []),
    ...(disagree ? [`the firmware says '${error.severity}', the registers say '${severity}'`] : []),
    ...others.map(other => `bank ${other.bank} holds an error too: STATUS 0x${(other.status ?? 0n).toString(16)}`),
  ]
  const unit = found.unit === 'unknown' ? error.unit : found.unit
  return {...error, ...found, unit, severity, ...(remarks.length === 0 ? {} : {remarks})}
}

const messagesOf = ({memoryErrorType: type}: CperRecord): readonly string[] =>
  type === undefined ? [] : [TYPES[type] ?? `reserved type ${type}`]

/** A section of a firmware record (GHES, BERT, extlog, a file): the firmware's word, with UEFI's meanings. */
export function decodeCper(printed: CperRecord, machine: MachineContext, cpus: readonly CpuModel[] = []): MemoryError {
  const {record, uncorrected} = withBytes(printed)
  const {sectionType, memoryErrorType, address: value, addressMask} = record
  const arm = sectionType === 'processor-arm' ? wordsOfArmProcessor(record) : undefined
  const severity = severityOf(record, uncorrected ?? (arm?.corrected === undefined ? undefined : !arm.corrected))
  const dram = dramOf(record)
  const messages = [...messagesOf(record), ...(arm?.messages ?? [])]
  const remarks = remarksOf(record)
  const kind = record.addressSpace ?? addressKind(sectionType)
  const {apic} = record
  const error: MemoryError = {
    ...describeOrigin(record),
    severity,
    basis: 'reporter',
    unit: unitOf(record),
    ...(machine.signature === undefined ? {} : {cpuSignature: machine.signature}),
    registers: apic === undefined ? {} : {apic},
    flags: severity === 'unknown' ? {} : {uncorrected: severity === 'uncorrected' || severity === 'fatal'},
    ...(messages.length === 0 ? {} : {modelSpecific: {messages}}),
    ...(value === undefined ? {} : {address: {value, granularityBytes: bytesOfMask(addressMask), kind}}),
    ...(dram === undefined ? {} : {dram}),
    mirrorEvidence: memoryErrorType === MIRROR_BROKEN ? 'broken' : 'not-reported',
    ...(remarks.length === 0 ? {} : {remarks}),
  }
  return record.msrs === undefined ? error : withRegisters(error, record, machine, cpus)
}
