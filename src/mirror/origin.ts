import {isConsumption} from '../errors/consumption.js'
import {type MemoryError, SEVERITY_ORDER} from '../errors/memory-error.js'
import {isMemoryUnit} from '../errors/memory-unit.js'
import type {Incident} from '../incidents/incident.js'
import {isProcessorUnit, isUncorrected} from './error-nature.js'

/** The error an incident is judged by, and those that tell of its consumption. */
export interface Origin {
  readonly origin: MemoryError
  readonly consumers: readonly MemoryError[]
  /** True when no memory controller or driver recorded the error itself. */
  readonly inferred: boolean
}

/** How well an error tells where the fault lies; higher is better. */
function weight(error: MemoryError): number {
  const gravity = SEVERITY_ORDER.indexOf(error.severity)
  const toldByBank = error.reporters.every(reporter => reporter === 'memory-failure') ? 0 : 40
  if (isUncorrected(error)) return 1000 + (isMemoryUnit(error) ? 200 + toldByBank : 0) + gravity
  const speaks = ['broken', 'secondary', 'scrubbed', 'failover'].indexOf(error.mirrorEvidence)
  return speaks >= 0 ? 100 + speaks : gravity
}

/** Only lines about the page: no bank, no driver, no firmware told of the error. */
const isPageOnly = ({reporters}: MemoryError): boolean =>
  reporters.length > 0 && reporters.every(reporter => reporter === 'memory-failure')

/** Picks the record nearest to the fault; undefined for an incident without errors. */
export function originOf({errors}: Incident): Origin | undefined {
  const origin = errors.reduce<MemoryError | undefined>(
    (best, error) => (best === undefined || weight(error) > weight(best) ? error : best),
    undefined,
  )
  if (origin === undefined) return undefined
  const consumers = errors.filter(
    error =>
      error !== origin &&
      isUncorrected(error) &&
      (isProcessorUnit(error) || error.unit === 'io' || isConsumption(error)),
  )
  return {origin, consumers, inferred: isConsumption(origin) || isPageOnly(origin)}
}
