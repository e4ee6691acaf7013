import {at, hex, seeded, type Theme, type Vector, wide} from '../vector.js'

// Restated from the tables of the Intel SDM, volume 3B, chapter 16, without a look at our decoder.

/** Forms of MCACOD as the manual prints them; letters are fields, the first that fits counts (SDM tables 16-8, 16-9). The
 * manual names bit 12 (F) for compound codes; public decoders (mcelog p4.c) take it off every code, and so do we. */
const FORMS: readonly (readonly [string, string])[] = [
  ['000F 0000 0000 0000', 'no-error'],
  ['000F 0000 0000 0001', 'unclassified'],
  ['000F 0000 0000 0010', 'microcode-rom-parity'],
  ['000F 0000 0000 0011', 'external'],
  ['000F 0000 0000 0100', 'frc'],
  ['000F 0000 0000 0101', 'internal-parity'],
  ['000F 0000 0000 0110', 'smm-handler-violation'],
  ['000F 0100 0000 0000', 'internal-timer'],
  ['000F 1110 0000 1011', 'io'],
  ['000F 01xx xxxx xxxx', 'internal-unclassified'],
  ['000F 0000 0000 11LL', 'cache-hierarchy'],
  ['000F 0000 0001 TTLL', 'tlb'],
  ['000F 0000 1MMM CCCC', 'memory-controller'],
  ['000F 0001 RRRR TTLL', 'cache'],
  ['000F 0010 1MMM CCCC', 'extended-memory'],
  ['000F 1PPT RRRR IILL', 'bus'],
]
const LEVEL = ['L0', 'L1', 'L2', 'LG']
const LEVEL_VALUES = [0, 1, 2, 'generic']
const TYPE_VALUES = ['instruction', 'data', 'generic', null]
const REQUEST_VALUES = ['ERR', 'RD', 'WR', 'DRD', 'DWR', 'IRD', 'PREFETCH', 'EVICT', 'SNOOP']
const MMM_VALUES = ['generic', 'read', 'write', 'address-command', 'scrub']
const PP_VALUES = ['SRC', 'RES', 'OBS', 'generic']
const II_VALUES = ['memory', 'reserved', 'io', 'other']

/** The bits under each letter of a form, as numbers; undefined when the fixed bits differ. */
function fields(form: string, code: number): Readonly<Record<string, number>> | undefined {
  const found: Record<string, number> = {}
  const bits = code.toString(2).padStart(16, '0')
  const pattern = form.replaceAll(' ', '')
  for (let index = 0; index < 16; index += 1) {
    const letter = pattern.charAt(index)
    const digit = bits.charAt(index)
    if (letter === '0' || letter === '1') {
      if (letter !== digit) return undefined
    } else found[letter] = (found[letter] ?? 0) * 2 + Number(digit)
  }
  return found
}

/** What the manual says of an MCACOD, in the words of our JSON. */
export function mcaOf(code: number): Readonly<Record<string, unknown>> {
  for (const [form, kind] of FORMS) {
    const found = fields(form, code)
    if (found === undefined) continue
    const filtered = found.F === 1 ? {filtered: true} : {}
    const {L = 0, T = 0, R = 0, M = 0, C = 0, P = 0, I = 0} = found
    const level = LEVEL[L] === undefined ? {} : {level: LEVEL_VALUES[L]}
    if (kind === 'cache-hierarchy') return {kind, ...level, ...filtered}
    if (kind === 'tlb') return {kind, ...level, type: TYPE_VALUES[T], ...filtered}
    if (kind === 'cache') return {kind, ...level, type: TYPE_VALUES[T], request: REQUEST_VALUES[R] ?? null, ...filtered}
    if (kind === 'bus')
      return {
        kind,
        ...level,
        participation: PP_VALUES[P],
        timeout: T === 1,
        request: REQUEST_VALUES[R] ?? null,
        target: II_VALUES[I],
        ...filtered,
      }
    if (kind === 'memory-controller' || kind === 'extended-memory')
      return {kind, transaction: MMM_VALUES[M] ?? null, channel: C === 15 ? null : C, ...filtered}
    return {kind, ...filtered}
  }
  return {kind: 'unclassified'}
}

const bit = (word: bigint, position: number): boolean => ((word >> BigInt(position)) & 1n) === 1n

/** Flags, counter and tracking state of an Intel STATUS on a CPU with software error recovery (SDM 16.3.2.2). */
function statusOf(status: bigint): Readonly<Record<string, unknown>> {
  const uncorrected = bit(status, 61)
  return {
    flags: {
      valid: bit(status, 63),
      overflow: bit(status, 62),
      uncorrected,
      enabled: bit(status, 60),
      miscValid: bit(status, 59),
      addrValid: bit(status, 58),
      contextCorrupt: bit(status, 57),
      signaled: bit(status, 56),
      actionRequired: bit(status, 55),
    },
    correctedCount: Number((status >> 38n) & 0x7fffn),
    threshold: uncorrected ? null : (['none', 'green', 'yellow', null][Number((status >> 53n) & 3n)] ?? null),
  }
}

/** MCG_CAP with software recovery, corrected interrupts and green/yellow tracking. */
const FULL_CAP = hex(at(1, 24) | at(1, 11) | at(1, 10) | 20n)
/** One model of each generation that has no or other decoders; registers of the architecture read alike on all. */
const SIGNATURES = ['0x206d7', '0x306e4', '0x306f2', '0x406f1', '0x50654', '0x50657', '0x606a6', '0x806f8', '0xc06f2']

function words(): readonly Vector[] {
  const next = seeded(16)
  return Array.from({length: 500}, (_, index) => {
    const status = wide(next) | (index % 9 === 0 ? 0n : at(1, 63))
    const signature = SIGNATURES[next(SIGNATURES.length)]
    const input = {vendor: 'intel', signature, bank: next(29), status: hex(status), mcgcap: FULL_CAP}
    return {c: 'status', in: input, want: {is: {...statusOf(status), mca: mcaOf(Number(status & 0xffffn))}}}
  })
}

function codes(): readonly Vector[] {
  const next = seeded(9)
  const compound = Array.from({length: 260}, () => {
    const form = FORMS[9 + next(FORMS.length - 9)]?.[0].replaceAll(' ', '') ?? ''
    return Number.parseInt(
      form.replace(/[^01]/g, () => String(next(2))),
      2,
    )
  })
  const all = [
    ...Array.from({length: 32}, (_, code) => code),
    0x134,
    0x150,
    0x17a,
    0x9f,
    0x400,
    0xe0b,
    0x1e0b,
    ...compound,
  ]
  return all.map(code => ({
    c: 'code',
    in: {vendor: 'intel', bank: 3, status: hex(at(0x88, 56) | BigInt(code))},
    want: {is: {mca: mcaOf(code)}},
  }))
}

/** MISC 8:6 → address space; 5:0 the lowest valid bit (SDM table 16-3). */
function addresses(): readonly Vector[] {
  const next = seeded(3)
  return Array.from({length: 200}, () => {
    const lsb = [6, 6, 6, 12, 12, 9, 0, 30][next(8)] ?? 6
    const mode = next(8)
    const addr = wide(next) >> 12n
    const misc = at(mode, 6) | BigInt(lsb)
    const [addrv, miscv] = [next(4) > 0, next(4) > 0]
    const status = at(1, 63) | at(miscv ? 1 : 0, 59) | at(addrv ? 1 : 0, 58) | 0x150n
    const space = mode === 1 ? 'linear' : mode === 2 ? 'system' : 'unknown'
    const known = {value: hex(addr), kind: miscv ? space : 'unknown', ...(miscv ? {granularityBytes: 2 ** lsb} : {})}
    return {
      c: 'address',
      in: {vendor: 'intel', signature: '0x806f8', bank: 1, status: hex(status), addr: hex(addr), misc: hex(misc)},
      want: {is: {address: addrv ? known : null}},
    }
  })
}

/** MCG_STATUS bits by name (SDM 16.3.1.2). */
function global(): readonly Vector[] {
  return Array.from({length: 16}, (_, value) => ({
    c: 'mcg',
    in: {vendor: 'intel', signature: '0x50654', bank: 1, status: '0xbd80000000100134', mcgstatus: hex(BigInt(value))},
    want: {is: {flags: {mcg: ['RIPV', 'EIPV', 'MCIP', 'LMCE'].filter((_name, place) => (value >> place) % 2 === 1)}}},
  }))
}

/** Registers of the architecture. */
export const architectural: Theme = {
  name: 'architectural',
  cites: {
    status: 'Intel SDM vol. 3B, 16.3.2.2 and figure 16-6: IA32_MCi_STATUS',
    code: 'Intel SDM vol. 3B, tables 16-8 to 16-15: simple and compound error codes; mcelog p4.c for bit 12',
    address: 'Intel SDM vol. 3B, 16.3.2.3 and table 16-3: IA32_MCi_ADDR and the address mode and LSB of IA32_MCi_MISC',
    mcg: 'Intel SDM vol. 3B, 16.3.1.2: IA32_MCG_STATUS',
  },
  vectors: [...words(), ...codes(), ...addresses(), ...global()],
}
