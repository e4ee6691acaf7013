import type {MemoryError} from '../errors/memory-error.js'
import type {Incident} from '../incidents/incident.js'
import type {DramLocation} from '../records/hardware-error-record.js'
import {printable, shorten} from './format.js'
import {UNITS} from './words.js'

const LABEL_CHARACTERS = 48

const numbered = (dram: DramLocation): string[] => {
  const parts: [string, number | undefined][] = [
    ['socket', dram.socket],
    ['controller', dram.imc],
    ['channel', dram.channel],
    ['slot', dram.slot],
    ['chip select', dram.chipSelect],
    ['rank', dram.rank],
  ]
  return parts.flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`]))
}

/** A DIMM as the board and the controller name it, `DIMM P1-DIMMC1 (socket 0, channel 0)`; undefined when neither does. */
export function dimmPlace(dram: DramLocation | undefined): string | undefined {
  if (dram === undefined) return undefined
  const numbers = numbered(dram).join(', ')
  const label = dram.label === undefined ? undefined : shorten(printable(dram.label), LABEL_CHARACTERS)
  if (label === undefined || label === '') return numbers === '' ? undefined : `the DIMM at ${numbers}`
  const name = /^dimm/i.test(label) ? label : `DIMM ${label}`
  return numbers === '' ? name : `${name} (${numbers})`
}

/** A DIMM by its label alone where the board has one, else by its numbers: for a sentence that says what to do. */
export const labelledPlace = (dram: DramLocation | undefined): string | undefined =>
  dram?.label === undefined || dram.label === '' ? dimmPlace(dram) : dimmPlace({label: dram.label})

/** The DIMM by its shortest name: the label where one is known. */
export function shortPlace(dram: DramLocation | undefined): string | undefined {
  if (dram?.label !== undefined && dram.label !== '') return shorten(printable(dram.label), LABEL_CHARACTERS)
  return dram === undefined ? undefined : numbered(dram).join(', ') || undefined
}

/** Identity of a DIMM or channel within a host, for counting; undefined when nothing names it. */
export function placeKey(dram: DramLocation | undefined): string | undefined {
  if (dram === undefined) return undefined
  if (dram.channel === undefined && dram.label === undefined) return undefined
  const numbers = [dram.socket, dram.imc, dram.channel, dram.slot, dram.chipSelect].map(value => value ?? '').join('/')
  return dram.channel === undefined ? `label ${dram.label}` : numbers
}

/** The incident's DRAM location: of its first error that has one. */
export const dramOf = (incident: Pick<Incident, 'errors'>): DramLocation | undefined =>
  incident.errors.find(error => placeKey(error.dram) !== undefined)?.dram ?? incident.errors.find(e => e.dram)?.dram

/** The error an incident is told by: in DRAM or its controller where there is one, else the first. */
export const tellingError = (incident: Pick<Incident, 'errors' | 'severity'>): MemoryError | undefined =>
  incident.errors.find(error => error.severity === incident.severity && isMemory(error)) ??
  incident.errors.find(error => error.severity === incident.severity) ??
  incident.errors[0]

/** True for errors a mirror of DIMMs could have anything to do with. */
export const isMemory = (error: MemoryError): boolean =>
  error.unit === 'dram' || error.unit === 'memory-controller' || error.unit === 'cxl'

/** Where an incident was, in words: the DIMM, else the socket and unit, else that it is not known. */
export function placeText(incident: Pick<Incident, 'errors' | 'severity'>): string {
  const place = dimmPlace(dramOf(incident))
  if (place !== undefined) return place
  const error = tellingError(incident)
  if (error === undefined) return 'a place the log does not name'
  const socket = error.registers.socket === undefined ? '' : ` of socket ${error.registers.socket}`
  if (isMemory(error))
    return socket === '' ? 'a DIMM the log does not name' : `a DIMM${socket} (which one is not logged)`
  return `the ${UNITS[error.unit]}${socket}`
}
