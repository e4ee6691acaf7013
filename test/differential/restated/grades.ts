import {at, hex, seeded, type Theme, type Vector} from '../vector.js'
import {type Case, type Decision, decide, KERNELS} from './severity-tables.js'

const CODES = [0x134, 0x150, 0x17a, 0xc0, 0xc3, 0xcf, 0x90, 0x91, 0x9f, 0, 0x1134, 0x1150, 0x117a, 0x10c0, 0x405, 0xe0b]
const CONTEXTS = ['user', 'kernel', 'kernel-copy-mc', 'kernel-copy-from-user'] as const

type Next = (limit: number) => number

/** A STATUS with the bits the rows ask for set by chance, most often as hardware sets them. */
function statusOf(next: Next): bigint {
  const usual = (often: number): number => (next(10) < often ? 1 : 0)
  const code = CODES[next(CODES.length)] ?? 0
  return [
    at(usual(9), 63),
    at(usual(3), 62),
    at(usual(8), 61),
    at(usual(8), 60),
    at(usual(7), 59),
    at(usual(7), 58),
    at(usual(1), 57),
    at(usual(5), 56),
    at(usual(5), 55),
    at(usual(2), 44),
    at(usual(2), 43),
    at(next(4) === 0 ? 0x10 : next(3), 16),
    BigInt(code),
  ].reduce((sum, part) => sum | part, 0n)
}

function caseOf(next: Next, vendor: 'intel' | 'amd' | 'hygon' | 'zhaoxin', status: bigint): Case {
  const often = (limit: number): boolean => next(limit) > 0
  return {
    status,
    ripv: often(4),
    eipv: often(3),
    mcip: often(6),
    seam: next(6) === 0,
    exception: often(3),
    context: CONTEXTS[next(CONTEXTS.length)] ?? 'user',
    ser: often(4),
    bank: next(3) === 0 ? 13 + next(6) : next(24),
    patrolQuirk: vendor === 'intel',
    amd: vendor === 'amd',
    hygon: vendor === 'hygon',
    overflowRecovery: often(3),
    succor: often(3),
    smca: often(3),
  }
}

const SIGNATURES = {intel: '0x50654', amd: '0x830f10', hygon: '0x900f02', zhaoxin: '0x70f00'} as const

function inputOf(c: Case, vendor: keyof typeof SIGNATURES): Readonly<Record<string, unknown>> {
  const {ser, succor, overflowRecovery, smca} = c
  const bits = [c.ripv, c.eipv, c.mcip].reduce((sum, on, place) => sum | at(on ? 1 : 0, place), 0n)
  return {
    vendor,
    signature: SIGNATURES[vendor],
    status: hex(c.status),
    mcgstatus: hex(bits | at(c.seam ? 1 : 0, 12)),
    bank: c.bank,
    context: c.context,
    notify: c.exception ? 'exception' : 'poll',
    features: vendor === 'intel' || vendor === 'zhaoxin' ? {ser} : {succor, overflowRecovery, smca},
  }
}

const reasons: string[] = []

function numbered([grade, reason]: Decision): string {
  if (reason === '') return grade
  if (!reasons.includes(reason)) reasons.push(reason)
  return `${grade}${reasons.indexOf(reason)}`
}

function vectorOf(c: Case, vendor: keyof typeof SIGNATURES): Vector {
  const grades = KERNELS.map(kernel => numbered(decide(c, kernel))).join(' ')
  return {c: vendor === 'amd' || vendor === 'hygon' ? 'amd' : 'intel', in: inputOf(c, vendor), want: {grades}}
}

function sampled(vendor: keyof typeof SIGNATURES, count: number, seed: number): readonly Vector[] {
  const next = seeded(seed)
  return Array.from({length: count}, () => vectorOf(caseOf(next, vendor, statusOf(next)), vendor))
}

/** Grades of ten kernels for the same machine check. */
export const grades: Theme = {
  name: 'grades',
  cites: {
    intel:
      'linux mce-severity.c (2.6.32, 3.6, 3.10-el7, 4.4, 4.19) and mce/severity.c (4.18-el8, 5.4, 5.10, 6.1, 6.12): severities[]',
    amd: 'linux mce-severity.c (3.10-el7, 4.4, 4.19) and mce/severity.c (4.18-el8, 5.4, 5.10, 6.1, 6.12): mce_severity_amd()',
  },
  vectors: [
    ...sampled('intel', 700, 1),
    ...sampled('zhaoxin', 60, 2),
    ...sampled('amd', 200, 3),
    ...sampled('hygon', 80, 4),
  ],
  kernels: KERNELS,
  reasons,
}
