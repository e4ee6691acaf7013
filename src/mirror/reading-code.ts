import {readerOf} from '../incidents/attach-traces.js'
import type {Incident} from '../incidents/incident.js'
import {isSharedRoutine, kernelReadAt} from './kernel-reads.js'

/** Code by which the kernel read bad data, and the code whose name tells whose data it was. */
export interface ReadingCode {
  /** Where it was: `copy_page+0x7/0x10`. */
  readonly at: string
  /** The innermost code that tells, itself or a caller; absent when none does. */
  readonly telling?: string
}

/** Copying code whose callers tell more: the same routine serves both directions, or several purposes. */
const REFINED = new Set(['user-copy', 'copy-on-write'])

/** Callers looked at beyond a copying routine: farther out stands what asked for the copy, not what was copied. */
const NEAR_CALLERS = 6

/** A caller that says what copying code was used for. */
const purposeOf = (callers: readonly string[]): string | undefined =>
  callers.slice(0, NEAR_CALLERS).find(caller => {
    const read = kernelReadAt(caller)
    return read !== undefined && read.id !== 'user-copy'
  })

function tellingIn([first, ...callers]: readonly string[]): string | undefined {
  if (first === undefined) return undefined
  const read = kernelReadAt(first)
  if (read === undefined) return isSharedRoutine(first) ? tellingIn(callers) : first
  return REFINED.has(read.id) ? (purposeOf(callers) ?? first) : first
}

/** The code that read the data, and the first of its callers whose name tells whose it was. */
export function readingCodeOf({errors, trace}: Pick<Incident, 'errors' | 'trace'>): ReadingCode | undefined {
  const at = readerOf(errors, trace)
  if (at === undefined) return undefined
  const telling = tellingIn([at, ...(trace?.frames ?? []).filter(frame => frame !== at)])
  return {at, ...(telling === undefined ? {} : {telling})}
}

/** `copy_page+0x7/0x10`, or with the caller that tells: `copy_page+0x7/0x10, called by wp_page_copy+0x88/0x6b0`. */
export const inWords = ({at, telling}: ReadingCode): string =>
  telling === undefined || telling === at ? at : `${at}, called by ${telling}`
