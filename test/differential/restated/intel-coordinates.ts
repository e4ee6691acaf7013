import {at, hex, seeded, type Theme, type Vector, wide} from '../vector.js'

type Next = (limit: number) => number
type Fields = Readonly<Record<string, number | null>>

const bits = (misc: bigint, high: number, low: number): number =>
  Number((misc >> BigInt(low)) & ((1n << BigInt(high - low + 1)) - 1n))
const bit = (misc: bigint, place: number): boolean => bits(misc, place, place) === 1

/** A read error (MSCOD `mscod`) with a random MISC; MISCV and UC by chance. */
function recordOf(next: Next, mscod: number) {
  const misc = wide(next)
  const [miscv, uncorrected] = [next(5) > 0, next(3) === 0]
  const flags = at(1, 63) | at(uncorrected ? 1 : 0, 61) | at(1, 60) | at(miscv ? 1 : 0, 59) | at(1, 58)
  return {misc, miscv, uncorrected, status: flags | at(mscod, 16) | 0x90n}
}

const inputOf = (signature: string, bank: number, status: bigint, misc: bigint) => ({
  vendor: 'intel',
  signature,
  bank,
  status: hex(status),
  misc: hex(misc),
  addr: '0x3fa5c1240',
})

const ABSENT: Fields = {rank: null, subRank: null, bankGroup: null, bank: null, row: null, column: null, device: null}

/** mcelog i10nm.c: i10nm_imc_misc; coordinates only where MISC is valid, the device only for lasting corrected errors. */
function iceLake(): readonly Vector[] {
  const next = seeded(106)
  return Array.from({length: 120}, () => {
    const {misc, miscv, uncorrected, status} = recordOf(next, uncorrectedCode(next))
    const named = !uncorrected && !bit(misc, 63)
    const dram: Fields = miscv
      ? {
          column: bits(misc, 18, 9) * 4,
          row: bits(misc, 39, 19),
          bank: bits(misc, 43, 42),
          bankGroup: bits(misc, 41, 40) + 4 * bits(misc, 44, 44),
          subRank: bits(misc, 55, 52),
          rank: bits(misc, 58, 56),
          device: named ? bits(misc, 51, 46) : null,
        }
      : ABSENT
    const signature = ['0x606a6', '0x606c1'][next(2)] ?? ''
    const bank = [13, 14, 15, 17, 18, 19][next(6)] ?? 13
    return {c: 'icx', in: inputOf(signature, bank, status, misc), want: {is: {dram}}}
  })
}

const uncorrectedCode = (next: Next): number => [0x80, 0xa0, 0x08, 0x10][next(4)] ?? 0x80

/** What decoders read alike is given; where they contradict each other nothing is, and a remark says so. */
function sapphire(): readonly Vector[] {
  const next = seeded(143)
  return Array.from({length: 80}, () => {
    const {misc, miscv, status} = recordOf(next, uncorrectedCode(next))
    const agreed = {column: bits(misc, 18, 9) * 4, subRank: bits(misc, 55, 52), rank: bits(misc, 58, 56)}
    const contested = {row: null, bank: null, bankGroup: null, device: null}
    const signature = ['0x806f8', '0xc06f2'][next(2)] ?? ''
    const want = miscv ? {is: {dram: {...agreed, ...contested}}, remark: 'contested'} : {is: {dram: ABSENT}}
    return {c: 'spr', in: inputOf(signature, 13 + next(8), status, misc), want}
  })
}

/** mcelog nehalem.c: DIMM 17:16, channel 19:18 of MISC. */
function nehalem(): readonly Vector[] {
  const next = seeded(26)
  return Array.from({length: 60}, () => {
    const {misc, miscv, status} = recordOf(next, 1)
    const dram = miscv ? {channel: bits(misc, 19, 18), slot: bits(misc, 17, 16)} : {slot: null}
    return {c: 'nhm', in: inputOf(next(2) === 0 ? '0x106a5' : '0x206c2', 8, status, misc), want: {is: {dram}}}
  })
}

/** mcelog sandy-bridge.c and ivy-bridge.c: the first failing rank 50:46 counts where bit 62 says that it is valid. */
function bridges(): readonly Vector[] {
  const next = seeded(45)
  return Array.from({length: 80}, () => {
    const {misc, miscv, uncorrected, status} = recordOf(next, 0x80)
    const first = bit(misc, 62) ? bits(misc, 50, 46) : null
    const rank = miscv && !uncorrected ? first : null
    const isSandy = next(2) === 0
    const bank = isSandy ? 8 + next(4) : 9 + next(8)
    const dram = rank === null && bit(misc, 63) && miscv ? {} : {rank}
    return {c: 'snb', in: inputOf(isSandy ? '0x206d7' : '0x306e4', bank, status, misc), want: {is: {dram}}}
  })
}

/** mcelog granite.c and diamond.c: MISC tells the place where MISCV and STATUS bit 33 are set and the code is no internal one. */
function granite(): readonly Vector[] {
  const next = seeded(174)
  return Array.from({length: 100}, () => {
    const isDiamond = next(3) === 0
    const mscod = [0x80, 0xa0, 0x08, 0x832, 0x813][next(5)] ?? 0x80
    const {misc, miscv, status} = recordOf(next, mscod)
    const told = next(4) > 0
    const proprietary = isDiamond ? mscod >= 0x800 : mscod >= 0x800 && mscod <= 0x82f
    const lasting = !bit(misc, 63)
    const graniteDevice = lasting ? bits(misc, 48, 43) : null
    const diamondDevice = lasting && bit(misc, 42) ? bits(misc, 48, 44) : null
    const dram: Fields = {
      column: bits(misc, 18, 9) * 4,
      row: bits(misc, 36, 19),
      bank: bits(misc, 38, 37),
      bankGroup: bits(misc, 41, 39),
      subRank: bits(misc, 54, 51),
      chipSelect: isDiamond ? bits(misc, 56, 55) : bits(misc, 57, 55),
      device: isDiamond ? diamondDevice : graniteDevice,
    }
    const signature = isDiamond ? '0x400f10' : (['0xa06d1', '0xa06f3', '0xd06d0'][next(3)] ?? '')
    const bank = isDiamond ? 19 + next(8) : 13 + next(12)
    const word = status | at(told ? 1 : 0, 33)
    const shows = miscv && told && !proprietary
    return {
      c: isDiamond ? 'dmr' : 'gnr',
      in: inputOf(signature, bank, word, misc),
      want: {is: {dram: shows ? dram : ABSENT}},
    }
  })
}

/** Where in the DRAM, from MISC. */
export const intelCoordinates: Theme = {
  name: 'intel-coordinates',
  cites: {
    icx: 'mcelog i10nm.c: i10nm_imc_misc',
    spr: 'mcelog sapphire.c: sapphire_imc_misc against rasdaemon mce-intel-i10nm.c: row, bank, group and device differ',
    gnr: 'mcelog granite.c: granite_imc_misc',
    dmr: 'mcelog diamond.c: diamond_imc_misc',
    nhm: 'mcelog nehalem.c: nehalem_memerr_misc',
    snb: 'mcelog sandy-bridge.c and ivy-bridge.c: failing ranks of MISC with their valid bits 62 and 63',
  },
  vectors: [...iceLake(), ...sapphire(), ...granite(), ...nehalem(), ...bridges()],
}
