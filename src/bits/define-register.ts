import type {BitField} from './bit-field.js'
import {checkRows, checkSource} from './check-rows.js'
import {halvesOf, splitHalves} from './halves.js'

/** A register as a table: one row a field, in the manual's order. */
export interface RegisterSpec<Name extends string> {
  /** Kebab-case, equal to the file name. */
  readonly id: string
  /** As the manual writes it: `IA32_MCi_STATUS`. */
  readonly name: string
  /** Width in bits, at most 64. */
  readonly width: number
  /** Document, section, revision. */
  readonly source: string
  readonly fields: Readonly<Record<Name, BitField>>
}

/** One field of one value, ready to be shown. */
export interface FieldReading {
  readonly field: string
  readonly high: number
  readonly low: number
  readonly value: bigint
  readonly meaning: string
  /** The manual's meaning of this value, where its table has one. */
  readonly says?: string
  readonly reserved: boolean
}

/** A checked register table that reads, writes and lists values; the functions never throw and never lose a bit. */
export interface Register<Name extends string = string> extends RegisterSpec<Name> {
  /** Every field's value. */
  readonly read: (raw: bigint) => Readonly<Record<Name, bigint>>
  /** One field's value. */
  readonly field: (raw: bigint, name: Name) => bigint
  /** One field's value, for fields of at most 53 bits. */
  readonly number: (raw: bigint, name: Name) => number
  /** True when any bit of the field is set. */
  readonly has: (raw: bigint, name: Name) => boolean
  /** The register holding these values; fields left out are 0, values are cut to their field's width. */
  readonly write: (values: Readonly<Partial<Record<Name, bigint>>>) => bigint
  /** Reserved bits that are set, and bits above the width: 0n when the value fits the table. */
  readonly residue: (raw: bigint) => bigint
  /** Field by field in the table's order, reserved rows included. */
  readonly list: (raw: bigint) => readonly FieldReading[]
}

interface Mask {
  readonly shift: bigint
  readonly ones: bigint
  /** The field's bits in the upper and the lower half of the register. */
  readonly upper: number
  readonly lower: number
  /** Set where the field lies in one half: how far its half is shifted, and what is left of it. */
  readonly half?: {readonly isUpper: boolean; readonly shift: number; readonly ones: number}
}

const HALF = 32

function maskOf({high, low}: BitField): Mask {
  const ones = (1n << BigInt(high - low + 1)) - 1n
  const placed = splitHalves(ones << BigInt(low))
  const isUpper = low >= HALF
  const half = {isUpper, shift: low % HALF, ones: Number(BigInt.asUintN(HALF, ones))}
  return {shift: BigInt(low), ones, ...placed, ...(isUpper || high < HALF ? {half} : {})}
}

const namesOf = <Name extends string>(fields: Readonly<Record<Name, BitField>>): readonly Name[] => {
  const names: Name[] = []
  for (const name in fields) names.push(name)
  return names
}

function checkCodes(table: string, name: string, {high, low, codes}: BitField): void {
  const limit = 2 ** (high - low + 1)
  for (const code of Object.keys(codes ?? {}))
    if (Number(code) >= limit || !Number.isInteger(Number(code)))
      throw new Error(`${table}: row ${name} explains code ${code}, which does not fit into bits ${high}:${low}`)
}

function check<Name extends string>(spec: RegisterSpec<Name>, names: readonly Name[]): void {
  const table = `registers/${spec.id}`
  checkSource(table, spec.source)
  const rows = names.map(name => {
    const {high, low} = spec.fields[name]
    return {name, start: low, length: high - low + 1}
  })
  checkRows(table, 'bit', spec.width, rows)
  for (const name of names) checkCodes(table, name, spec.fields[name])
}

/** Bits of every reserved row. */
const reservedBits = <Name extends string>({fields}: RegisterSpec<Name>, names: readonly Name[]): bigint =>
  names
    .filter(name => fields[name].reserved)
    .reduce((sum, name) => sum | (maskOf(fields[name]).ones << BigInt(fields[name].low)), 0n)

function listField(name: string, row: BitField, value: bigint): FieldReading {
  const {high, low, meaning, codes, reserved = false} = row
  const says = codes?.[Number(value)]
  return {field: name, high, low, value, meaning, ...(says === undefined ? {} : {says}), reserved}
}

/** Declares a register. Throws, naming file and row, when the table overlaps, overhangs, has a gap or no source. */
export function defineRegister<const Name extends string>(spec: RegisterSpec<Name>): Register<Name> {
  const names = namesOf(spec.fields)
  check(spec, names)
  const masks = new Map<Name, Mask>(names.map(name => [name, maskOf(spec.fields[name])]))
  const maskFor = (name: Name): Mask => masks.get(name) ?? maskOf(spec.fields[name])
  const number = (raw: bigint, name: Name): number => {
    const {half} = maskFor(name)
    if (half === undefined) return Number(field(raw, name))
    const {upper, lower} = halvesOf(raw)
    return ((half.isUpper ? upper : lower) >>> half.shift) & half.ones
  }
  const has = (raw: bigint, name: Name): boolean => {
    const mask = maskFor(name)
    const {upper, lower} = halvesOf(raw)
    return ((upper & mask.upper) | (lower & mask.lower)) !== 0
  }
  const whole = (1n << BigInt(spec.width)) - 1n
  const reservedMask = reservedBits(spec, names)

  const field = (raw: bigint, name: Name): bigint => (raw >> maskFor(name).shift) & maskFor(name).ones
  const place = (name: Name, value: bigint): bigint => (value & maskFor(name).ones) << maskFor(name).shift
  return {
    ...spec,
    read: raw => everyName(names, name => field(raw, name)),
    field,
    number,
    has,
    write: values => names.reduce((raw, name) => raw | place(name, values[name] ?? 0n), 0n),
    residue: raw => (raw & reservedMask & whole) | (raw & ~whole),
    list: raw => names.map(name => listField(name, spec.fields[name], field(raw, name))),
  }
}

/** A record with a value for every name. */
function everyName<Name extends string>(
  names: readonly Name[],
  pick: (name: Name) => bigint,
): Readonly<Record<Name, bigint>> {
  const values: Partial<Record<Name, bigint>> = {}
  for (const name of names) values[name] = pick(name)
  const isComplete = (found: Partial<Record<Name, bigint>>): found is Record<Name, bigint> =>
    names.every(name => name in found)
  if (!isComplete(values)) throw new Error('a register read left out a field')
  return values
}
