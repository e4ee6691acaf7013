import type {CpuSignature, Grade, KernelGrade} from '../memory-error.js'
import type {BitCondition, GradeContext, GradeFeatures, GradeRow, GradeTable} from './grade-table.js'
import {pickGenerations} from './pick-generations.js'

/** Where the CPU was when the error struck, as far as it is known. */
export type ExecutionContext = 'user' | 'kernel' | 'kernel-copy-mc' | 'kernel-copy-from-user'

/** Everything a kernel looks at when it grades a machine check. */
export interface GradeQuestion {
  readonly status: bigint
  readonly mcgstatus: bigint
  readonly bank: number
  readonly signature?: CpuSignature
  readonly vendor: CpuSignature['vendor']
  readonly features: GradeFeatures
  readonly context: ExecutionContext
  /** True inside the machine-check exception handler, false when polled. */
  readonly exception: boolean
}

/** A grade with the row that gave it: its place in the table, counted from 1. */
export interface GradeAnswer extends KernelGrade {
  readonly row: number
}

const RIPV_EIPV = 3n
const matches = (value: bigint, condition: BitCondition | undefined): boolean =>
  condition === undefined || (value & condition.mask) === condition.value

/** Kernel code with a machine-check fixup counts as recoverable when both addresses are valid, and only there. */
export function contextFor(question: GradeQuestion, table: GradeTable): GradeContext {
  if (question.context === 'user') return 'user'
  if ((question.mcgstatus & RIPV_EIPV) !== RIPV_EIPV || question.context === 'kernel') return 'kernel'
  return table.recoverable.includes(question.context) ? 'kernel-recoverable' : 'kernel'
}

const hasFeatures = (row: GradeRow, features: GradeFeatures): boolean => {
  const {ser, succor, overflowRecovery, smca} = row.when.features ?? {}
  return (
    (ser ?? features.ser) === features.ser &&
    (succor ?? features.succor) === features.succor &&
    (overflowRecovery ?? features.overflowRecovery) === features.overflowRecovery &&
    (smca ?? features.smca) === features.smca
  )
}

const isOnCpu = ({when}: GradeRow, {signature}: GradeQuestion): boolean =>
  when.cpu === undefined ||
  (signature?.family === 6 && signature.model === when.cpu.model && signature.stepping >= when.cpu.minStepping)

const isInBanks = ({when}: GradeRow, {bank}: GradeQuestion): boolean =>
  when.banks === undefined || (bank >= when.banks[0] && bank <= when.banks[1])

const applies = (row: GradeRow, question: GradeQuestion, context: GradeContext): boolean =>
  matches(question.status, row.when.status) &&
  matches(question.mcgstatus, row.when.mcg) &&
  (row.when.context === undefined || row.when.context === context) &&
  (row.when.exception === undefined || question.exception) &&
  hasFeatures(row, question.features) &&
  isOnCpu(row, question) &&
  isInBanks(row, question)

const WITHOUT_SER = {ser: false} as const

/** The rows a vendor goes through; AMD without rows of its own takes Intel's as a CPU without error recovery. */
export function rowsFor(table: GradeTable, vendor: CpuSignature['vendor']): readonly GradeRow[] {
  const isAmd = vendor === 'amd' || (vendor === 'hygon' && table.hygon)
  return isAmd ? (table.amd ?? table.intel) : table.intel
}

/** The grade and reason one kernel generation gives; first match wins. */
export function gradeBy(table: GradeTable, asked: GradeQuestion): GradeAnswer {
  const rows = rowsFor(table, asked.vendor)
  const lacksSer = rows === table.intel && (asked.vendor === 'amd' || asked.vendor === 'hygon')
  const question = lacksSer ? {...asked, features: {...asked.features, ...WITHOUT_SER}} : asked
  const context = contextFor(question, table)
  const index = rows.findIndex(row => applies(row, question, context))
  const row = rows[index]
  if (row === undefined) throw new Error(`kernel-grade ${table.id}: the last row must always match`)
  const raised = table.kernelPanicsFromUc && row.grade === 'UC' && context === 'kernel' && rows === table.intel
  const grade: Grade = raised ? 'PANIC' : row.grade
  return {kernel: table.id, grade, reason: row.reason, row: index + 1}
}

/** What each kernel that may have run says of the error, oldest first. */
export const gradeAll = (question: GradeQuestion, kernel: string | undefined): readonly GradeAnswer[] =>
  pickGenerations(kernel).map(table => gradeBy(table, question))
