import type {MemoryError} from '../errors/memory-error.js'
import type {Analysis, AnalysisHost, JudgedIncident} from './analysis.js'
import type {TimelineData, TimelineMark} from './charts/timeline.js'
import {dateTime, duration, toMs} from './format.js'
import {isMild} from './gravest.js'
import {failoverError} from './happened.js'
import {OUTCOMES, SEVERITY_SHORT} from './words.js'

/** Bars of corrected errors over the whole span. */
const BARS = 72
/** Marks nearer than this share of the span become one. */
const TOGETHER = 1 / 60

/** A single moment is shown within a minute. */
const LEAST_MARGIN_MS = 30_000

type Clock = (error: MemoryError) => number | undefined

const wallClock: Clock = error => error.epochMs ?? toMs(error.time)
const uptime: Clock = error => (error.uptimeSeconds === undefined ? undefined : error.uptimeSeconds * 1000)

/** The clock most of the host's errors share: the wall clock where one is known, else the time since boot. */
const clockOf = (errors: readonly MemoryError[]): Clock =>
  errors.some(error => wallClock(error) !== undefined) ? wallClock : uptime

const occurrences = (error: MemoryError): number => error.occurrences?.count ?? 1

function bars(errors: readonly MemoryError[], clock: Clock, from: number, to: number): TimelineData['bars'] {
  const counts = new Array<number>(BARS).fill(0)
  const width = (to - from) / BARS
  for (const error of errors) {
    const at = clock(error)
    if (at === undefined || error.severity !== 'corrected') continue
    const bar = Math.min(BARS - 1, Math.max(0, Math.floor((at - from) / width)))
    counts[bar] = (counts[bar] ?? 0) + occurrences(error)
  }
  return counts.map((count, index) => ({from: from + index * width, to: from + (index + 1) * width, count}))
}

/** True when the mirror that was there shows in the registers. */
const isMirrorEvent = (incident: JudgedIncident): boolean =>
  incident.verdicts.some(verdict => verdict.layout === 'actual' && verdict.verdict.startsWith('observed'))

function markOf(incident: JudgedIncident, at: number): TimelineMark {
  const {id, outcome, severity, verdicts} = incident
  if (isMirrorEvent(incident)) {
    const lost = verdicts.some(verdict => verdict.verdict === 'observed-redundancy-lost')
    return {at, count: 1, kind: 'mirror', label: `${id} ${lost ? 'redundancy lost' : 'absorbed'}`}
  }
  const isOutage = outcome === 'panic' || outcome === 'reboot'
  const isVague = severity === 'unknown'
  const word = isOutage ? outcome : isVague ? OUTCOMES[outcome].replace(/^\S+ /, '') : SEVERITY_SHORT[severity]
  return {at, count: 1, kind: isVague && !isOutage ? 'unknown' : 'uncorrected', label: `${id} ${word}`}
}

function marks(incidents: readonly JudgedIncident[], clock: Clock, from: number, to: number): TimelineData['marks'] {
  const points = incidents
    .filter(incident => !isMild(incident) || incident.severity === 'unknown' || isMirrorEvent(incident))
    .flatMap(incident => {
      const lost = failoverError(incident)
      const times = (lost === undefined ? incident.errors : [lost, ...incident.errors]).map(clock)
      const at = times.find(time => time !== undefined) ?? incident.startMs
      return at === undefined ? [] : [markOf(incident, at)]
    })
    .sort((a, b) => a.at - b.at)
  const together: TimelineMark[] = []
  for (const point of points) {
    const last = together.at(-1)
    const isNear = last !== undefined && point.kind === last.kind && point.at - last.at <= (to - from) * TOGETHER
    if (isNear) together.splice(-1, 1, {...last, count: last.count + 1})
    else together.push(point)
  }
  const word = {uncorrected: 'uncorrected', unknown: 'of unknown gravity', mirror: 'mirror events'}
  return together.map(mark => (mark.count === 1 ? mark : {...mark, label: `${mark.count} ${word[mark.kind]}`}))
}

interface Outage {
  readonly from: number
  readonly to: number
  readonly count: number
  readonly seconds: number
}

const outagesOf = (incidents: readonly JudgedIncident[]): readonly Outage[] =>
  incidents
    .flatMap(({start, startMs, downtimeSeconds}) => {
      const from = startMs ?? toMs(start)
      if (from === undefined || downtimeSeconds === undefined) return []
      return [{from, to: from + downtimeSeconds * 1000, count: 1, seconds: downtimeSeconds}]
    })
    .sort((a, b) => a.from - b.from)

/** Outages as spans; those too near to be told apart become one, with their number and their sum. */
function downs(outages: readonly Outage[], near: number): TimelineData['downs'] {
  const together: Outage[] = []
  for (const outage of outages) {
    const last = together.at(-1)
    if (last === undefined || outage.from - last.to > near) together.push(outage)
    else
      together.splice(-1, 1, {
        from: last.from,
        to: Math.max(last.to, outage.to),
        count: last.count + outage.count,
        seconds: last.seconds + outage.seconds,
      })
  }
  return together.map(({from, to, count, seconds}) => ({
    from,
    to,
    count,
    label: count === 1 ? `down ${duration(seconds)}` : `${count} outages, ${duration(seconds)} in all`,
  }))
}

const boots = (host: AnalysisHost, walls: boolean): TimelineData['boots'] =>
  host.boots.flatMap(boot => {
    const [from, to] = [boot.startMs ?? toMs(boot.start), boot.endMs ?? toMs(boot.end)]
    return !walls || from === undefined || to === undefined ? [] : [{from, to, label: `boot ${boot.index}`}]
  })

/** Errors of a host that no time line can show, for they share no clock with the others. */
export function undatedErrors(analysis: Analysis, host: AnalysisHost): number {
  const errors = analysis.errors.filter(error => error.host === host.id)
  const clock = clockOf(errors)
  return errors.filter(error => clock(error) === undefined).length
}

/** One host's time line, aggregated for drawing; undefined when nothing of it carries a clock. */
export function timelineOf(analysis: Analysis, host: AnalysisHost): TimelineData | undefined {
  const errors = analysis.errors.filter(error => error.host === host.id)
  const incidents = analysis.incidents.filter(incident => incident.host === host.id)
  const clock = clockOf(errors)
  const walls = clock === wallClock
  const outages = walls ? outagesOf(incidents) : []
  const spans = [...outages, ...boots(host, walls)]
  const times = [...errors.flatMap(error => clock(error) ?? []), ...spans.flatMap(span => [span.from, span.to])]
  if (times.length === 0) return undefined
  const first = times.reduce((a, b) => Math.min(a, b))
  const last = times.reduce((a, b) => Math.max(a, b))
  const margin = Math.max(LEAST_MARGIN_MS, (last - first) * 0.02)
  const [from, to] = [walls ? first - margin : Math.max(0, first - margin), last + margin]
  const basis = errors[0]?.timeBasis ?? host.boots[0]?.timeBasis ?? 'none'
  return {
    clock: walls ? (basis === 'zoned' ? 'utc' : 'local') : 'uptime',
    from,
    to,
    bars: bars(errors, clock, from, to),
    marks: marks(incidents, clock, from, to),
    downs: downs(outages, (to - from) * TOGETHER),
    boots: boots(host, walls),
  }
}

/** The same as rows of text, in time order: what the chart's table shows. */
export function timelineRows(data: TimelineData): readonly string[][] {
  const basis = data.clock === 'utc' ? 'zoned' : 'local'
  const say = (at: number) =>
    data.clock === 'uptime' ? `${(at / 1000).toFixed(1)} s after boot` : dateTime(new Date(at).toISOString(), basis)
  const rows = [
    ...data.bars.filter(bar => bar.count > 0).map(bar => ({at: bar.from, to: bar.to, what: `${bar.count} corrected`})),
    ...data.marks.map(mark => ({at: mark.at, to: undefined, what: mark.label})),
    ...data.downs.map(down => ({at: down.from, to: down.to, what: down.label})),
    ...data.boots.map(boot => ({at: boot.from, to: boot.to, what: boot.label})),
  ]
  return rows.sort((a, b) => a.at - b.at).map(({at, to, what}) => [say(at), to === undefined ? '' : say(to), what])
}
