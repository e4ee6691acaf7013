import {isConsumption} from '../consumption.js'
import type {MemoryError} from '../memory-error.js'
import {isMemoryUnit} from '../memory-unit.js'

function aboutSeverity(error: MemoryError): readonly string[] {
  const {severity, unit} = error
  if (severity === 'informational') return ['Nothing to do: this is not an error.']
  if (severity === 'unknown') return ['Find the rest of the record: the log that was cut, or the firmware event log.']
  if (isConsumption(error))
    return [
      'A core read data that was already bad: look for the memory controller’s record or the EDAC line of this address; it names the DIMM.',
    ]
  if (!isMemoryUnit({unit}))
    return ['The bad bits are not in a DIMM: look at the processor, the board or the device first.']
  if (severity === 'corrected')
    return ['Watch the DIMM: many corrected errors, or several rows, are a reason to replace it.']
  return ['Replace the DIMM in the next maintenance window; take the page out of use until then.']
}

function aboutPlace({dram, unit, address}: MemoryError): readonly string[] {
  if (!isMemoryUnit({unit})) return []
  const named = dram?.label !== undefined || (dram?.imc !== undefined && dram.channel !== undefined)
  if (named) return []
  return address === undefined
    ? ['To find the DIMM, look for the EDAC line or the firmware event of the same moment.']
    : ['To find the DIMM, look for the EDAC line or the firmware event of this address.']
}

function aboutMirror({mirrorEvidence}: MemoryError): readonly string[] {
  switch (mirrorEvidence) {
    case 'failover':
      return [
        'The mirror gave up a channel: the memory behind it has one copy until it is repaired. Replace the DIMM soon.',
      ]
    case 'scrubbed':
      return ['The mirror supplied the data and repaired the first copy; if it repeats, replace the DIMM.']
    case 'secondary':
      return ['The second copy of a mirror is in trouble: the first still holds the data. Replace that DIMM.']
    case 'broken':
      return ['The mirror is broken: there is one copy left. Repair it before the next error.']
    case 'undecoded':
      return ['Whether mirroring took part is not public for this CPU: ask the firmware event log.']
    default:
      return []
  }
}

/** What a person should do with the error, first things first. */
export const nextStepsFor = (error: MemoryError): readonly string[] => [
  ...aboutSeverity(error),
  ...aboutMirror(error),
  ...aboutPlace(error),
]
