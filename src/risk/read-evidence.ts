import {tallyAbsorption, tallyRungs} from './absorption.js'
import type {CountedLog} from './count-incidents.js'
import type {Episode} from './episodes.js'
import type {ExposureCut} from './exposure-cuts.js'
import {timeOf} from './incident-time.js'
import {type LogEvidence, restartsOf, tallyFatal} from './log-evidence.js'
import {DAYS_PER_YEAR} from './observation.js'
import type {Watch} from './watch.js'

/** What counts of a log. */
export interface ReadLog {
  readonly evidence: LogEvidence
  /** False when the first incident could not be placed on the clock. */
  readonly firstPlaced: boolean
  /** The swap that what is counted comes after. */
  readonly swap?: ExposureCut
}

/** Modules that an episode's errors name. */
const labelsOf = ({incidents}: Episode): readonly string[] =>
  incidents.flatMap(({errors}) => errors.flatMap(({dram}) => dram?.label ?? []))

/** True for episodes that began before a moment. */
const before = ({incidents}: Episode, ms: number): boolean => (incidents[0]?.startMs ?? Number.POSITIVE_INFINITY) < ms

/** The last swap or removal of a module that incidents before it name, or that could be theirs as they name none. */
function lastSwap(episodes: readonly Episode[], cuts: readonly ExposureCut[]): ExposureCut | undefined {
  return cuts.findLast(({kind, what, atMs}) => {
    if ((kind !== 'module-replaced' && kind !== 'module-disabled') || atMs === undefined) return false
    const earlier = episodes.filter(episode => before(episode, atMs))
    const named = earlier.flatMap(labelsOf)
    return earlier.length > 0 && (named.length === 0 || named.includes(what))
  })
}

/**
 * Reads a log as evidence. Where a first incident got it pulled, the incidents after that one and the time after it count;
 * where the blamed module was swapped, those since the swap, on top of what was learnt until then. What is told of incidents
 * beside their rate is told of all.
 */
export function readEvidence(
  {episodes: all}: CountedLog,
  {episodes, days, daysAfter}: Pick<Watch, 'episodes' | 'days' | 'daysAfter'>,
  triggered: boolean,
  cuts: readonly ExposureCut[],
): ReadLog {
  const first = episodes[0]?.incidents[0]
  const after = triggered && first !== undefined ? daysAfter(timeOf(first)) : undefined
  const whole = {
    incidents: episodes.length - (triggered ? 1 : 0),
    years: (after ?? days) / DAYS_PER_YEAR,
    triggered,
  }
  const rest = {
    fatal: tallyFatal(all),
    restarts: restartsOf(all),
    ...tallyAbsorption(all),
    rungs: tallyRungs(all),
  }
  const firstPlaced = after !== undefined
  const swap = lastSwap(episodes, cuts)
  const {atMs} = swap ?? {}
  const since = atMs === undefined ? undefined : daysAfter({boot: 0, startMs: atMs})
  if (swap === undefined || atMs === undefined || since === undefined)
    return {evidence: {...whole, ...rest}, firstPlaced}
  const years = Math.min(whole.years, since / DAYS_PER_YEAR)
  const incidents = episodes.filter(episode => !before(episode, atMs)).length
  const earlier = {incidents: whole.incidents - incidents, years: whole.years - years, triggered}
  return {evidence: {incidents, years, triggered, beforeSwap: earlier, ...rest}, firstPlaced, swap}
}
