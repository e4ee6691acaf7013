import type {KnownFeatures} from '../cpu-features.js'
import type {ExecutionContext} from '../kernel-grade/grade.js'
import type {CpuSignature, ErrorRegisters} from '../memory-error.js'

/** One register set to be explained, by the names of `explain` and its JSON; absent values are not known. */
export interface RegisterInput {
  readonly registers: ErrorRegisters
  readonly vendor?: CpuSignature['vendor']
  /** CPUID.1 EAX. */
  readonly signature?: number
  readonly context?: ExecutionContext
  /** Function behind the instruction pointer, where a log named one. */
  readonly symbol?: string
  readonly notify?: 'exception' | 'poll'
  readonly kernel?: string
  readonly features?: KnownFeatures
}

/** A register set that was read, or what is wrong with it, ready to be shown. */
export type RegisterInputReading =
  | {readonly input: RegisterInput; readonly problems: readonly []}
  | {readonly input?: undefined; readonly problems: readonly string[]}

const WIDE = [
  'status',
  'misc',
  'addr',
  'mcgstatus',
  'mcgcap',
  'tsc',
  'ip',
  'cs',
  'ppin',
  'microcode',
  'ipid',
  'synd',
] as const
const NARROW = ['cpu', 'bank', 'socket', 'apic'] as const
const VENDORS = ['intel', 'amd', 'hygon', 'zhaoxin'] as const
const CONTEXTS = ['user', 'kernel', 'kernel-copy-mc', 'kernel-copy-from-user'] as const
const NOTIFIES = ['exception', 'poll'] as const
const FEATURES = ['ser', 'succor', 'overflowRecovery', 'smca'] as const
const LIMIT = 1n << 64n

/** A 64-bit value as JSON, people and debuggers write it: `"0xbd80…"`, `"bd80…"`, "be000000`00800400" or a safe integer. */
export function parseRegister(value: unknown): bigint | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? BigInt(value) : undefined
  if (typeof value !== 'string') return undefined
  const digits = /^(?:0x)?([0-9a-f]{1,16})$/i.exec(value.trim().replace(/[`_]/g, ''))?.[1]
  if (digits === undefined) return undefined
  const found = BigInt(`0x${digits}`)
  return found < LIMIT ? found : undefined
}

const oneOf = <Word extends string>(words: readonly Word[], value: unknown): Word | undefined =>
  words.find(word => word === value)

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Collects what is wrong while fields are read. */
interface Reader {
  readonly json: Readonly<Record<string, unknown>>
  readonly problems: string[]
}

function readRegisters({json, problems}: Reader): ErrorRegisters {
  const found: {-readonly [Key in keyof ErrorRegisters]: ErrorRegisters[Key]} = {}
  for (const name of WIDE) {
    if (json[name] === undefined) continue
    const value = parseRegister(json[name])
    if (value === undefined) problems.push(`${name}: write a hexadecimal string of at most 16 digits, "0x…"`)
    else found[name] = value
  }
  for (const name of NARROW) {
    const value = json[name]
    if (value === undefined) continue
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) found[name] = value
    else problems.push(`${name}: write a whole number`)
  }
  return found
}

function readWord<Word extends string>(
  {json, problems}: Reader,
  name: string,
  words: readonly Word[],
): Word | undefined {
  if (json[name] === undefined) return undefined
  const found = oneOf(words, json[name])
  if (found === undefined) problems.push(`${name}: one of ${words.join(', ')}`)
  return found
}

function readFeatures({json, problems}: Reader): KnownFeatures | undefined {
  const value = json.features
  if (value === undefined) return undefined
  if (!isObject(value)) {
    problems.push(`features: an object of ${FEATURES.join(', ')}`)
    return undefined
  }
  const found: {-readonly [Key in keyof KnownFeatures]: KnownFeatures[Key]} = {}
  for (const name of FEATURES) {
    const one = value[name]
    if (typeof one === 'boolean') found[name] = one
    else if (one !== undefined) problems.push(`features.${name}: true or false`)
  }
  return found
}

function readSignature({json, problems}: Reader): number | undefined {
  if (json.signature === undefined) return undefined
  const value = parseRegister(json.signature)
  if (value !== undefined && value <= 0xffffffffn) return Number(value)
  problems.push('signature: the 32-bit CPUID.1 EAX value, "0x50654"')
  return undefined
}

const given = <Key extends string, Value>(key: Key, value: Value | undefined): {readonly [K in Key]?: Value} => {
  const field: {[K in Key]?: Value} = {}
  if (value !== undefined) field[key] = value
  return field
}

/** Reads one JSON object of `explain --ndjson`; unknown fields are ignored, wrong ones are named. */
export function readRegisterInput(json: unknown): RegisterInputReading {
  if (!isObject(json)) return {problems: ['a register set is a JSON object with at least "status"']}
  const reader: Reader = {json, problems: []}
  const registers = readRegisters(reader)
  const input: RegisterInput = {
    registers,
    ...given('vendor', readWord(reader, 'vendor', VENDORS)),
    ...given('signature', readSignature(reader)),
    ...given('context', readWord(reader, 'context', CONTEXTS)),
    ...given('notify', readWord(reader, 'notify', NOTIFIES)),
    ...given('kernel', typeof json.kernel === 'string' ? json.kernel : undefined),
    ...given('features', readFeatures(reader)),
  }
  if (registers.status === undefined && reader.problems.length === 0) reader.problems.push('status: missing')
  return reader.problems.length === 0 ? {input, problems: []} : {problems: reader.problems}
}
