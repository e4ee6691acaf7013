import type {LogLine} from '../../logs/log-line.js'
import {defineDialect, type OpenFrames} from '../define-dialect.js'
import {quoteLines} from '../evidence-line.js'
import type {KernelPanic} from '../hardware-error-record.js'
import {dropHardwarePrefix, messagesIn} from '../message-text.js'
import {recordTruncated} from '../record-notices.js'

// [ 51.9] mce: [Hardware Error]: Machine check: Processor context corrupt
// [ 51.9] Kernel panic - not syncing: Fatal machine check
// [ 51.9] Rebooting in 5 seconds..

const ID = 'kernel-panic'

/** The panic strings of hardware errors (kernel/panic.c callers, 2.6 to today) and what brought each about. */
const CAUSES: readonly (readonly [pattern: RegExp, cause: KernelPanic['cause']])[] = [
  [/^Memory failure\b/, 'memory-failure'],
  [/^(?:GHES: )?Fatal hardware error/i, 'firmware-error'],
  [/^(?:EDAC |UE )/, 'edac'],
  [/\bSError\b|^synchronous (?:external abort|parity or ECC error)/, 'serror'],
  [/machine checks?\b/i, 'machine-check'],
  [/^CPU context corrupt|^Unable to continue/, 'machine-check'],
  [/^MCA architectural violation/, 'machine-check'],
  [/^Timeout(?:: (?:Not all CPUs|(?:Subject|Monarch) CPU)| synchronizing machine check)/, 'machine-check'],
  [/^Failed kernel mode recovery/, 'machine-check'],
  [/^Too many concurrent recoverable errors|^Lost physical address for unconsumed/, 'machine-check'],
]

const causeOf = (message: string): KernelPanic['cause'] =>
  CAUSES.find(([pattern]) => pattern.test(message))?.[1] ?? 'other'

type Words = Pick<KernelPanic, 'what' | 'message' | 'cause'>

const readPanic = (message: string): Words | undefined => {
  const text = /^kernel panic(?: *[-\u2013] *not syncing)? *: *(.+)$/i.exec(message)?.[1]
  if (text === undefined) return undefined
  const reason = text.replace(/^mce: /, '')
  return {what: 'panic', message: text, cause: causeOf(reason)}
}

/** Reasons of the severity tables as printed, for texts that lost their prefix. */
const KNOWN_REASON =
  /^(?:Processor [Cc]ontext [Cc]orrupt|MCIP not set|Neither restart nor error IP|In kernel and no restart IP|Uncorrected|Overflowed uncorrected|Action (?:required|optional)|Illegal combination|Data load in|Instruction fetch error|Not enabled|Invalid|No match|Non signal+ed|Corrected error)/

const readReason = (message: string): Words | undefined => {
  const {body, prefixed} = dropHardwarePrefix(message)
  const reason = /^Machine check: (.+)$/.exec(body)?.[1]
  if (reason === undefined || !(prefixed || KNOWN_REASON.test(reason))) return undefined
  return {what: 'severity-reason', message: reason, cause: 'machine-check'}
}

const readFake = (message: string): Words | undefined => {
  const reason = /^Fake kernel panic: (.+)$/.exec(dropHardwarePrefix(message).body)?.[1]
  return reason === undefined ? undefined : {what: 'fake-panic', message: reason, cause: causeOf(reason)}
}

const readReboot = (message: string): Words | undefined =>
  /^Rebooting in \d+ seconds?\b/.test(message) ? {what: 'reboot', message, cause: 'other'} : undefined

/** arm64 prints what the abort was before it panics. */
const readAbort = (message: string): Words | undefined =>
  /^SError Interrupt on CPU\d+, code 0x/.test(message) ||
  /^Internal error: synchronous (?:external abort|parity or ECC error)/.test(message)
    ? {what: 'severity-reason', message, cause: 'serror'}
    : undefined

/** The panic's last line repeats its message and is no second panic. */
const END_MARK = /^-+\[ end kernel panic/i

const readWords = (message: string): Words | undefined =>
  readPanic(message) ?? readReason(message) ?? readFake(message) ?? readReboot(message) ?? readAbort(message)

/** A reason and the panic after it on one line, as consoles and copies join them. */
const splitReason = (message: string): readonly string[] =>
  readReason(message) ? message.split(/\s+(?=[Kk]ernel panic - not syncing: )/) : [message]

/** A panic whose words end where the input ends, and name no cause so far. */
const isCut = (words: Words, line: LogLine): boolean => line.unterminated === true && words.cause === 'other'

const toRecord = (words: Words, line: LogLine): KernelPanic => ({
  kind: 'panic',
  dialect: ID,
  envelope: line.envelope,
  evidence: quoteLines(line),
  ...(isCut(words, line) ? {partial: true} : {}),
  ...words,
})

/** Kernels whose consoles print by the piece break after the colon. */
const BROKEN_OFF = /^kernel panic *- *not syncing: *$/i
const BROKEN = 'broken'

interface BrokenOff {
  readonly head: LogLine
}

/** The words of a panic that broke off on the line before, now that they have come. */
const goOn = (line: LogLine, messages: readonly string[], open: OpenFrames<BrokenOff>): KernelPanic | undefined => {
  const head = open.read(BROKEN)?.head
  const [text] = messages
  if (head === undefined) return undefined
  open.drop(BROKEN)
  const isNext = line.position.line - head.position.line <= 1
  const cause = text === undefined || !isNext ? 'other' : causeOf(text)
  if (text === undefined || cause === 'other') return undefined
  return {
    ...toRecord({what: 'panic', message: text, cause}, head),
    evidence: [...quoteLines(head), ...quoteLines(line)],
  }
}

/** Panics, the reason told before one, and the reboot after it, whatever the cause. */
export default defineDialect<BrokenOff>({
  id: ID,
  title: 'Linux kernel panics',
  literals: [
    'anic - not syncing',
    'anic: ',
    'Machine check: ',
    'Rebooting in ',
    'SError Interrupt',
    'Internal error: synchronous ',
  ],
  samples: [
    'Kernel panic - not syncing: Fatal machine check',
    'kernel panic - not syncing: Uncorrected machine check',
    'mce: [Hardware Error]: Machine check: Processor context corrupt',
    'mce: [Hardware Error]: Fake kernel panic: Fatal machine check',
    'Rebooting in 30 seconds..',
    'SError Interrupt on CPU3, code 0x00000000be000011 -- SError',
    '---[ end Kernel panic - not syncing: Fatal machine check ]---',
  ],
  read(line, open) {
    const messages = messagesIn(line.text).flatMap(splitReason)
    const whole = goOn(line, messages, open)
    if (whole !== undefined) return {records: [whole]}
    const brokenOff = BROKEN_OFF.test(messages.at(-1) ?? '')
    if (brokenOff) open.write(BROKEN, {head: line})
    const records = messages.flatMap(message => {
      const words = readWords(message)
      return words ? [toRecord(words, line)] : []
    })
    const notices = records
      .filter(record => record.partial)
      .map(({message, evidence}) => recordTruncated(`a panic (${message})`, evidence))
    const claimed = records.length > 0 || brokenOff || messages.some(message => END_MARK.test(message))
    return claimed ? {records, notices} : undefined
  },
  // A panic without words tells nothing.
  close: () => ({}),
})
