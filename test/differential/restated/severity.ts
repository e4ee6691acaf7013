import {at, hex, seeded, type Theme, type Vector} from '../vector.js'
import {decide} from './severity-tables.js'

const has = (status: bigint, place: number): boolean => ((status >> BigInt(place)) & 1n) === 1n

/** UC, EN, PCC, S, AR, OVER of a machine check, and how it was noticed. */
interface Shape {
  readonly status: bigint
  readonly mcg: number
  readonly exception: boolean
  readonly ser: boolean
}

/**
 * SDM table 16-6 (classes by UC, EN, PCC, S, AR): UC=0 is corrected whatever MCG_STATUS says of a context. Of the others,
 * where every kernel panics whatever was interrupted the class is fatal.
 */
function intelClass({status, mcg, exception, ser}: Shape): string {
  if (!has(status, 63)) return 'informational'
  if (has(status, 57)) return 'fatal'
  if (!has(status, 61)) return 'corrected'
  const [grade] = decide(
    {
      status,
      ripv: mcg % 2 === 1,
      eipv: (mcg >> 1) % 2 === 1,
      mcip: (mcg >> 2) % 2 === 1,
      seam: false,
      exception,
      context: 'user',
      ser,
      bank: 1,
      patrolQuirk: false,
      amd: false,
      hygon: false,
      overflowRecovery: false,
      succor: false,
      smca: false,
    },
    '6.12',
  )
  if (grade === 'PANIC') return 'fatal'
  if (!ser) return 'uncorrected'
  const [s, ar] = [has(status, 56), has(status, 55)]
  if (s) return ar ? 'srar' : 'srao'
  return ar ? 'uncorrected' : 'ucna'
}

const CODES = [0x134, 0x150, 0x17a, 0xc0, 0x90, 0x9f, 0x0405, 0x0e0b]

/** Every combination of OVER UC EN PCC S AR with VAL set, in both ways of notice, with and without recovery. */
function intel(): readonly Vector[] {
  const next = seeded(166)
  return Array.from({length: 256}, (_, number) => {
    const upper = number % 64
    const word = [62, 61, 60, 57, 56, 55].reduce(
      (sum, place, index) => sum | at((upper >> index) & 1, place),
      at(1, 63),
    )
    const status = word | at(3, 58) | BigInt(CODES[next(CODES.length)] ?? 0)
    const shape = {
      status,
      mcg: next(4) === 0 ? next(8) : 5 + 2 * next(2),
      exception: number >= 128,
      ser: number % 128 < 64,
    }
    const input = {
      vendor: 'intel',
      bank: 1,
      status: hex(status),
      mcgstatus: hex(BigInt(shape.mcg)),
      notify: shape.exception ? 'exception' : 'poll',
      features: {ser: shape.ser},
    }
    return {c: 'intel', in: input, want: {is: {severity: intelClass(shape)}}}
  })
}

/** A corrected-looking patrol-scrub record of Skylake-SP from stepping 4 on is an uncorrected one. */
function patrol(): readonly Vector[] {
  const cases = [
    ['0x50654', 13, 0x0010, 0xc0, 'ucna'],
    ['0x50654', 18, 0x0010, 0xcf, 'ucna'],
    ['0x50657', 16, 0x0010, 0x10c2, 'ucna'],
    ['0x50653', 13, 0x0010, 0xc0, 'corrected'],
    ['0x50654', 12, 0x0010, 0xc0, 'corrected'],
    ['0x50654', 19, 0x0010, 0xc0, 'corrected'],
    ['0x50654', 13, 0x0008, 0xc0, 'corrected'],
    ['0x50654', 13, 0x0010, 0x90, 'corrected'],
    ['0x606a6', 13, 0x0010, 0xc0, 'corrected'],
  ] as const
  return cases.map(([signature, bank, mscod, code, severity]) => ({
    c: 'patrol',
    in: {vendor: 'intel', signature, bank, status: hex(at(0x9c, 56) | at(1, 38) | at(mscod, 16) | BigInt(code))},
    want: {is: {severity}},
  }))
}

/** AMD: PCC, Deferred, UC; panics of the newest kernel that do not ask what was interrupted are fatal. */
function amd(): readonly Vector[] {
  const next = seeded(23)
  return Array.from({length: 128}, (_, number) => {
    const word = [62, 61, 57, 55, 44, 43].reduce(
      (sum, place, index) => sum | at((number >> index) & 1, place),
      at(9, 60),
    )
    const features = {overflowRecovery: next(4) > 0, succor: next(4) > 0, smca: true}
    const [pcc, deferred, uc, over] = [has(word, 57), has(word, 44), has(word, 61), has(word, 62)]
    const lost = (over && !features.overflowRecovery) || !features.succor
    const severity = pcc ? 'fatal' : deferred ? 'deferred' : uc ? (lost ? 'fatal' : 'uncorrected') : 'corrected'
    return {
      c: 'amd',
      in: {
        vendor: 'amd',
        signature: '0x830f10',
        bank: 1,
        status: hex(word | 0x10en),
        ipid: '0x100b000000000',
        features,
      },
      want: {
        is: {
          severity,
          flags: {
            deferred,
            poison: has(word, 43),
            taskContextCorrupt: has(word, 55),
            contextCorrupt: pcc,
            overflow: over,
          },
        },
      },
    }
  })
}

/** Classes by the bits of STATUS. */
export const severity: Theme = {
  name: 'severity',
  cites: {
    intel:
      'Intel SDM vol. 3B, table 16-6 (UC, EN, PCC, S, AR); linux mce/severity.c v6.12 for what panics in any context',
    patrol: 'linux mce/severity.c v5.4: "Uncorrected Patrol Scrub Error", model 0x55 from stepping 4, banks 13-18',
    amd: 'AMD PPR 55898, MCA_STATUS; linux mce/severity.c v6.12: mce_severity_amd()',
  },
  vectors: [...intel(), ...patrol(), ...amd()],
}
