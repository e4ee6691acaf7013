import type {LogLine} from '../../logs/log-line.js'
import type {DialectOutput} from '../define-dialect.js'
import {quoteLines} from '../evidence-line.js'
import type {ContextRecord, MemoryFailureEvent} from '../hardware-error-record.js'

/** `comm:pid: synchronous unrecoverable error (SIGBUS)`, with the driver's or the device's name before it. */
const KILL =
  /^(?:GHES: |GHES [\w.:-]{1,20}: |ghes_[\w-]{1,20}: )(?:\[Hardware Error\]: )?(.{1,64}):(\d{1,10}): synchronous unrecoverable error \(SIGBUS\)/

/** Lines that tell that a firmware record was lost or could not be acted upon. */
const LOST =
  /^(?:GHES: (?:Failed to read error status block|Failed to validate|Invalid address in generic error data)|BERT: \[Firmware Bug\]: |BERT: (?:\[Hardware Error\]: )?Skipped \d+ error records|(?:GHES: )?\[Firmware (?:Warn|Bug)\]: .*(?:error section length|valid bits set for fields beyond structure))/

const OTHER = /^GHES: Unhandled (?:processor )?error type 0x/

const toKill = (
  [, name = '', pid = '']: RegExpExecArray,
  message: string,
  line: LogLine,
  dialect: string,
): MemoryFailureEvent => ({
  kind: 'memory-failure',
  dialect,
  envelope: line.envelope,
  evidence: quoteLines(line),
  reporterSays: [message],
  action: 'kill',
  process: {name, pid: Number(pid)},
})

/** Lines of the firmware record drivers that are no part of a record; undefined when it is none. */
export function readAside(message: string, line: LogLine, dialect: string): DialectOutput | undefined {
  const kill = KILL.exec(message)
  if (kill !== null) return {records: [toKill(kill, message, line, dialect)]}
  const what = LOST.test(message) ? 'records-lost' : OTHER.test(message) ? 'other' : undefined
  if (what === undefined) return undefined
  const record: ContextRecord = {
    kind: 'context',
    dialect,
    envelope: line.envelope,
    evidence: quoteLines(line),
    what,
    message,
  }
  return {records: [record]}
}
