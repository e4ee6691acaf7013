import {type Contributions, loadContributions} from '../contributions.js'
import type {CpuModel} from '../errors/define-cpu.js'
import {type ArmSet, explainArm} from '../errors/explain-arm.js'
import {
  describeRegisters,
  explainRegisters,
  parseRegister,
  type RegisterInput,
  readRegisterInput,
} from '../errors/explain-registers.js'
import {parseCpu} from '../errors/parse-cpu.js'
import {EXIT} from '../exit-codes.js'
import {armExplanationPage} from '../report/arm-explanation-page.js'
import {explanationPage} from '../report/explanation-page.js'
import {errorToJson} from '../report/json.js'
import {plainJson} from '../report/plain-json.js'
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

async function fromLines(command: BaseCommand, said: string, contributions: Contributions): Promise<PastedSets> {
  const isStdin = said === '-'
  const found = await readPasted(isStdin ? process.stdin : bytesOf(said), contributions)
  const {inputs, arm, without} = found
  if (inputs.length + arm.length > 0) return found
  const what = isStdin ? 'standard input' : `STATUS ${said.length > 60 ? `${said.slice(0, 60)}…` : said}`
  return command.refuse(
    without > 0
      ? `${what}: an error is told there, but no STATUS register; decode reads such lines`
      : `${what}: neither a register value nor a line that names one; ${HOW}`,
  )
}

/** Flags about registers that Arm processors do not have. */
const NOT_OF_ARM = 'cpu bank misc addr mcgstatus mcgcap ipid synd cs ip context notify kernel'.split(' ')

function armAnswer(command: BaseCommand, set: ArmSet, {json}: ExplainFlags): string {
  const answer = explainArm(set)
  return json ? JSON.stringify(plainJson(answer), null, 2) : armExplanationPage(answer, text => command.say(text))
}

/** An Arm syndrome that stands alone, or what Arm lines say; flags of other machines are refused. */
async function explainArmOne(command: BaseCommand, said: string, flags: ExplainFlags): Promise<readonly string[]> {
  const wrong = NOT_OF_ARM.filter(name => flags[name] !== undefined)
  if (wrong.length > 0) command.refuse(`--${wrong.join(', --')}: Arm has no such register; paste its lines instead`)
  const esr = parseRegister(said)
  if (esr !== undefined) return [armAnswer(command, {kind: 'syndrome', esr}, flags)]
  const {arm} = await fromLines(command, said, await loadContributions(command.askPluginRoots()))
  return arm.map(set => armAnswer(command, set, flags))
}

async function explainOthers(command: BaseCommand, said: string, flags: ExplainFlags): Promise<readonly string[]> {
  const isValue = parseRegister(said) !== undefined
  const stated = readFlags(command, flags, isValue ? said : '0x0')
  const contributions = await loadContributions(command.askPluginRoots())
  const {inputs, arm} = isValue ? {inputs: [], arm: []} : await fromLines(command, said, contributions)
  const cpus = cpusOf(contributions)
  const answers = (isValue ? [stated] : inputs.map(found => layOver(found, stated))).map(input =>
    flags.json
      ? JSON.stringify(errorToJson(explainRegisters(input, cpus)), null, 2)
      : explanationPage(describeRegisters(input, cpus), text => command.say(text)),
  )
  return [...answers, ...arm.map(set => armAnswer(command, set, flags))]
}

/** Explains the registers of the command line or of a pasted line; wrong values end with exit code 2. */
export async function explainOne(command: BaseCommand, said: string | undefined, flags: ExplainFlags): Promise<number> {
  if (said === undefined) return command.refuse(`STATUS is missing: ${HOW}`)
  const explain = flags.vendor === 'arm' ? explainArmOne : explainOthers
  command.log((await explain(command, said, flags)).join('\n\n'))
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
