import type {Contributions} from '../contributions.js'
import {decodeError, type MachineContext} from '../errors/decode-error.js'
import type {RegisterInput} from '../errors/explain-registers.js'
import {contextFromFact} from '../errors/machine-context.js'
import type {MemoryError} from '../errors/memory-error.js'
import {readRecords} from '../read-records.js'

/** Register sets of one paste that are explained; a log belongs to `decode`. */
const MOST_SETS = 20

function inputOf({registers, cpuSignature, symbol}: MemoryError, {kernel}: MachineContext): RegisterInput {
  return {
    registers,
    ...(cpuSignature === undefined ? {} : {signature: cpuSignature.signature}),
    ...(cpuSignature === undefined || cpuSignature.vendor === 'unknown' ? {} : {vendor: cpuSignature.vendor}),
    ...(symbol === undefined ? {} : {symbol}),
    ...(kernel === undefined ? {} : {kernel}),
  }
}

/** What was found among pasted lines: register sets, and how many errors came without a STATUS. */
export interface PastedSets {
  readonly inputs: readonly RegisterInput[]
  readonly without: number
}

/** Reads lines as people paste them, wrapped and prefixed as logs are; never throws on odd text. */
export async function readPasted(lines: AsyncIterable<Uint8Array>, contributions: Contributions): Promise<PastedSets> {
  const inputs: RegisterInput[] = []
  let machine: MachineContext = {}
  let without = 0
  const cpus = contributions.cpus.map(entry => entry.value)
  await readRecords({paths: ['-'], stdin: lines}, contributions, {
    addFact: fact => {
      machine = contextFromFact(machine, fact)
    },
    addRecord: record => {
      const error = decodeError(record, machine, cpus)
      if (error === undefined) return
      if (error.registers.status === undefined) without += 1
      else if (inputs.length < MOST_SETS) inputs.push(inputOf(error, machine))
    },
  })
  return {inputs, without}
}
