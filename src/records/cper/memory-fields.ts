import type {CperRecord, DramLocation} from '../hardware-error-record.js'

type LocationNumber = Exclude<keyof DramLocation, 'label'>

/** Names of a location line that have a meaning of their own here; node, card and module are the firmware's own count. */
const PLACES: Readonly<Record<string, LocationNumber>> = {
  rank: 'rank',
  bank: 'bank',
  bank_group: 'bankGroup',
  bank_address: 'bank',
  device: 'device',
  row: 'row',
  column: 'column',
  chip_id: 'subRank',
}

/** Names that a location line consists of (drivers/firmware/efi/cper.c). */
export const LOCATION_NAMES: ReadonlySet<string> = new Set([
  ...Object.keys(PLACES),
  'node',
  'card',
  'module',
  'bit_position',
  'requestor_id',
  'responder_id',
  'target_id',
])

/** `node:1`, `node: 1`, `requestor_id: 0x0000000000000000`. */
const PAIR = /(?<![\w.])([a-z]\w*): ?(0x[0-9a-f]{1,16}|-?\d{1,10})(?![\w.])/gi

/** A location being read: numbers of cells, and everything else by name. */
export interface PlaceDraft {
  readonly location: {-readonly [Name in keyof DramLocation]: DramLocation[Name]}
  readonly fields: Record<string, string>
}

/** True when the text begins like a location line. */
export const beginsLocation = (body: string): boolean => LOCATION_NAMES.has(/^\w+(?=:)/.exec(body)?.[0] ?? '')

/** Where the last number begins when the text ends in one. */
const LAST_NUMBER = /\w+: ?(?:0x)?\w*$/

/** Adds the pairs of a location line; the last one of a cut line is not trusted. */
export function readLocation(body: string, cut: boolean, into: PlaceDraft): void {
  const text = cut ? body.replace(LAST_NUMBER, '') : body
  for (const [, name = '', value = ''] of text.matchAll(PAIR)) {
    const place = Object.hasOwn(PLACES, name) ? PLACES[name] : undefined
    const number = Number(value)
    // An extended bank number holds group and address: the address, printed behind it, wins.
    if (place !== undefined && number >= 0) into.location[place] = number
    else if (LOCATION_NAMES.has(name)) into.fields[name] = value
  }
}

/** A value of 64 bits; 'cut' when its leading zeros show that digits are missing behind. */
export function readQuad(text: string): bigint | 'cut' | undefined {
  const digits = /^0x([0-9a-f]{1,16})(?![0-9a-z])/i.exec(text)?.[1]
  if (digits === undefined) return undefined
  return digits.length < 16 && digits.length > 1 && digits.startsWith('0') ? 'cut' : BigInt(`0x${digits}`)
}

/** `Storage error in DRAM memory (0x0000000000000400)` or the number alone. */
export const statusIn = (text: string): string => /\((0x[0-9a-f]+)\)?\s*$/i.exec(text)?.[1] ?? text

/** The label of `DIMM location: N1 DIMM_L0`; undefined where the line says that there is none. */
export function labelIn(text: string): string | undefined {
  const label = text.trim()
  return label === '' || /^not present\b/i.test(label) ? undefined : label
}

/** Severities as the kernel writes them out. */
export function severityIn(text: string): CperRecord['blockSeverity'] {
  const word = /(?:^|, )(recoverable|fatal|corrected|info(?:rmational)?|unknown)\b/i
    .exec(text.trim())?.[1]
    ?.toLowerCase()
  if (word === 'recoverable' || word === 'fatal' || word === 'corrected' || word === 'unknown') return word
  return word === undefined ? undefined : 'informational'
}
