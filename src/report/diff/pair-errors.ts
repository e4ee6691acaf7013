import type {MemoryError} from '../../errors/memory-error.js'
import {placeKey} from '../place.js'

/** An error of the later analysis → the same error in the earlier one. */
export type ErrorPairs = ReadonlyMap<MemoryError, MemoryError>

const SECOND = 1000
const QUARTER = 15 * 60 * SECOND
const WIDEST_ZONE = 14 * 3600 * SECOND
const DAY = 86_400 * SECOND
/** A clock read to the second may be off by one on each side. */
const SLACK = 2 * SECOND

/**
 * True when two readings of one moment may differ so: by nothing, by a time zone where one names none, by whole years
 * where one names no year; or when one has no clock at all.
 */
export function isSameMoment(
  a: Pick<MemoryError, 'epochMs' | 'timeBasis'>,
  b: Pick<MemoryError, 'epochMs' | 'timeBasis'>,
): boolean {
  if (a.epochMs === undefined || b.epochMs === undefined) return true
  const apart = Math.abs(a.epochMs - b.epochMs)
  if (apart <= SLACK) return true
  if (a.timeBasis === b.timeBasis) return false
  const offQuarter = Math.min(apart % QUARTER, QUARTER - (apart % QUARTER))
  const isYearless = a.timeBasis === 'no-year' || b.timeBasis === 'no-year'
  const years = isYearless ? Math.round(apart / (365.2425 * DAY)) : 0
  const withinYear = Math.abs(apart - years * 365 * DAY - Math.floor((years + 3) / 4) * DAY)
  return offQuarter <= SLACK && (apart <= WIDEST_ZONE || (years > 0 && withinYear <= WIDEST_ZONE + DAY))
}

const registersKey = ({registers}: MemoryError): string | undefined => {
  const {status, addr, misc, bank, cpu, tsc} = registers
  return status === undefined && addr === undefined ? undefined : [status, addr, misc, bank, cpu, tsc].join('|')
}

const placeAndAddress = (error: MemoryError): string =>
  [error.unit, error.severity, placeKey(error.dram), error.address?.value, error.registers.bank].join('|')

/** Ways to know an error again, the surest first. Each gives any number of keys; the moment is compared beside them. */
const WAYS: readonly ((error: MemoryError) => readonly string[])[] = [
  error => error.evidence.map(({text}) => text),
  error => [registersKey(error) ?? []].flat(),
  error => [placeAndAddress(error)],
]

interface Queue {
  readonly errors: MemoryError[]
  /** Those before it are taken, or too old for any later question: both sides are in time order. */
  head: number
}

const isBefore = (a: MemoryError, b: MemoryError): boolean =>
  a.timeBasis === b.timeBasis && a.epochMs !== undefined && b.epochMs !== undefined && a.epochMs + SLACK < b.epochMs

function nextIn(queue: Queue, error: MemoryError, taken: ReadonlySet<MemoryError>): MemoryError | undefined {
  const {errors} = queue
  for (let at = queue.head; at < errors.length; at++) {
    const other = errors[at]
    if (other === undefined || isBefore(error, other)) return undefined
    if (!taken.has(other) && !isBefore(other, error)) {
      if (isSameMoment(other, error)) return other
    } else if (at === queue.head) queue.head += 1
  }
  return undefined
}

function queuesOf(
  errors: readonly MemoryError[],
  keysOf: (error: MemoryError) => readonly string[],
): ReadonlyMap<string, Queue> {
  const queues = new Map<string, Queue>()
  for (const error of errors)
    for (const key of keysOf(error)) {
      const queue = queues.get(key) ?? {errors: [], head: 0}
      queue.errors.push(error)
      queues.set(key, queue)
    }
  return queues
}

/** The same error at most once on each side: by its lines, then its registers, then its place, always at the same moment. */
export function pairErrors(before: readonly MemoryError[], after: readonly MemoryError[]): ErrorPairs {
  const pairs = new Map<MemoryError, MemoryError>()
  const taken = new Set<MemoryError>()
  for (const keysOf of WAYS) {
    const queues = queuesOf(
      before.filter(error => !taken.has(error)),
      keysOf,
    )
    for (const error of after.filter(candidate => !pairs.has(candidate)))
      for (const key of keysOf(error)) {
        const queue = queues.get(key)
        const same = queue === undefined ? undefined : nextIn(queue, error, taken)
        if (same === undefined) continue
        pairs.set(error, same)
        taken.add(same)
        break
      }
  }
  return pairs
}
