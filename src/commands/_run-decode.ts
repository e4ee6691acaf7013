import {loadContributions} from '../contributions.js'
import {decodeError, type MachineContext} from '../errors/decode-error.js'
import {contextFromFact} from '../errors/machine-context.js'
import type {MemoryError} from '../errors/memory-error.js'
import {EXIT} from '../exit-codes.js'
import type {ParseNotice} from '../logs/parse-notice.js'
import {readRecords} from '../read-records.js'
import type {HardwareErrorRecord} from '../records/hardware-error-record.js'
import type {PlatformFact} from '../records/platform-fact.js'
import {describeError} from '../report/describe-error.js'
import {errorToJsonText} from '../report/json.js'
import {withPauses} from '../sources/with-pauses.js'
import type {BaseCommand} from './_base-command.js'
import {createLineWriter} from './_line-writer.js'
import {readOptions} from './_read-options.js'
import {scanThreads, type ThreadFlags} from './_scan-threads.js'

interface DecodeFlags extends ThreadFlags {
  readonly 'unpack-limit'?: readonly string[] | undefined
  readonly kernel?: string | undefined
  readonly cpu?: string | undefined
  readonly ndjson: boolean
  readonly quiet: boolean
}

/** Machines remembered at once, by input and host; a log that names more forgets the first. */
const MOST_MACHINES = 4096

/** What logs said of their machines so far, host by host, over what the user stated. */
function createMachines(stated: MachineContext) {
  const machines = new Map<string, MachineContext>()
  const nameOf = ({evidence, envelope}: HardwareErrorRecord | PlatformFact): string =>
    `${evidence[0]?.position.input ?? 0} ${envelope.host ?? ''}`
  return {
    of: (told: HardwareErrorRecord | PlatformFact): MachineContext => machines.get(nameOf(told)) ?? stated,
    learn(fact: PlatformFact): void {
      machines.set(nameOf(fact), contextFromFact(this.of(fact), fact))
      const [first] = machines.keys()
      if (machines.size > MOST_MACHINES && first !== undefined) machines.delete(first)
    },
  }
}

/** Notices of one kind that are told one by one; of the rest only the number. */
const TOLD_OF_A_KIND = 20

/** Notices on standard error as they come up, without drowning it. */
function createNoticeTeller(say: (notice: Pick<ParseNotice, 'code' | 'message'>, before?: string) => void) {
  const counts = new Map<string, number>()
  return {
    tell(notice: ParseNotice): void {
      const {
        code,
        positions: [first],
      } = notice
      const count = (counts.get(code) ?? 0) + 1
      counts.set(code, count)
      if (count <= TOLD_OF_A_KIND) say(notice, first === undefined ? '' : `line ${first.line}: `)
    },
    /** True when a notice of such a kind came up. */
    has: (isOfKind: (code: string) => boolean): boolean => [...counts.keys()].some(isOfKind),
    end(): void {
      for (const [code, count] of counts)
        if (count > TOLD_OF_A_KIND)
          say({code: '', message: `${count - TOLD_OF_A_KIND} more notices of the kind ${code}`})
    },
  }
}

/** Prints each error as it is decoded and each notice as it comes up; nothing of the log is kept. */
export async function runDecode(command: BaseCommand, paths: readonly string[], flags: DecodeFlags): Promise<number> {
  const options = await readOptions(command, paths, flags)
  const contributions = await loadContributions(options.pluginRoots)
  const cpus = contributions.cpus.map(entry => entry.value)
  const machines = createMachines({
    ...(options.kernel === undefined ? {} : {kernel: options.kernel}),
    ...(options.cpu === undefined ? {} : {signature: options.cpu}),
  })
  const writer = createLineWriter(process.stdout)
  const write = flags.ndjson
    ? errorToJsonText
    : (error: MemoryError) => `${describeError(error, text => command.say(text))}\n`
  const notices = createNoticeTeller((notice, before) => flags.quiet || command.tellNotice(notice, before))
  let number = 0
  const live = paths.includes('-')
  const read = live ? {...options, live, stdin: withPauses(options.stdin)} : options
  const {inputs, lost} = await readRecords({...read, ...scanThreads(command, flags), hashes: false}, contributions, {
    addFact: fact => machines.learn(fact),
    addRecord(record) {
      const error = decodeError(record, machines.of(record), cpus)
      if (error === undefined) return
      number += 1
      // The error is ours alone: numbering it in place saves a copy of all its fields.
      writer.add(write(Object.assign(error, {id: `e${number}`})))
    },
    addNotice: notice => notices.tell(notice),
    settle: () => (live ? writer.flush() : writer.settle()),
  })
  await writer.end()
  notices.end()
  if (inputs.length === 0) return EXIT.nothingRead
  return lost || notices.has(code => code.startsWith('record-')) ? EXIT.partlyRead : EXIT.done
}
