import {partName} from '../advice.js'
import type {JudgedIncident} from '../analysis.js'
import type {Inline} from '../document.js'
import {group, shortTime} from '../format.js'
import {actualVerdict, errorTotal} from '../happened.js'
import {hostCell} from '../host-cell.js'
import {OUTCOMES, SEVERITY_SHORT, VERDICTS} from '../words.js'

const INCIDENT_HEAD = ['Id', 'Start', 'Host', 'Where', 'Errors', 'Gravity', 'Outcome', 'Mirror'] as const

/** Drops the column of hosts, the third, when there is but one host. */
const withoutHost = <Cell>(row: readonly Cell[], several: boolean): readonly Cell[] =>
  several ? row : row.filter((_, column) => column !== 2)

/** Head of the incident table, and which of its columns hold numbers. */
export const incidentHead = (
  several: boolean,
): {readonly head: readonly string[]; readonly numeric: readonly number[]} => ({
  head: withoutHost(INCIDENT_HEAD, several),
  numeric: [several ? 4 : 3],
})

/** The verdict on the layout as it was, as a badge; empty when none was given. */
export function verdictBadge(incident: JudgedIncident): readonly Inline[] {
  const actual = actualVerdict(incident.verdicts)
  if (actual === undefined) return ['–']
  const {word, sign, tone} = VERDICTS[actual.verdict]
  return [{badge: word, sign, tone}]
}

/** One incident as a row under `incidentHead`. */
export const incidentRow = (incident: JudgedIncident, several: boolean): readonly (readonly Inline[])[] =>
  withoutHost(cellsOf(incident), several)

/** When an incident began, to the minute: `2026-11-03 04:12`. */
export const incidentTime = ({start, errors}: JudgedIncident): string =>
  shortTime(start, errors[0]?.uptimeSeconds).replace(/(\d\d:\d\d):\d\d$/, '$1')

const cellsOf = (incident: JudgedIncident): readonly (readonly Inline[])[] => [
  [incident.id],
  [incidentTime(incident)],
  [hostCell(incident.host)],
  [partName(incident)],
  [errorTotal(incident)],
  [SEVERITY_SHORT[incident.severity]],
  [OUTCOMES[incident.outcome]],
  verdictBadge(incident),
]

/** Columns of the table that folds incidents of one kind. */
export const KIND_HEAD = ['Incidents', 'Hosts', 'Places', 'Gravity', 'Outcome', 'First', 'Last'] as const

interface Kind {
  readonly first: JudgedIncident
  readonly last: JudgedIncident
  readonly count: number
  readonly hosts: Set<string>
  readonly places: Set<string>
}

/** Incidents folded by severity and outcome, the most numerous first. */
export function foldByKind(incidents: readonly JudgedIncident[]): readonly Kind[] {
  const kinds = new Map<string, Kind>()
  for (const incident of [...incidents].sort((a, b) => (a.startMs ?? 0) - (b.startMs ?? 0))) {
    const key = `${incident.severity} ${incident.outcome}`
    const kind = kinds.get(key) ?? {first: incident, last: incident, count: 0, hosts: new Set(), places: new Set()}
    kind.hosts.add(incident.host)
    kind.places.add(`${incident.host} ${partName(incident)}`)
    kinds.set(key, {...kind, last: incident, count: kind.count + 1})
  }
  return [...kinds.values()].sort((a, b) => b.count - a.count)
}

/** One kind as a row under `KIND_HEAD`. */
export const kindRow = ({first, last, count, hosts, places}: Kind): readonly (readonly Inline[])[] => [
  [group(count)],
  [group(hosts.size)],
  [group(places.size)],
  [SEVERITY_SHORT[first.severity]],
  [OUTCOMES[first.outcome]],
  [shortTime(first.start)],
  [shortTime(last.start)],
]
