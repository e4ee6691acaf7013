import type {MemoryError} from '../../src/errors/memory-error.js'
import type {Incident} from '../../src/incidents/incident.js'

/** An uncorrected read from DRAM by a machine-check bank, with the fields that differ. */
export const errorWith = (fields: Partial<MemoryError> = {}): MemoryError => ({
  id: 'e1',
  host: 'node3',
  time: '2026-03-02T08:15:00Z',
  timeBasis: 'zoned',
  epochMs: Date.parse('2026-03-02T08:15:00Z'),
  bootIndex: 0,
  severity: 'srar',
  basis: 'registers',
  unit: 'dram',
  cpuModel: 'intel-icelake-sp',
  bankKind: 'intel-icx-imc',
  registers: {bank: 13, socket: 0},
  flags: {valid: true, uncorrected: true},
  mca: {code: '0x0090', kind: 'memory-controller', transaction: 'read', channel: 0},
  modelSpecific: {code: '0x00a0'},
  address: {value: 0x2_4000_1000n, granularityBytes: 64, kind: 'system'},
  dram: {socket: 0, imc: 0, channel: 0},
  mirrorEvidence: 'none',
  reporters: ['kernel-mce'],
  positions: [{input: 0, line: 10, byteOffset: 1000}],
  evidence: [],
  ...fields,
})

/** A corrected error of the same place. */
export const correctedWith = (fields: Partial<MemoryError> = {}): MemoryError =>
  errorWith({
    severity: 'corrected',
    flags: {valid: true, uncorrected: false},
    modelSpecific: {code: '0x0080'},
    ...fields,
  })

/** A core's record of having read bad data (MCACOD 0x134). */
export const consumptionWith = (fields: Partial<MemoryError> = {}): MemoryError => {
  const {bankKind: _bank, dram: _dram, modelSpecific: _code, ...rest} = errorWith()
  return {
    ...rest,
    unit: 'cache',
    registers: {bank: 1, socket: 0},
    mca: {code: '0x0134', kind: 'cache', level: 0, type: 'data', request: 'DRD'},
    mirrorEvidence: 'not-reported',
    ...fields,
  }
}

/** An incident in which the kernel read bad data of its own and panicked, with the fields that differ. */
export function incidentWith(fields: Partial<Incident> = {}): Incident {
  const errors = fields.errors ?? [errorWith()]
  return {
    id: 'i1',
    host: 'node3',
    start: '2026-03-02T08:15:00Z',
    startMs: Date.parse('2026-03-02T08:15:00Z'),
    timeBasis: 'zoned',
    bootIndex: 0,
    severity: errors[0]?.severity ?? 'unknown',
    consumption: 'kernel',
    victim: {content: 'kernel', asLogged: 'slab page', because: 'the page type was printed as "slab page"'},
    outcome: 'panic',
    outcomeBecause: 'Kernel panic - not syncing: Fatal machine check',
    injected: false,
    evidence: [],
    ...fields,
    errors,
  }
}

/** An incident in which a process read bad data and was killed. */
export const userIncident = (fields: Partial<Incident> = {}): Incident =>
  incidentWith({
    consumption: 'user',
    outcome: 'process-killed',
    victim: {content: 'user', asLogged: 'java:812', because: 'the kernel signalled java:812'},
    ...fields,
  })

/** An incident of corrected errors only. */
export const correctedIncident = (fields: Partial<Incident> = {}): Incident =>
  incidentWith({
    errors: [correctedWith()],
    severity: 'corrected',
    consumption: 'none',
    outcome: 'logged',
    victim: {content: 'unknown', because: 'no line tells what was in the page'},
    ...fields,
  })
