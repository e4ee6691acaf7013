import type {MemoryError} from '../../errors/memory-error.js'
import type {Analysis, JudgedIncident} from '../analysis.js'
import {toMs} from '../format.js'
import {isMild} from '../gravest.js'
import {placeKey} from '../place.js'
import {isOutage} from '../summarize.js'

/** One number with its labels; an absent label is left out. */
export interface Sample {
  readonly labels: Readonly<Record<string, string | number | undefined>>
  readonly value: number
}

/** A metric family: its name ends in its unit, where it has one. */
export interface Family {
  readonly name: string
  readonly unit?: 'seconds' | 'bytes'
  readonly help: string
  readonly samples: (analysis: Analysis) => readonly Sample[]
}

/** Places beyond this many are not written one by one: a monitoring system pays for every series. */
const PLACES = 500

/** Sums by equal labels, in the order in which they first came. */
function summed(samples: readonly Sample[]): readonly Sample[] {
  const sums = new Map<string, Sample>()
  for (const {labels, value} of samples) {
    const key = JSON.stringify(labels)
    sums.set(key, {labels, value: (sums.get(key)?.value ?? 0) + value})
  }
  return [...sums.values()]
}

const occurrences = ({occurrences: told}: MemoryError): number => told?.count ?? 1

const byPlace = ({errors}: Analysis): readonly Sample[] =>
  summed(
    errors.flatMap(error => {
      const {host, severity, dram} = error
      if (placeKey(dram) === undefined) return []
      const {label: dimm, socket, imc: controller, channel, slot, rank} = dram ?? {}
      return [{labels: {host, dimm, socket, controller, channel, slot, rank, severity}, value: occurrences(error)}]
    }),
  ).slice(0, PLACES)

const mirroredBytes = ({hosts}: Analysis): readonly Sample[] =>
  hosts.flatMap(({id, layout}) => {
    if (layout === undefined || layout.regions.length === 0) return []
    if (layout.regions.some(({mirrored}) => mirrored === undefined)) return []
    const own = layout.regions.filter(({mirrored}) => mirrored === true)
    return [{labels: {host: id}, value: Number(own.reduce((sum, {start, end}) => sum + (end - start), 0n))}]
  })

/** Latest start of the incidents of each host that are worse than corrected errors and have a date with its zone. */
function lastGrave({incidents}: Analysis): readonly Sample[] {
  const latest = new Map<string, number>()
  for (const {host, start, timeBasis} of incidents.filter(incident => !isMild(incident))) {
    const ms = timeBasis === 'zoned' ? toMs(start) : undefined
    if (ms !== undefined) latest.set(host, Math.max(ms, latest.get(host) ?? ms))
  }
  return [...latest].map(([host, ms]) => ({labels: {host}, value: ms / 1000}))
}

const perIncident =
  (labels: (incident: JudgedIncident) => Sample['labels'], value: (incident: JudgedIncident) => number = () => 1) =>
  ({incidents}: Analysis): readonly Sample[] =>
    summed(incidents.map(incident => ({labels: labels(incident), value: value(incident)})))

const PERCENTILES = [
  ['5', 'p5'],
  ['50', 'median'],
  ['95', 'p95'],
] as const

const expectedDowntime = ({risk}: Analysis): readonly Sample[] =>
  risk.hosts.flatMap(({host, downtime}) =>
    downtime.flatMap(estimate =>
      PERCENTILES.map(([percentile, field]) => ({
        labels: {host, measure: estimate.measure, percentile},
        value: Number((estimate[field] * 60).toPrecision(2)),
      })),
    ),
  )

/** Every family in the order of the file; hosts, places and words are labels, so that one alert rule serves a fleet. */
export const FAMILIES: readonly Family[] = [
  {
    name: 'mirrorcheck_build',
    help: 'Version that wrote this file; always 1.',
    samples: ({tool}) => [{labels: {version: tool.version}, value: 1}],
  },
  {
    name: 'mirrorcheck_inputs',
    help: 'Files and streams that were read.',
    samples: ({inputs}) => [{labels: {}, value: inputs.length}],
  },
  {
    name: 'mirrorcheck_notices',
    help: 'Odd or unreadable input, by code of the notice.',
    samples: ({notices}) => summed(notices.map(({code, count = 1}) => ({labels: {code}, value: count}))),
  },
  {
    name: 'mirrorcheck_errors',
    help: 'Hardware errors in the log, repeated ones counted as often as the log says; a lower bound.',
    samples: ({errors}) =>
      summed(errors.map(error => ({labels: {host: error.host, severity: error.severity}, value: occurrences(error)}))),
  },
  {
    name: 'mirrorcheck_place_errors',
    help: `The same by DIMM or channel where the log names one; at most ${PLACES} series.`,
    samples: byPlace,
  },
  {
    name: 'mirrorcheck_incidents',
    help: 'Incidents by gravest severity and by how they ended.',
    samples: perIncident(({host, severity, outcome}) => ({host, severity, outcome})),
  },
  {
    name: 'mirrorcheck_outages',
    help: 'Incidents that took the machine down.',
    samples: perIncident(
      ({host}) => ({host}),
      incident => Number(isOutage(incident)),
    ),
  },
  {
    name: 'mirrorcheck_outage_seconds',
    unit: 'seconds',
    help: 'Time down of those outages whose both ends the log shows.',
    samples: analysis =>
      summed(
        analysis.incidents.flatMap(({host, downtimeSeconds}) =>
          downtimeSeconds === undefined ? [] : [{labels: {host}, value: downtimeSeconds}],
        ),
      ),
  },
  {
    name: 'mirrorcheck_verdicts',
    help: 'Incidents by layout (actual, or a hypothetical one) and verdict.',
    samples: ({incidents}) =>
      summed(
        incidents.flatMap(({host, verdicts}) =>
          verdicts.map(({layout, verdict}) => ({labels: {host, layout, verdict}, value: 1})),
        ),
      ),
  },
  {
    name: 'mirrorcheck_last_uncorrected_timestamp_seconds',
    unit: 'seconds',
    help: 'Start of the latest incident worse than corrected errors, seconds since 1970; only where the log names a zone.',
    samples: lastGrave,
  },
  {
    name: 'mirrorcheck_mirrored_bytes',
    unit: 'bytes',
    help: 'Memory that the layout of the host mirrors; absent where that is not known of all of it.',
    samples: mirroredBytes,
  },
  {
    name: 'mirrorcheck_expected_downtime_per_year_seconds',
    unit: 'seconds',
    help: 'Unplanned downtime to expect in a year under each measure: percentiles of the estimate.',
    samples: expectedDowntime,
  },
]
