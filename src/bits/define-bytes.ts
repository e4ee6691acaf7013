import {checkRows, checkSource} from './check-rows.js'

/** One row of a byte layout: little-endian number, or bytes kept as they are. */
export interface ByteField {
  readonly offset: number
  readonly length: number
  readonly kind: 'number' | 'bytes'
  readonly meaning: string
  /** Bit of the layout's `validBy` field that says this field was filled in. */
  readonly validBit?: number
  readonly reserved?: true
}

type Extra = {readonly validBit?: number}

const number =
  (length: number) =>
  (offset: number, meaning: string, extra: Extra = {}): ByteField => ({
    offset,
    length,
    kind: 'number',
    meaning,
    ...extra,
  })

/** A row of one byte. */
export const u8 = number(1)
/** A row of two bytes, little-endian: `u16(4, 'rank', {validBit: 15})`. */
export const u16 = number(2)
/** A row of four bytes, little-endian. */
export const u32 = number(4)
/** A row of eight bytes, little-endian. */
export const u64 = number(8)

/** A row of bytes kept as they are: GUIDs, text, nested structures. */
export const bytes = (offset: number, length: number, meaning: string, extra: Extra = {}): ByteField => ({
  offset,
  length,
  kind: 'bytes',
  meaning,
  ...extra,
})

/** Bytes the specification reserves. */
export const reservedBytes = (offset: number, length: number): ByteField => ({
  offset,
  length,
  kind: 'bytes',
  meaning: 'reserved',
  reserved: true,
})

/** A byte structure as a table, in the specification's order. */
export interface BytesSpec<Name extends string> {
  readonly id: string
  readonly name: string
  /** Size in bytes. */
  readonly size: number
  readonly source: string
  /** The field whose bits say which other fields exist; fields without `validBit` always do. */
  readonly validBy?: NoInfer<Name>
  readonly fields: Readonly<Record<Name, ByteField>>
}

/** A checked byte layout. */
export interface ByteLayout<Name extends string = string> extends BytesSpec<Name> {
  /** True when the structure lies wholly inside the buffer. */
  readonly fits: (buffer: Uint8Array, at?: number) => boolean
  /** A number field; undefined when the buffer is too short, the field is not a number or marked not valid. */
  readonly number: (buffer: Uint8Array, name: Name, at?: number) => bigint | undefined
  /** A field's bytes (a view, not a copy); undefined when the buffer is too short or the field is marked not valid. */
  readonly slice: (buffer: Uint8Array, name: Name, at?: number) => Uint8Array | undefined
  /** The structure holding these numbers and bytes; fields left out are zero. */
  readonly write: (values: Readonly<Partial<Record<Name, bigint | Uint8Array>>>) => Uint8Array
}

const readNumber = (buffer: Uint8Array, start: number, length: number): bigint => {
  let value = 0n
  for (let index = length - 1; index >= 0; index--) value = (value << 8n) | BigInt(buffer[start + index] ?? 0)
  return value
}

function writeField(target: Uint8Array, {offset, length}: ByteField, value: bigint | Uint8Array): void {
  if (typeof value !== 'bigint') {
    target.set(value.subarray(0, length), offset)
    return
  }
  for (let index = 0; index < length; index++) target[offset + index] = Number((value >> BigInt(8 * index)) & 0xffn)
}

/** True unless the `validBy` field says that this one was not filled in. */
function isValid<Name extends string>(spec: BytesSpec<Name>, buffer: Uint8Array, name: Name, at: number): boolean {
  const {validBit} = spec.fields[name]
  if (validBit === undefined || spec.validBy === undefined) return true
  const {offset, length} = spec.fields[spec.validBy]
  return ((readNumber(buffer, at + offset, length) >> BigInt(validBit)) & 1n) === 1n
}

function checkBytes<Name extends string>(spec: BytesSpec<Name>, names: readonly Name[]): void {
  checkSource(spec.id, spec.source)
  const rows = names.map(name => ({name, start: spec.fields[name].offset, length: spec.fields[name].length}))
  checkRows(spec.id, 'byte', spec.size, rows)
}

/** Declares a byte layout. Throws, naming file and row, when rows overlap, overhang, leave a byte out or no source is given. */
export function defineBytes<const Name extends string>(spec: BytesSpec<Name>): ByteLayout<Name> {
  const names: Name[] = []
  for (const name in spec.fields) names.push(name)
  checkBytes(spec, names)
  const fits = (buffer: Uint8Array, at = 0): boolean => at >= 0 && at + spec.size <= buffer.length
  const exists = (buffer: Uint8Array, name: Name, at: number) => fits(buffer, at) && isValid(spec, buffer, name, at)
  return {
    ...spec,
    fits,
    number: (buffer, name, at = 0) => {
      const {kind, offset, length} = spec.fields[name]
      return kind === 'number' && exists(buffer, name, at) ? readNumber(buffer, at + offset, length) : undefined
    },
    slice: (buffer, name, at = 0) => {
      const {offset, length} = spec.fields[name]
      return exists(buffer, name, at) ? buffer.subarray(at + offset, at + offset + length) : undefined
    },
    write: values => {
      const target = new Uint8Array(spec.size)
      for (const name of names) writeField(target, spec.fields[name], values[name] ?? 0n)
      return target
    },
  }
}
