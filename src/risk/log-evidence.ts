import type {RiskIncident} from './counted-incident.js'
import type {Episode} from './episodes.js'
import type {PlainMeasure} from './mitigations.js'

/** Probabilities that a measure absorbs the incidents of a log, summed: `yes + no` is how many incidents say anything. */
export interface Tally {
  readonly yes: number
  readonly no: number
}

/** All that a log tells the downtime model; a pure value, so that assumptions can be swept over it. */
export interface LogEvidence {
  /** Incidents and years the rate rests on. */
  readonly incidents: number
  readonly years: number
  /** True when a first incident got the log pulled; it is not among `incidents`. */
  readonly triggered: boolean
  /** What was seen before the blamed module was swapped: the old module's, with doubt whether it was the right one. */
  readonly beforeSwap?: {readonly incidents: number; readonly years: number; readonly triggered: boolean}
  /** Episodes that took the host down, and those it survived. */
  readonly fatal: Tally
  /** Minutes from panic to the next kernel start. */
  readonly restarts: readonly number[]
  /** Absorbed by a full mirror, by the verdicts. */
  readonly full: Tally
  /** Of what a full mirror absorbs, absorbed by mirrored kernel memory too. */
  readonly kernel: Tally
  /** Avoided by each measure that needs no mirror, by the rungs of the fatal incidents; absent where no rung was judged. */
  readonly rungs?: Readonly<Partial<Record<PlainMeasure, Tally>>>
}

/** True when it took the host down, false when the host lived, undefined when the log does not say. */
export function wasFatal({incidents}: Episode): boolean | undefined {
  const endings = incidents.map(endingOf)
  if (endings.includes(true)) return true
  return endings.includes(false) ? false : undefined
}

function endingOf({outcome, severity}: RiskIncident): boolean | undefined {
  switch (outcome) {
    case 'panic':
    case 'reboot':
      return true
    case 'process-killed':
    case 'page-offlined':
    case 'recovered':
      return false
    case 'logged':
      return severity === 'fatal'
    default:
      return severity === 'fatal' ? true : undefined
  }
}

/** Counts episodes that were fatal and those that were not. */
export function tallyFatal(episodes: readonly Episode[]): Tally {
  const known = episodes.map(wasFatal)
  return {yes: known.filter(fatal => fatal === true).length, no: known.filter(fatal => fatal === false).length}
}

/** Minutes from each panic to the next kernel start, where one clock shows both. */
export const restartsOf = (episodes: readonly Episode[]): readonly number[] =>
  episodes
    .flatMap(({incidents}) => incidents)
    .flatMap(({outcome, downtimeSeconds}) =>
      (outcome === 'panic' || outcome === 'reboot') && downtimeSeconds !== undefined && downtimeSeconds > 0
        ? [downtimeSeconds / 60]
        : [],
    )
    .sort((a, b) => a - b)
