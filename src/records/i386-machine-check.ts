import type {LogLine} from '../logs/log-line.js'
import type {DialectOutput} from './define-dialect.js'
import {quoteLines} from './evidence-line.js'
import type {EvidenceLine, MachineCheckRecord} from './hardware-error-record.js'
import {readHex} from './hex-text.js'
import {recordTruncated} from './record-notices.js'

// CPU 0: Machine Check Exception: 0000000000000004
// Bank 0: b200000000000115                          (2.4)
// CPU 0: Bank 2: 9000010000000151[0000000000000086] at 00000000fee00000     (2.6)
// MCE: The hardware reports a non fatal, correctable incident occurred on CPU 0.
// Bank 1: d400000000000152                          (2.6, polled)
// (XEN) CPU0: Machine Check Exception:                0
// (XEN) CMCI occurred on CPU 3.                               (Xen since 4.0; POLLED likewise)
// (XEN) Bank 8: 8c0000400001009f[       140545486] at       1a2b3c4d40     (Xen, numbers padded)

const HEAD = /^CPU (\d{1,5}): Machine Check Exception: ([0-9a-f]{16})$/
const XEN_HEAD = /^CPU ?(\d{1,5}): Machine Check Exception: ([ 0-9a-f]{16})$/
const POLLED_HEAD =
  /^(?:MCE: The hardware reports a non fatal, correctable incident occur+ed|CMCI occurred|POLLED occurred) on CPU (\d{1,5})\.?$/
/** Sixteen columns, padded with zeros or blanks, which copies of a console fold: without them a number may be cut. */
const BANK =
  /^(?:CPU (\d{1,5}): )?Bank (\d{1,3}): ([ 0-9a-f]{16})(?:\[ *([0-9a-f]{1,16})\])?(?: at( +)([0-9a-f]{1,16}))?$/

/** MCG_STATUS.MCIP: the handler runs because of an exception. */
const IN_PROGRESS = 1n << 2n

/** The exception's own line, under which the i386 handler and Xen list the banks that hold an error. */
export interface I386Exception {
  readonly cpu: number
  /** Absent where the handler polled the banks and found a corrected error. */
  readonly mcgstatus?: bigint
  readonly exception: boolean
  readonly line: LogLine
  readonly evidence: readonly EvidenceLine[]
  /** Banks told so far. */
  readonly banks: number
}

/** The line that opens an i386 exception; no bank stands on it. */
export const readI386Head = (message: string, line: LogLine): I386Exception | undefined => {
  const opened = {line, evidence: quoteLines(line), banks: 0}
  const polled = POLLED_HEAD.exec(message)?.[1]
  if (polled !== undefined) return {cpu: Number(polled), exception: false, ...opened}
  const isXen = line.envelope.program === 'xen'
  const [, cpu, digits = ''] = (isXen ? XEN_HEAD : HEAD).exec(message) ?? []
  const mcgstatus = readHex(digits.trimStart())
  if (mcgstatus === undefined) return undefined
  return {cpu: Number(cpu), mcgstatus, exception: !isXen || (mcgstatus & IN_PROGRESS) !== 0n, ...opened}
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
  const status = readHex((match?.[3] ?? '').trimStart())
  if (!match || status === undefined || (match[1] !== undefined && Number(match[1]) !== exception.cpu)) return undefined
  const misc = readHex(match[4] ?? '')
  const padded = (match[5] ?? '').length + (match[6] ?? '').length > 16 || line.unterminated !== true
  const addr = padded ? readHex(match[6] ?? '') : undefined
  return {
    kind: 'machine-check',
    dialect,
    envelope: exception.line.envelope,
    evidence: [...exception.evidence, ...quoteLines(line)],
    cpu: exception.cpu,
    bank: Number(match[2]),
    exception: exception.exception,
    ...(exception.mcgstatus === undefined ? {} : {mcgstatus: exception.mcgstatus}),
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
  const polled = mcgstatus === undefined
  const record: MachineCheckRecord = {
    kind: 'machine-check',
    dialect,
    envelope: line.envelope,
    evidence,
    partial: true,
    cpu,
    exception: exception.exception,
    ...(polled ? {prose: {severity: 'corrected'}} : {mcgstatus}),
  }
  return {records: [record], notices: [recordTruncated(`CPU ${cpu}`, record.evidence)]}
}
