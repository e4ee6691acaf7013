import type {CperRecord, DramLocation} from '../../records/hardware-error-record.js'

/** What the bytes of a section say, in the words of a record: a field is there only where the section marks it valid. */
export type SectionReading = Partial<
  Pick<
    CperRecord,
    | 'memoryErrorType'
    | 'address'
    | 'addressSpace'
    | 'addressMask'
    | 'errorStatus'
    | 'location'
    | 'processorParts'
    | 'cpuid'
    | 'apic'
    | 'msrs'
    | 'unit'
    | 'fields'
  >
> & {
  /** What the section itself says of the error's gravity. */
  readonly uncorrected?: boolean
}

/** Reads a section's bytes; undefined when they are too short to be one. */
export type SectionReader = (section: Uint8Array) => SectionReading | undefined

/** The numbers that are known, as numbers. */
export function knownPlaces(
  places: Readonly<Partial<Record<Exclude<keyof DramLocation, 'label'>, bigint | undefined>>>,
): DramLocation | undefined {
  const known = Object.entries(places).flatMap(([name, value]) => (value === undefined ? [] : [[name, Number(value)]]))
  return known.length === 0 ? undefined : Object.fromEntries(known)
}

/** The values that are known, as hexadecimal text. */
export function hexFields(values: Readonly<Record<string, bigint | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, `0x${value.toString(16)}`]])),
  )
}

/** The values that are known, as decimal text. */
export const decimalFields = (values: Readonly<Record<string, bigint | undefined>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, `${value}`]])),
  )

/** A field under its name when there is a value. */
export const given = <Key extends string, Value>(key: Key, value: Value | undefined): {readonly [K in Key]?: Value} => {
  const field: {[K in Key]?: Value} = {}
  if (value !== undefined) field[key] = value
  return field
}

/** The fields, when there are any. */
export const givenFields = (fields: Readonly<Record<string, string>>): Pick<SectionReading, 'fields'> =>
  Object.keys(fields).length === 0 ? {} : {fields}

/** The section with zero bytes behind it: older revisions of a section are shorter, and mark what they lack as not valid. */
export function padded(section: Uint8Array, least: number, size: number): Uint8Array | undefined {
  if (section.length < least) return undefined
  if (section.length >= size) return section
  const whole = new Uint8Array(size)
  whole.set(section)
  return whole
}
