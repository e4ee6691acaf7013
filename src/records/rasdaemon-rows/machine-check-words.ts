import type {ReporterProse} from '../hardware-error-record.js'
import {memoryCode} from '../mcelog/mcelog-record.js'
import {present} from '../present.js'

type Severity = NonNullable<ReporterProse['severity']>

/**
 * What the daemon's words say of an error's class, the gravest first (rasdaemon, mce-intel.c, mce-amd.c and the models'
 * files): flags of STATUS joined by blanks (`Error_overflow Uncorrected_error Processor_context_corrupt SRAR`), AMD's
 * sentences, names of model-specific errors. `software containable` is what it says of every uncorrected error of AMD.
 */
const SEVERITIES: readonly (readonly [RegExp, Severity])[] = [
  [/\bProcessor_context_corrupt\b|^System Fatal error|\bfatal error\b/im, 'fatal'],
  [/\bSRAR\b|\bAction required\b/, 'srar'],
  [/\bSRAO\b|\bAction optional\b/, 'srao'],
  [/\bUCNA\b/, 'ucna'],
  [/\bDeferred error\b/i, 'deferred'],
  [/\b(?:Uncorrected|Uncorrectable)(?:_error\b|,? software\b|[ _-])|\bUECC\b/i, 'uncorrected'],
  [/\b(?:Corrected|Correctable)(?:_error\b|[ _-])|\bCECC\b/i, 'corrected'],
]

const MEMORY =
  /MEMORY CONTROLLER|\bDRAM\b|Unified Memory Controller|Memory (?:read|write|scrubbing) error|patrol scrub/i

/** What the daemon's words say where no register does; undefined when they name neither class, code nor unit. */
export function machineCheckProse(text: string): ReporterProse | undefined {
  const prose = present({
    severity: SEVERITIES.find(([pattern]) => pattern.test(text))?.[1],
    mcaCode: memoryCode([text]),
    unit: MEMORY.test(text) ? 'memory controller' : undefined,
  })
  return Object.keys(prose).length === 0 ? undefined : prose
}
