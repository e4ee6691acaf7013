import {counts, type RiskIncident, type Standing, standingOf} from './counted-incident.js'
import {type Episode, joinEpisodes} from './episodes.js'
import type {IncidentCount} from './incident-rate.js'
import {placeOf} from './place.js'

/** Episode gaps in seconds: the middle one is the headline; 30 s splits storms, a day joins what hardly differs. */
const GAPS = {short: 30, usual: 3600, long: 86_400} as const

/** The incidents of a log sorted by what they are to the rate. */
export interface CountedLog {
  /** Counted incidents, joined at a gap of one hour. */
  readonly episodes: readonly Episode[]
  readonly byGap: IncidentCount['byGap']
  readonly standings: Readonly<Record<Standing, number>>
  readonly absorbedEpisodes: number
  readonly oneDimm: boolean
}

/** True when the located incidents all name the same DIMM, and at least one names one. */
function nameOneDimm(incidents: readonly RiskIncident[]): boolean {
  const places = incidents.map(({errors}) => placeOf(errors))
  const dimms = places.flatMap(place => {
    const named = place.has('label') || place.has('slot')
    return named ? [['label', 'socket', 'imc', 'channel', 'slot'].map(name => place.get(name) ?? '').join(' ')] : []
  })
  return new Set(dimms).size === 1
}

/** Sorts and joins the incidents of one host. */
export function countIncidents(incidents: readonly RiskIncident[]): CountedLog {
  const standings = {uncorrected: 0, absorbed: 0, corrected: 0, 'not-memory': 0, untold: 0, injected: 0}
  const counted: RiskIncident[] = []
  for (const incident of incidents) {
    const standing = standingOf(incident)
    standings[standing]++
    if (counts(standing)) counted.push(incident)
  }
  const episodes = joinEpisodes(counted, GAPS.usual)
  return {
    episodes,
    byGap: {
      '30': joinEpisodes(counted, GAPS.short).length,
      '3600': episodes.length,
      '86400': joinEpisodes(counted, GAPS.long).length,
    },
    standings,
    absorbedEpisodes: episodes.filter(episode => episode.incidents.every(one => standingOf(one) === 'absorbed')).length,
    oneDimm: nameOneDimm(counted),
  }
}
