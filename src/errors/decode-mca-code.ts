import type {McaErrorCode} from './memory-error.js'

type Some<Key extends keyof McaErrorCode> = {readonly [K in Key]?: McaErrorCode[K]}

/** MMM, bits 6:4 of memory-controller codes; 5–7 are reserved (SDM vol. 3B, 16.9.2, memory controller errors). */
const TRANSACTIONS = ['generic', 'read', 'write', 'address-command', 'scrub'] as const
/** RRRR, bits 7:4; 9–15 are reserved (same section, request sub-field). */
const REQUESTS = ['ERR', 'RD', 'WR', 'DRD', 'DWR', 'IRD', 'PREFETCH', 'EVICT', 'SNOOP'] as const
/** TT, bits 3:2; 3 is reserved (same section, transaction type). */
const TYPES = ['instruction', 'data', 'generic'] as const
/** LL, bits 1:0 (same section, level). */
const LEVELS = [0, 1, 2, 'generic'] as const
/** PP, bits 10:9, and II, bits 3:2, of bus codes (same section, bus and interconnect errors). */
const PARTICIPATION = ['SRC', 'RES', 'OBS', 'generic'] as const
const TARGETS = ['memory', 'reserved', 'io', 'other'] as const

/** CCCC 15: the channel is not specified. */
const CHANNEL_UNSPECIFIED = 15

/** Codes that mean one thing each (SDM vol. 3B, 16.9.1). */
const SIMPLE: Readonly<Record<number, McaErrorCode['kind']>> = {
  0: 'no-error',
  1: 'unclassified',
  2: 'microcode-rom-parity',
  3: 'external',
  4: 'frc',
  5: 'internal-parity',
  6: 'smm-handler-violation',
  1024: 'internal-timer',
  3595: 'io',
}

const level = (code: number): Some<'level'> => {
  const found = LEVELS[code & 3]
  return found === undefined ? {} : {level: found}
}
const type = (code: number): Some<'type'> => {
  const found = TYPES[(code >> 2) & 3]
  return found === undefined ? {} : {type: found}
}
const request = (code: number): Some<'request'> => {
  const found = REQUESTS[(code >> 4) & 15]
  return found === undefined ? {} : {request: found}
}
const memory = (code: number): Some<'transaction' | 'channel'> => {
  const transaction = TRANSACTIONS[(code >> 4) & 7]
  const channel = code & 15
  return {
    ...(transaction === undefined ? {} : {transaction}),
    ...(channel === CHANNEL_UNSPECIFIED ? {} : {channel}),
  }
}
const bus = (code: number): Some<'participation' | 'timeout' | 'target'> => {
  const participation = PARTICIPATION[(code >> 9) & 3]
  const target = TARGETS[(code >> 2) & 3]
  return {
    ...(participation === undefined ? {} : {participation}),
    timeout: ((code >> 8) & 1) === 1,
    ...(target === undefined ? {} : {target}),
  }
}

type Shape = Omit<McaErrorCode, 'code'>

/** Compound forms by their leading one: the position of the highest set bit says which form it is (SDM vol. 3B, 16.9.2). */
function compound(code: number): Shape | undefined {
  if (code >= 0x0c && code <= 0x0f) return {kind: 'cache-hierarchy', ...level(code)}
  if (code >> 4 === 1) return {kind: 'tlb', ...type(code), ...level(code)}
  if (code >> 7 === 1) return {kind: 'memory-controller', ...memory(code)}
  if (code >> 8 === 1) return {kind: 'cache', ...level(code), ...type(code), ...request(code)}
  if (code >> 7 === 5) return {kind: 'extended-memory', ...memory(code)}
  if (code >> 11 === 1) return {kind: 'bus', ...level(code), ...bus(code), ...request(code)}
  return undefined
}

function shapeOf(code: number, vendor: 'intel' | 'amd'): Shape {
  if (code >> 10 === 1 && vendor === 'amd') return {kind: 'internal'}
  const simple = SIMPLE[code]
  if (simple !== undefined && (vendor === 'intel' || code !== 0x0e0b)) return {kind: simple}
  if (code >> 10 === 1) return {kind: 'internal-unclassified'}
  return compound(code) ?? {kind: 'unclassified'}
}

/** Bit 12 of an Intel code: corrections of this kind are reported less often (SDM vol. 3B, 16.9.2.1). */
const FILTER = 0x1000

/**
 * Bits 15:0 of a STATUS register: exactly one kind for every value 0 … 0xffff. Values no manual defines are
 * `unclassified` and keep their number in `code`. AMD shares the compound forms but has no filter bit and one form for
 * internal errors (APM vol. 2, 9.3.3.2).
 */
export function decodeMcaCode(value: number, vendor: 'intel' | 'amd' = 'intel'): McaErrorCode {
  const code = `0x${value.toString(16).padStart(4, '0')}`
  const filtered = vendor === 'intel' && (value & FILTER) !== 0
  const shape = shapeOf(filtered ? value & ~FILTER : value, vendor)
  return {code, ...shape, ...(filtered ? {filtered} : {})}
}

/** True for codes of errors in or on the way to memory: memory controller, and memory used as a cache. */
export const isMemoryCode = (mca: McaErrorCode): boolean =>
  mca.kind === 'memory-controller' || mca.kind === 'extended-memory'
