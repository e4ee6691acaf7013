import {type ErrorUnit, type MemoryError, SEVERITY_ORDER, type Severity} from '../errors/memory-error.js'
import {writeTime} from '../logs/write-time.js'
import type {EvidenceLine} from '../records/hardware-error-record.js'
import {aroundOf, type BootContext} from './around.js'
import {traceOf} from './attach-traces.js'
import {consumptionOf} from './consumption.js'
import type {ErrorStorm, Incident} from './incident.js'
import {isInjected} from './injection.js'
import {compareMoments, type Moment} from './moment.js'
import {endingOf, panicWords} from './outcome.js'
import {precedingOf} from './preceding.js'
import type {Seat} from './seat.js'
import {natureOf} from './telling.js'
import {victimOf} from './victim.js'

/** Lines quoted per incident beyond those of its errors. */
const MOST_EVIDENCE = 60
/** Fewer corrected errors than this are no storm. */
const STORM_ERRORS = 10

/** What an incident needs to know of the rest of its host's log. */
interface IncidentSetting {
  readonly host: string
  /** Corrected errors of the whole log, in time order. */
  readonly corrected: readonly Seat[]
  /** True when another kernel start follows the boot. */
  readonly nextBootFollows: boolean
  /** Seconds from the boot's panic to the next boot, where one clock shows both. */
  readonly downtimeSeconds: number | undefined
  /** What its boot tells besides errors. */
  readonly context: BootContext
}

const worst = (seats: readonly Seat[]): Severity =>
  seats.reduce<Severity>(
    (most, {error}) => (SEVERITY_ORDER.indexOf(error.severity) > SEVERITY_ORDER.indexOf(most) ? error.severity : most),
    'informational',
  )

function stormOf(seats: readonly Seat[], start: string | undefined, end: string | undefined): ErrorStorm | undefined {
  if (!seats.every(({error}) => natureOf(error.severity) === 'corrected')) return undefined
  const errors = seats.reduce((sum, {error}) => sum + (error.occurrences?.count ?? 1), 0)
  if (errors < STORM_ERRORS || seats.length < 2) return undefined
  return {errors, ...(start === undefined ? {} : {start}), ...(end === undefined ? {} : {end})}
}

function moments(seats: readonly Seat[]): Moment[] {
  const all = seats.flatMap(seat => [
    seat.cluster.first,
    ...(seat.storm === undefined ? [] : [seat.storm.last]),
    ...seat.cluster.tellings.filter(({voice}) => voice === 'page').map(({moment}) => moment),
    ...seat.asides.map(({moment}) => moment),
  ])
  return all.sort(compareMoments)
}

function evidenceOf(seats: readonly Seat[]): EvidenceLine[] {
  const lines = new Map<string, EvidenceLine>()
  for (const {asides} of seats)
    for (const {record} of asides)
      for (const line of record.evidence) lines.set(`${line.position.input} ${line.position.byteOffset}`, line)
  return [...lines.values()]
    .sort((a, b) => a.position.input - b.position.input || a.position.byteOffset - b.position.byteOffset)
    .slice(0, MOST_EVIDENCE)
}

function span(seats: readonly Seat[]) {
  const clocked = moments(seats).filter(({wallMs}) => wallMs !== undefined)
  const [first] = seats
  const startMs = first?.error.epochMs ?? clocked[0]?.wallMs
  const endMs = Math.max(clocked.at(-1)?.wallMs ?? Number.NEGATIVE_INFINITY, startMs ?? Number.NEGATIVE_INFINITY)
  const basis = first?.error.timeBasis ?? 'none'
  const start = writeTime(startMs, basis)
  const end = writeTime(endMs, basis)
  return {
    timeBasis: basis,
    ...(start === undefined || startMs === undefined ? {} : {start, startMs}),
    ...(end === undefined ? {} : {end, endMs}),
  }
}

const CORE_UNITS: readonly ErrorUnit[] = ['cache', 'tlb', 'core']

/** True for the record of a core that read what memory had lost. */
const isConsumer = ({error}: Seat): boolean =>
  CORE_UNITS.includes(error.unit) && natureOf(error.severity) === 'uncorrected'

/** Memory's own records before those of the cores that read its data; else in time order. */
const originFirst = (seats: readonly Seat[]): MemoryError[] =>
  [...seats].sort((a, b) => Number(isConsumer(a)) - Number(isConsumer(b))).map(({error}) => error)

/** The incident that a group of errors is; its id is given when all are known. */
export function composeIncident(seats: readonly Seat[], setting: IncidentSetting): Incident {
  const injected = isInjected(seats)
  const ending = endingOf(seats, injected, setting.nextBootFollows)
  const consumption = consumptionOf(seats)
  const when = span(seats)
  const storm = stormOf(seats, when.start, when.end)
  const trace = traceOf(seats)
  const isGrave = natureOf(worst(seats)) === 'uncorrected' || ending.outcome === 'panic' || ending.outcome === 'reboot'
  const around = isGrave ? aroundOf(seats, setting.context) : undefined
  const preceding = precedingOf(seats, setting.corrected)
  return {
    id: '',
    host: setting.host,
    ...when,
    bootIndex: seats[0]?.bootIndex ?? 0,
    errors: originFirst(seats),
    severity: worst(seats),
    consumption,
    victim: victimOf(seats, consumption),
    ...ending,
    ...panicWords(seats),
    ...(trace === undefined ? {} : {trace}),
    injected,
    ...(ending.outcome === 'panic' && setting.downtimeSeconds !== undefined
      ? {downtimeSeconds: setting.downtimeSeconds}
      : {}),
    ...(storm === undefined ? {} : {storm}),
    ...(preceding === undefined ? {} : {precededBy: preceding}),
    ...(around === undefined ? {} : {around}),
    evidence: evidenceOf(seats),
  }
}
