import {DISTRIBUTIONS} from './distributions.js'
import {GRADE_TABLES} from './generations.js'
import type {GradeTable} from './grade-table.js'

/** The tables that can speak for a kernel release, and what a reader must know about the choice. */
export interface KernelChoice {
  readonly tables: readonly GradeTable[]
  readonly note?: string
}

/** Version numbers as one comparable number: 4.18 → 4018, 2.6.32 → 2006.032. */
const order = (text: string): number | undefined => {
  const match = /^(\d{1,3})\.(\d{1,3})(?:\.(\d{1,3}))?/.exec(text)
  if (match === null) return undefined
  const [, major, minor, patch] = match
  const fraction = major === '2' ? Number(patch ?? 0) / 1000 : 0
  return Number(major) * 1000 + Number(minor) + fraction
}

const byIds = (ids: readonly string[]): readonly GradeTable[] => GRADE_TABLES.filter(table => ids.includes(table.id))

/** Mainline generations; the trees of distributions are only chosen by their own release suffix. */
const MAINLINE = GRADE_TABLES.filter(table => !table.id.includes('-'))

function byVersion(kernel: string): KernelChoice {
  const wanted = order(kernel)
  if (wanted === undefined)
    return {tables: GRADE_TABLES, note: 'the release names no version: every known kernel is asked'}
  const exact = MAINLINE.find(table => order(table.id) === wanted)
  if (exact !== undefined) return {tables: [exact]}
  const older = MAINLINE.findLast(table => (order(table.id) ?? 0) < wanted)
  const newer = MAINLINE.find(table => (order(table.id) ?? 0) > wanted)
  if (older === undefined)
    return {tables: [], note: 'older than 2.6.32: machine checks were not graded by a table then'}
  if (newer === undefined) return {tables: [older], note: `newer than ${older.id}, the newest table that is known`}
  return {
    tables: [older, newer],
    note: `between two tables that are known, ${older.id} and ${newer.id}: where they differ, either may hold`,
  }
}

/**
 * The tables for a kernel release such as `6.1.0-56-amd64`: one when its generation was read, its two neighbours when it
 * lies between, none when it is older than the oldest, every table when it is not known at all.
 */
export function chooseTables(kernel: string | undefined): KernelChoice {
  if (kernel === undefined) return {tables: GRADE_TABLES}
  const named = byIds([kernel])
  if (named.length > 0) return {tables: named}
  const distribution = DISTRIBUTIONS.find(({release}) => release.test(kernel))
  if (distribution === undefined) return byVersion(kernel)
  const {tables, note} = distribution.tables === undefined ? byVersion(kernel) : {tables: byIds(distribution.tables)}
  const notes = [distribution.note, note].filter(text => text !== undefined)
  return notes.length === 0 ? {tables} : {tables, note: notes.join('; ')}
}

let last: {readonly kernel: string | undefined; readonly choice: KernelChoice} = {
  kernel: undefined,
  choice: {tables: GRADE_TABLES},
}

/** The tables of `chooseTables` alone; a log asks for the same kernel over and over. */
export function pickGenerations(kernel: string | undefined): readonly GradeTable[] {
  if (kernel !== last.kernel) last = {kernel, choice: chooseTables(kernel)}
  return last.choice.tables
}
