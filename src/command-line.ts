import {flush, run} from '@oclif/core'
import {EXIT} from './exit-codes.js'

interface OclifError {
  readonly name: string
  readonly message: string
  readonly oclif?: {readonly exit?: number}
  readonly code?: string
  readonly stack?: string
}

const isOclifError = (error: unknown): error is OclifError => error instanceof Error

/** oclif's own code for an unknown command; the contract calls that wrong use. */
const UNKNOWN_COMMAND = 127

function settle(error: unknown): number {
  if (!isOclifError(error)) return EXIT.internal
  if (error.code === 'EEXIT') return error.oclif?.exit ?? EXIT.done
  if (error.code === 'EPIPE') return EXIT.done
  const exit = error.oclif?.exit
  if (exit !== undefined || error.name === 'ContributionError') {
    process.stderr.write(`mirrorcheck: ${error.message}\n`)
    return exit === UNKNOWN_COMMAND || exit === undefined ? EXIT.wrongUse : exit
  }
  process.stderr.write(
    `mirrorcheck: internal failure: ${error.stack ?? error.message}\n` +
      'This is a defect of mirrorcheck. Please report it with the command line and, if you may share it, the input.\n',
  )
  return EXIT.internal
}

/** Runs one command line through oclif and sets the exit code; never throws. */
export async function runCommandLine(argv: string[], root: string): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // `mirrorcheck … | head` closes the pipe early: not an error of ours.
    process.exit(error.code === 'EPIPE' ? EXIT.done : EXIT.internal)
  })
  try {
    await run(argv, root)
    await flush()
  } catch (error) {
    process.exitCode = settle(error)
  }
}
