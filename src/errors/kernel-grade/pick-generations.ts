import {GRADE_TABLES} from './generations.js'
import type {GradeTable} from './grade-table.js'

/** Version numbers as one comparable number: 4.18 → 4018, 2.6.32 → 2006.032. */
const order = (text: string): number | undefined => {
  const match = /^(\d+)\.(\d+)(?:\.(\d+))?/.exec(text)
  if (match === null) return undefined
  const [, major, minor, patch] = match
  const fraction = major === '2' ? Number(patch ?? 0) / 1000 : 0
  return Number(major) * 1000 + Number(minor) + fraction
}

const byId = (id: string): readonly GradeTable[] => GRADE_TABLES.filter(table => table.id === id)

/** Mainline generations; the trees of distributions are only chosen by their own release suffix. */
const MAINLINE = GRADE_TABLES.filter(table => !table.id.includes('-'))

/**
 * The tables that can speak for a kernel release such as `6.1.0-56-amd64`: one when its generation was read, its two
 * neighbours when it lies between, none when it is older than the oldest, every table when it is not known at all.
 */
export function pickGenerations(kernel: string | undefined): readonly GradeTable[] {
  if (kernel === undefined) return GRADE_TABLES
  const named = byId(kernel)
  if (named.length > 0) return named
  if (/\.el7/.test(kernel)) return byId('3.10-el7')
  if (/^4\.18.*\.el8/.test(kernel)) return byId('4.18-el8')
  const wanted = order(kernel)
  if (wanted === undefined) return GRADE_TABLES
  const exact = MAINLINE.find(table => order(table.id) === wanted)
  if (exact !== undefined) return [exact]
  const older = MAINLINE.findLast(table => (order(table.id) ?? 0) < wanted)
  const newer = MAINLINE.find(table => (order(table.id) ?? 0) > wanted)
  return older === undefined ? [] : newer === undefined ? [older] : [older, newer]
}
