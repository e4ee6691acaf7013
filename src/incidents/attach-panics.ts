import {readAbortSyndrome} from '../errors/arm/abort-syndrome.js'
import type {MemoryError, Severity} from '../errors/memory-error.js'
import type {KernelPanic} from '../records/hardware-error-record.js'
import type {Aside} from './boot-segment.js'
import type {BootStory} from './boot-story.js'
import {isException} from './cluster.js'
import {lead, type Seat, seatAside} from './seat.js'
import {natureOf} from './telling.js'

/** A machine check panics within seconds; a rendezvous may time out first. */
const PANIC_SECONDS = 60
const PANIC_LINES = 200
/** The reason stands a few lines before its panic. */
const REASON_LINES = 30

/** Grade reasons of the kernel's table by which the context, not the error, made the machine panic (`mce/severity.c`). */
const CONTEXT_REASON = /in kernel|of kernel|kernel context|user process/i
const CORRECTED_REASON = /^(?:Corrected error|Invalid|Not enabled|Non signall?ed)/i

/** Class that a panic's reason gives to an error without readable registers. */
function severityByReason(reason: string | undefined): Severity {
  const syndrome = reason === undefined ? undefined : readAbortSyndrome(reason)
  if (syndrome !== undefined) return syndrome.severity
  if (reason === undefined || CORRECTED_REASON.test(reason)) return 'fatal'
  if (/action required/i.test(reason)) return CONTEXT_REASON.test(reason) ? 'srar' : 'fatal'
  return CONTEXT_REASON.test(reason) && !/no restart IP/i.test(reason) ? 'uncorrected' : 'fatal'
}

/** Page lines give no class; a panic over a page is about one of them. */
const isAboutPage = (seat: Seat, {record}: Aside<KernelPanic>): boolean =>
  record.cause === 'memory-failure' && seat.cluster.tellings.some(({voice}) => voice === 'page')

const canPanic = (seat: Seat, panic: Aside<KernelPanic>): boolean => {
  if (seat.storm !== undefined) return false
  if (natureOf(seat.error.severity) === 'uncorrected') return true
  return seat.error.severity === 'unknown' && (isException(seat.cluster) || isAboutPage(seat, panic))
}

/** How well an error fits as the cause of a panic, higher is better. */
function fitness(seat: Seat, {record}: Aside<KernelPanic>): number {
  const voices = new Set(seat.cluster.tellings.map(telling => telling.voice))
  if (record.cause === 'firmware-error') return Number(voices.has('cper')) * 2 + Number(seat.error.severity === 'fatal')
  if (record.cause === 'edac') return Number(voices.has('edac'))
  if (record.cause === 'memory-failure') return Number(voices.has('page'))
  return Number(isException(seat.cluster)) * 2 + Number(seat.error.severity === 'fatal')
}

/** The error a panic is about: the best fitting, then the last told before it. */
function culprit(panic: Aside<KernelPanic>, seats: readonly Seat[]): Seat | undefined {
  const found = seats
    .filter(seat => canPanic(seat, panic))
    .flatMap(seat => {
      const before = lead(seat.cluster, panic, PANIC_SECONDS, PANIC_LINES)
      return before === undefined ? [] : [{seat, before, fit: fitness(seat, panic)}]
    })
  const told = found.sort((a, b) => b.fit - a.fit || a.before - b.before)[0]?.seat
  return told ?? seats.find(seat => canPanic(seat, panic) && seat.cluster.movedBack === true)
}

const reasonFor = (panic: Aside<KernelPanic>, panics: readonly Aside<KernelPanic>[]): Aside<KernelPanic> | undefined =>
  panics.findLast(
    ({record, input, line}) =>
      record.what === 'severity-reason' &&
      input === panic.input &&
      line <= panic.line &&
      panic.line - line <= REASON_LINES,
  )

function withReason(seat: Seat, reason: string | undefined): Seat {
  if (reason === undefined || seat.error.severity !== 'unknown') return seat
  const error: MemoryError = {
    ...seat.error,
    severity: severityByReason(reason),
    remarks: [
      ...(seat.error.remarks ?? []),
      'The class is the one the panic’s reason gives; the status was not readable.',
    ],
  }
  return {...seat, error}
}

/** The crash kernel starts from nothing within a minute and prints no banner to this log. */
const CRASH_KERNEL_SECONDS = 60

/** The outage that a panic of the crash kernel belongs to, when its own record was not read. */
function outageBefore(panic: Aside<KernelPanic>, story: BootStory, earlier: readonly Seat[]): Seat | undefined {
  const {uptime} = panic.moment
  if (story.release !== undefined || uptime === undefined || uptime > CRASH_KERNEL_SECONDS) return undefined
  return earlier.findLast(seat => seat.asides.some(({record}) => record.kind === 'panic' && record.what === 'panic'))
}

const isHardware = ({record}: Aside<KernelPanic>): boolean => record.what === 'panic' && record.cause !== 'other'

/** An arm64 abort after which the log says no more; a kernel that lives on says something. */
const isLastWord = (aside: Aside<KernelPanic>, story: BootStory): boolean =>
  aside.record.what === 'severity-reason' &&
  aside.record.cause === 'serror' &&
  story.united.segments.some(segment => segment.input === aside.input && segment.lastLine - aside.line <= REASON_LINES)

/** An abort of arm64 that an error brought about and no panic followed: the kernel lived on (`Oops`). */
const isSurvived = (aside: Aside<KernelPanic>, {panics}: BootStory): boolean =>
  aside.record.what === 'severity-reason' &&
  aside.record.cause === 'serror' &&
  readAbortSyndrome(aside.record.message) !== undefined &&
  !panics.some(
    ({record, input, line}) =>
      record.what === 'panic' && input === aside.input && line >= aside.line && line - aside.line <= PANIC_LINES,
  )

const hasPanic = (seat: Seat): boolean => seat.asides.some(({record}) => record.kind === 'panic')

/** The boot whose panics are attached, and the errors they may be about. */
interface PanicScene {
  readonly story: BootStory
  readonly seats: Seat[]
  /** Errors of the boot before: the crash kernel retells them. */
  readonly earlier: readonly Seat[]
  readonly host: string
  readonly bootIndex: number
}

function attachOne(panic: Aside<KernelPanic>, {story, seats, earlier, host, bootIndex}: PanicScene): void {
  const reason = reasonFor(panic, story.panics)
  const lines = reason === undefined ? [panic] : [reason, panic]
  const found =
    culprit(panic, seats) ?? culprit(panic, earlier) ?? outageBefore(panic, story, earlier) ?? seats.find(hasPanic)
  if (found !== undefined) {
    const known = withReason(found, reason?.record.message)
    if (known !== found && seats.includes(found)) seats[seats.indexOf(found)] = known
    known.asides.push(...lines)
    return
  }
  const severity = severityByReason(reason?.record.message)
  const syndrome = readAbortSyndrome(lines[0]?.record.message ?? '')
  const told = panic.record.what === 'panic' ? 'panic' : 'abort'
  const words = syndrome === undefined ? '' : ` Its syndrome says: ${syndrome.words}.`
  const remark = `Only the ${told} tells of it: no record of the error is in this log.${words}`
  const own = seatAside(panic, story, host, bootIndex, {severity, unit: 'unknown', remark})
  if (own === undefined) return
  own.asides.push(...lines)
  seats.push(own)
}

/**
 * Attaches each hardware panic of a boot to the error that caused it, of this boot or, for the crash kernel's, of the
 * one before; a panic without any becomes an error of its own. Software panics attach to nothing.
 */
export function attachPanics(scene: PanicScene): void {
  for (const panic of scene.story.panics) {
    if (isHardware(panic) || isLastWord(panic, scene.story) || isSurvived(panic, scene.story)) attachOne(panic, scene)
  }
}
