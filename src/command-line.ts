import {type Command, Config, flush, run} from '@oclif/core'
import {EXIT} from './exit-codes.js'
import {printable} from './report/format.js'
import {languageIn, openVoice} from './report/language/voice.js'

interface OclifError {
  readonly name: string
  readonly message: string
  readonly oclif?: {readonly exit?: number}
  readonly code?: string
  readonly stack?: string
}

const isOclifError = (error: unknown): error is OclifError => error instanceof Error

/** How oclif says that there is no such command. */
const UNKNOWN_COMMAND = /^command \S.* not found$/s

/** What to say of a command that does not exist: which there are, of its topic when that exists. */
async function unknownCommand(argv: readonly string[], root: string): Promise<string> {
  const {commandIDs} = await Config.load(root)
  const [topic = '', name = ''] = argv
  const ofTopic = commandIDs.filter(id => id.startsWith(`${topic}:`))
  const known = ofTopic.length > 0 ? ofTopic : commandIDs.filter(id => !id.includes(':'))
  const listed = known.map(id => id.replaceAll(':', ' ')).sort()
  return `there is no command ${ofTopic.length > 0 ? `${topic} ${name}` : topic}; there are: ${listed.join(', ')}`
}

/** A message line by line in the language; what a shell handed over may hold anything and is made harmless. */
async function told(message: string, argv: readonly string[]): Promise<string> {
  const {say} = await openVoice(languageIn(argv))
  return message
    .split('\n')
    .map(line => printable(say(line)))
    .join('\n')
}

async function settle(error: unknown, argv: readonly string[], root: string): Promise<number> {
  if (!isOclifError(error)) return EXIT.internal
  if (error.code === 'EEXIT') return error.oclif?.exit ?? EXIT.done
  if (error.code === 'EPIPE') return EXIT.done
  const exit = error.oclif?.exit
  if (exit !== undefined || error.name === 'ContributionError') {
    const message = UNKNOWN_COMMAND.test(error.message) ? await unknownCommand(argv, root) : error.message
    process.stderr.write(`mirrorcheck: ${await told(message, argv)}\n`)
    return exit ?? EXIT.wrongUse
  }
  process.stderr.write(
    `mirrorcheck: internal failure: ${error.stack ?? error.message}\n` +
      'This is a defect of mirrorcheck. Please report it with the command line and, if you may share it, the input.\n',
  )
  return EXIT.internal
}

/** The program's own commands by id (`layout:show`), each loaded when it is asked for. */
export type Commands = Readonly<Record<string, () => Promise<{readonly default: Command.Class}>>>

/** oclif's own look at the package, with commands that come out of the bundle rather than from files. */
async function configOf(root: string, commands: Commands): Promise<Config> {
  const config = await Config.load(root)
  const own = config.plugins.get(config.name)
  if (own === undefined) return config
  own.findCommand = async (id: string): Promise<Command.Class> => {
    const command = (await commands[id]?.())?.default
    if (command === undefined) throw new Error(`no command ${id} in this build`)
    return Object.assign(command, {id, plugin: own})
  }
  return config
}

/** Runs one command line through oclif and sets the exit code; never throws. */
export async function runCommandLine(argv: readonly string[], root: string, commands: Commands): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // `mirrorcheck … | head` closes the pipe early: not an error of ours.
    process.exit(error.code === 'EPIPE' ? EXIT.done : EXIT.internal)
  })
  try {
    await run([...argv], await configOf(root, commands))
    await flush()
  } catch (error) {
    process.exitCode = await settle(error, argv, root)
  }
}
