import type {MemoryError} from '../errors/memory-error.js'
import type {CallTrace} from '../records/hardware-error-record.js'
import type {Aside} from './boot-segment.js'
import type {BootStory} from './boot-story.js'
import {lead, type Seat} from './seat.js'
import {natureOf} from './telling.js'

/** A trace follows its exception at once; the panic and a timed-out rendezvous may stand between. */
const TRACE_SECONDS = 60
const TRACE_LINES = 200

/** Code of a CPU that had nothing to do: it waited for the others and read nothing. */
const IDLE =
  /^(?:native_safe_halt|default_idle|\w*_idle|mwait_idle\w*|acpi_\w*idle\w*|poll_idle|cpu_do_idle|arch_cpu_idle)\+/

const nameOf = (symbol: string | undefined): string | undefined => symbol?.replace(/\+.*$/, '')

/** The code that read bad data: by the error's own record, else by the trace. */
export const readerOf = (
  errors: readonly Pick<MemoryError, 'symbol'>[],
  trace: CallTrace | undefined,
): string | undefined =>
  errors.find(({symbol}) => symbol !== undefined)?.symbol ?? trace?.instruction ?? trace?.frames[0]

/**
 * How surely a trace is that of the CPU which an error names: 2 by the same code, 1 by the same CPU, 0 where nothing can
 * be compared; undefined when it is another's. On a broadcast machine check the CPU that panics is seldom the reader.
 */
function kinship({symbol, registers}: MemoryError, {instruction, cpu, frames}: CallTrace): number | undefined {
  if (symbol !== undefined && instruction !== undefined) return nameOf(symbol) === nameOf(instruction) ? 2 : undefined
  if (registers.cpu !== undefined && cpu !== undefined) return registers.cpu === cpu ? 1 : undefined
  return IDLE.test(instruction ?? frames[0] ?? '') ? undefined : 0
}

const isBad = ({error, storm}: Seat): boolean =>
  storm === undefined && (natureOf(error.severity) === 'uncorrected' || error.severity === 'unknown')

function readerSeat(aside: Aside, trace: CallTrace, seats: readonly Seat[]): Seat | undefined {
  const found = seats.filter(isBad).flatMap(seat => {
    const kin = kinship(seat.error, trace)
    const before = kin === undefined ? undefined : lead(seat.cluster, aside, TRACE_SECONDS, TRACE_LINES)
    return kin === undefined || before === undefined ? [] : [{seat, kin, before}]
  })
  return found.sort((a, b) => b.kin - a.kin || a.before - b.before)[0]?.seat
}

/** Attaches each trace of a boot to the error of the CPU that printed it; other CPUs' traces tell nothing of the reader. */
export function attachTraces({traces}: Pick<BootStory, 'traces'>, seats: readonly Seat[]): void {
  for (const aside of traces) {
    const trace = tracedBy(aside)
    if (trace !== undefined) readerSeat(aside, trace, seats)?.asides.push(aside)
  }
}

const tracedBy = ({record}: Aside): CallTrace | undefined => (record.kind === 'context' ? record.trace : undefined)

/** The first trace that was attached to an incident's errors. */
export const traceOf = (seats: readonly Seat[]): CallTrace | undefined =>
  seats.flatMap(({asides}) => asides.flatMap(aside => tracedBy(aside) ?? []))[0]
