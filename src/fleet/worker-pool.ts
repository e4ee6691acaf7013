import {type ChildProcess, fork} from 'node:child_process'
import type {AnalyzeOptions} from '../analyze-options.js'
import type {LedgerEntry} from './ledger-entry.js'
import type {UnitRead} from './read-unit.js'
import type {UnitRedaction} from './redact-unit.js'
import type {Unit} from './unit.js'

/** What a worker needs once, at its start. */
export interface WorkerSetup {
  readonly out: string
  readonly work: string
  readonly settings: string
  readonly hashScript: string
  readonly options: Omit<AnalyzeOptions, 'paths' | 'stdin'>
  readonly redact?: UnitRedaction
}

/** What a worker is sent. */
export type WorkerOrder =
  | {readonly order: 'set-up'; readonly setup: WorkerSetup}
  | {readonly order: 'read'; readonly unit: Unit; readonly before: LedgerEntry | undefined}

/** What became of a unit: its entry; a break-down over it; the dataset could not be written; the worker itself ended. */
export type WorkerAnswer =
  | ({readonly answer: 'entry'} & UnitRead)
  | {readonly answer: 'broke-down'; readonly message: string}
  | {readonly answer: 'cannot-write'; readonly message: string}
  | {readonly answer: 'ended'; readonly message: string}

/** Reads one unit at a time. */
export interface Worker {
  read(unit: Unit, before: LedgerEntry | undefined): Promise<WorkerAnswer>
  end(): void
}

const isAnswer = (message: unknown): message is WorkerAnswer =>
  typeof message === 'object' && message !== null && 'answer' in message

const endedText = (code: number | null, signal: NodeJS.Signals | null): string =>
  signal === 'SIGABRT' || code === 134
    ? 'reading it took more memory than there is'
    : `the process that read it was ended (${signal ?? `code ${code}`})`

/** The next answer of a child, or that it ended. */
const answerOf = (child: ChildProcess): Promise<WorkerAnswer> =>
  new Promise(resolve => {
    const ended = (code: number | null, signal: NodeJS.Signals | null): void =>
      settle({answer: 'ended', message: endedText(code, signal)})
    const failed = (error: Error): void => settle({answer: 'ended', message: error.message})
    const said = (message: unknown): void => {
      if (isAnswer(message)) settle(message)
    }
    function settle(answer: WorkerAnswer): void {
      child.off('exit', ended).off('error', failed).off('message', said)
      resolve(answer)
    }
    child.on('exit', ended).on('error', failed).on('message', said)
    if (child.exitCode !== null || child.signalCode !== null) ended(child.exitCode, child.signalCode)
  })

/**
 * A worker in a process of its own, started with its first unit and again when it has ended: an input that breaks it
 * ends nobody else. It ends with the process that started it.
 */
export function openWorker(entryFile: string, setup: WorkerSetup): Worker {
  let child: ChildProcess | undefined

  const start = (): ChildProcess => {
    const started = fork(entryFile, {
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    started.on('error', () => undefined)
    const order: WorkerOrder = {order: 'set-up', setup}
    started.send(order, () => undefined)
    return started
  }

  return {
    async read(unit, before) {
      child ??= start()
      const order: WorkerOrder = {order: 'read', unit, before}
      child.send(order, () => undefined)
      const answer = await answerOf(child)
      if (answer.answer === 'ended') child = undefined
      return answer
    },
    end: () => void child?.disconnect(),
  }
}
