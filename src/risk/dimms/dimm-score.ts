import type {CpuSignature, MemoryError} from '../../errors/memory-error.js'
import {UNCORRECTED} from '../counted-incident.js'
import {ALL_DIMMS, BY_COUNT, BY_MODE, MULTI_BIT, TABLE_SOURCE} from './failure-table.js'
import {type FaultModeName, faultModeOf} from './fault-mode.js'

/** How likely a DIMM with such corrected errors is to fail: a probability with what it rests on, never a verdict. */
export type DimmScore =
  | {readonly applicable: false; readonly because: string}
  | {
      readonly applicable: true
      /** P(the DIMM is ticketed as failed within nine months), with its 90 % interval. */
      readonly probability: number
      readonly p5: number
      readonly p95: number
      /** Against a DIMM of which only that it logs corrected errors is known. */
      readonly lift: number
      /** Fault mode of the last six hours of corrected errors. */
      readonly mode: FaultModeName
      /** Corrected errors in them; a lower bound. */
      readonly corrected: number
      /** Whether errors spread over several bits; hardly any log tells. */
      readonly multiBit: boolean | 'not-told'
      /** The nearest DIMMs of the table. */
      readonly evidence: string
      readonly source: string
    }

/** Pseudo-DIMMs that pull each cell of the table to the share of all. */
const SHRINK = 50
/** Classes overlap, so their ratios are pooled with weights that sum to 1 and never multiplied. */
const WEIGHTS = {mode: 0.6, count: 0.25, multiBit: 0.15} as const
/** Spread of log-odds between platforms. */
const PLATFORM_SPREAD = 0.5
const NORMAL_P95 = 1.6448536269514722
const WINDOW_MS = 6 * 3_600_000

const BASE = ALL_DIMMS.failed / ALL_DIMMS.dimms

const logit = (p: number): number => Math.log(p / (1 - p))
const expit = (x: number): number => 1 / (1 + Math.exp(-x))

const shrunk = ({dimms, failed}: {readonly dimms: number; readonly failed: number}) => {
  const [a, b] = [failed + SHRINK * BASE, dimms - failed + SHRINK * (1 - BASE)]
  return {p: a / (a + b), variance: 1 / a + 1 / b}
}

/** What a likelihood ratio makes of the base share. */
const ofRatio = (ratio: number): number => expit(logit(BASE) + Math.log(ratio))

const ratioOf = (corrected: number): number => BY_COUNT.find(([upTo]) => corrected <= upTo)?.[1] ?? 1

interface Voice {
  readonly weight: number
  readonly p: number
}

/** Log-odds of all that is told, averaged by weight. */
const pooled = (voices: readonly Voice[]): number => {
  const total = voices.reduce((sum, {weight}) => sum + weight, 0)
  return expit(logit(BASE) + voices.reduce((sum, {weight, p}) => sum + (weight / total) * (logit(p) - logit(BASE)), 0))
}

/** Generations whose DIMMs correct errors on the die, CPUID family and model: what is logged is what was left. */
const ON_DIE: readonly {
  readonly vendor: string
  readonly family: number
  readonly models: readonly (readonly [number, number])[]
}[] = [
  {
    vendor: 'intel',
    family: 6,
    models: [
      [0x8f, 0x8f],
      [0xad, 0xaf],
      [0xb6, 0xb6],
      [0xcf, 0xcf],
      [0xdd, 0xdd],
    ],
  },
  {
    vendor: 'amd',
    family: 0x19,
    models: [
      [0x10, 0x1f],
      [0x60, 0x7f],
      [0xa0, 0xaf],
    ],
  },
  {vendor: 'amd', family: 0x1a, models: [[0, 0xff]]},
]

const hasOnDie = (cpu: CpuSignature): boolean =>
  ON_DIE.some(
    ({vendor, family, models}) =>
      cpu.vendor === vendor &&
      cpu.family === family &&
      models.some(([low, high]) => cpu.model >= low && cpu.model <= high),
  )

/** Reporters that speak for firmware, which tells corrected errors by its own thresholds. */
const FIRMWARE = /^(kernel-ghes|ipmi-sel|redfish|hpe-iml|bios-post|bmc-crashdump|cper-file)$/

function whyNot(errors: readonly MemoryError[], corrected: readonly MemoryError[]): string | undefined {
  const cpu = errors.find(({cpuSignature}) => cpuSignature !== undefined)?.cpuSignature
  if (corrected.length === 0)
    return 'No corrected error of this DIMM is in the log; the table is of DIMMs that log some.'
  if (errors.some(({severity}) => UNCORRECTED.includes(severity)))
    return 'This DIMM has had an uncorrected error; the table is of DIMMs before their first.'
  if (cpu?.vendor === 'arm' || errors.some(({reporters}) => reporters.includes('aest')))
    return 'The table is of x86 servers; patterns differ on Arm.'
  if (cpu !== undefined && hasOnDie(cpu))
    return 'This generation uses DDR5, which corrects single bits on the die: what is logged is not what the table counts.'
  if (corrected.every(({reporters}) => reporters.length > 0 && reporters.every(name => FIRMWARE.test(name))))
    return 'Firmware tells corrected errors only above its own threshold, so their number and pattern are not what the table counts.'
  return undefined
}

const countOf = (errors: readonly MemoryError[]): number =>
  errors.reduce((sum, {occurrences, correctedCount}) => sum + Math.max(1, occurrences?.count ?? correctedCount ?? 1), 0)

/** The corrected errors of the six hours up to the last one. */
function lastHours(corrected: readonly MemoryError[]): readonly MemoryError[] {
  const last = corrected.reduce((most, {epochMs = 0}) => Math.max(most, epochMs), 0)
  return last === 0 ? corrected : corrected.filter(({epochMs = last}) => epochMs > last - WINDOW_MS)
}

/** Scores one DIMM by the errors that name it; `multiBit` where something told how its bits were spread. */
export function scoreDimm(errors: readonly MemoryError[], multiBit: boolean | 'not-told' = 'not-told'): DimmScore {
  const all = errors.filter(({severity}) => severity === 'corrected')
  const because = whyNot(errors, all)
  if (because !== undefined) return {applicable: false, because}
  const window = lastHours(all)
  const {mode} = faultModeOf(window)
  const corrected = countOf(window)
  const row = BY_MODE[mode]
  const near = shrunk(row ?? ALL_DIMMS)
  const probability = pooled([
    ...(row === undefined ? [] : [{weight: WEIGHTS.mode, p: near.p}]),
    {weight: WEIGHTS.count, p: ofRatio(ratioOf(corrected))},
    ...(multiBit === true ? [{weight: WEIGHTS.multiBit, p: shrunk(MULTI_BIT).p}] : []),
  ])
  const spread = NORMAL_P95 * Math.sqrt(near.variance + PLATFORM_SPREAD ** 2)
  const {dimms, failed} = row ?? ALL_DIMMS
  return {
    applicable: true,
    probability,
    p5: expit(logit(probability) - spread),
    p95: expit(logit(probability) + spread),
    lift: probability / BASE,
    mode,
    corrected,
    multiBit,
    evidence: `${dimms} DIMMs ${row === undefined ? 'with corrected errors of any kind' : `with errors of this kind (${mode})`}, of which ${failed} failed`,
    source: TABLE_SOURCE,
  }
}
