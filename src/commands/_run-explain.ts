import {type Contributions, loadContributions} from '../contributions.js'
import type {CpuModel} from '../errors/define-cpu.js'
import {
  describeRegisters,
  explainRegisters,
  parseRegister,
  type RegisterInput,
  readRegisterInput,
} from '../errors/explain-registers.js'
import {parseCpu} from '../errors/parse-cpu.js'
import {EXIT} from '../exit-codes.js'
import {explanationPage} from '../report/explanation-page.js'
import {errorToJson} from '../report/json.js'
import {answerLine} from './_answer-line.js'
import type {BaseCommand} from './_base-command.js'
import {createLineWriter} from './_line-writer.js'
import {type PastedSets, readPasted} from './_pasted-lines.js'
import {splitLines} from './_split-lines.js'

interface ExplainFlags {
  readonly json: boolean
  readonly vendor?: string | undefined
  readonly cpu?: string | undefined
  readonly [name: string]: unknown
}

const cpusOf = ({cpus}: Contributions): readonly CpuModel[] => cpus.map(entry => entry.value)
const HOW = 'write up to 16 hexadecimal digits such as 0xbe00000000010091, or paste the line of a log that holds them'

/** What the flags say, ready to be laid over what a line says; wrong values end with exit code 2. */
function readFlags(command: BaseCommand, flags: ExplainFlags, status: string): RegisterInput {
  const cpu =
    flags.cpu === undefined
      ? undefined
      : (parseCpu(flags.cpu) ?? command.refuse(`--cpu ${flags.cpu}: write a CPUID signature such as 0x50654`))
  const vendor = flags.vendor ?? cpu?.vendor
  const {cpu: _cpu, vendor: _vendor, ...registers} = flags
  const {input, problems} = readRegisterInput({
    ...registers,
    status,
    ...(cpu === undefined ? {} : {signature: `0x${cpu.signature.toString(16)}`}),
    ...(vendor === undefined ? {} : {vendor}),
  })
  return input ?? command.refuse(problems.map(problem => `--${problem}`).join('\n'))
}

async function* bytesOf(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(`${text}\n`)
}

/** Flags win over what the lines say. */
function layOver(found: RegisterInput, {registers, ...said}: RegisterInput): RegisterInput {
  const {status: _placeholder, ...given} = registers
  return {...found, ...said, registers: {...found.registers, ...given}}
}

async function fromLines(
  command: BaseCommand,
  said: string,
  contributions: Contributions,
): Promise<PastedSets['inputs']> {
  const isStdin = said === '-'
  const {inputs, without} = await readPasted(isStdin ? process.stdin : bytesOf(said), contributions)
  if (inputs.length > 0) return inputs
  const what = isStdin ? 'standard input' : `STATUS ${said.length > 60 ? `${said.slice(0, 60)}…` : said}`
  return command.refuse(
    without > 0
      ? `${what}: an error is told there, but no STATUS register; decode reads such lines`
      : `${what}: neither a register value nor a line that names one; ${HOW}`,
  )
}

/** Explains the registers of the command line or of a pasted line; wrong values end with exit code 2. */
export async function explainOne(command: BaseCommand, said: string | undefined, flags: ExplainFlags): Promise<number> {
  if (said === undefined) return command.refuse(`STATUS is missing: ${HOW}`)
  const isValue = parseRegister(said) !== undefined
  const stated = readFlags(command, flags, isValue ? said : '0x0')
  const contributions = await loadContributions(command.askPluginRoots())
  const inputs = isValue
    ? [stated]
    : (await fromLines(command, said, contributions)).map(found => layOver(found, stated))
  const cpus = cpusOf(contributions)
  const answers = inputs.map(input =>
    flags.json
      ? JSON.stringify(errorToJson(explainRegisters(input, cpus)), null, 2)
      : explanationPage(describeRegisters(input, cpus), text => command.say(text)),
  )
  command.log(answers.join('\n\n'))
  return EXIT.done
}

/** Reads register sets from standard input, one JSON object a line, and answers in the same order. */
export async function explainStream(command: BaseCommand): Promise<number> {
  const cpus = cpusOf(await loadContributions(command.askPluginRoots()))
  const writer = createLineWriter(process.stdout)
  let number = 0
  let bad = 0
  for await (const line of splitLines(process.stdin)) {
    number += 1
    if (line.text.trim() === '' && !line.cut) continue
    const {text, good} = answerLine(line, number, cpus)
    if (!good) bad += 1
    writer.add(text)
    await writer.settle()
  }
  await writer.end()
  if (bad > 0) command.logToStderr(`mirrorcheck: ${bad} of the lines read were no register set; their answers say why`)
  return bad > 0 ? EXIT.partlyRead : EXIT.done
}
