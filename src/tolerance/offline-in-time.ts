import type {Incident} from '../incidents/incident.js'
import type {ToldCounts} from '../incidents/told-counts.js'
import {contentOf} from '../mirror/hit-content.js'
import type {Answered} from './answered.js'
import {OFFLINE_THRESHOLDS, type OfflineThreshold} from './offline-thresholds.js'

/** A daemon hears of an error within seconds, and moving a page takes no longer. */
const TIME_TO_MOVE_SECONDS = 10

const MINUTE = 60
const HOUR = 3600
const DAY = 86_400

/** `3.2 days`, `5 hours`, `40 seconds`. */
function duration(seconds: number): string {
  const [size, unit] =
    seconds >= 2 * DAY
      ? [DAY, 'days']
      : seconds >= 2 * HOUR
        ? [HOUR, 'hours']
        : seconds >= 2 * MINUTE
          ? [MINUTE, 'minutes']
          : [1, 'seconds']
  return `${Number((seconds / size).toFixed(1))} ${unit}`
}

/** Seconds before the loss at which a threshold was reached; undefined when it never was, or no clock tells. */
export function reachedBefore(
  {told}: ToldCounts,
  {errors, windowSeconds}: Pick<OfflineThreshold, 'errors' | 'windowSeconds'>,
): number | undefined {
  const timed = told.flatMap(({count, secondsBefore}) =>
    secondsBefore === undefined ? [] : [{count, at: secondsBefore}],
  )
  const crossing = timed.find(({at}, index) => {
    const within = timed.slice(0, index + 1).filter(other => other.at - at <= windowSeconds)
    return within.reduce((sum, {count}) => sum + count, 0) >= errors
  })
  return crossing?.at
}

const inWords = ({who, errors}: OfflineThreshold): string => `${who} (${errors} in 24 hours)`
const listed = (names: readonly string[]): string => names.join(', ').replace(/, ([^,]*)$/, ' and $1')
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const ofPage = OFFLINE_THRESHOLDS.filter(({scope}) => scope === 'page')
const ofRow = OFFLINE_THRESHOLDS.filter(({scope}) => scope === 'row')

/** Who would have acted in time, who too late or not at all. */
function sortOut(counts: ToldCounts, thresholds: readonly OfflineThreshold[]) {
  const reached = thresholds.flatMap(threshold => {
    const before = reachedBefore(counts, threshold)
    return before === undefined ? [] : [{threshold, before}]
  })
  return {
    inTime: reached.filter(({before}) => before >= TIME_TO_MOVE_SECONDS),
    late: reached.filter(({before}) => before < TIME_TO_MOVE_SECONDS),
    never: thresholds.filter(threshold => !reached.some(other => other.threshold === threshold)),
  }
}

const had = (what: string, {errors}: ToldCounts): string =>
  `${what} had ${errors} or more corrected ${errors === 1 ? 'error' : 'errors'} before`

function byPage(counts: ToldCounts): Answered {
  const told = had('The same page', counts)
  if (counts.told.every(({secondsBefore}) => secondsBefore === undefined))
    return {
      answer: 'unknown',
      confidence: 0.4,
      because: `Cannot tell: ${told.replace(/^T/, 't')}, but no clock of the log shows how fast they came.`,
    }
  const {inTime, late, never} = sortOut(counts, ofPage)
  const [first] = inTime
  if (first !== undefined) {
    const others = never.length > 0 ? `; not ${listed(never.map(inWords))}` : ''
    const also = inTime.slice(1).map(({threshold, before}) => `${inWords(threshold)} ${duration(before)} before`)
    return {
      answer: 'likely',
      confidence: 0.7,
      because: `${told}: by its default ${inWords(first.threshold)} would have taken it out of use ${duration(first.before)} before the loss${also.length > 0 ? `, ${listed(also)}` : ''}${others}.`,
    }
  }
  if (late.length > 0)
    return {
      answer: 'unlikely',
      confidence: 0.7,
      because: `${told}, the last only seconds before: too late to move the page.`,
    }
  return {
    answer: 'unlikely',
    confidence: 0.7,
    because: `${told}: fewer than any default asks for, ${listed(never.map(inWords))}.`,
  }
}

function byRow(counts: ToldCounts): Answered {
  const told = had('The same row', counts)
  const [first] = sortOut(counts, ofRow).inTime
  if (first === undefined)
    return {
      answer: 'unlikely',
      confidence: 0.5,
      because: `${told}, on other pages or on pages not told: fewer than any default asks for, ${listed([...ofPage, ...ofRow].map(inWords))}.`,
    }
  return {
    answer: 'unknown',
    confidence: 0.4,
    because: `Cannot tell: ${told.replace(/^T/, 't')}, on other pages or on pages not told. ${capital(inWords(first.threshold))}, once turned on, would have taken the row’s pages out of use ${duration(first.before)} before; as it comes it only counts.`,
  }
}

const KERNEL_PAGE: Answered = {
  answer: 'no',
  confidence: 0.75,
  because:
    'The page held the kernel’s own data: such a page cannot be moved, so it cannot be taken out of use while the machine runs.',
}

/** Would the corrected errors of that page or row have had it taken out of use, at which threshold, how long before? */
export function offlineInTime(incident: Incident): Answered | undefined {
  const {onPage, inRow} = incident.precededBy ?? {}
  const counts = onPage ?? inRow
  if (counts === undefined) return undefined
  const {kind, sure} = contentOf(incident)
  if (kind === 'kernel' && sure) return KERNEL_PAGE
  return onPage === undefined ? byRow(counts) : byPage(onPage)
}
