import type {MachineCheckRecord} from '../records/hardware-error-record.js'
import {decodeMcaCode} from './decode-mca-code.js'
import {decodeRegisters, type RegisterFields} from './decode-registers.js'
import type {CpuModel} from './define-cpu.js'
import {describeOrigin} from './describe-origin.js'
import type {Draft} from './draft.js'
import {gradesInForce, gradesOf, gradesThatDiffer} from './kernel-grades.js'
import {LINE_BYTES, locateIntel} from './locate-address.js'
import type {MachineContext} from './machine-context.js'
import type {CpuSignature, ErrorRegisters, MemoryError} from './memory-error.js'
import {isDimmUnit} from './memory-unit.js'
import {completeFeatures, contextOf, isInHandler, type RegisterSet, vendorFromRegisters} from './register-set.js'
import mciStatus from './registers/ia32-mci-status.js'
import {signatureFromCpuid, VENDOR_BY_INDEX} from './signature.js'
import {isSyntheticGhes, SYNTHETIC_GHES_REMARK} from './synthetic-ghes.js'
import {trustReporter} from './trust-reporter.js'
import {unitOfCode} from './unit-of-code.js'

/** The kernel's pseudo-bank for thermal events; its status is no machine-check status (asm/mce.h). */
const THERMAL_BANK = 128

/** The record's own PROCESSOR line, else what the boot told. */
function signatureOf(record: MachineCheckRecord, machine: MachineContext): CpuSignature | undefined {
  if (record.signature === undefined || record.signature === 0) return machine.signature
  const vendor = VENDOR_BY_INDEX[record.vendorIndex ?? -1] ?? machine.signature?.vendor ?? 'unknown'
  return signatureFromCpuid(record.signature, vendor)
}

/** Every register that a record may tell, read by name: a storm asks millions of times. */
function copyRegisters(record: MachineCheckRecord, into: Draft<ErrorRegisters>): void {
  if (record.status !== undefined) into.status = record.status
  if (record.misc !== undefined) into.misc = record.misc
  if (record.addr !== undefined) into.addr = record.addr
  if (record.mcgstatus !== undefined) into.mcgstatus = record.mcgstatus
  if (record.mcgcap !== undefined) into.mcgcap = record.mcgcap
  if (record.tsc !== undefined) into.tsc = record.tsc
  if (record.ip !== undefined) into.ip = record.ip
  if (record.ppin !== undefined) into.ppin = record.ppin
  if (record.ipid !== undefined) into.ipid = record.ipid
  if (record.synd !== undefined) into.synd = record.synd
  if (record.cpu !== undefined) into.cpu = record.cpu
  if (record.bank !== undefined) into.bank = record.bank
  if (record.socket !== undefined) into.socket = record.socket
  if (record.apic !== undefined) into.apic = record.apic
  if (record.cs !== undefined) into.cs = BigInt(record.cs)
  if (record.microcode !== undefined) into.microcode = BigInt(record.microcode)
}

/** The registers as logged; absent ones stay absent. */
export function registersOf(record: MachineCheckRecord): ErrorRegisters {
  const found: Draft<ErrorRegisters> = {}
  copyRegisters(record, found)
  return found
}

function registerSet(record: MachineCheckRecord, status: bigint, machine: MachineContext): RegisterSet {
  const signature = signatureOf(record, machine)
  const {cs, symbol, mcgstatus, mcgcap} = record
  const vendor = signature?.vendor ?? VENDOR_BY_INDEX[record.vendorIndex ?? -1] ?? 'unknown'
  const {ipid, bank} = record
  const telling = {status, ...(ipid === undefined ? {} : {ipid}), ...(bank === undefined ? {} : {bank})}
  const set: Draft<RegisterSet> = {
    status,
    vendor: vendor === 'unknown' ? vendorFromRegisters(telling) : vendor,
    features: completeFeatures({}, signature, mcgcap),
    context: contextOf(cs === undefined ? undefined : BigInt(cs), symbol),
    exception: isInHandler(mcgstatus),
  }
  copyRegisters(record, set)
  if (signature !== undefined) set.signature = signature
  return set
}

/** Records made from firmware records: the kernel's word, not the CPU's, and the address is physical by construction. */
function asFirmwareWord(fields: RegisterFields, {status = 0n, addr}: MachineCheckRecord): RegisterFields {
  const isUncorrected = fields.flags.uncorrected === true && fields.severity !== 'fatal'
  const {address, remarks: _, ...rest} = fields
  const known =
    address?.kind === 'system'
      ? address
      : addr === undefined
        ? undefined
        : {value: addr, granularityBytes: LINE_BYTES, kind: 'system' as const}
  return {
    ...rest,
    unit: 'dram',
    severity: isUncorrected ? 'uncorrected' : fields.severity,
    ...(known === undefined || status === 0n ? {} : {address: known}),
    mirrorEvidence: 'not-reported',
    remarks: [SYNTHETIC_GHES_REMARK],
  }
}

function shell(record: MachineCheckRecord): Pick<MemoryError, 'registers' | 'symbol' | 'exception'> {
  return {
    registers: registersOf(record),
    ...(record.symbol === undefined ? {} : {symbol: record.symbol}),
    ...(record.exception === undefined ? {} : {exception: record.exception}),
  }
}

/** Reporters print ADDR and MISC only where STATUS says that they are valid. */
function addressWithoutStatus({addr, misc}: MachineCheckRecord): Pick<MemoryError, 'address'> {
  if (addr === undefined) return {}
  const status = mciStatus.write({ADDRV: 1n, MISCV: misc === undefined ? 0n : 1n})
  const {address} = locateIntel({status, addr, ...(misc === undefined ? {} : {misc})})
  return address === undefined ? {} : {address}
}

/** A record whose status was not logged: only what a reporter said of it, if anything. */
function withoutStatus(record: MachineCheckRecord, machine: MachineContext): MemoryError {
  const signature = signatureOf(record, machine)
  const code = record.prose?.mcaCode
  const mca = code === undefined ? undefined : decodeMcaCode(code)
  return {
    ...describeOrigin(record, record.unixTime),
    ...shell(record),
    severity: 'unknown',
    basis: 'reporter',
    unit: mca === undefined ? 'unknown' : unitOfCode(mca),
    ...(mca === undefined ? {} : {mca}),
    ...addressWithoutStatus(record),
    ...(signature === undefined ? {} : {cpuSignature: signature}),
    flags: {},
    mirrorEvidence: 'not-reported',
    remarks: ['the STATUS register was not logged'],
  }
}

const thermal = (record: MachineCheckRecord): MemoryError => ({
  ...describeOrigin(record, record.unixTime),
  ...shell(record),
  severity: 'informational',
  basis: 'registers',
  unit: 'thermal',
  flags: {},
  mirrorEvidence: 'not-reported',
})

/** A machine check as registers, prose, or both; registers win and disagreements are remarked. */
export function decodeMachineCheck(
  record: MachineCheckRecord,
  machine: MachineContext,
  cpus: readonly CpuModel[],
): MemoryError {
  const error = decodeWhole(record, machine, cpus)
  if (record.partial !== true) return error
  return {...error, remarks: [...(error.remarks ?? []), 'the record was cut: registers may be missing']}
}

/** A memory bank sees the DIMMs of its own socket. */
function onOwnSocket(fields: RegisterFields, socket: number | undefined): RegisterFields {
  const {dram} = fields
  if (!isDimmUnit(fields) || dram === undefined || dram.socket !== undefined || socket === undefined) return fields
  return {...fields, dram: {socket, ...dram}}
}

function decodeWhole(record: MachineCheckRecord, machine: MachineContext, cpus: readonly CpuModel[]): MemoryError {
  if (record.bank === THERMAL_BANK) return thermal(record)
  if (record.status === undefined) return trustReporter(withoutStatus(record, machine), record.prose)
  const set = registerSet(record, record.status, machine)
  const fields = onOwnSocket(decodeRegisters(set, cpus).fields, record.socket)
  const common = Object.assign(describeOrigin(record, record.unixTime), shell(record))
  if (isSyntheticGhes(record)) return {...common, ...asFirmwareWord(fields, record), basis: 'reporter'}
  const kernelGrade = gradesThatDiffer(gradesInForce(gradesOf(set, machine.kernel), set.exception))
  const error: Draft<MemoryError> = Object.assign(common, fields, {basis: 'registers'} as const)
  if (kernelGrade.length > 0) error.kernelGrade = kernelGrade
  return trustReporter(error, record.prose)
}
