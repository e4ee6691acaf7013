import {halvesOf} from '../../bits/halves.js'
import type {CpuSignature, Grade} from '../memory-error.js'
import {conditionText, mismatch} from './describe-row.js'
import type {BitCondition, GradeContext, GradeFeatures, GradeRow, GradeTable} from './grade-table.js'

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
export interface GradeAnswer {
  readonly kernel: string
  readonly grade: Grade
  /** The kernel's own string; empty where it has none. */
  readonly reason: string
  readonly row: number
  /** Our words where the kernel has none. */
  readonly says?: string
}

const RIPV_EIPV = 3n

function matches(register: bigint, condition: BitCondition | undefined): boolean {
  if (condition === undefined) return true
  const {upper, lower} = halvesOf(register)
  const {mask, value} = condition.halves
  return (((upper & mask.upper) ^ value.upper) | ((lower & mask.lower) ^ value.lower)) === 0
}

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

const isOnCpu = ({when: {cpu}}: GradeRow, {signature}: GradeQuestion): boolean => {
  if (cpu === undefined) return true
  if (signature === undefined || (cpu.vendor !== undefined && signature.vendor !== cpu.vendor)) return false
  return signature.model === cpu.model && signature.stepping >= cpu.minStepping
}

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

/** The question as one kernel sees it: AMD and Hygon without rows of their own have no software error recovery. */
function seenBy(table: GradeTable, asked: GradeQuestion): {rows: readonly GradeRow[]; question: GradeQuestion} {
  const rows = rowsFor(table, asked.vendor)
  const lacksSer = rows === table.intel && (asked.vendor === 'amd' || asked.vendor === 'hygon')
  return {rows, question: lacksSer ? {...asked, features: {...asked.features, ...WITHOUT_SER}} : asked}
}

/** The grade and reason one kernel generation gives; first match wins. */
export function gradeBy(table: GradeTable, asked: GradeQuestion): GradeAnswer {
  const {rows, question} = seenBy(table, asked)
  const context = contextFor(question, table)
  const index = rows.findIndex(row => applies(row, question, context))
  const row = rows[index]
  if (row === undefined) throw new Error(`kernel-grade ${table.id}: the last row must always match`)
  const raised = table.kernelPanicsFromUc && row.grade === 'UC' && context === 'kernel' && rows === table.intel
  const grade: Grade = raised ? 'PANIC' : row.grade
  return {
    kernel: table.id,
    grade,
    reason: row.reason,
    row: index + 1,
    ...(row.says === undefined ? {} : {says: row.says}),
  }
}

/** A row that was asked before the one that matched, and what it found instead of what it wants. */
export interface PassedRow {
  readonly row: number
  readonly reason: string
  readonly found: string
}

/** Why one row decided: what it asks for, and what each row before it missed. */
export interface GradeWalk {
  readonly kernel: string
  readonly row: number
  readonly rows: number
  readonly condition: string
  readonly passed: readonly PassedRow[]
  /** True where the kernel raised the row's UC to PANIC because kernel code was interrupted. */
  readonly raised: boolean
}

/** The walk through one kernel's table down to the row that matched. */
export function walkRows(table: GradeTable, asked: GradeQuestion): GradeWalk {
  const {rows, question} = seenBy(table, asked)
  const answer = gradeBy(table, asked)
  const subject = {...question, context: contextFor(question, table)}
  const matched = rows[answer.row - 1]
  const passed = rows.slice(0, answer.row - 1).map(({reason, says, when}, index) => ({
    row: index + 1,
    reason: reason === '' ? (says ?? '') : reason,
    found: mismatch(when, subject) ?? '',
  }))
  return {
    kernel: table.id,
    row: answer.row,
    rows: rows.length,
    condition: matched === undefined ? '' : conditionText(matched.when),
    passed,
    raised: matched?.grade !== answer.grade,
  }
}
