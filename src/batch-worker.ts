import {loadContributions} from './contributions.js'
import {readUnit, type UnitDesk} from './fleet/read-unit.js'
import type {WorkerAnswer, WorkerOrder, WorkerSetup} from './fleet/worker-pool.js'

/** The process in which `batch` reads inputs, one after the other; it ends when the one that started it goes away. */

/** Failures of the disk that writes the dataset: they concern every input, not the one at hand. */
const CANNOT_WRITE = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EFBIG', 'ENOENT', 'ENOTDIR', 'EIO'])

const codeOf = (failure: unknown): string => (failure instanceof Error && 'code' in failure ? String(failure.code) : '')

async function openDesk(setup: WorkerSetup): Promise<UnitDesk> {
  return {...setup, contributions: await loadContributions(setup.options.pluginRoots)}
}

function answerFailure(failure: unknown): WorkerAnswer {
  const message = failure instanceof Error ? failure.message : String(failure)
  return CANNOT_WRITE.has(codeOf(failure)) ? {answer: 'cannot-write', message} : {answer: 'broke-down', message}
}

const isOrder = (message: unknown): message is WorkerOrder =>
  typeof message === 'object' && message !== null && 'order' in message

let desk: Promise<UnitDesk> | undefined

async function follow(order: WorkerOrder): Promise<WorkerAnswer | undefined> {
  if (order.order === 'set-up') {
    desk = openDesk(order.setup)
    return undefined
  }
  try {
    if (desk === undefined) return {answer: 'broke-down', message: 'the worker was not set up'}
    return {answer: 'entry', ...(await readUnit(order.unit, await desk, order.before))}
  } catch (failure) {
    return answerFailure(failure)
  }
}

process.on('disconnect', () => process.exit(0))
process.on('message', (message: unknown) => {
  if (!isOrder(message)) return
  void follow(message).then(answer => {
    if (answer !== undefined && process.connected) process.send?.(answer)
  })
})
