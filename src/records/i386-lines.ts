import type {LogLine} from '../logs/log-line.js'
import type {DialectOutput, OpenFrames} from './define-dialect.js'
import {closeI386Exception, type I386Exception, readI386Bank, readI386Head} from './i386-machine-check.js'
import type {MachineCheckFrame} from './machine-check-frame.js'
import {WEAVE_LINES} from './machine-check-weave.js'

const KEY = 'i386'

const findException = (open: OpenFrames<MachineCheckFrame>): I386Exception | undefined => {
  const frame = open.read(KEY)
  return frame && 'exception' in frame ? frame.exception : undefined
}

/** Reads a message of the i386 handler, which prints an exception and under it the banks; undefined for all others. */
export const stepI386 = (
  message: string,
  line: LogLine,
  open: OpenFrames<MachineCheckFrame>,
  dialect: string,
): DialectOutput | undefined => {
  const before = findException(open)
  const head = readI386Head(message, line)
  if (head) {
    open.write(KEY, {exception: head})
    return before ? closeI386Exception(before, dialect) : {}
  }
  if (!before) return undefined
  const isNear = line.position.line - before.line.position.line <= WEAVE_LINES
  const record = isNear ? readI386Bank(message, line, before, dialect) : undefined
  if (!record) return undefined
  open.write(KEY, {exception: {...before, banks: before.banks + 1}})
  return {records: [record]}
}
