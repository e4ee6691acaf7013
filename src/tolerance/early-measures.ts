import type {Incident} from '../incidents/incident.js'
import type {Answered} from './answered.js'
import {offlineInTime} from './offline-in-time.js'

/** Least time between the first warning and the loss in which somebody can act. */
const TIME_TO_SWAP_HOURS = 24
/** Corrected errors from which a DIMM is a case for replacement; single ones are everyday. */
const SERIES = 10

const ELSEWHERE: Answered = {
  answer: 'no',
  confidence: 0.9,
  because: 'The fault is not in a DIMM.',
}

const NO_WARNING: Answered = {
  answer: 'unlikely',
  confidence: 0.6,
  because:
    'The log shows no corrected errors of this place before: nothing gave reason to act. Earlier logs or the BMC’s may show some.',
}

/** Would taking the page out of use after its corrected errors have avoided the loss? */
export function offlineRung(incident: Incident, beyondDimms: boolean): Answered {
  if (beyondDimms) return ELSEWHERE
  if (incident.precededBy === undefined) return NO_WARNING
  return (
    offlineInTime(incident) ?? {
      answer: 'unlikely',
      confidence: 0.6,
      because:
        'The corrected errors before were elsewhere on the DIMM or channel, or their pages were not told: other pages would have been taken out of use.',
    }
  )
}

const hoursBetween = (since: string | undefined, start: string | undefined): number | undefined => {
  const hours = (Date.parse(start ?? '') - Date.parse(since ?? '')) / 3_600_000
  return Number.isNaN(hours) ? undefined : hours
}

/** Would replacing the DIMM after its corrected errors have avoided the loss? */
export function swapRung({precededBy, start}: Incident, beyondDimms: boolean): Answered {
  if (beyondDimms) return ELSEWHERE
  if (precededBy === undefined) return NO_WARNING
  const {correctedErrors, since, sameRow} = precededBy
  const told = `${correctedErrors} or more corrected errors of the same place were logged before${since === undefined ? '' : `, since ${since}`}`
  const hours = hoursBetween(since, start)
  if (hours !== undefined && hours < TIME_TO_SWAP_HOURS)
    return {answer: 'unlikely', confidence: 0.6, because: `${told}: less than a day, too short to act.`}
  if (correctedErrors < SERIES && sameRow !== true)
    return {
      answer: 'unknown',
      confidence: 0.4,
      because: `Cannot tell: ${told}; so few are everyday and lead to no replacement.`,
    }
  return {
    answer: 'likely',
    confidence: hours === undefined ? 0.5 : 0.75,
    because: `${told}: reason enough to replace the DIMM in time.`,
  }
}
