import {loadContributions} from '../contributions.js'
import {decodeError, type MachineContext} from '../errors/decode-error.js'
import {contextFromFact} from '../errors/machine-context.js'
import type {MemoryError} from '../errors/memory-error.js'
import {EXIT} from '../exit-codes.js'
import {readRecords} from '../read-records.js'
import type {HardwareErrorRecord} from '../records/hardware-error-record.js'
import type {PlatformFact} from '../records/platform-fact.js'
import {describeError} from '../report/describe-error.js'
import {errorToJson} from '../report/json.js'
import type {BaseCommand} from './_base-command.js'
import {readOptions} from './_read-options.js'

interface DecodeFlags {
  readonly kernel?: string | undefined
  readonly cpu?: string | undefined
  readonly ndjson: boolean
  readonly quiet: boolean
}

/** Prints each error as it is decoded; keeps what the log said of the machine so far, host by host. */
export async function runDecode(command: BaseCommand, paths: readonly string[], flags: DecodeFlags): Promise<number> {
  const options = await readOptions(command, paths, flags)
  const contributions = await loadContributions(options.pluginRoots)
  const cpus = contributions.cpus.map(entry => entry.value)
  const stated: MachineContext = {
    ...(options.kernel === undefined ? {} : {kernel: options.kernel}),
    ...(options.cpu === undefined ? {} : {signature: options.cpu}),
  }
  const machines = new Map<string, MachineContext>()
  let number = 0
  const print = (error: MemoryError) => {
    number += 1
    const numbered = {...error, id: `e${number}`}
    command.log(flags.ndjson ? JSON.stringify(errorToJson(numbered)) : describeError(numbered))
  }
  const machineOf = (record: HardwareErrorRecord | PlatformFact) =>
    `${record.evidence[0]?.position.input ?? 0} ${record.envelope.host ?? ''}`
  const {inputs, notices, lost} = await readRecords(options, contributions, {
    addFact: fact => machines.set(machineOf(fact), contextFromFact(machines.get(machineOf(fact)) ?? stated, fact)),
    addRecord: record => {
      const error = decodeError(record, machines.get(machineOf(record)) ?? stated, cpus)
      if (error !== undefined) print(error)
    },
  })
  if (!flags.quiet) for (const notice of notices) command.logToStderr(`mirrorcheck: ${notice.message}`)
  if (inputs.length === 0) return EXIT.nothingRead
  return lost || notices.some(notice => notice.code.startsWith('record-')) ? EXIT.partlyRead : EXIT.done
}
