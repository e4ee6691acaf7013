import {at, hex, type Theme, type Vector} from '../vector.js'

/** Bits of MISC, VAL and EN set, MISCV and UC as asked, MCACOD `code`. */
const status = (code: number, {miscv = true, uc = false, val = true, mscod = 0} = {}): string =>
  hex(at(val ? 1 : 0, 63) | at(uc ? 1 : 0, 61) | at(1, 60) | at(miscv ? 1 : 0, 59) | at(mscod, 16) | BigInt(code))

interface Shows {
  readonly cite: string
  readonly signatures: readonly string[]
  readonly banks: readonly number[]
  readonly failover: number
  readonly scrubbed: number
}

/** Models whose mirror bits are public, with the banks that have them. */
const SHOWN: readonly Shows[] = [
  {cite: 'bdx', signatures: ['0x406f0', '0x406f1'], banks: [7, 8], failover: 41, scrubbed: 42},
  {cite: 'skx', signatures: ['0x50650', '0x50654', '0x50657', '0x5065b'], banks: [7, 8], failover: 63, scrubbed: 62},
  {cite: 'icx', signatures: ['0x606a6'], banks: [12, 16, 20, 24], failover: 63, scrubbed: 62},
]
/** Models without a public mirror bit in any MISC. */
const SILENT = [
  '0x106a5',
  '0x206c2',
  '0x206d7',
  '0x306e4',
  '0x306f2',
  '0x50663',
  '0x806f8',
  '0xc06f2',
  '0x306c3',
  '0x906ea',
]
const TELLING_BITS = [41, 42, 62, 63]
const CODES = [0x80, 0x90, 0xa0, 0xc2]

function shown({cite, signatures, banks, failover, scrubbed}: Shows): readonly Vector[] {
  return signatures.flatMap(signature =>
    Array.from({length: 32}, (_, bank) => bank).flatMap(bank => {
      const tells = banks.includes(bank)
      const base = {vendor: 'intel', signature, bank}
      const one = (misc: bigint, want: Vector['want'], word: string): Vector => ({
        c: cite,
        in: {...base, status: word, misc: hex(misc)},
        want,
      })
      const code = CODES[bank % CODES.length] ?? 0x80
      if (!tells) return TELLING_BITS.map(bit => one(at(1, bit), {noMirror: true}, status(code)))
      const bits = TELLING_BITS.map(bit => {
        const evidence = bit === failover ? 'failover' : bit === scrubbed ? 'scrubbed' : undefined
        return one(
          at(1, bit),
          evidence === undefined ? {noMirror: true} : {is: {mirrorEvidence: evidence}},
          status(code),
        )
      })
      const both = at(1, failover) | at(1, scrubbed)
      return [
        ...bits,
        one(both, {is: {mirrorEvidence: 'failover'}}, status(code)),
        one(both, {is: {mirrorEvidence: 'failover'}}, status(code, {uc: true})),
        one(at(1, scrubbed), {is: {mirrorEvidence: 'scrubbed'}}, status(code, {uc: true})),
        one(0n, {is: {mirrorEvidence: 'none'}}, status(code)),
        one(both, {noMirror: true}, status(code, {miscv: false})),
        one(both, {noMirror: true}, status(code, {val: false})),
        one(both, {noMirror: true}, status(0x0e0b)),
        one(both, {noMirror: true}, status(0x0134)),
      ]
    }),
  )
}

function silent(): readonly Vector[] {
  return SILENT.flatMap(signature =>
    Array.from({length: 22}, (_, bank) => bank).map(bank => ({
      c: 'silent',
      in: {vendor: 'intel', signature, bank, status: status(0x90), misc: hex(at(0b11, 62) | at(0b11, 41))},
      want: {noMirror: true as const},
    })),
  )
}

/** Banks whose code names the second copy: uncorrected or not, with or without MISC. */
function second(): readonly Vector[] {
  const models = [
    ['0x606a6', 13],
    ['0x606a6', 27],
    ['0x606c1', 18],
    ['0x806f8', 13],
    ['0x806f8', 20],
    ['0xc06f2', 16],
  ] as const
  return models.flatMap(([signature, bank]) =>
    [0x1008, 0x1010, 0x1020, 0x1040, 0x1080, 0x10a0].flatMap(mscod =>
      [true, false].map(uc => ({
        c: 'second',
        in: {vendor: 'intel', signature, bank, status: status(0xc0, {uc, mscod, miscv: uc})},
        want: {is: {mirrorEvidence: 'secondary'}},
      })),
    ),
  )
}

/** AMD describes no mirroring: nothing is ever shown. */
function amd(): readonly Vector[] {
  return [0x830f10, 0xa00f11, 0xb00f21, 0x600f20].flatMap(signature =>
    [0, 4, 7, 8, 17, 18].map(bank => ({
      c: 'amd',
      in: {
        vendor: 'amd',
        signature: hex(BigInt(signature)),
        bank,
        status: '0x9c2041000000011b',
        misc: '0xffffffffffffffff',
        ...(signature === 0x600f20 ? {} : {ipid: '0x9600050f00'}),
      },
      want: {is: {mirrorEvidence: 'not-reported'}},
    })),
  )
}

/** What the registers show of a mirror. */
export const mirror: Theme = {
  name: 'mirror',
  cites: {
    bdx: 'mcelog broadwell_epex.c and p4.c: MISC 41 channel failover, 42 corrected by mirroring, banks 7 and 8',
    skx: 'mcelog skylake_xeon.c: skylake_s_ce_type, MISC 63 and 62, banks 7 and 8',
    icx: 'mcelog i10nm.c: i10nm_ce_type, MISC 63 and 62, banks 12, 16, 20, 24; bit 63 of an iMC bank is "transient"',
    second: 'mcelog sapphire.c: imc_10; rasdaemon mce-intel-i10nm.c: …_MIRR2ND_ERR',
    silent: 'mcelog p4.c: no other model has a corrected-error type that tells of mirroring',
    amd: 'AMD PPRs (55803, 55898, 55901), MCA_MISC0: no field for mirroring',
  },
  vectors: [...SHOWN.flatMap(shown), ...silent(), ...second(), ...amd()],
}
