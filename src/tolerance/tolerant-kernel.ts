import type {Answered} from './answered.js'
import {rowOf} from './tolerance-table.js'
import type {ToleranceVerdict} from './tolerance-verdict.js'

/** Rows in which a kernel that downgrades uncorrected errors loses a process where others lose the machine. */
const DOWNGRADED: readonly string[] = ['T1', 'T8', 'T9', 'T10', 'T11', 'T12', 'T13', 'T14', 'T15', 'T16', 'T22']

/** How sure the answers are: what such kernels really ship is known from release notes, not from source. */
const SURE = {downgraded: 0.45, application: 0.3, noWay: 0.8, unknown: 0.3} as const

const NAMED = 'openEuler’s “UCE downgrade” and its relatives'

/**
 * Would a kernel that downgrades uncorrected errors have kept the machine up: one that signals the owner instead of
 * panicking whenever the bad data was a process’s (openEuler issues I3N36H and I5RH8C)?
 */
export function tolerantRung({answer, row, because, downgrades}: ToleranceVerdict): Answered {
  if (answer === 'no-outage')
    return {
      answer: 'unknown',
      confidence: SURE.application,
      because: `Cannot tell: with ${NAMED} a program that handles the signal (${rowOf('T24').where}) loses the data and goes on; whether this one does is not in the log.`,
    }
  if (downgrades === true && answer !== 'not-avoidable-by-software')
    return {
      answer: 'unknown',
      confidence: SURE.unknown,
      because:
        'Cannot tell: the kernel that ran is of this kind already; whether its release or a setting kept it from downgrading this error is not in the log.',
    }
  if (row !== undefined && DOWNGRADED.includes(row))
    return {
      answer: 'likely',
      confidence: SURE.downgraded,
      because: `${NAMED} kill the owner of the data instead of the machine; what a given release ships could not be checked.`,
    }
  if (answer === 'not-avoidable-by-software') return {answer: 'no', confidence: SURE.noWay, because}
  return {answer: 'unknown', confidence: SURE.unknown, because}
}
