import {at, hex, type Theme, type Vector} from '../vector.js'

/** Codes that public decoders give a meaning to, by bank: we must give one too, in our words. */
interface Listed {
  readonly cite: string
  readonly signatures: readonly string[]
  readonly banks: readonly number[]
  /** Lowest bit of the field that the codes stand in. */
  readonly low: number
  readonly codes: readonly number[]
  readonly mcacod: number
}

/** MCACOD of the power control unit's internal errors, and of link errors. */
const INTERNAL = 0x0402
const LINK = 0x0e0f

const hexes = (text: string): readonly number[] => text.split(' ').map(code => Number.parseInt(code, 16))

const SVID = '40 42 43 44 45 46 47'
const HSW_PCU = hexes(
  '9 d e 13 15 1e 25 29 2b 2c 39 44 45 46 47 48 49 4b 4c 4d 4e 4f 52 53 57 58 59 60 61 62 63 64 67 68 69 6a 70 71 72 7c 7d 81',
)
const SKX_PCU = hexes(
  `d f 10 1e 1f 25 27 30 31 33 34 38 41 ${SVID} 48 49 4a 4b 4c 4d 4e 51 52 58 59 5a 61 63 64 65 6b 81`,
)
const ICX_PCU = hexes(
  `d e f 10 11 14 1e 1f 2d 2e 3a 3b 3e ${SVID} 4a 4b 4c 4d 56 58 59 5a 5b 5c 5d 60 61 62 63 64 65 7a 7b 7c 7d 80 81 83 84 87 88 89 8b 90 a0 a1 b0`,
)
const HSW_QPI = hexes('2 3 10 11 12 13 15 20 21 22 23 30 31')
const UPI = hexes('0 1 2 10 11 12 13 1f 20 21 22 23 24 25 30 31')

const LISTS: readonly Listed[] = [
  {cite: 'hsw', signatures: ['0x306f2', '0x406f1'], banks: [4], low: 24, codes: HSW_PCU, mcacod: INTERNAL},
  {cite: 'skx', signatures: ['0x50654', '0x50657', '0x5065b'], banks: [4], low: 24, codes: SKX_PCU, mcacod: INTERNAL},
  {cite: 'icx', signatures: ['0x606a6', '0x806f8'], banks: [4], low: 24, codes: ICX_PCU, mcacod: INTERNAL},
  {cite: 'qpi', signatures: ['0x306f2', '0x406f1'], banks: [5, 20, 21], low: 16, codes: HSW_QPI, mcacod: LINK},
  {cite: 'upi-skx', signatures: ['0x50654', '0x50657'], banks: [5, 12, 19], low: 16, codes: UPI, mcacod: LINK},
  {cite: 'upi-icx', signatures: ['0x606a6'], banks: [5, 7, 8], low: 16, codes: UPI, mcacod: LINK},
  {cite: 'upi-spr', signatures: ['0x806f8', '0xc06f2'], banks: [5], low: 16, codes: UPI, mcacod: LINK},
]

const vectors = ({cite, signatures, banks, low, codes, mcacod}: Listed): readonly Vector[] =>
  signatures.flatMap((signature, place) =>
    codes.map((code, index) => ({
      c: cite,
      in: {
        vendor: 'intel',
        signature,
        bank: banks[(index + place) % banks.length],
        status: hex(at(0xb2, 56) | at(code, low) | BigInt(mcacod)),
      },
      want: {says: ['.'], noMirror: true as const},
    })),
  )

/** Banks of the links between sockets and of the power control unit. */
export const intelLinkAndPower: Theme = {
  name: 'intel-link-and-power',
  cites: {
    hsw: 'mcelog haswell.c and broadwell_epex.c: pcu_1',
    skx: 'mcelog skylake_xeon.c: pcu_1',
    icx: 'mcelog i10nm.c and sapphire.c: pcu_1',
    qpi: 'mcelog haswell.c and broadwell_epex.c: qpi',
    'upi-skx': 'mcelog skylake_xeon.c: upi',
    'upi-icx': 'mcelog i10nm.c: upi_2',
    'upi-spr': 'mcelog sapphire.c: upi_2',
  },
  vectors: LISTS.flatMap(vectors),
}
