import {StringDecoder} from 'node:string_decoder'
import {loadContributions} from '../contributions.js'
import type {CpuModel} from '../errors/define-cpu.js'
import {describeRegisters, explainRegisters, readRegisterInput} from '../errors/explain-registers.js'
import {parseCpu} from '../errors/parse-cpu.js'
import {EXIT} from '../exit-codes.js'
import {explanationPage} from '../report/explanation-page.js'
import {errorToJson, errorToJsonText} from '../report/json.js'
import type {BaseCommand} from './_base-command.js'
import {createLineWriter} from './_line-writer.js'

interface ExplainFlags {
  readonly json: boolean
  readonly vendor?: string | undefined
  readonly cpu?: string | undefined
  readonly [name: string]: unknown
}

const cpusOf = async (command: BaseCommand): Promise<readonly CpuModel[]> =>
  (await loadContributions(command.askPluginRoots())).cpus.map(entry => entry.value)

/** Explains the registers of the command line; wrong values end with exit code 2. */
export async function explainOne(
  command: BaseCommand,
  status: string | undefined,
  flags: ExplainFlags,
): Promise<number> {
  if (status === undefined)
    return command.refuse('STATUS is missing: give the value of IA32_MCi_STATUS, e.g. 0xbe00000000010091')
  const cpu =
    flags.cpu === undefined
      ? undefined
      : (parseCpu(flags.cpu) ?? command.refuse(`--cpu ${flags.cpu}: write a CPUID signature such as 0x50654`))
  const vendor = flags.vendor ?? cpu?.vendor
  const {cpu: _cpu, ...registers} = flags
  const {input, problems} = readRegisterInput({
    ...registers,
    status,
    ...(cpu === undefined ? {} : {signature: `0x${cpu.signature.toString(16)}`}),
    ...(vendor === undefined ? {} : {vendor}),
  })
  if (input === undefined)
    return command.refuse(problems.map(problem => problem.replace(/^status/, 'STATUS')).join('\n'))
  const cpus = await cpusOf(command)
  if (flags.json) command.log(JSON.stringify(errorToJson(explainRegisters(input, cpus)), null, 2))
  else command.log(explanationPage(describeRegisters(input, cpus)))
  return EXIT.done
}

/** One answer line for one input line; what is wrong with a line stands in its answer. */
function answer(line: string, cpus: readonly CpuModel[]): {readonly text: string; readonly good: boolean} {
  const fail = (problems: readonly string[]) => ({text: JSON.stringify({problems}), good: false})
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch {
    return fail(['not JSON'])
  }
  const {input, problems} = readRegisterInput(json)
  if (input === undefined) return fail(problems)
  return {text: errorToJsonText(explainRegisters(input, cpus)), good: true}
}

/** Characters of one register set at most; what is longer is no register set. */
const MOST_CHARACTERS = 1 << 20

/** Lines as they come, many at once, however the stream cuts them; a line without end is given in pieces. */
async function* linesOf(input: AsyncIterable<Buffer | string>): AsyncGenerator<readonly string[]> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  for await (const chunk of input) {
    const lines = `${rest}${typeof chunk === 'string' ? chunk : decoder.write(chunk)}`.split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > MOST_CHARACTERS) {
      lines.push(rest)
      rest = ''
    }
    yield lines
  }
  yield [`${rest}${decoder.end()}`]
}

/** Reads register sets from standard input, one JSON object a line, and answers in the same order. */
export async function explainStream(command: BaseCommand): Promise<number> {
  const cpus = await cpusOf(command)
  const writer = createLineWriter(process.stdout)
  let bad = 0
  for await (const lines of linesOf(process.stdin)) {
    for (const line of lines) {
      if (line.trim() === '') continue
      const {text, good} = answer(line, cpus)
      if (!good) bad += 1
      writer.add(text)
    }
    await writer.settle()
  }
  await writer.end()
  if (bad > 0) command.logToStderr(`mirrorcheck: ${bad} of the lines read were no register set; their answers say why`)
  return bad > 0 ? EXIT.partlyRead : EXIT.done
}
