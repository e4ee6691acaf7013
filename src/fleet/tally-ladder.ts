import type {JudgedIncident} from '../report/analysis.js'
import type {Answers, Fleet, FleetRung} from '../report/fleet/fleet.js'
import {isOutage} from '../report/summarize.js'
import {rungText} from '../report/words.js'
import type {LadderRung, Measure} from '../tolerance/tolerance-verdict.js'
import {isGrave} from './tally-counts.js'

type GrowingAnswers = {-readonly [Name in keyof Answers]: number}

interface RungTally {
  readonly title: string
  readonly incidents: GrowingAnswers
  readonly outages: GrowingAnswers
  readonly costs: Map<string, number>
}

const noAnswers = (): GrowingAnswers => ({yes: 0, possible: 0, unknown: 0, no: 0, notNeeded: 0})

const TONES = {good: 'yes', warn: 'possible', bad: 'no', neutral: 'unknown'} as const

const answerOf = (rung: LadderRung): keyof Answers =>
  rung.answer === 'not-needed' ? 'notNeeded' : TONES[rungText(rung).tone]

/** Costs of which one is shown: words with other sizes in them are other costs. */
const MOST_COSTS = 1000

function costOf(costs: ReadonlyMap<string, number>): Pick<FleetRung, 'cost' | 'costVaries'> {
  const [most] = [...costs].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  if (most === undefined) return {}
  return {cost: most[0], ...(costs.size > 1 ? {costVaries: true} : {})}
}

/** Sums up what measures and layouts would have made of the incidents worse than corrected. */
export function createLadderTally() {
  const rungs = new Map<Measure, RungTally>()
  const verdicts: Record<string, Partial<Record<JudgedIncident['verdicts'][number]['verdict'], number>>> = {}

  function addRung(rung: LadderRung, outage: boolean): void {
    const {id, title, cost} = rung
    const tally = rungs.get(id) ?? {title, incidents: noAnswers(), outages: noAnswers(), costs: new Map()}
    rungs.set(id, tally)
    tally.incidents[answerOf(rung)] += 1
    if (outage) tally.outages[answerOf(rung)] += 1
    if (cost !== undefined && (tally.costs.has(cost) || tally.costs.size < MOST_COSTS))
      tally.costs.set(cost, (tally.costs.get(cost) ?? 0) + 1)
  }

  return {
    add(incident: JudgedIncident): void {
      if (!isGrave(incident)) return
      for (const rung of incident.ladder) addRung(rung, isOutage(incident))
      for (const {layout, verdict} of incident.verdicts) {
        const words = verdicts[layout] ?? {}
        verdicts[layout] = words
        words[verdict] = (words[verdict] ?? 0) + 1
      }
    },
    rungs: (): readonly FleetRung[] =>
      [...rungs].map(([id, {title, incidents, outages, costs}]) => ({id, title, incidents, outages, ...costOf(costs)})),
    verdicts: (): Fleet['verdicts'] => verdicts,
  }
}
