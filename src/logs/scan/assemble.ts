/** Instructions of WebAssembly by the names of its text format, as bytes (WebAssembly 2.0, 5.4). */
const OPCODES = {
  block: [0x02],
  loop: [0x03],
  if: [0x04],
  end: [0x0b],
  br: [0x0c],
  br_if: [0x0d],
  return: [0x0f],
  'local.get': [0x20],
  'local.set': [0x21],
  'i32.load': [0x28],
  'i32.load8_u': [0x2d],
  'i32.load16_u': [0x2f],
  'i32.const': [0x41],
  'i32.eq': [0x46],
  'i32.lt_u': [0x49],
  'i32.gt_u': [0x4b],
  'i32.le_u': [0x4d],
  'i32.ge_u': [0x4f],
  'i32.add': [0x6a],
  'i32.sub': [0x6b],
  'i32.mul': [0x6c],
  'i32.and': [0x71],
  'i32.or': [0x72],
  'i32.shr_u': [0x76],
  'v128.load': [0xfd, 0x00],
  'v128.const': [0xfd, 0x0c],
  'i32x4.splat': [0xfd, 0x11],
  'i32x4.extract_lane': [0xfd, 0x1b],
  'i8x16.eq': [0xfd, 0x23],
  'i8x16.sub': [0xfd, 0x71],
  'i16x8.extadd_pairwise_i8x16_u': [0xfd, 0x7d],
  'i32x4.extadd_pairwise_i16x8_u': [0xfd, 0x7f],
  'i32x4.shr_u': [0xfd, 0xad, 0x01],
  'i32x4.mul': [0xfd, 0xb5, 0x01],
} as const

/** Name of an instruction. */
export type Opcode = keyof typeof OPCODES

/** A piece of code: bytes of instructions. */
export type Code = readonly number[]

const unsigned = (value: number): readonly number[] =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)]

const signed = (value: number): readonly number[] =>
  value >= -64 && value < 64 ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(value >> 7)]

const counted = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()]

const sized = (bytes: Code): Code => [...unsigned(bytes.length), ...bytes]

/** An instruction behind the code that makes its operands: `op('i32.add', a, b)`. */
export const op = (name: Opcode, ...operands: readonly Code[]): Code => [...operands.flat(), ...OPCODES[name]]

/** A number. */
export const i32 = (value: number): Code => [...OPCODES['i32.const'], ...signed(value)]

/** Sixteen bytes, all the same. */
export const bytes16 = (byte: number): Code => [...OPCODES['v128.const'], ...Array.from({length: 16}, () => byte)]

/** A load from `address` plus `offset`, of any alignment. */
export const load = (
  name: 'i32.load' | 'i32.load8_u' | 'i32.load16_u' | 'v128.load',
  address: Code,
  offset = 0,
): Code => [...address, ...OPCODES[name], 0, ...unsigned(offset)]

/** One of the four 32-bit lanes. */
export const lane = (vector: Code, index: number): Code => [...vector, ...OPCODES['i32x4.extract_lane'], index]

/** Type of a block that leaves nothing on the stack. */
const NOTHING = 0x40

/** Code run over and over; `branch(0)` inside starts it again. */
export const loop = (...body: readonly Code[]): Code => [...OPCODES.loop, NOTHING, ...body.flat(), ...OPCODES.end]

/** Code that `branch(0)` inside leaves. */
export const block = (...body: readonly Code[]): Code => [...OPCODES.block, NOTHING, ...body.flat(), ...OPCODES.end]

/** Code run when the condition is not zero. */
export const when = (condition: Code, ...body: readonly Code[]): Code => [
  ...condition,
  ...OPCODES.if,
  NOTHING,
  ...body.flat(),
  ...OPCODES.end,
]

/** A jump to the `depth`th enclosing loop or out of the block: always, or when the condition is not zero. */
export const branch = (depth: number, condition?: Code): Code =>
  condition ? [...condition, ...OPCODES.br_if, depth] : [...OPCODES.br, depth]

const TYPES = {i32: 0x7f, v128: 0x7b} as const

/** Variables of a function by name. */
export interface Variables {
  readonly get: (name: string) => Code
  readonly set: (name: string, value: Code) => Code
}

/** A function that is exported: whole numbers in, one out. */
export interface FunctionSource {
  readonly name: string
  readonly parameters: readonly string[]
  readonly locals: Readonly<Record<string, keyof typeof TYPES>>
  readonly body: (variables: Variables) => readonly Code[]
}

const variablesOf = ({name, parameters, locals}: FunctionSource): Variables => {
  const names = [...parameters, ...Object.keys(locals)]
  const index = (variable: string): Code => {
    const at = names.indexOf(variable)
    if (at < 0) throw new Error(`${name}: no variable is called ${variable}`)
    return unsigned(at)
  }
  return {
    get: variable => [...OPCODES['local.get'], ...index(variable)],
    set: (variable, value) => [...value, ...OPCODES['local.set'], ...index(variable)],
  }
}

const codeOf = (source: FunctionSource): Code => {
  const locals = Object.values(source.locals).map((type): Code => [1, TYPES[type]])
  return sized([...counted(locals), ...source.body(variablesOf(source)).flat(), ...OPCODES.end])
}

const signatureOf = ({parameters}: FunctionSource): Code => [
  0x60,
  ...counted(parameters.map((): Code => [TYPES.i32])),
  ...counted([[TYPES.i32]]),
]

const named = (text: string): Code => sized([...new TextEncoder().encode(text)])

/** A module with the given functions over a memory that it is handed as `host.memory` (5.5 of the specification). */
export const assemble = (functions: readonly FunctionSource[]): Uint8Array<ArrayBuffer> => {
  const section = (id: number, items: readonly Code[]): Code => [id, ...sized(counted(items))]
  const memory: Code = [...named('host'), ...named('memory'), 0x02, 0x00, 0x01]
  const exported = functions.map(({name}, index): Code => [...named(name), 0x00, ...unsigned(index)])
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, functions.map(signatureOf)),
    ...section(2, [memory]),
    ...section(
      3,
      functions.map((_, index) => unsigned(index)),
    ),
    ...section(7, exported),
    ...section(10, functions.map(codeOf)),
  ])
}
