import type {Contributions} from '../contributions.js'
import {decodeError, type MachineContext} from '../errors/decode-error.js'
import {type ArmSet, openArmReader} from '../errors/explain-arm.js'
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

/** What was found among pasted lines: register sets, Arm's apart, and how many errors came without a STATUS. */
export interface PastedSets {
  readonly inputs: readonly RegisterInput[]
  readonly arm: readonly ArmSet[]
  readonly without: number
}

/** Characters of a line that are looked at; a line with registers has some hundreds. */
const LONGEST = 1 << 16

/** The bytes as they come, their lines shown to whoever else reads along; bounded memory. */
async function* shown(bytes: AsyncIterable<Uint8Array>, read: (line: string) => void): AsyncIterable<Uint8Array> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk, {stream: true})).split('\n')
    rest = (lines.pop() ?? '').slice(0, LONGEST)
    for (const line of lines) read(line.slice(0, LONGEST))
    yield chunk
  }
  read(rest)
}

/** Reads lines as people paste them, wrapped and prefixed as logs are; never throws on odd text. */
export async function readPasted(lines: AsyncIterable<Uint8Array>, contributions: Contributions): Promise<PastedSets> {
  const inputs: RegisterInput[] = []
  let machine: MachineContext = {}
  const arm = openArmReader()
  let without = 0
  const cpus = contributions.cpus.map(entry => entry.value)
  await readRecords({paths: ['-'], stdin: shown(lines, arm.read)}, contributions, {
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
  return {inputs, arm: arm.sets(), without}
}
