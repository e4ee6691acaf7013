import type {MemoryError} from '../errors/memory-error.js'
import {isMemoryUnit} from '../errors/memory-unit.js'
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

/** Names that a driver made up of its own numbers, `CPU_SrcID#0_MC#1_Chan#0_DIMM#0`: nothing of the sort is printed on a board. */
const MADE_UP = /#\d|^(mc|csrow|unknown|any memory)\b/i

const boardLabel = (dram: DramLocation): string | undefined =>
  dram.label === undefined || dram.label.trim() === '' || (MADE_UP.test(dram.label) && numbered(dram).length > 0)
    ? undefined
    : shorten(printable(dram.label), LABEL_CHARACTERS)

/** A DIMM as the board and the controller name it, `DIMM P1-DIMMC1 (socket 0, channel 0)`; undefined when neither does. */
export function dimmPlace(dram: DramLocation | undefined): string | undefined {
  if (dram === undefined) return undefined
  const numbers = numbered(dram).join(', ')
  const label = boardLabel(dram)
  if (label === undefined) return numbers === '' ? undefined : `the DIMM at ${numbers}`
  const name = /^dimm/i.test(label) ? label : `DIMM ${label}`
  return numbers === '' ? name : `${name} (${numbers})`
}

/** A DIMM by its label alone where the board has one, else by its numbers: for a sentence that says what to do. */
const labelledPlace = (dram: DramLocation | undefined): string | undefined =>
  dram === undefined || boardLabel(dram) === undefined ? dimmPlace(dram) : dimmPlace({label: boardLabel(dram) ?? ''})

/**
 * The DIMM to act on: by its own label or numbers; where its own record names no label, by the one that the corrected
 * errors of the same place carry, said to be inferred.
 */
export function actionPlace(incident: Pick<Incident, 'errors' | 'precededBy'>): string | undefined {
  const dram = dramOf(incident)
  const own = labelledPlace(dram)
  const label = incident.precededBy?.label
  if (label === undefined || (dram !== undefined && boardLabel(dram) !== undefined)) return own
  if (own !== undefined && MADE_UP.test(label)) return own
  return `${dimmPlace({label}) ?? own} (inferred: the corrected errors before it name this DIMM)`
}

/** True when one DIMM is named, not only the channel that may hold two. */
export const namesDimm = (dram: DramLocation | undefined): boolean =>
  dram !== undefined &&
  (boardLabel(dram) !== undefined || [dram.slot, dram.rank, dram.chipSelect].some(part => part !== undefined))

/** The DIMM by its shortest name: the label where one is known. */
export function shortPlace(dram: DramLocation | undefined): string | undefined {
  if (dram === undefined) return undefined
  return boardLabel(dram) ?? (numbered(dram).join(', ') || undefined)
}

/** Identity of a DIMM or channel within a host, for counting; undefined when nothing names it. */
export function placeKey(dram: DramLocation | undefined): string | undefined {
  if (dram === undefined) return undefined
  if (dram.channel === undefined && dram.label === undefined) return undefined
  const numbers = [dram.socket, dram.imc, dram.channel, dram.slot, dram.chipSelect].map(value => value ?? '').join('/')
  return dram.channel === undefined ? `label ${dram.label}` : numbers
}

const detail = (dram: DramLocation): number => Object.keys(dram).length + (boardLabel(dram) === undefined ? 0 : 10)

/** The incident's DRAM location: the fullest that an error of it has, one with a board label first. */
export function dramOf(incident: Pick<Incident, 'errors'>): DramLocation | undefined {
  let best: DramLocation | undefined
  for (const {dram} of incident.errors)
    if (dram !== undefined && (best === undefined || detail(dram) > detail(best))) best = dram
  return best
}

/** Why an incident leads to no DIMM by its name on the board, in words; undefined where it does. */
export function whyNoDimm(incident: Pick<Incident, 'errors' | 'severity'>): string | undefined {
  const dram = dramOf(incident)
  if (dram !== undefined && boardLabel(dram) !== undefined) return undefined
  const told = incident.errors.filter(isMemory).flatMap(({notLocated}) => notLocated ?? [])
  // The nearer to a module, the more there is to say: reasons stand in that order.
  const ranked = NEAREST.flatMap(reason => told.find(one => one.reason === reason) ?? [])
  return ranked[0]?.why
}

const NEAREST = [
  'label-missing',
  'several-modules',
  'channel-only',
  'normalized-address',
  'device-address',
  'address-only',
  'page-frame-only',
  'nothing-told',
] as const

/** A core's record of bad data it was handed: read in vain (SRAR), or marked as poison before. */
const isHandedOn = ({unit, severity, flags}: MemoryError): boolean =>
  (unit === 'cache' || unit === 'core') && ((unit === 'cache' && severity === 'srar') || flags.poison === true)

/** True for errors a mirror of DIMMs could have anything to do with. */
export const isMemory = (error: MemoryError): boolean => isMemoryUnit(error) || isHandedOn(error)

/** The error an incident is told by: of the gravest that concern memory the first, else the first of the gravest. */
export const tellingError = (incident: Pick<Incident, 'errors' | 'severity'>): MemoryError | undefined =>
  incident.errors.find(error => error.severity === incident.severity && isMemory(error)) ??
  incident.errors.find(isMemory) ??
  incident.errors.find(error => error.severity === incident.severity) ??
  incident.errors[0]

/** Where an incident was, in words: the DIMM, else the socket and unit, else that it is not known. */
export function placeText(incident: Pick<Incident, 'errors' | 'severity'>): string {
  const dram = dramOf(incident)
  const place = dimmPlace(dram)
  const error = tellingError(incident)
  if (place !== undefined)
    return error?.unit === 'memory-controller' && !namesDimm(dram)
      ? place.replace(/^the DIMM at/, 'the memory channel at')
      : place
  if (error === undefined) return 'a place the log does not name'
  const socket = error.registers.socket === undefined ? '' : ` of socket ${error.registers.socket}`
  if (isMemory(error))
    return socket === '' ? 'a DIMM the log does not name' : `a DIMM${socket} (which one is not logged)`
  return `the ${UNITS[error.unit]}${socket}`
}
