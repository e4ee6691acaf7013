import type {MemoryError} from '../../errors/memory-error.js'
import type {Analysis, AnalysisHost, JudgedIncident, SummaryCounts} from '../analysis.js'
import {summarize} from '../summarize.js'
import {type CounterDiff, diffCounters, diffMachine, type SettingDiff} from './diff-machine.js'
import {diffPlaces, type PlaceDiff} from './diff-places.js'
import {type HostWindow, windowOf} from './host-window.js'
import {pairErrors} from './pair-errors.js'
import {type HostPair, pairHosts} from './pair-hosts.js'
import {pairIncidents} from './pair-incidents.js'

/** Why an incident of the earlier analysis is not in the later one. */
export type GoneBecause = 'before-the-log' | 'not-in-the-log' | 'machine-not-there' | 'cannot-tell'

/** An incident on both sides that is not told alike. */
export interface ChangedIncident {
  readonly before: JudgedIncident
  readonly after: JudgedIncident
  /** Which things differ: `verdict`, `outcome`, `severity`, `errors`, `downtime`. */
  readonly changed: readonly string[]
}

/** A machine on both sides, or on one. */
export interface HostDiff {
  readonly host: string
  readonly before?: AnalysisHost
  readonly after?: AnalysisHost
  readonly windowBefore?: HostWindow
  readonly windowAfter?: HostWindow
}

/** What changed between two analyses. */
export interface AnalysisDiff {
  readonly before: Analysis
  readonly after: Analysis
  readonly hosts: readonly HostDiff[]
  readonly fresh: readonly JudgedIncident[]
  readonly gone: readonly {readonly incident: JudgedIncident; readonly because: GoneBecause}[]
  readonly changed: readonly ChangedIncident[]
  /** Incidents told alike on both sides. */
  readonly unchanged: number
  readonly errors: {readonly both: number; readonly fresh: SummaryCounts; readonly gone: SummaryCounts}
  readonly freshErrors: readonly MemoryError[]
  readonly places: readonly PlaceDiff[]
  readonly settings: readonly SettingDiff[]
  readonly counters: readonly CounterDiff[]
  /** True when the later analysis ends before the earlier does: were they named in the wrong order? */
  readonly isTurned: boolean
}

const present = <Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): {readonly [Key in Name]?: Value} | object => (value === undefined ? {} : {[name]: value})

function hostDiff({before, after}: HostPair): HostDiff {
  const [windowBefore, windowAfter] = [windowOf(before), windowOf(after)]
  return {
    host: after?.id ?? before?.id ?? '',
    ...present('before', before),
    ...present('after', after),
    ...present('windowBefore', windowBefore),
    ...present('windowAfter', windowAfter),
  }
}

const ofHost = <Item extends {readonly host: string}>(
  items: readonly Item[],
  host: AnalysisHost | undefined,
): readonly Item[] => (host === undefined ? [] : items.filter(item => item.host === host.id))

const actual = ({verdicts}: JudgedIncident): string =>
  verdicts.map(({layout, verdict}) => `${layout} ${verdict}`).join('|')

function changesOf(before: JudgedIncident, after: JudgedIncident): readonly string[] {
  const differs = {
    verdict: actual(before) !== actual(after),
    outcome: before.outcome !== after.outcome,
    severity: before.severity !== after.severity,
    errors: before.errors.length !== after.errors.length,
    downtime: before.downtimeSeconds !== after.downtimeSeconds,
  }
  return Object.entries(differs).flatMap(([name, isDifferent]) => (isDifferent ? [name] : []))
}

function goneBecause({startMs}: JudgedIncident, {after, windowAfter}: HostDiff): GoneBecause {
  if (after === undefined) return 'machine-not-there'
  if (startMs === undefined || windowAfter === undefined) return 'cannot-tell'
  return startMs < windowAfter.startMs ? 'before-the-log' : 'not-in-the-log'
}

const microcodeIn = (errors: readonly MemoryError[]): string | undefined => {
  const last = errors.findLast(({registers}) => registers.microcode !== undefined)?.registers.microcode
  return last === undefined ? undefined : `0x${last.toString(16)}`
}

interface OneHost {
  readonly fresh: readonly JudgedIncident[]
  readonly gone: AnalysisDiff['gone']
  readonly common: readonly ChangedIncident[]
  readonly freshErrors: readonly MemoryError[]
  readonly goneErrors: readonly MemoryError[]
  readonly both: number
  readonly places: readonly PlaceDiff[]
  readonly settings: readonly SettingDiff[]
  readonly counters: readonly CounterDiff[]
}

function compareHost(pair: HostDiff, before: Analysis, after: Analysis): OneHost {
  const [oldErrors, newErrors] = [ofHost(before.errors, pair.before), ofHost(after.errors, pair.after)]
  const [oldIncidents, newIncidents] = [ofHost(before.incidents, pair.before), ofHost(after.incidents, pair.after)]
  const errorPairs = pairErrors(oldErrors, newErrors)
  const incidentPairs = pairIncidents(oldIncidents, newIncidents, errorPairs)
  const [seenErrors, seenIncidents] = [new Set(errorPairs.values()), new Set(incidentPairs.values())]
  const freshErrors = newErrors.filter(error => !errorPairs.has(error))
  const {host, windowBefore, windowAfter} = pair
  const sides =
    pair.before === undefined || pair.after === undefined
      ? undefined
      : ([
          {host: pair.before, ...present('microcode', microcodeIn(oldErrors))},
          {host: pair.after, ...present('microcode', microcodeIn(newErrors))},
        ] as const)
  return {
    fresh: newIncidents.filter(incident => !incidentPairs.has(incident)),
    gone: oldIncidents
      .filter(incident => !seenIncidents.has(incident))
      .map(incident => ({incident, because: goneBecause(incident, pair)})),
    common: [...incidentPairs].map(([later, earlier]) => ({
      before: earlier,
      after: later,
      changed: changesOf(earlier, later),
    })),
    freshErrors,
    goneErrors: oldErrors.filter(error => !seenErrors.has(error)),
    both: errorPairs.size,
    places: diffPlaces({host, before: oldErrors, since: freshErrors, windowBefore, windowAfter}),
    settings: sides === undefined ? [] : diffMachine(host, ...sides),
    counters: sides === undefined ? [] : diffCounters(host, sides[0].host, sides[1].host),
  }
}

const isTurned = (hosts: readonly HostDiff[]): boolean =>
  hosts.some(
    ({windowBefore, windowAfter}) =>
      windowBefore !== undefined && windowAfter !== undefined && windowAfter.endMs < windowBefore.endMs,
  )

/** What changed from one analysis to a later one of the same machines. */
export function diffAnalyses(before: Analysis, after: Analysis): AnalysisDiff {
  const hosts = pairHosts(before, after).map(hostDiff)
  const each = hosts.map(pair => compareHost(pair, before, after))
  const common = each.flatMap(one => one.common)
  const freshErrors = each.flatMap(one => one.freshErrors)
  return {
    before,
    after,
    hosts,
    fresh: each.flatMap(one => one.fresh),
    gone: each.flatMap(one => one.gone),
    changed: common.filter(({changed}) => changed.length > 0),
    unchanged: common.filter(({changed}) => changed.length === 0).length,
    errors: {
      both: each.reduce((sum, {both}) => sum + both, 0),
      fresh: summarize(freshErrors, []).errors,
      gone: summarize(
        each.flatMap(one => one.goneErrors),
        [],
      ).errors,
    },
    freshErrors,
    places: each.flatMap(one => one.places),
    settings: each.flatMap(one => one.settings),
    counters: each.flatMap(one => one.counters),
    isTurned: isTurned(hosts),
  }
}
