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

//   bank_name    Unified Memory Controller (bank=21)
//   mc_location  memory_channel=0,csrow=2
/** Where the daemon says the error is, by a register (MCA_IPID) that its lists leave out; for registers with a status. */
export function placeProse(bankName = '', place = ''): ReporterProse | undefined {
  const numberOf = (name: string): number | undefined => {
    const digits = new RegExp(`\\b${name}=(\\d{1,3})\\b`).exec(place)?.[1]
    return digits === undefined ? undefined : Number(digits)
  }
  if (!/Unified Memory Controller/i.test(bankName)) return undefined
  const location = present({channel: numberOf('memory_channel'), chipSelect: numberOf('csrow')})
  return {unit: 'unified memory controller', ...(Object.keys(location).length === 0 ? {} : {location})}
}

/** What the daemon's words say where no register does; undefined when they name neither class, code nor unit. */
export function machineCheckProse(text: string): ReporterProse | undefined {
  const prose = present({
    severity: SEVERITIES.find(([pattern]) => pattern.test(text))?.[1],
    mcaCode: memoryCode([text]),
    unit: MEMORY.test(text) ? 'memory controller' : undefined,
  })
  return Object.keys(prose).length === 0 ? undefined : prose
}
