import type {HardwareErrorRecord, KernelPanic, MemoryFailureEvent} from '../records/hardware-error-record.js'
import type {Seat} from './seat.js'

const records = (seats: readonly Seat[]): HardwareErrorRecord[] =>
  seats.flatMap(seat => [...seat.cluster.tellings.map(({record}) => record), ...seat.asides.map(({record}) => record)])

/** Page lines of an incident, its own and attached ones. */
export const pageLines = (seats: readonly Seat[]): MemoryFailureEvent[] =>
  records(seats).flatMap(record => (record.kind === 'memory-failure' ? [record] : []))

/** Panics of an incident; the injector's fake ones are never attached. */
export const panicsOf = (seats: readonly Seat[], what: KernelPanic['what'] = 'panic'): KernelPanic[] =>
  records(seats).flatMap(record => (record.kind === 'panic' && record.what === what ? [record] : []))

/** Lines that killed a task. */
export const killsOf = (seats: readonly Seat[]): MemoryFailureEvent[] =>
  pageLines(seats).filter(({action}) => action === 'kill' || action === 'forced-kill' || action === 'not-recovered')

/** A message as the log printed it, without its wrapper: at most 160 characters of log text. */
export const wordsOf = (record: HardwareErrorRecord): string =>
  ('message' in record && record.message !== undefined
    ? record.message
    : (record.reporterSays?.[0] ?? record.evidence[0]?.text ?? '')
  ).slice(0, 160)
