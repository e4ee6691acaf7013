import {isAmdLike} from '../cpu-features.js'
import type {Grade} from '../memory-error.js'
import amdStatus from '../registers/amd-smca-mca-status.js'
import mcgStatus from '../registers/ia32-mcg-status.js'
import mciMisc from '../registers/ia32-mci-misc.js'
import mciStatus from '../registers/ia32-mci-status.js'
import type {GradeAnswer, GradeQuestion} from './grade.js'
import type {GradeTable} from './grade-table.js'

/** A graded machine check with what decides whether its address names a page. */
export type ActionQuestion = GradeQuestion & {readonly misc?: bigint}

const PAGE_SHIFT = 12
const PHYSICAL = 2

/** What ADDR is worth: not valid, without MISC, of an unknown kind, physical and known to a page, otherwise; AMD's without and with Poison. */
type AddressWorth = 'invalid' | 'bare' | 'unknown' | 'page' | 'other' | 'amd' | 'amd-poison'
const WORTHS: readonly AddressWorth[] = ['invalid', 'bare', 'unknown', 'page', 'other', 'amd', 'amd-poison']

function worthOf({status, misc, vendor}: ActionQuestion): AddressWorth {
  if (!mciStatus.has(status, 'ADDRV')) return 'invalid'
  if (isAmdLike(vendor)) return amdStatus.has(status, 'Poison') ? 'amd-poison' : 'amd'
  if (!mciStatus.has(status, 'MISCV')) return 'bare'
  if (misc === undefined) return 'unknown'
  const isPage = mciMisc.number(misc, 'ADDRESS_LSB') <= PAGE_SHIFT && mciMisc.number(misc, 'ADDRESS_MODE') === PHYSICAL
  return isPage ? 'page' : 'other'
}

/**
 * Whether the kernel takes ADDR for a page to be isolated (`mce_usable_address`): on Intel valid, physical and known to a
 * page; on AMD valid, since 6.7 only from memory controllers or with Poison. Undefined where that was not logged.
 */
function usableAddress(question: ActionQuestion, {traits}: GradeTable): boolean | undefined {
  const worth = worthOf(question)
  if (worth === 'unknown') return undefined
  if (worth === 'amd') return traits.amdAddressRules ? undefined : true
  return worth === 'page' || worth === 'amd-poison'
}

const CONTEXTS = ['user', 'kernel', 'kernel-copy-mc', 'kernel-copy-from-user'] as const

/** Everything an action depends on besides kernel and grade, as one number: equal situations have equal actions. */
export function situationOf(question: ActionQuestion): number {
  const {mcgstatus, vendor, context, exception} = question
  const flags = [
    isAmdLike(vendor),
    exception,
    isLeftToHandler(question),
    mcgStatus.has(mcgstatus, 'RIPV'),
    mcgStatus.has(mcgstatus, 'LMCES'),
  ]
  const bits = flags.reduce((sum, flag) => sum * 2 + (flag ? 1 : 0), 0)
  return (bits * CONTEXTS.length + CONTEXTS.indexOf(context)) * WORTHS.length + WORTHS.indexOf(worthOf(question))
}

function isolation(usable: boolean | undefined, then: string): string {
  if (usable === false) return 'no page is taken out of use, for no usable address was logged'
  return usable === true ? `takes the page out of use${then}` : `takes the page out of use${then}, if ADDR names one`
}

/** The rule for exceptions that came to every CPU; AMD's come to one alone, and so do local ones of Intel. */
function unknownSource({vendor, mcgstatus}: ActionQuestion, {traits}: GradeTable): string {
  const isLocal = isAmdLike(vendor) || (traits.localDelivery && mcgStatus.has(mcgstatus, 'LMCES'))
  return isLocal ? '' : '; if no CPU finds anything graver, the machine panics: machine check from unknown source'
}

function afterRequired(question: ActionQuestion, table: GradeTable, answer: GradeAnswer): string {
  const {context, mcgstatus} = question
  const {killsFirst, checksAddress} = table.traits
  if (/SEAM/.test(answer.reason)) return 'marks the page, so that nobody gets it again; the TDX guest is stopped'
  if (context === 'kernel-copy-from-user' && table.recoverable.includes(context))
    return 'lets the copy from user space fail, goes on, and takes the page out of use'
  if (context === 'kernel-copy-mc' && table.recoverable.includes(context))
    return 'lets the copy fail and goes on: its caller gets an I/O error, the page stays in use'
  if (context !== 'user')
    return 'wants to take the page out of use, which it may do for user code only: it stops with a kernel bug'
  const usable = usableAddress(question, table)
  if (checksAddress && usable === false)
    return 'sends SIGBUS to the process; the page stays in use, its address is not usable'
  if (mcgStatus.has(mcgstatus, 'RIPV'))
    return `sends SIGBUS to the process that used it and ${isolation(checksAddress ? usable : true, '')}`
  return killsFirst
    ? 'kills the process, whose restart address is lost; the page stays in use'
    : 'takes the page out of use and kills the process, whose restart address is lost'
}

function afterOptional(question: ActionQuestion, table: GradeTable): string {
  const usable = usableAddress(question, table)
  const signal = usable === false ? '' : '; processes get SIGBUS when they touch it'
  return `logs it and ${isolation(usable, '')}${signal}`
}

function afterUncorrected({mcgstatus, context, vendor}: ActionQuestion, {traits}: GradeTable): string {
  const killed = mcgStatus.has(mcgstatus, 'RIPV') ? '' : '; the interrupted task is killed, its restart address is lost'
  const oops =
    traits.panicOnOops && context !== 'user' && !isAmdLike(vendor) ? '; with kernel.panic_on_oops=1 it panics' : ''
  return `logs it and goes on: data may be silently wrong${killed}${oops}`
}

function inHandler(question: ActionQuestion, table: GradeTable, answer: GradeAnswer): string {
  switch (answer.grade) {
    case 'PANIC':
      return 'panics: the machine goes down'
    case 'AR':
      return afterRequired(question, table, answer)
    case 'UC':
      return afterUncorrected(question, table)
    case 'AO':
      return afterOptional(question, table)
    case 'SOME':
      return 'logs and clears it; nothing else follows'
    case 'NO':
      return `clears the bank and ignores it${unknownSource(question, table)}`
    default:
      return `leaves it in the bank for the poller${unknownSource(question, table)}`
  }
}

/** True for records the poller does not touch, because the exception handler will: signalled or uncorrected, by the CPU's abilities. */
function isLeftToHandler({status, features, vendor}: ActionQuestion): boolean {
  if (!isAmdLike(vendor) && features.ser) return mciStatus.has(status, 'UC') && mciStatus.has(status, 'S')
  return mciStatus.has(status, 'UC') && !(isAmdLike(vendor) && amdStatus.has(status, 'Deferred'))
}

const POLLED: Readonly<Record<Grade, string>> = {
  NO: 'ignores it',
  UCNA: 'logs it; the page stays in use, its next reader decides',
  DEFERRED: 'logs it; the page stays in use, its next reader decides',
  KEEP: 'logs it',
  SOME: 'logs it',
  AO: 'logs it; the page stays in use, its next reader decides',
  UC: 'logs it; data may be silently wrong',
  AR: 'logs it; only the exception handler acts on it',
  PANIC: 'logs it; the poller never panics',
}

function inPoll(question: ActionQuestion, table: GradeTable, {grade}: GradeAnswer): string {
  if (grade === 'NO') return POLLED.NO
  const left = isLeftToHandler(question) ? 'leaves it to the exception handler; the scan at boot ' : ''
  if (!table.gradesPolls) return `${left}logs it ungraded: this kernel grades exceptions only`
  if (!table.traits.pollIsolates.includes(grade)) return left + POLLED[grade]
  return `${left}logs it and ${isolation(usableAddress(question, table), ' before anybody reads it')}`
}

/** What a grade makes that kernel do (Linux mce.c, mce/core.c: do_machine_check, machine_check_poll and its notifiers). */
export const actionOf = (question: ActionQuestion, table: GradeTable, answer: GradeAnswer): string =>
  question.exception ? inHandler(question, table, answer) : inPoll(question, table, answer)
