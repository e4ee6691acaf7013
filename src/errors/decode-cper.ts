import type {CperRecord, DramLocation} from '../records/hardware-error-record.js'
import {describeOrigin} from './describe-origin.js'
import {bytesOfMask} from './locate-address.js'
import type {MachineContext} from './machine-context.js'
import type {ErrorUnit, MemoryError, PhysicalAddress, Severity} from './memory-error.js'

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

/** The firmware's label for the part, unless the location has one of its own. */
const dramOf = ({location, fruText, sectionType}: CperRecord): DramLocation | undefined => {
  const isMemory = sectionType === 'memory' || sectionType === 'cxl'
  const label = isMemory ? (location?.label ?? fruText) : location?.label
  if (label === undefined) return location
  return {...location, label}
}

function remarksOf({
  previousBoot,
  blockSeverity,
  sectionSeverity,
  addressMask,
  address,
}: CperRecord): readonly string[] {
  const differs = blockSeverity !== undefined && sectionSeverity !== undefined && blockSeverity !== sectionSeverity
  return [
    ...(previousBoot === true ? ['the record tells of the boot before the one that printed it'] : []),
    ...(differs ? [`the whole record is ${blockSeverity}, this section ${sectionSeverity}`] : []),
    ...(address !== undefined && (addressMask ?? 0n) === 0n
      ? ['the firmware gives no mask: the width of the address is not known']
      : []),
  ]
}

/** A section of a firmware record (GHES, BERT, extlog): the firmware's word, with UEFI's meanings. */
export function decodeCper(record: CperRecord, machine: MachineContext): MemoryError {
  const {sectionType, memoryErrorType, address, addressMask} = record
  const severity = SEVERITY[record.sectionSeverity ?? record.blockSeverity ?? 'unknown']
  const said =
    memoryErrorType === undefined ? undefined : (TYPES[memoryErrorType] ?? `reserved type ${memoryErrorType}`)
  const dram = dramOf(record)
  const remarks = remarksOf(record)
  return {
    ...describeOrigin(record),
    severity,
    basis: 'reporter',
    unit: UNIT[sectionType],
    ...(machine.signature === undefined ? {} : {cpuSignature: machine.signature}),
    registers: {},
    flags: severity === 'unknown' ? {} : {uncorrected: severity === 'uncorrected' || severity === 'fatal'},
    ...(said === undefined ? {} : {modelSpecific: {messages: [said]}}),
    ...(address === undefined
      ? {}
      : {address: {value: address, granularityBytes: bytesOfMask(addressMask), kind: addressKind(sectionType)}}),
    ...(dram === undefined ? {} : {dram}),
    mirrorEvidence: memoryErrorType === MIRROR_BROKEN ? 'broken' : 'not-reported',
    ...(remarks.length === 0 ? {} : {remarks}),
  }
}
