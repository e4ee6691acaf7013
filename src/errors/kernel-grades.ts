import {featuresForGrade, isAmdLike} from './cpu-features.js'
import {GRADE_TABLES} from './kernel-grade/generations.js'
import {type GradeAnswer, gradeAll} from './kernel-grade/grade.js'
import type {KernelGrade} from './memory-error.js'
import type {RegisterSet} from './register-set.js'
import mciStatus from './registers/ia32-mci-status.js'

/** What each kernel that may have run made of the error, oldest first, with the row that decided. */
export function gradesOf(set: RegisterSet, kernel: string | undefined): readonly GradeAnswer[] {
  const signals = !isAmdLike(set.vendor) && (mciStatus.has(set.status, 'S') || mciStatus.has(set.status, 'AR'))
  return gradeAll(
    {
      ...set,
      mcgstatus: set.mcgstatus ?? 0n,
      bank: set.bank ?? -1,
      features: featuresForGrade(set.features, set.signature, set.ipid, signals),
    },
    kernel,
  )
}

const SILENT_ON_POLLS: ReadonlySet<string> = new Set(
  GRADE_TABLES.filter(({gradesPolls}) => !gradesPolls).map(({id}) => id),
)

/** Grades that decided something: kernels that graded in the handler alone are left out for polled records. */
export const gradesInForce = (grades: readonly GradeAnswer[], exception: boolean): readonly GradeAnswer[] =>
  exception ? grades : grades.filter(({kernel}) => !SILENT_ON_POLLS.has(kernel))

const bare = ({kernel, grade, reason}: GradeAnswer): KernelGrade => ({kernel, grade, reason})

/** Grades as an error carries them: all of them when they differ, the newest alone when every kernel agrees. */
export function gradesThatDiffer(grades: readonly GradeAnswer[]): readonly KernelGrade[] {
  const newest = grades.at(-1)
  if (newest === undefined) return []
  return grades.every(({grade}) => grade === newest.grade) ? [bare(newest)] : grades.map(bare)
}

/** Grades of every kernel asked, whether they differ or not. */
export const allGrades = (grades: readonly GradeAnswer[]): readonly KernelGrade[] => grades.map(bare)
