import type {LogLine} from '../logs/log-line.js'
import type {DialectOutput} from './define-dialect.js'
import {quoteLine} from './evidence-line.js'
import type {EvidenceLine, MachineCheckRecord} from './hardware-error-record.js'
import {readHex} from './hex-text.js'
import {recordTruncated} from './record-notices.js'

// CPU 0: Machine Check Exception: 0000000000000004
// Bank 0: b200000000000115                          (2.4)
// CPU 0: Bank 2: 9000010000000151[0000000000000086] at 00000000fee00000     (2.6)

const HEAD = /^CPU (\d{1,5}): Machine Check Exception: ([0-9a-f]{16})$/
const BANK = /^(?:CPU (\d{1,5}): )?Bank (\d{1,3}): ([0-9a-f]{16})(?:\[([0-9a-f]{16})\])?(?: at ([0-9a-f]{16}))?$/

/** The exception's own line, under which the i386 handler lists the banks that hold an error. */
export interface I386Exception {
  readonly cpu: number
  readonly mcgstatus: bigint
  readonly line: LogLine
  readonly evidence: EvidenceLine
  /** Banks told so far. */
  readonly banks: number
}

/** The line that opens an i386 exception; no bank stands on it. */
export const readI386Head = (message: string, line: LogLine): I386Exception | undefined => {
  const match = HEAD.exec(message)
  const mcgstatus = match?.[2] === undefined ? undefined : readHex(match[2])
  if (mcgstatus === undefined) return undefined
  return {cpu: Number(match?.[1]), mcgstatus, line, evidence: quoteLine(line), banks: 0}
}

/** The handler lists banks whose VAL bit is set, and some kernels clear that bit before they print. */
const VALID = 1n << 63n

/** A bank under an open exception, with what the exception's line told. */
export const readI386Bank = (
  message: string,
  line: LogLine,
  exception: I386Exception,
  dialect: string,
): MachineCheckRecord | undefined => {
  const match = BANK.exec(message)
  const status = readHex(match?.[3] ?? '')
  if (!match || status === undefined || (match[1] !== undefined && Number(match[1]) !== exception.cpu)) return undefined
  const misc = readHex(match[4] ?? '')
  const addr = readHex(match[5] ?? '')
  return {
    kind: 'machine-check',
    dialect,
    envelope: exception.line.envelope,
    evidence: [exception.evidence, quoteLine(line)],
    cpu: exception.cpu,
    bank: Number(match[2]),
    exception: true,
    mcgstatus: exception.mcgstatus,
    status: status | VALID,
    ...(misc === undefined ? {} : {misc}),
    ...(addr === undefined ? {} : {addr}),
    ...(status & VALID ? {} : {reporterSays: [match[0]]}),
  }
}

/** An exception under which no bank was listed: all that is known is that it happened. */
export const closeI386Exception = (exception: I386Exception, dialect: string): DialectOutput => {
  if (exception.banks > 0) return {}
  const {cpu, mcgstatus, evidence, line} = exception
  const record: MachineCheckRecord = {
    kind: 'machine-check',
    dialect,
    envelope: line.envelope,
    evidence: [evidence],
    partial: true,
    cpu,
    exception: true,
    mcgstatus,
  }
  return {records: [record], notices: [recordTruncated(`CPU ${cpu}`, record.evidence)]}
}
