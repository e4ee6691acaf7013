import type {ErrorUnit} from './memory-error.js'

interface InUnit {
  readonly unit: ErrorUnit
}

/** True for errors in DIMMs or their controllers: what a mirror of DIMMs is about. */
export const isDimmUnit = ({unit}: InUnit): boolean => unit === 'dram' || unit === 'memory-controller'

/** True for errors in any memory, that of devices included. */
export const isMemoryUnit = (error: InUnit): boolean => isDimmUnit(error) || error.unit === 'cxl'
