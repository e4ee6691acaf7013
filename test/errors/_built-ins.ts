import {builtIns} from '../../src/built-ins.js'
import type {CpuModel} from '../../src/errors/define-cpu.js'
import type {MachineCheckRecord} from '../../src/records/hardware-error-record.js'

/** Every CPU model that ships. */
export const cpus: readonly CpuModel[] = builtIns.cpus.map(entry => entry.value)

/** A machine-check record with nothing but what a test states. */
export const machineCheck = (fields: Partial<MachineCheckRecord>): MachineCheckRecord => ({
  kind: 'machine-check',
  dialect: 'test',
  envelope: {id: 'bare', time: {basis: 'none'}},
  evidence: [],
  ...fields,
})
