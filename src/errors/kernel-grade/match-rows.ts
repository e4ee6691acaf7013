import {halvesOf} from '../../bits/halves.js'
import {onceFor} from '../../bits/once-for.js'
import type {CpuSignature} from '../memory-error.js'
import type {BitCondition, GradeCondition, GradeContext, GradeFeatures, GradeRow} from './grade-table.js'

/** One machine check as numbers, made once and held against every kernel's rows. */
export interface RowKey {
  readonly upper: number
  readonly lower: number
  /** MCG_STATUS 31:0. */
  readonly machine: number
  readonly exception: boolean
  /** Abilities as bits, see `featureBits`. */
  readonly features: number
  readonly bank: number
  readonly signature?: CpuSignature | undefined
}

const FEATURES = ['ser', 'succor', 'overflowRecovery', 'smca'] as const

/** Abilities as bits; bit 0 is software error recovery. */
export const featureBits = (features: Partial<GradeFeatures>): number =>
  FEATURES.reduce((bits, name, place) => bits | (features[name] === true ? 1 << place : 0), 0)

const featureMask = (features: Partial<GradeFeatures>): number =>
  FEATURES.reduce((bits, name, place) => bits | (features[name] === undefined ? 0 : 1 << place), 0)

/** The numbers of one machine check. */
export function rowKey(asked: {
  readonly status: bigint
  readonly mcgstatus: bigint
  readonly bank: number
  readonly signature?: CpuSignature
  readonly features: GradeFeatures
  readonly exception: boolean
}): RowKey {
  const {upper, lower} = halvesOf(asked.status)
  const machine = halvesOf(asked.mcgstatus).lower
  const {exception, bank, signature} = asked
  return {upper, lower, machine, exception, features: featureBits(asked.features), bank, signature}
}

/** A row's condition as numbers. */
interface RowMask {
  readonly status: BitCondition['halves'] | undefined
  readonly machineMask: number
  readonly machineValue: number
  readonly featureMask: number
  readonly featureValue: number
  readonly when: GradeCondition
}

const maskOf = ({when}: GradeRow): RowMask => ({
  status: when.status?.halves,
  machineMask: when.mcg?.halves.mask.lower ?? 0,
  machineValue: when.mcg?.halves.value.lower ?? 0,
  featureMask: featureMask(when.features ?? {}),
  featureValue: featureBits(when.features ?? {}),
  when,
})

const masksOf = onceFor((rows: readonly GradeRow[]) => rows.map(maskOf))

function isOnCpu({cpu, banks}: GradeCondition, {signature, bank}: RowKey): boolean {
  if (banks !== undefined && (bank < banks[0] || bank > banks[1])) return false
  if (cpu === undefined) return true
  if (signature === undefined || (cpu.vendor !== undefined && signature.vendor !== cpu.vendor)) return false
  return signature.model === cpu.model && signature.stepping >= cpu.minStepping
}

function hasStatus(status: BitCondition['halves'] | undefined, {upper, lower}: RowKey): boolean {
  if (status === undefined) return true
  const {mask, value} = status
  return (((upper & mask.upper) ^ value.upper) | ((lower & mask.lower) ^ value.lower)) === 0
}

/** Place of the first row that matches, counted from 0; −1 when none does. */
export function firstMatch(rows: readonly GradeRow[], key: RowKey, context: GradeContext): number {
  return masksOf(rows).findIndex(row => {
    if (!hasStatus(row.status, key)) return false
    if ((key.machine & row.machineMask) !== row.machineValue) return false
    if ((key.features & row.featureMask) !== row.featureValue) return false
    const {when} = row
    if (when.context !== undefined && when.context !== context) return false
    return (when.exception === undefined || key.exception) && isOnCpu(when, key)
  })
}
