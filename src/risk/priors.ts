import type {Distribution} from './distribution.js'

/**
 * How far a prior can be trusted: read in the paper (V), computed from a public data set (D), read in a summary of
 * the paper (S), recalled and unverified (M), or judgement.
 */
export type PriorTag = 'V' | 'D' | 'S' | 'M' | 'judgement'

/** What is believed of one quantity before the log is read. */
export interface Prior {
  /** The quantity, in words a report can use. */
  readonly title: string
  readonly unit: string
  readonly distribution: Distribution
  /** Lowest and highest belief somebody informed could hold; swept to see whether the answer depends on it. */
  readonly range: readonly [Distribution, Distribution]
  readonly source: string
  readonly tag: PriorTag
  /** The machines the number was seen on. */
  readonly population: string
}

const point = (value: number): Distribution => ({form: 'point', value})
const gamma = (shape: number, mean: number): Distribution => ({form: 'gamma', shape, mean})
const beta = (a: number, b: number): Distribution => ({form: 'beta', a, b})
const lognormal = (median: number, p95: number): Distribution => ({form: 'lognormal', median, p95})

const JUDGED = {tag: 'judgement', population: 'servers in general'} as const

/** Changes with any value below. */
export const PRIORS_VERSION = '2026-12'

/** Every number the estimates assume, by id. Rates are of uncorrected memory incidents. */
export const PRIORS = {
  'healthy-rate': {
    title: 'incidents of a machine without a faulty DIMM',
    unit: 'per node-year',
    distribution: gamma(0.5, 0.01),
    range: [gamma(0.5, 0.005), gamma(0.5, 0.02)],
    source:
      '8 to 16 DIMMs at 0.1 to 0.2 % uncorrected errors per DIMM-year, counted in the BSC UEPREDICT log; its number of DIMMs is recalled, ±15 % at best',
    tag: 'D',
    population: 'MareNostrum 3, DDR3; synthetic log fitted to production',
  },
  'faulty-share': {
    title: 'share of machines with a faulty DIMM',
    unit: 'probability',
    distribution: point(0.015),
    range: [point(0.003), point(0.03)],
    source: '0.35 % of DIMMs in a two-component fit to the BSC UEPREDICT log, times the slots of a server',
    tag: 'D',
    population: 'MareNostrum 3, DDR3; synthetic log fitted to production',
  },
  'faulty-rate': {
    title: 'incidents of a machine with a faulty DIMM',
    unit: 'per node-year',
    distribution: gamma(1, 4),
    range: [gamma(1, 1), gamma(1, 12)],
    source: 'judgement; a fit by DIMM gave 0.27 a year, but many of those DIMMs were replaced',
    ...JUDGED,
  },
  'service-years': {
    title: 'years of service in which a first incident would have got the log pulled',
    unit: 'years',
    distribution: point(3),
    range: [point(1), point(5)],
    source: 'judgement: the usual age of servers in service',
    ...JUDGED,
  },
  'fatal-share': {
    title: 'share of uncorrected incidents that take the host down',
    unit: 'probability',
    distribution: beta(4, 3),
    range: [beta(2, 5), beta(6, 1)],
    source: 'judgement; no public split is good enough',
    ...JUDGED,
  },
  'dump-minutes': {
    title: 'panic and crash dump',
    unit: 'minutes',
    distribution: lognormal(3, 15),
    range: [lognormal(1, 5), lognormal(10, 50)],
    source: 'judgement',
    ...JUDGED,
  },
  'boot-minutes': {
    title: 'power-on self-test and boot',
    unit: 'minutes',
    distribution: lognormal(10, 30),
    range: [lognormal(4, 12), lognormal(20, 60)],
    source: 'judgement',
    ...JUDGED,
  },
  'restart-weight': {
    title: 'restarts the typical restart time is worth against those of the log',
    unit: 'restarts',
    distribution: point(2),
    range: [point(1), point(6)],
    source: 'judgement: conjugate prior of log-time, 2 restarts for the median, 4 degrees of freedom for the spread',
    ...JUDGED,
  },
  'warm-up-minutes': {
    title: 'warm-up of the service after boot',
    unit: 'minutes',
    distribution: lognormal(10, 60),
    range: [lognormal(3, 18), lognormal(30, 180)],
    source: 'judgement',
    ...JUDGED,
  },
  'diagnosis-minutes': {
    title: 'diagnosis before the machine is given back',
    unit: 'minutes',
    distribution: lognormal(30, 240),
    range: [lognormal(5, 40), lognormal(120, 960)],
    source: 'judgement',
    ...JUDGED,
  },
  'swap-share': {
    title: 'share of outages in which a DIMM is swapped at once',
    unit: 'probability',
    distribution: point(0.5),
    range: [point(0.1), point(0.9)],
    source: 'judgement',
    ...JUDGED,
  },
  'swap-minutes': {
    title: 'swap of a DIMM, spare part and hands included',
    unit: 'minutes',
    distribution: lognormal(120, 1440),
    range: [lognormal(60, 360), lognormal(240, 2880)],
    source: 'judgement',
    ...JUDGED,
  },
  'planned-swap-minutes': {
    title: 'planned swap of a DIMM after a mirror gave up one copy',
    unit: 'minutes',
    distribution: lognormal(45, 120),
    range: [lognormal(20, 60), lognormal(90, 240)],
    source: 'judgement: part and hands are there before the machine is stopped',
    ...JUDGED,
  },
  'right-dimm': {
    title: 'probability that the DIMM the log names is the faulty one',
    unit: 'probability',
    distribution: beta(8, 2),
    range: [beta(5, 5), beta(19, 1)],
    source: 'judgement',
    ...JUDGED,
  },
  'mirror-efficacy': {
    title: 'fatal incidents that a full mirror absorbs',
    unit: 'probability',
    distribution: beta(30, 1.5),
    range: [beta(15, 5), beta(98, 2)],
    source: 'judgement: what is left is both copies, the whole controller, the time after a failover',
    ...JUDGED,
  },
  'kernel-share': {
    title: 'of what a full mirror absorbs, the share that mirrored kernel memory absorbs too',
    unit: 'probability',
    distribution: beta(2.4, 1.6),
    range: [beta(1.2, 2.8), beta(3.4, 0.6)],
    source: 'judgement: fatal incidents are mostly those the kernel itself read; four pseudo-incidents',
    ...JUDGED,
  },
  'newer-kernel-share': {
    title: 'fatal incidents that a current kernel would have survived, at the price of a process',
    unit: 'probability',
    distribution: beta(1, 4),
    range: [beta(0.5, 4.5), beta(2, 3)],
    source: 'judgement: most kernels in service kill the owner of lost data already',
    ...JUDGED,
  },
  'tolerant-kernel-share': {
    title: 'fatal incidents that a kernel which downgrades errors would have survived, at the price of a process',
    unit: 'probability',
    distribution: beta(2, 4),
    range: [beta(1, 5), beta(3, 3)],
    source: 'judgement: data of processes, read by the kernel or signalled as fatal',
    ...JUDGED,
  },
  'page-offline-share': {
    title: 'fatal incidents avoided by taking pages out of use after corrected errors',
    unit: 'probability',
    distribution: beta(1.5, 6),
    range: [beta(0.8, 9.2), beta(3, 4.5)],
    source:
      'judgement between studies that disagree: retiring 6.25 % of memory removed 8 % of uncorrected errors on Jaguar, several times more where rows are retired',
    ...JUDGED,
  },
  'swap-in-time-share': {
    title: 'fatal incidents avoided by replacing DIMMs on warning signs',
    unit: 'probability',
    distribution: beta(1.8, 6.2),
    range: [beta(0.8, 7.2), beta(3.6, 4.4)],
    source:
      'recall 0.45 of the best public predictor in service (M2-MFP, KDD 2025, table 5), halved: about half of uncorrected errors come without corrected ones before',
    tag: 'V',
    population: 'Huawei Cloud, DDR4, two Intel platforms',
  },
  'swap-precision': {
    title: 'swaps on warning signs that meet a DIMM about to fail',
    unit: 'probability',
    distribution: point(0.32),
    range: [point(0.2), point(0.5)],
    source: 'precision 0.32 of the same predictor (M2-MFP, KDD 2025, table 5)',
    tag: 'V',
    population: 'Huawei Cloud, DDR4, two Intel platforms',
  },
  'dimm-healthy-rate': {
    title: 'incidents of a DIMM without a lasting fault',
    unit: 'per DIMM-year',
    distribution: gamma(0.5, 0.0006),
    range: [gamma(0.5, 0.0003), gamma(0.5, 0.0015)],
    source: '0.15 % uncorrected errors per DIMM-year, less what the faulty DIMMs of the fit bear',
    tag: 'D',
    population: 'MareNostrum 3, DDR3; synthetic log fitted to production',
  },
  'dimm-faulty-share': {
    title: 'share of DIMMs that are faulty',
    unit: 'probability',
    distribution: point(0.0035),
    range: [point(0.001), point(0.01)],
    source: 'two-component fit to the BSC UEPREDICT log',
    tag: 'D',
    population: 'MareNostrum 3, DDR3; synthetic log fitted to production',
  },
  'verdict-weight': {
    title: 'incidents the assumed efficacy is worth against the verdicts on those of the log',
    unit: 'incidents',
    distribution: point(4),
    range: [point(1), point(10)],
    source: 'judgement',
    ...JUDGED,
  },
} as const satisfies Record<string, Prior>

/** Id of a prior. */
export type PriorId = keyof typeof PRIORS

/** Every prior a run uses. */
export interface PriorSet {
  readonly version: string
  readonly priors: Readonly<Record<PriorId, Prior>>
  /** Priors the user replaced, sorted. */
  readonly changed: readonly PriorId[]
}

/** The shipped priors. */
export const DEFAULT_PRIORS: PriorSet = {version: PRIORS_VERSION, priors: PRIORS, changed: []}
