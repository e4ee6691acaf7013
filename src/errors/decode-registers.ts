import {classifySeverity} from './classify-severity.js'
import {isAmdLike} from './cpu-features.js'
import type {CpuModel} from './define-cpu.js'
import type {Draft} from './draft.js'
import type {MemoryError, MirrorEvidence} from './memory-error.js'
import {type BankDecode, readBank} from './read-bank.js'
import {readCounters, readFlags} from './read-flags.js'
import {circumstances, rootPort} from './register-remarks.js'
import type {RegisterSet} from './register-set.js'
import mciStatus from './registers/ia32-mci-status.js'
import {residueOf} from './residue.js'

/** Fields of a `MemoryError` that registers give. */
export type RegisterFields = Pick<
  MemoryError,
  | 'severity'
  | 'unit'
  | 'cpuModel'
  | 'cpuSignature'
  | 'bankKind'
  | 'flags'
  | 'mca'
  | 'modelSpecific'
  | 'threshold'
  | 'correctedCount'
  | 'address'
  | 'dram'
  | 'mirrorEvidence'
  | 'residue'
  | 'remarks'
>

/** Everything registers say, and how it was reached. */
export interface RegisterDecode {
  readonly fields: RegisterFields
  readonly bank: BankDecode
  readonly severityBecause: string
}

const isValid = ({status}: RegisterSet): boolean => mciStatus.has(status, 'VAL')

function remarksOf({mca, reading, address}: BankDecode, set: RegisterSet): readonly string[] {
  const unknownCpu =
    set.vendor === 'unknown' ? ['neither CPU nor vendor is known: only the architectural bits were decoded'] : []
  if (!isValid(set)) return [...unknownCpu, 'not valid (VAL=0): the fields describe no error and no place']
  const overflow = mciStatus.has(set.status, 'OVER')
    ? ['OVER=1: at least one more error was lost; fields may mix two errors']
    : []
  return [
    ...unknownCpu,
    ...(reading.remarks ?? []),
    ...rootPort(mca, set),
    ...address.remarks,
    ...circumstances(set),
    ...overflow,
  ]
}

/** A register without a valid error shows nothing about mirroring either. */
const evidenceOf = ({reading}: BankDecode, set: RegisterSet): MirrorEvidence =>
  isValid(set) ? reading.mirrorEvidence : 'not-reported'

/** Nor does it name a part: the bank it stands in is no place of an error. */
const unitOf = ({reading}: BankDecode, set: RegisterSet): RegisterFields['unit'] =>
  isValid(set) ? (reading.unit ?? 'unknown') : 'unknown'

/** Decodes one machine check. Never throws, whatever the values. */
export function decodeRegisters(set: RegisterSet, cpus: readonly CpuModel[]): RegisterDecode {
  const bank = readBank(set, cpus)
  const {severity, because} = classifySeverity(set)
  const remarks = remarksOf(bank, set)
  const {reading, cpu, kind, address} = bank
  const fields: Draft<RegisterFields> = {
    severity,
    unit: unitOf(bank, set),
    flags: readFlags(set, set.vendor, set.features.ser),
    mca: bank.mca,
    mirrorEvidence: evidenceOf(bank, set),
  }
  if (cpu !== undefined) fields.cpuModel = cpu.id
  if (set.signature !== undefined) fields.cpuSignature = set.signature
  if (kind !== undefined) fields.bankKind = kind.id
  if (reading.modelSpecific !== undefined) fields.modelSpecific = reading.modelSpecific
  if (!isAmdLike(set.vendor) && set.vendor !== 'unknown') Object.assign(fields, readCounters(set.status, set.mcgcap))
  if (address.address !== undefined) fields.address = address.address
  if (reading.dram !== undefined) fields.dram = reading.dram
  const residue = residueOf(set, kind?.id)
  if (residue !== undefined) fields.residue = residue
  if (remarks.length > 0) fields.remarks = remarks
  return {fields, bank, severityBecause: because}
}
