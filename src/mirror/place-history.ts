import type {MemoryError} from '../errors/memory-error.js'
import {isDimmUnit} from '../errors/memory-unit.js'
import type {Incident} from '../incidents/incident.js'
import type {PlaceHistory} from './define-rule.js'
import {isUncorrected} from './error-nature.js'
import type {MirrorLayout} from './layout.js'
import {originOf} from './origin.js'
import {relate} from './place.js'

/** Corrected errors of one place that make its fault a lasting one rather than a stray hit. */
export const LASTING_AFTER = 10

const isDataLoss = (incident: Incident): boolean => isUncorrected(incident) && !incident.injected

/** A channel that failed more than once, or after a series of corrected errors, would have been given up. */
function failedForGood(incidents: readonly Incident[]): boolean {
  if (incidents.length >= 2) return true
  const preceded = incidents[0]?.precededBy
  return preceded !== undefined && (preceded.sameRow === true || preceded.correctedErrors >= LASTING_AFTER)
}

/** What earlier incidents of the host tell of the place that was hit. */
export function historyOf(
  incident: Incident,
  origin: MemoryError,
  earlier: readonly Incident[],
  layout: MirrorLayout,
): PlaceHistory {
  const related = earlier.filter(isDataLoss).flatMap(other => {
    const found = originOf(other)?.origin
    return found === undefined || !isDimmUnit(found) ? [] : [{other, relation: relate(found, origin, layout)}]
  })
  const twin = related.filter(({relation}) => relation === 'same-pair').map(({other}) => other)
  return {
    sameChannel: related.some(({relation}) => relation === 'same-channel'),
    twinFailed: failedForGood(twin),
    correctedBefore: incident.precededBy?.correctedErrors ?? 0,
    sameRow: incident.precededBy?.sameRow === true,
  }
}

/** True when the fault shows again and again: a mirror with failover would then give the channel up. */
export const isLasting = ({sameChannel, correctedBefore, sameRow}: PlaceHistory): boolean =>
  sameChannel || sameRow || correctedBefore >= LASTING_AFTER
