import type {HardwareErrorRecord} from '../records/hardware-error-record.js'
import {decodeCper} from './decode-cper.js'
import {decodeEdac} from './decode-edac.js'
import {decodeMachineCheck} from './decode-machine-check.js'
import {decodeMemoryFailure} from './decode-memory-failure.js'
import {decodeReported} from './decode-reported.js'
import type {CpuModel} from './define-cpu.js'
import type {MachineContext} from './machine-context.js'
import type {MemoryError} from './memory-error.js'

export type {MachineContext} from './machine-context.js'
export {signatureFromCpuid} from './signature.js'
export {isSyntheticGhes} from './synthetic-ghes.js'

const COUNTER_REMARK = 'a running total, not one event: when each of these errors happened is not told'

/** A total's error with how many it stands for. */
function withTotal(error: MemoryError | undefined, {counted}: HardwareErrorRecord): MemoryError | undefined {
  if (error === undefined || counted === undefined) return error
  const {count, seconds} = counted
  const age = seconds === undefined ? [] : [`counted over ${seconds} seconds`]
  return {...error, occurrences: {count, exact: false}, remarks: [...(error.remarks ?? []), COUNTER_REMARK, ...age]}
}

/**
 * What a record meant on the machine it came from: id and boot are left for the gatherer. Undefined for records that
 * tell of no error of their own (panics, context, comments of the page handler). Never throws.
 */
export function decodeError(
  record: HardwareErrorRecord,
  machine: MachineContext,
  cpus: readonly CpuModel[],
): MemoryError | undefined {
  return withTotal(decodeKind(record, machine, cpus), record)
}

function decodeKind(
  record: HardwareErrorRecord,
  machine: MachineContext,
  cpus: readonly CpuModel[],
): MemoryError | undefined {
  switch (record.kind) {
    case 'machine-check':
      return decodeMachineCheck(record, machine, cpus)
    case 'edac':
      return decodeEdac(record, machine, cpus)
    case 'cper':
      return decodeCper(record, machine, cpus)
    case 'memory-failure':
      return decodeMemoryFailure(record, machine)
    case 'reported':
      return decodeReported(record, machine)
    default:
      return undefined
  }
}
