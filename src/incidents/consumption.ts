import type {Severity} from '../errors/memory-error.js'
import type {MachineCheckRecord} from '../records/hardware-error-record.js'
import {traceOf} from './attach-traces.js'
import type {Consumption} from './incident.js'
import {killsOf, pageLines, panicsOf} from './incident-lines.js'
import type {Seat} from './seat.js'
import {natureOf} from './telling.js'

/** Code segments: the two low bits are the privilege level, 3 for user mode. */
const USER_LEVEL = 3
/** CPER memory error types 13 and 14: found by the scrubber. */
const SCRUB_TYPES: readonly number[] = [13, 14]
/** Threads of virtual machines as their process names show: qemu's vCPU threads, the emulator itself. */
const GUEST_PROCESS = /^(?:CPU \d+\/KVM|qemu|kvm$)/

/** Exceptions of these classes are taken where the data was read; AMD has no finer class than uncorrected. */
const CONSUMED: readonly Severity[] = ['srar', 'uncorrected']

const machineChecks = (seat: Seat): MachineCheckRecord[] =>
  seat.cluster.tellings.flatMap(({record}) => (record.kind === 'machine-check' ? [record] : []))

const isScrub = ({error, cluster}: Seat): boolean =>
  error.mca?.transaction === 'scrub' ||
  cluster.tellings.some(
    ({record}) =>
      (record.kind === 'cper' && SCRUB_TYPES.includes(record.memoryErrorType ?? 0)) ||
      (record.kind === 'edac' && /scrub/i.test(record.message ?? '')),
  )

/** Who ran into an action-required or fatal exception, by the code segment of an exact instruction pointer. */
function byCodeSegment(seats: readonly Seat[], panicked: boolean): Consumption | undefined {
  for (const seat of seats) {
    if (!CONSUMED.includes(seat.error.severity) && !(seat.error.severity === 'fatal' && panicked)) continue
    for (const record of machineChecks(seat)) {
      if (record.exception !== true || record.cs === undefined || record.cs === 0 || record.inexactIp === true) continue
      return (record.cs & USER_LEVEL) === USER_LEVEL ? 'user' : 'kernel'
    }
  }
  return undefined
}

function byPage(seats: readonly Seat[]): Consumption | undefined {
  const lines = pageLines(seats)
  const kills = killsOf(seats)
  if (kills.some(({process}) => process !== undefined && GUEST_PROCESS.test(process.name))) return 'guest'
  if (lines.some(({action}) => action === 'copy-in')) return 'kernel'
  return kills.length > 0 || lines.some(({action}) => action === 'user-access') ? 'user' : undefined
}

/** An abort of arm64, or a record without an instruction pointer, whose trace shows the code that read. */
const isInterrupted = (seats: readonly Seat[]): boolean =>
  traceOf(seats) !== undefined &&
  (panicsOf(seats, 'severity-reason').some(({message}) => /synchronous (?:external|parity)/.test(message)) ||
    seats.some(({error}) => CONSUMED.includes(error.severity)))

/** Who touched the bad data, as far as registers and lines show it. */
export function consumptionOf(seats: readonly Seat[]): Consumption {
  const panicked = panicsOf(seats).length > 0
  const seen = byCodeSegment(seats, panicked) ?? byPage(seats)
  if (seen !== undefined) return seen
  const grades = seats.flatMap(({error}) => error.kernelGrade ?? [])
  if (grades.some(({reason}) => /SEAM non-root/.test(reason))) return 'guest'
  if (panicsOf(seats, 'severity-reason').some(({message}) => /in kernel|of kernel|kernel context/i.test(message)))
    return 'kernel'
  if (seats.some(isScrub)) return 'scrubber'
  if (isInterrupted(seats)) return 'kernel'
  if (panicked) return 'unknown'
  const all = (severities: readonly string[]): boolean => seats.every(({error}) => severities.includes(error.severity))
  if (seats.every(({error}) => natureOf(error.severity) === 'corrected') || all(['ucna', 'deferred', 'srao']))
    return 'none'
  return 'unknown'
}
