import type {ReportedError} from '../records/hardware-error-record.js'
import {readHex} from '../records/hex-text.js'
import {wordsOfArmStatus} from './arm/ras-status.js'
import {describeOrigin} from './describe-origin.js'
import type {MachineContext} from './machine-context.js'
import type {ErrorFlags, MemoryError} from './memory-error.js'

/** A reporter that names a byte means the line it stands in, at least. */
const LINE_BYTES = 64

const FLAGS: Readonly<Record<ReportedError['severity'], ErrorFlags>> = {
  corrected: {uncorrected: false},
  deferred: {uncorrected: false, deferred: true},
  uncorrected: {uncorrected: true},
  fatal: {uncorrected: true},
  informational: {},
  unknown: {},
}

const NO_PLACE = 'the reporter names neither module nor address: the error cannot be located'

const remarksOf = ({location, address, mirror, unit}: ReportedError): readonly string[] => [
  ...(unit === 'dram' && location === undefined && address === undefined ? [NO_PLACE] : []),
  ...(mirror === undefined ? [] : [`mirror evidence '${mirror}' is the reporter's word`]),
]

const placeOf = (record: ReportedError): Pick<MemoryError, 'address' | 'dram' | 'occurrences'> => {
  const {location, address, addressKind = 'system', granularityBytes = LINE_BYTES, count} = record
  return {
    ...(address === undefined ? {} : {address: {value: address, granularityBytes, kind: addressKind}}),
    ...(location === undefined ? {} : {dram: location}),
    ...(count === undefined ? {} : {occurrences: {count: count.errors, exact: !count.atLeast}}),
  }
}

/** An Arm error record's own status register, where the driver printed it. */
function armWords({dialect, fields = {}}: ReportedError): readonly string[] {
  const status = dialect === 'aest' ? readHex(fields.STATUS ?? '') : undefined
  return status === undefined ? [] : wordsOfArmStatus(status)
}

/** An error known from words alone (SEL, Redfish, WHEA text): the reporter's class and place, nothing made up. */
export function decodeReported(record: ReportedError, machine: MachineContext): MemoryError {
  const {severity, unit, apic, bank, message, mirror} = record
  const remarks = remarksOf(record)
  return {
    ...describeOrigin(record),
    severity,
    basis: 'reporter',
    unit,
    ...(machine.signature === undefined ? {} : {cpuSignature: machine.signature}),
    registers: {...(apic === undefined ? {} : {apic}), ...(bank === undefined ? {} : {bank})},
    flags: FLAGS[severity],
    modelSpecific: {messages: [message, ...armWords(record)]},
    ...placeOf(record),
    mirrorEvidence: mirror ?? 'not-reported',
    ...(remarks.length === 0 ? {} : {remarks}),
  }
}
