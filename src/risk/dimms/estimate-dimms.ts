import {conditionOnFirst} from '../condition-on-first.js'
import type {RiskIncident} from '../counted-incident.js'
import {meanOf} from '../distribution.js'
import type {Episode} from '../episodes.js'
import type {ExposureCut} from '../exposure-cuts.js'
import {updateMixture} from '../gamma-mixture.js'
import {intervalOfMixture} from '../interval.js'
import type {PriorSet} from '../priors.js'
import {dimmRate} from '../rate-prior.js'
import type {Interval} from '../risk-estimate.js'
import {type DimmScore, scoreDimm} from './dimm-score.js'
import {type FaultMode, faultModeOf} from './fault-mode.js'
import {type DimmPlace, groupDimms, type NamedDimm} from './group-dimms.js'

/** Uncorrected incidents of one DIMM a year. */
export interface DimmRate extends Interval {
  /** Incidents and years it rests on: those after the first where that one got the log pulled. */
  readonly usedIncidents: number
  readonly usedExposureYears: number
  /** True when no incident beyond that speaks for it: it is what field studies say of other DIMMs. */
  readonly priorOnly: boolean
  /** 3 ÷ T when nothing was seen. */
  readonly ruleOfThreeUpper?: number
}

/** What one DIMM of a host may do next, as far as the errors that name it tell. */
export interface DimmRisk {
  readonly place: DimmPlace
  /** Uncorrected incidents that name it, episodes at a gap of one hour. */
  readonly incidents: number
  /** Corrected errors; a lower bound. */
  readonly correctedAtLeast: number
  readonly faultMode: FaultMode
  readonly score: DimmScore
  readonly rate: DimmRate
  /** When another module took its place; all above is of that one. */
  readonly replacedAt?: string
}

/** What a host's log says of the time its DIMMs were watched. */
export interface DimmWatch {
  readonly episodes: readonly Episode[]
  /** Years watched in all, and after the first incident where that one got the log pulled. */
  readonly years: number
  readonly yearsAfterFirst: number
  readonly triggered: boolean
  /** Where modules were replaced. */
  readonly cuts: readonly ExposureCut[]
  /** Years watched after a moment. */
  readonly yearsAfter: (ms: number) => number
}

/** DIMMs that are told one by one, the worst first. */
const MOST_DIMMS = 48
const RULE_OF_THREE = 3

function rateOf(own: readonly Episode[], watch: DimmWatch, priors: PriorSet): DimmRate {
  const first = watch.episodes[0]
  const chosen = watch.triggered && first !== undefined && own.includes(first)
  const incidents = own.length - (chosen ? 1 : 0)
  const years = chosen ? watch.yearsAfterFirst : watch.years
  const prior = chosen
    ? conditionOnFirst(dimmRate(priors), meanOf(priors.priors['service-years'].distribution))
    : dimmRate(priors)
  return {
    ...intervalOfMixture(updateMixture(prior, incidents, years)),
    usedIncidents: incidents,
    usedExposureYears: years,
    priorOnly: incidents === 0,
    ...(own.length === 0 && years > 0 ? {ruleOfThreeUpper: RULE_OF_THREE / years} : {}),
  }
}

const correctedOf = ({errors}: NamedDimm): number =>
  errors
    .filter(({severity}) => severity === 'corrected')
    .reduce((sum, {occurrences, correctedCount}) => sum + Math.max(1, occurrences?.count ?? correctedCount ?? 1), 0)

const scoreRank = ({score}: DimmRisk): number => (score.applicable ? score.probability : 0)

/** Episodes that name the DIMM. */
function episodesOf({errors}: NamedDimm, {episodes}: DimmWatch): readonly Episode[] {
  const own = new Set(errors)
  return episodes.filter(({incidents}) => incidents.some(incident => incident.errors.some(error => own.has(error))))
}

const WIDE: readonly FaultMode['mode'][] = ['multi-bank', 'rank', 'multi-rank']

interface Row {
  readonly dimm: NamedDimm
  readonly own: readonly Episode[]
  /** When another module took its place; what is told is of that one. */
  readonly replaced: ExposureCut | undefined
  readonly mode: FaultMode
}

/** A slot's present module: errors since the last replacement. */
function sinceReplaced(dimm: NamedDimm, {cuts}: DimmWatch): {dimm: NamedDimm; replaced: ExposureCut | undefined} {
  const replaced = cuts.findLast(
    ({kind, what, atMs}) => kind === 'module-replaced' && what === dimm.place.label && atMs !== undefined,
  )
  const {atMs} = replaced ?? {}
  if (atMs === undefined) return {dimm, replaced}
  return {dimm: {...dimm, errors: dimm.errors.filter(({epochMs = 0}) => epochMs >= atMs)}, replaced}
}

/** The watch of a module that was plugged in later: no first incident chose it. */
function sinceThen(watch: DimmWatch, replaced: ExposureCut | undefined): DimmWatch {
  if (replaced?.atMs === undefined) return watch
  const years = watch.yearsAfter(replaced.atMs)
  return {...watch, years, yearsAfterFirst: years, triggered: false}
}

const channelOf = ({place: {socket, imc, channel}}: NamedDimm): string | undefined =>
  channel === undefined ? undefined : [socket, imc, channel].join(' ')

/** Two DIMMs of one channel that fail as widely as this hint at what they share. */
function callChannel(row: Row, rows: readonly Row[]): FaultMode {
  const channel = channelOf(row.dimm)
  const wide = ({dimm, mode: {mode}}: Row): boolean => channelOf(dimm) === channel && WIDE.includes(mode)
  if (channel === undefined || !wide(row) || !rows.some(other => other !== row && wide(other))) return row.mode
  return {...row.mode, mode: 'channel', because: `${row.mode.because}; another DIMM of the channel fails as widely`}
}

/** Every DIMM that errors name, the worst first: its rate, its fault mode, and how DIMMs with such errors fared. */
export function estimateDimms(
  incidents: readonly RiskIncident[],
  watch: DimmWatch,
  priors: PriorSet,
): readonly DimmRisk[] {
  const rows = groupDimms(incidents)
    .map(named => sinceReplaced(named, watch))
    .map(({dimm, replaced}) => ({
      dimm,
      replaced,
      own: episodesOf(dimm, watch),
      mode: faultModeOf(dimm.errors),
    }))
  return rows
    .toSorted((a, b) => b.own.length - a.own.length || b.dimm.errors.length - a.dimm.errors.length)
    .slice(0, MOST_DIMMS)
    .map(row => ({
      place: row.dimm.place,
      incidents: row.own.length,
      correctedAtLeast: correctedOf(row.dimm),
      faultMode: callChannel(row, rows),
      score: scoreDimm(row.dimm.errors),
      rate: rateOf(row.own, sinceThen(watch, row.replaced), priors),
      ...(row.replaced?.at === undefined ? {} : {replacedAt: row.replaced.at}),
    }))
    .sort((a, b) => b.incidents - a.incidents || scoreRank(b) - scoreRank(a))
}
