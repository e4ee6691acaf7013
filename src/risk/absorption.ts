import type {Verdict} from '../mirror/verdict.js'
import type {RiskIncident} from './counted-incident.js'
import type {Episode} from './episodes.js'
import {type LogEvidence, type Tally, wasFatal} from './log-evidence.js'
import {PLAIN_MEASURES, type PlainMeasure} from './mitigations.js'
import {betaQuantile} from './numerics/beta-distribution.js'
import type {AbsorbedInLog} from './risk-estimate.js'

/** Probability that the layout of a verdict absorbs the incident; undefined when the verdict decides nothing. */
function probabilityOf({verdict, confidence}: Verdict): number | undefined {
  switch (verdict) {
    case 'absorbed':
    case 'absorbed-degraded':
    case 'observed-absorbed':
    case 'observed-redundancy-lost':
      return confidence
    case 'not-covered':
    case 'out-of-scope':
    case 'double-fault':
      return 1 - confidence
    default:
      return undefined
  }
}

const probabilityUnder = (incident: RiskIncident, names: (layout: string) => boolean): number | undefined => {
  const verdict = incident.verdicts?.find(({layout}) => names(layout))
  return verdict === undefined ? undefined : probabilityOf(verdict)
}

const isFull = (layout: string): boolean => layout === 'full'
/** `partial:P` steers kernel data into the mirrored ranges. */
const steersKernel = (layout: string): boolean => layout.startsWith('partial:')

/** Absorbed by mirrored kernel memory, given that a full mirror absorbs it: by its verdict, else by who read the bad data. */
function kernelGivenFull(incident: RiskIncident): number | undefined {
  const partial = probabilityUnder(incident, steersKernel)
  const full = probabilityUnder(incident, isFull)
  if (partial !== undefined && full !== undefined) return full > 0 ? Math.min(1, partial / full) : undefined
  if (incident.consumption === 'kernel') return 1
  return incident.consumption === 'user' || incident.consumption === 'guest' ? 0 : undefined
}

/** One answer per episode, that of the first incident that has one. */
function tally(episodes: readonly Episode[], ask: (incident: RiskIncident) => number | undefined): Tally {
  const answers = episodes.flatMap(({incidents}) => {
    const answer = incidents.map(ask).find(value => value !== undefined)
    return answer === undefined ? [] : [Math.min(1, Math.max(0, answer))]
  })
  const yes = answers.reduce((sum, answer) => sum + answer, 0)
  return {yes, no: answers.length - yes}
}

/** What a rung answers, each answer worth as much as it is sure; the rest is left to what is known of other machines. */
function answerOf({ladder}: RiskIncident, measure: PlainMeasure): Tally | undefined {
  const rung = ladder?.find(({id}) => id === measure)
  switch (rung?.answer) {
    case 'yes':
    case 'likely':
      return {yes: rung.confidence, no: 0}
    case 'no':
    case 'unlikely':
      return {yes: 0, no: rung.confidence}
    default:
      return undefined
  }
}

/** What the rungs of the fatal episodes say of each measure that needs no mirror, one answer per episode. */
export function tallyRungs(episodes: readonly Episode[]): Readonly<Record<PlainMeasure, Tally>> {
  const fatal = episodes.filter(episode => wasFatal(episode) === true)
  const told = (measure: PlainMeasure): Tally =>
    fatal.reduce(
      (sum, {incidents}) => {
        const {yes, no} = incidents.map(one => answerOf(one, measure)).find(one => one !== undefined) ?? {yes: 0, no: 0}
        return {yes: sum.yes + yes, no: sum.no + no}
      },
      {yes: 0, no: 0},
    )
  const [newer, tolerant, offline, swap] = PLAIN_MEASURES
  return {[newer]: told(newer), [tolerant]: told(tolerant), [offline]: told(offline), [swap]: told(swap)}
}

/** What the verdicts on the counted episodes say of both measures. Only fatal ones tell what kernel memory alone would save. */
export const tallyAbsorption = (episodes: readonly Episode[]): Pick<LogEvidence, 'full' | 'kernel'> => ({
  full: tally(episodes, incident => probabilityUnder(incident, isFull)),
  kernel: tally(
    episodes.filter(episode => wasFatal(episode) === true),
    kernelGivenFull,
  ),
})

/** Jeffreys' prior of a share. */
const FLAT = 0.5

/** The share absorbed, from the verdicts alone; undefined when none decides anything. */
export function absorbedInLog({yes, no}: Tally): AbsorbedInLog | undefined {
  if (yes + no === 0) return undefined
  const at = (probability: number) => betaQuantile(probability, FLAT + yes, FLAT + no)
  return {of: yes + no, absorbed: yes, median: at(0.5), p5: at(0.05), p95: at(0.95)}
}
