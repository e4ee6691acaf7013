import type {MemoryError} from '../../errors/memory-error.js'
import type {DramLocation} from '../../records/hardware-error-record.js'
import type {RiskIncident} from '../counted-incident.js'
import {standingOf} from '../counted-incident.js'

/** What names a DIMM: its label, or where it is plugged in. */
export type DimmPlace = Pick<DramLocation, 'label' | 'socket' | 'imc' | 'channel' | 'slot'>

/** One DIMM with the errors that name it. */
export interface NamedDimm {
  readonly place: DimmPlace
  readonly errors: readonly MemoryError[]
}

/** A label of several candidates names no single DIMM. */
const isSingle = (label: string | undefined): label is string => label !== undefined && !/ or /i.test(label)

const keyOfNumbers = ({socket, imc, channel, slot}: DramLocation): string | undefined =>
  channel === undefined || slot === undefined ? undefined : [socket, imc, channel, slot].join(' ')

/** Errors that one DIMM could answer for: of memory, and no test. */
function* memoryErrors(incidents: readonly RiskIncident[]): Generator<MemoryError> {
  for (const incident of incidents) {
    const standing = standingOf(incident)
    if (standing === 'injected' || standing === 'not-memory') continue
    for (const error of incident.errors) if (error.dram !== undefined) yield error
  }
}

/** Errors by the DIMM they name; numbers that one error gives together with a label name the same DIMM where they stand alone. */
export function groupDimms(incidents: readonly RiskIncident[]): readonly NamedDimm[] {
  const errors = [...memoryErrors(incidents)]
  const labelOf = new Map<string, string>()
  for (const {dram} of errors) {
    const numbers = dram === undefined ? undefined : keyOfNumbers(dram)
    if (numbers !== undefined && isSingle(dram?.label)) labelOf.set(numbers, dram.label)
  }
  const groups = new Map<string, {place: DimmPlace; errors: MemoryError[]}>()
  for (const error of errors) {
    const {label, socket, imc, channel, slot} = error.dram ?? {}
    const numbers = keyOfNumbers(error.dram ?? {})
    const name = isSingle(label) ? label : numbers === undefined ? undefined : labelOf.get(numbers)
    const key = name === undefined ? numbers : `label ${name}`
    if (key === undefined) continue
    const group = groups.get(key) ?? {place: {}, errors: []}
    group.place = {
      ...group.place,
      ...(name === undefined ? {} : {label: name}),
      ...(socket === undefined ? {} : {socket}),
      ...(imc === undefined ? {} : {imc}),
      ...(channel === undefined ? {} : {channel}),
      ...(slot === undefined ? {} : {slot}),
    }
    group.errors.push(error)
    groups.set(key, group)
  }
  return [...groups.values()]
}
