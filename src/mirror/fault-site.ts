import type {MemoryError} from '../errors/memory-error.js'

/** Parts of the way between a core and a DRAM cell, as seen from a mirror: before or behind the point where copies part. */
export type FaultSite =
  /** The contents of DRAM: a mirror's home ground. */
  | 'dram-data'
  /** An address gone wrong before the copies part: both go to the same wrong place. */
  | 'address-before-copies'
  /** Write data gone wrong before the copies part: both copies are bad. */
  | 'write-data-before-copies'
  /** Data that arrived already marked bad. */
  | 'arrived-poisoned'
  /** Command and address wires, or the link, of one channel. */
  | 'channel-wires'
  /** Write buffer of one channel. */
  | 'channel-write-buffer'
  /** Trackers, credits and schedulers that serve all channels of a controller. */
  | 'controller-logic'
  /** Memory encryption above the copies. */
  | 'encryption'
  /** Memory that is no DIMM: persistent memory modules, memory in the package. */
  | 'other-media'
  /** Metadata of memory used as a cache (two-level memory). */
  | 'near-memory'

/** A model-specific code as a number between two ends, by its bits, or by its low byte. */
type CodeMatch = (code: number) => boolean

interface SiteRow {
  /** Bank kinds that count their codes this way. */
  readonly banks: RegExp
  readonly site: FaultSite
  readonly code: CodeMatch
}

const numbers =
  (...list: readonly number[]): CodeMatch =>
  code =>
    list.includes(code)
const between =
  (least: number, most: number): CodeMatch =>
  code =>
    code >= least && code <= most
const anyOf =
  (mask: number): CodeMatch =>
  code =>
    (code & mask) !== 0
const numbersUnder =
  (mask: number, ...list: readonly number[]): CodeMatch =>
  code =>
    list.includes(code & mask)

const INTERNAL = 0x800
/** Channels whose codes are single bits (SDM vol. 3B, tables 17-18 … 17-29). */
const BIT_CHANNELS = /^intel-(?:snb|ivb|hsw|bdx|skx)-imc$/
const SKX_CHANNELS = /^intel-skx-imc$/
/** Channels whose codes are numbers, Ice Lake-SP and later (SDM vol. 3B, chapter 17; mcelog i10nm.c, sapphire.c). */
const NUMBER_CHANNELS = /^intel-(?:icx|spr|emr|gnr)-imc$/
const BIT_MESH = /^intel-(?:skx|icx)-m2m$/
const NUMBER_MESH = /^intel-spr-m2m$/
const NEHALEM = /^intel-nhm-imc$/

const row = (banks: RegExp, site: FaultSite, code: CodeMatch): SiteRow => ({banks, site, code})

/** First match wins. */
const ROWS: readonly SiteRow[] = [
  row(/^intel-spr-hbm$/, 'other-media', () => true),
  row(SKX_CHANNELS, 'other-media', code => (code & INTERNAL) !== 0 && between(6, 13)(code & 0xff)),
  row(SKX_CHANNELS, 'controller-logic', anyOf(INTERNAL)),
  row(BIT_CHANNELS, 'dram-data', anyOf(0xf8)),
  row(BIT_CHANNELS, 'address-before-copies', anyOf(0x401)),
  row(BIT_CHANNELS, 'write-data-before-copies', anyOf(0x6)),
  row(BIT_CHANNELS, 'channel-write-buffer', anyOf(0x100)),
  row(BIT_CHANNELS, 'channel-wires', anyOf(0x200)),
  row(NUMBER_CHANNELS, 'dram-data', numbers(0x8, 0x10, 0x20, 0x40, 0x80, 0xa0)),
  row(NUMBER_CHANNELS, 'dram-data', numbers(0x1008, 0x1010, 0x1020, 0x1040, 0x1080, 0x10a0)),
  row(NUMBER_CHANNELS, 'dram-data', between(0x2000, 0x21ff)),
  row(NUMBER_CHANNELS, 'address-before-copies', numbers(0x1, 0x7, 0x103, 0x104, 0x105)),
  row(NUMBER_CHANNELS, 'write-data-before-copies', numbers(0x2, 0x3, 0x4)),
  row(NUMBER_CHANNELS, 'arrived-poisoned', numbers(0x5, 0x6, 0xb0)),
  row(NUMBER_CHANNELS, 'near-memory', numbers(0xc0, 0x812)),
  row(NUMBER_CHANNELS, 'channel-write-buffer', numbers(0x100)),
  row(NUMBER_CHANNELS, 'channel-wires', numbers(0x108, 0x200)),
  row(NUMBER_CHANNELS, 'other-media', numbers(0x106, 0x107, 0x220, 0x221)),
  row(NUMBER_CHANNELS, 'other-media', numbers(0x800, 0x804, 0x810, 0x811, 0x816, 0x81e, 0x81f)),
  row(NUMBER_CHANNELS, 'other-media', between(0x806, 0x80e)),
  row(NUMBER_CHANNELS, 'encryption', code => between(0x822, 0x82e)(code) && code !== 0x829),
  row(NUMBER_CHANNELS, 'controller-logic', between(0x400, 0x8ff)),
  row(BIT_MESH, 'other-media', anyOf(0x300)),
  row(BIT_MESH, 'dram-data', anyOf(0xd)),
  row(BIT_MESH, 'controller-logic', anyOf(0xf0)),
  row(NUMBER_MESH, 'dram-data', numbersUnder(0xff, 1)),
  row(NUMBER_MESH, 'controller-logic', numbersUnder(0xff, 2, 3, 5, 7, 8, 9, 10, 11, 12)),
  row(NEHALEM, 'dram-data', anyOf(0xb)),
  row(NEHALEM, 'address-before-copies', anyOf(0x80)),
  row(NEHALEM, 'write-data-before-copies', anyOf(0x104)),
  row(NEHALEM, 'controller-logic', anyOf(0x60)),
]

/** CPER memory error types that are no bad data: the request itself failed (UEFI 2.10, table N-31). */
const FAILED_REQUEST = /^(?:master abort|target abort|watchdog time-out|invalid address)$/

const siteOfCode = ({bankKind, modelSpecific}: MemoryError): FaultSite | undefined => {
  const code = modelSpecific?.code === undefined ? undefined : Number(modelSpecific.code)
  if (bankKind === undefined || code === undefined) return undefined
  return ROWS.find(({banks, code: matches}) => banks.test(bankKind) && matches(code))?.site
}

/** Where in the memory path a fault lies, by its model-specific code, else by the architectural one; undefined when neither tells. */
export function siteOf(error: MemoryError): FaultSite | undefined {
  const byCode = siteOfCode(error)
  if (byCode !== undefined) return byCode
  if (error.mca?.kind === 'extended-memory') return 'near-memory'
  if (error.unit === 'memory-controller' && error.modelSpecific === undefined && error.bankKind === undefined)
    return 'channel-wires'
  if (error.mca?.transaction === 'address-command') return 'channel-wires'
  const said = error.modelSpecific?.messages?.[0] ?? ''
  return error.basis === 'reporter' && FAILED_REQUEST.test(said) ? 'controller-logic' : undefined
}
