import {isOnBoard} from '../errors/not-located.js'
import type {DramLocation, HardwareErrorRecord} from '../records/hardware-error-record.js'
import {differ} from './same-place.js'
import type {Telling, Voice} from './telling.js'

/**
 * Who knows the part best: the memory driver worked it out from the address and the machine's routing; a bank's registers
 * name its own channel, numbered within a part of the controller; firmware counts its own way.
 */
const KNOWS_PART: readonly Voice[] = ['edac', 'registers', 'cper', 'synthetic', 'page']

/** Coordinates by which a part is found; banks and rows inside it are numbered in too many ways to be compared. */
const FINDS_PART = ['socket', 'imc', 'channel', 'slot', 'chipSelect'] as const
const NAMES = {
  socket: 'socket',
  imc: 'controller',
  channel: 'channel',
  slot: 'slot',
  chipSelect: 'chip select',
} as const

const byKnowledge = (tellings: readonly Telling[]): Telling[] =>
  KNOWS_PART.flatMap(voice => tellings.filter(telling => telling.voice === voice))

const labelOf = ({error}: Telling): string | undefined => (error.dram?.label === '' ? undefined : error.dram?.label)

/** The board's own name of the part wherever one is told, else what a driver calls it. */
function bestLabel(known: readonly Telling[]): string | undefined {
  const labels = known.flatMap(telling => labelOf(telling) ?? [])
  return labels.find(isOnBoard) ?? labels[0]
}

/** One location of all that was told, the gravest first: the part from whoever knows it best, its label as found on the board. */
export function composePlace(tellings: readonly Telling[]): DramLocation {
  const known = byKnowledge(tellings)
  const place: {-readonly [Name in keyof DramLocation]: DramLocation[Name]} = {}
  for (const {error} of [...tellings].reverse()) Object.assign(place, error.dram)
  for (const key of FINDS_PART) {
    const value = known.map(({error}) => error.dram?.[key]).find(number => number !== undefined)
    if (value !== undefined) place[key] = value
  }
  const label = bestLabel(known)
  if (label !== undefined) place.label = label
  return place
}

const SPEAKERS: Partial<Record<HardwareErrorRecord['kind'], string>> = {
  'machine-check': 'the registers say',
  edac: 'EDAC says',
  cper: 'the firmware says',
  reported: 'the board’s own log says',
}

const speakerOf = ({record}: Telling): string => SPEAKERS[record.kind] ?? 'another line says'

/** What two reporters say of one coordinate, when it differs. */
function againstEachOther(a: Telling, b: Telling): string[] {
  const [left, right] = [a.error.dram ?? {}, b.error.dram ?? {}]
  return FINDS_PART.filter(key => differ(left[key], right[key])).map(
    key => `${speakerOf(a)} ${NAMES[key]} ${left[key]}, ${speakerOf(b)} ${NAMES[key]} ${right[key]}`,
  )
}

const boardLabel = (telling: Telling): string | undefined => {
  const label = labelOf(telling)
  return label !== undefined && isOnBoard(label) ? label : undefined
}

/** The driver's slot beside the firmware's name for it, which do not say by themselves that they are one. */
function slotAndName(a: Telling, b: Telling): string[] {
  const [name, slot, channel] = [boardLabel(b), a.error.dram?.slot, a.error.dram?.channel]
  const own = boardLabel(a)
  if (own !== undefined && name !== undefined && own !== name)
    return [`${speakerOf(a)} ${own}, ${speakerOf(b)} ${name}`]
  if (own !== undefined || name === undefined || slot === undefined || a.voice === b.voice) return []
  return [`${speakerOf(a)} ${channel === undefined ? '' : `channel ${channel} `}slot ${slot}, ${speakerOf(b)} ${name}`]
}

const sentence = (words: string): string => `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`

/** Where reporters disagree about the place, in words, each once. */
export function placeDisagreements(tellings: readonly Telling[]): string[] {
  const [first, ...others] = byKnowledge(tellings)
  if (first === undefined) return []
  const said = others.flatMap(other => [...againstEachOther(first, other), ...slotAndName(first, other)])
  return [...new Set(said)].map(sentence)
}
