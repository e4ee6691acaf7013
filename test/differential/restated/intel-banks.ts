import {at, hex, seeded, type Theme, type Vector, wide} from '../vector.js'
import * as codes from './intel-codes.js'

const next = seeded(17)

/** A memory channel error in `bank`: VAL EN, MISCV ADDRV, optionally UC; MCACOD a memory-controller code. */
const statusOf = (mscod: number, mcacod: number, uncorrected: boolean): bigint =>
  at(uncorrected ? 0xbc : 0x9c, 56) | at(uncorrected ? 0 : 1, 38) | at(mscod, 16) | BigInt(mcacod)

const wordsOf = (text: string): readonly string[] => text.split(' & ')

/** One model with its memory banks. */
interface Model {
  readonly cite: string
  readonly signature: string
  readonly banks: readonly number[]
  readonly place?: (bank: number) => Readonly<Record<string, unknown>>
}

const input = ({signature}: Model, bank: number, status: bigint, misc = 0x86n): Readonly<Record<string, unknown>> => ({
  vendor: 'intel',
  signature,
  bank,
  status: hex(status),
  misc: hex(misc),
  addr: hex(wide(next) >> 18n),
})

/** MMM that fits a code: patrol and spare errors are scrubs, the rest reads, writes and the like. */
const requestOf = (words: string): number => (/patrol|spar/.test(words) ? 0xc0 : /\bread/.test(words) ? 0x90 : 0x80)

/** Patrol, spare and plain read errors are in the DRAM itself. */
const isInDram = (words: string): boolean => /correct.* & (?:patrol|spar|read)(?: & second)?$/.test(words)

function vectorOf(model: Model, mscod: number, words: string, extra: Readonly<Record<string, unknown>> = {}): Vector {
  const bank = model.banks[next(model.banks.length)] ?? 0
  const channel = next(3)
  const status = statusOf(mscod, requestOf(words) + channel, next(2) === 0)
  const place = model.place === undefined ? {} : {dram: model.place(bank)}
  const is = {...place, ...(isInDram(words) ? {unit: 'dram'} : {}), ...extra}
  const fields = Object.keys(is).length === 0 ? {} : {is}
  const said = words === '' ? {silent: true as const} : {says: wordsOf(words)}
  return {c: model.cite, in: input(model, bank, status), want: {...fields, ...said}}
}

/** Every enumerated code of a model, and some the source has no meaning for. */
function enumerated(model: Model, table: codes.Codes, silent: readonly number[] = []): readonly Vector[] {
  const known = Object.entries(table).map(([code, words]) => vectorOf(model, Number(code), words))
  return [...known, ...silent.map(code => vectorOf(model, code, ''))]
}

/** Every single bit of a model whose code is a set of causes, and some pairs of bits. */
function bitwise(model: Model, causes: readonly string[]): readonly Vector[] {
  const named = causes.flatMap((words, bit) => (words === '' ? [] : [{words, bit}]))
  const pairs = Array.from({length: 8}, () => [named[next(named.length)], named[next(named.length)]])
  return [
    ...named.map(({words, bit}) => vectorOf(model, 1 << bit, words)),
    ...pairs.map(([a = {words: '', bit: 0}, b = a]) => {
      const both = vectorOf(model, (1 << a.bit) | (1 << b.bit), 'set of causes')
      return {...both, want: {...both.want, says: [...wordsOf(a.words), ...wordsOf(b.words)]}}
    }),
  ]
}

const icxPlace = (bank: number) => ({imc: Math.trunc((bank - 12) / 4), channel: ((bank - 12) % 4) - 1})
const hswPlace = (bank: number) => ({imc: bank < 13 ? 0 : 1, channel: bank < 13 ? bank - 9 : bank - 13})
const skxPlace = (bank: number) => ({
  imc: [15, 16, 18].includes(bank) ? 1 : 0,
  channel: bank > 16 ? 2 : (bank - 13) % 2,
})
const sprPlace = (bank: number) => ({imc: (bank - 13) >> 1, channel: (bank - 13) & 1})

const NHM: Model = {cite: 'nhm', signature: '0x106a5', banks: [8]}
const WSM: Model = {...NHM, signature: '0x206c2'}
const IVB: Model = {cite: 'ivb', signature: '0x306e4', banks: [9, 10, 11, 12, 13, 14, 15, 16]}
const HSW: Model = {cite: 'hsw', signature: '0x306f2', banks: IVB.banks, place: hswPlace}
const BDX: Model = {cite: 'bdx', signature: '0x406f1', banks: IVB.banks, place: hswPlace}
const BDE: Model = {cite: 'bde', signature: '0x50663', banks: [9, 10]}
const SKX: Model = {cite: 'skx', signature: '0x50654', banks: [13, 14, 15, 16, 17, 18], place: skxPlace}
const ICX_BANKS = [13, 14, 15, 17, 18, 19, 21, 22, 23, 25, 26, 27]
const ICX: Model = {cite: 'icx', signature: '0x606a6', banks: ICX_BANKS, place: icxPlace}
const ICD: Model = {cite: 'icx', signature: '0x606c1', banks: ICX_BANKS.slice(0, 6), place: icxPlace}
const SPR: Model = {cite: 'spr', signature: '0x806f8', banks: [13, 14, 15, 16, 17, 18, 19, 20], place: sprPlace}
const SNR: Model = {cite: 'icx', signature: '0x80664', banks: [13, 14, 15]}
const GNR: Model = {cite: 'gnr', signature: '0xa06d1', banks: Array.from({length: 12}, (_, index) => 13 + index)}
const GNR_FAMILY: readonly Model[] = [GNR, {...GNR, signature: '0xa06f3'}, {...GNR, signature: '0xd06d0'}]
const DMR: Model = {cite: 'dmr', signature: '0x400f10', banks: [19, 20, 21, 22, 23, 24, 25, 26]}
const DNV: Model = {cite: 'dnv', signature: '0x506f1', banks: [6, 7]}
const m2m = (model: Model, cite: string, banks: readonly number[]): Model => ({
  cite,
  signature: model.signature,
  banks,
})

/** The 2nd and 3rd generation share the layout of the first. */
const SKX_FAMILY: readonly Model[] = [SKX, {...SKX, signature: '0x50657'}, {...SKX, signature: '0x5065b'}]
const SPR_FAMILY: readonly Model[] = [SPR, {...SPR, signature: '0xc06f2'}]
const UNKNOWN_CODES = [0x0009, 0x00ff, 0x0300, 0x0900, 0x10ff]

/** Model-specific codes of memory banks: what they say, and where the bank lies. */
export const intelBanks: Theme = {
  name: 'intel-banks',
  cites: {
    nhm: 'mcelog nehalem.c: nhm_memory_status; Intel SDM vol. 3B, chapter 17, Nehalem memory controller codes',
    ivb: 'mcelog ivy-bridge.c: memctrl_1',
    hsw: 'mcelog haswell.c: memctrl_mc9, haswell_memerr_misc',
    bdx: 'mcelog broadwell_epex.c: memctrl_mc9; haswell.c: haswell_memerr_misc',
    bde: 'mcelog broadwell_de.c: memctrl_mc9',
    skx: 'mcelog skylake_xeon.c: mc_bits, mc_0x8xx, skylake_memerr_misc',
    icx: 'mcelog i10nm.c: imc_0 to imc_8, i10nm_memerr_misc',
    spr: 'mcelog sapphire.c: imc_0 to imc_10, sapphire_memerr_misc',
    second: 'mcelog sapphire.c: imc_10, codes …_MIRR2ND_ERR',
    gnr: 'mcelog granite.c: mcchan_0 to mcchan_33',
    dmr: 'mcelog diamond.c: mcchan_0 to mcchan_8',
    dnv: 'mcelog denverton.c: mc_bits',
    'm2m-skx': 'mcelog skylake_xeon.c: m2m',
    'm2m-icx': 'mcelog i10nm.c: m2m',
    'm2m-spr': 'mcelog sapphire.c: m2m_0',
  },
  vectors: [
    ...bitwise(NHM, codes.NHM_BITS),
    ...bitwise(WSM, codes.NHM_BITS),
    ...bitwise(IVB, codes.IVB_BITS),
    ...bitwise(HSW, codes.HSW_BITS),
    ...bitwise(BDX, codes.HSW_BITS.with(7, '')),
    ...bitwise(BDE, codes.IVB_BITS),
    ...SKX_FAMILY.flatMap(model => [...bitwise(model, codes.SKX_BITS), ...enumerated(model, codes.SKX_INTERNAL)]),
    ...enumerated(ICX, codes.IMC_ICX, UNKNOWN_CODES),
    ...enumerated(ICD, codes.IMC_ICX, UNKNOWN_CODES),
    ...SPR_FAMILY.flatMap(model => enumerated(model, codes.IMC_SPR, UNKNOWN_CODES)),
    ...enumerated(SNR, codes.IMC_10NM),
    ...GNR_FAMILY.flatMap(model => enumerated(model, codes.GNR_CHANNEL)),
    ...enumerated(DMR, codes.DMR_CHANNEL),
    ...bitwise(DNV, codes.DNV_BITS),
    ...[ICX, ICD, ...SPR_FAMILY].flatMap(model =>
      Object.entries(codes.SECOND_COPY).map(([code, words]) => ({
        ...vectorOf(model, Number(code), words, {mirrorEvidence: 'secondary'}),
        c: 'second',
      })),
    ),
    ...SKX_FAMILY.flatMap(model => bitwise(m2m(model, 'm2m-skx', [7, 8]), codes.M2M_BITS)),
    ...bitwise(m2m(ICX, 'm2m-icx', [12, 16, 20, 24]), codes.M2M_BITS),
    ...SPR_FAMILY.flatMap(model => enumerated(m2m(model, 'm2m-spr', [12]), codes.SPR_M2M)),
  ],
}
