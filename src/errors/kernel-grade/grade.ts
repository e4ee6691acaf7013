import type {CpuSignature, Grade} from '../memory-error.js'
import {conditionText, mismatch} from './describe-row.js'
import type {GradeContext, GradeFeatures, GradeRow, GradeTable} from './grade-table.js'
import {featureBits, firstMatch, type RowKey, rowKey} from './match-rows.js'

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

/** Kernel code with a machine-check fixup counts as recoverable when both addresses are valid, and only there. */
export function contextFor(question: GradeQuestion, table: GradeTable): GradeContext {
  if (question.context === 'user') return 'user'
  if ((question.mcgstatus & RIPV_EIPV) !== RIPV_EIPV || question.context === 'kernel') return 'kernel'
  return table.recoverable.includes(question.context) ? 'kernel-recoverable' : 'kernel'
}

/** The rows a vendor goes through; AMD without rows of its own takes Intel's as a CPU without error recovery. */
export function rowsFor(table: GradeTable, vendor: CpuSignature['vendor']): readonly GradeRow[] {
  const isAmd = vendor === 'amd' || (vendor === 'hygon' && table.hygon)
  return isAmd ? (table.amd ?? table.intel) : table.intel
}

/** True where AMD and Hygon go through Intel's rows, as CPUs without software error recovery. */
const lacksRecovery = (table: GradeTable, rows: readonly GradeRow[], vendor: CpuSignature['vendor']): boolean =>
  rows === table.intel && (vendor === 'amd' || vendor === 'hygon')

const SER = featureBits({ser: true})

/** The grade and reason one kernel generation gives; first match wins. `key` where the question was asked before. */
export function gradeBy(table: GradeTable, question: GradeQuestion, key: RowKey = rowKey(question)): GradeAnswer {
  const rows = rowsFor(table, question.vendor)
  const lacking = lacksRecovery(table, rows, question.vendor)
  const context = contextFor(question, table)
  const index = firstMatch(rows, lacking ? {...key, features: key.features & ~SER} : key, context)
  const row = rows[index]
  if (row === undefined) throw new Error(`kernel-grade ${table.id}: the last row must always match`)
  const raised = table.kernelPanicsFromUc && row.grade === 'UC' && context === 'kernel' && rows === table.intel
  return answerOf(table.id, row, index, raised)
}

/** Answers are few: each row's are made once. */
const answers = new WeakMap<GradeRow, Map<string, GradeAnswer>>()

function answerOf(kernel: string, row: GradeRow, index: number, raised: boolean): GradeAnswer {
  const name = raised ? `${kernel} raised` : kernel
  const known = answers.get(row) ?? new Map<string, GradeAnswer>()
  const found = known.get(name)
  if (found !== undefined) return found
  const grade: Grade = raised ? 'PANIC' : row.grade
  const says = row.says === undefined ? {} : {says: row.says}
  const made = {kernel, grade, reason: row.reason, row: index + 1, ...says}
  answers.set(row, known.set(name, made))
  return made
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
  const rows = rowsFor(table, asked.vendor)
  const lacking = lacksRecovery(table, rows, asked.vendor)
  const question = lacking ? {...asked, features: {...asked.features, ser: false}} : asked
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
