import type {DialectOutput} from './define-dialect.js'
import type {EvidenceLine} from './hardware-error-record.js'
import {closeI386Exception, type I386Exception} from './i386-machine-check.js'
import type {Weave} from './machine-check-weave.js'
import {unravel} from './unravel-weave.js'

/** The end of a status value whose head scrolled off the screen: it may belong to the lines that follow. */
export interface LooseTail {
  readonly line: number
  readonly evidence: readonly EvidenceLine[]
}

/** What stands open while machine checks are read: weaves by printk caller, the loose tail, an i386 exception. */
export type MachineCheckFrame =
  | {readonly weave: Weave}
  | {readonly tail: LooseTail}
  | {readonly exception: I386Exception}

/** What an open frame comes to when nothing more follows. */
export const closeMachineCheck = (frame: MachineCheckFrame, dialect: string): DialectOutput => {
  if ('weave' in frame) return unravel(frame.weave, dialect)
  return 'exception' in frame ? closeI386Exception(frame.exception, dialect) : {}
}
