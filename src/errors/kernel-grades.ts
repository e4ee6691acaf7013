import {featuresForGrade, isAmdLike} from './cpu-features.js'
import {type ActionQuestion, actionOf, situationOf} from './kernel-grade/actions.js'
import {GRADE_TABLES} from './kernel-grade/generations.js'
import {type GradeAnswer, type GradeWalk, gradeBy, walkRows} from './kernel-grade/grade.js'
import {rowKey} from './kernel-grade/match-rows.js'
import {chooseTables, pickGenerations} from './kernel-grade/pick-generations.js'
import type {KernelGrade} from './memory-error.js'
import type {RegisterSet} from './register-set.js'
import mciStatus from './registers/ia32-mci-status.js'

/** A kernel's grade with the row that gave it, what it made the kernel do, and the part that errors carry. */
export interface GradeInForce extends GradeAnswer {
  readonly action: string
  readonly told: KernelGrade
}

function questionOf(set: RegisterSet): ActionQuestion {
  const signals = !isAmdLike(set.vendor) && (mciStatus.has(set.status, 'S') || mciStatus.has(set.status, 'AR'))
  return {
    ...set,
    mcgstatus: set.mcgstatus ?? 0n,
    bank: set.bank ?? -1,
    features: featuresForGrade(set.features, set.signature, set.ipid, signals),
  }
}

/** What each kernel that may have run made of the error, oldest first, with the row that decided and what followed. */
export function gradesOf(set: RegisterSet, kernel: string | undefined): readonly GradeInForce[] {
  const question = questionOf(set)
  const key = rowKey(question)
  const situation = situationOf(question)
  return pickGenerations(kernel).map(table => {
    const answer = gradeBy(table, question, key)
    const known = inForce.get(answer) ?? new Map<number, GradeInForce>()
    const found = known.get(situation)
    if (found !== undefined) return found
    const {grade, reason} = answer
    const action = actionOf(question, table, answer)
    const made = {...answer, action, told: Object.freeze({kernel: table.id, grade, reason, action})}
    inForce.set(answer, known.set(situation, made))
    return made
  })
}

/** What followed, by answer and situation: some hundred situations at most, told again for every record of a storm. */
const inForce = new WeakMap<GradeAnswer, Map<number, GradeInForce>>()

/** How the newest kernel that may have run came to its grade, row by row; undefined when no table speaks for it. */
export function newestWalk(set: RegisterSet, kernel: string | undefined): GradeWalk | undefined {
  const table = pickGenerations(kernel).at(-1)
  return table === undefined ? undefined : walkRows(table, questionOf(set))
}

/** What a reader must know about which tables speak for a kernel release; empty when there is nothing to say. */
export function kernelNotes(kernel: string | undefined): readonly string[] {
  const {note} = chooseTables(kernel)
  return note === undefined ? [] : [note]
}

const SILENT_ON_POLLS: ReadonlySet<string> = new Set(
  GRADE_TABLES.filter(({gradesPolls}) => !gradesPolls).map(({id}) => id),
)

/** Grades that decided something: kernels that graded in the handler alone are left out for polled records. */
export const gradesInForce = (grades: readonly GradeInForce[], exception: boolean): readonly GradeInForce[] =>
  exception ? grades : grades.filter(({kernel}) => !SILENT_ON_POLLS.has(kernel))

/** Grades as an error carries them: all of them when they differ, the newest alone when every kernel agrees. */
export function gradesThatDiffer(grades: readonly GradeInForce[]): readonly KernelGrade[] {
  const newest = grades.at(-1)
  if (newest === undefined) return []
  return grades.every(({grade}) => grade === newest.grade) ? [newest.told] : grades.map(({told}) => told)
}

/** Grades of every kernel asked, whether they differ or not. */
export const allGrades = (grades: readonly GradeInForce[]): readonly KernelGrade[] => grades.map(({told}) => told)

/** Neighbouring kernels that agree: `2.6.32 – 4.4`, `5.10 and later`, a grade, its reasons, what followed. */
export interface GradeGroup {
  readonly kernels: string
  readonly grade: KernelGrade['grade']
  /** The kernels' own strings, each once; empty where none has one. */
  readonly reasons: readonly string[]
  readonly action?: string
}

const span = (ids: readonly string[]): string => {
  const [first = '', last = ''] = [ids.at(0), ids.at(-1)]
  const isNewest = last === GRADE_TABLES.at(-1)?.id
  if (ids.length === GRADE_TABLES.length) return 'every kernel'
  if (ids.length === 1) return isNewest ? `${last} and later` : first
  return isNewest ? `${first} and later` : `${first} – ${last}`
}

/** Grades of several kernels, oldest first, told once for neighbours that give the same grade and do the same. */
export function groupGrades(grades: readonly KernelGrade[]): readonly GradeGroup[] {
  const runs: KernelGrade[][] = []
  for (const one of grades) {
    const run = runs.at(-1)
    const before = run?.[0]
    if (run !== undefined && before?.grade === one.grade && before.action === one.action) run.push(one)
    else runs.push([one])
  }
  return runs.flatMap(run => {
    const first = run[0]
    if (first === undefined) return []
    const {grade, action} = first
    const reasons = [...new Set(run.map(({reason}) => reason))].filter(reason => reason !== '')
    const kernels = grades.length === 1 ? first.kernel : span(run.map(({kernel}) => kernel))
    return [{kernels, grade, reasons, ...(action === undefined ? {} : {action})}]
  })
}
