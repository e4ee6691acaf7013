import {isConsumption} from '../errors/consumption.js'
import type {MemoryError} from '../errors/memory-error.js'
import {isMemoryUnit} from '../errors/memory-unit.js'
import type {Incident} from '../incidents/incident.js'
import type {ErrorSpan} from './define-rule.js'
import {isUncorrected} from './error-nature.js'
import {isSameRun} from './firmware-runs.js'
import {spanOf, spansMeet} from './span.js'

/** A cache that writes a spoilt line back, or a device that writes spoilt data: the mark goes to memory with the data. */
const writesBad = (error: MemoryError): boolean =>
  isUncorrected(error) &&
  !isConsumption(error) &&
  (error.unit === 'io' || (error.unit === 'cache' && error.mca?.request === 'EVICT'))

/**
 * The record by which a cache or a device told that it wrote bad data to this very place, in the incident itself or
 * before it since memory was set up; undefined where a memory controller recorded a fault of the place.
 */
export function writtenBadBefore(
  incident: Incident,
  span: ErrorSpan | undefined,
  {earlier, runs = []}: {readonly earlier: readonly Incident[]; readonly runs?: readonly number[]},
): MemoryError | undefined {
  const since = earlier.filter(({bootIndex}) => isSameRun(runs, bootIndex, incident.bootIndex))
  const here = [...since, incident].flatMap(({errors}) => errors).filter(error => spansMeet(spanOf(error), span))
  const faulty = here.some(error => isMemoryUnit(error) && isUncorrected(error))
  return faulty ? undefined : here.find(writesBad)
}
