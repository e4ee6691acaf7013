import {writeTime} from '../logs/write-time.js'
import type {ContextRecord, EvidenceLine} from '../records/hardware-error-record.js'
import type {PlatformFact} from '../records/platform-fact.js'
import {asideOf, type BootSegment, type ContextMinute} from './boot-segment.js'
import type {Surrounding} from './incident.js'
import {compareMoments, gapBetween, type Moment, momentOf} from './moment.js'
import type {Seat} from './seat.js'

/** Minutes kept of one kind, boot and input; of a log with more the first and the newest. */
const MOST_MINUTES = 120
/** Lines without a clock that count as one minute. */
const LINES_A_MINUTE = 60
const MINUTE_MS = 60_000

const minuteOf = ({wallMs, uptime}: Moment, line: number): number =>
  wallMs !== undefined
    ? Math.floor(wallMs / MINUTE_MS)
    : uptime !== undefined
      ? Math.floor(uptime / 60)
      : Math.floor(line / LINES_A_MINUTE)

/** Takes in a line that is no error: counted by kind, kept by the minute. */
export function noteContext(segment: Pick<BootSegment, 'context' | 'ignored'>, record: ContextRecord): void {
  const {context, ignored} = segment
  ignored.set(record.what, (ignored.get(record.what) ?? 0) + 1)
  const aside = asideOf(record)
  const minutes = context.get(record.what) ?? new Map<number, ContextMinute>()
  context.set(record.what, minutes)
  const minute = minuteOf(aside.moment, aside.line)
  const known = minutes.get(minute)
  if (known !== undefined) {
    known.count += 1
    known.last = aside.moment
    return
  }
  minutes.set(minute, {aside, count: 1, last: aside.moment})
  const [, second] = minutes.keys()
  if (minutes.size > MOST_MINUTES && second !== undefined) minutes.delete(second)
}

/** Seconds before and behind an incident that are told of. */
const AROUND_SECONDS = 300
/** Lines before and behind it where no clock tells. */
const AROUND_LINES = 60
const MOST_AROUND = 12

/** When and where an incident was told. */
const placesOf = (seats: readonly Seat[]) =>
  seats.flatMap(({cluster, asides}) => [
    ...cluster.tellings.map(({moment, input, line}) => ({moment, input, line})),
    ...asides.map(({moment, input, line}) => ({moment, input, line})),
  ])

type Place = ReturnType<typeof placesOf>[number]

function isNear(moments: readonly Moment[], at: Pick<Place, 'input' | 'line'>, places: readonly Place[]): boolean {
  return places.some(place => {
    const gaps = moments.flatMap(moment => gapBetween(moment, place.moment) ?? [])
    if (gaps.length > 0) return gaps.some(({seconds}) => seconds <= AROUND_SECONDS)
    return at.input === place.input && Math.abs(at.line - place.line) <= AROUND_LINES
  })
}

interface Told extends Surrounding {
  readonly moment: Moment
}

function tell(
  what: Surrounding['what'],
  message: string,
  line: EvidenceLine,
  span: readonly [Moment, Moment],
  count: number,
): Told {
  const [from, to] = span
  const start = writeTime(from.wallMs, from.basis)
  const end = writeTime(to.wallMs, to.basis)
  return {
    what,
    count,
    message,
    ...(start === undefined ? {} : {start}),
    ...(end === undefined || end === start ? {} : {end}),
    ...(from.uptime === undefined ? {} : {uptimeSeconds: from.uptime}),
    position: line.position,
    moment: from,
  }
}

const minuteTold = ({aside, count, last}: ContextMinute): Told[] => {
  const [line] = aside.record.evidence
  return line === undefined ? [] : [tell(aside.record.what, aside.record.message, line, [aside.moment, last], count)]
}

/** Facts that belong to the story of an outage. */
function factTold(fact: PlatformFact): Told[] {
  const [line] = fact.evidence
  const moment = momentOf(fact.envelope.time)
  const span = [moment, moment] as const
  if (line === undefined) return []
  if (fact.fact === 'shutdown') return [tell('shutdown', fact.text, line, span, 1)]
  if (fact.fact === 'kernelcore' && fact.message === 'kdump-kernel')
    return [tell('crash-kernel', line.text, line, span, 1)]
  return []
}

/** What a boot tells besides its errors, in time order. */
export interface BootContext {
  readonly minutes: readonly ContextMinute[]
  readonly facts: readonly PlatformFact[]
}

/** What else the log told in the minutes around an incident, each kind and minute once; absent when it told nothing. */
export function aroundOf(seats: readonly Seat[], {minutes, facts}: BootContext): readonly Surrounding[] | undefined {
  const places = placesOf(seats)
  const own = new Set(seats.flatMap(({asides}) => asides.flatMap(({record}) => record.evidence[0]?.position ?? [])))
  const near = [
    ...minutes.filter(({aside, last}) => isNear([aside.moment, last], aside, places)).flatMap(minuteTold),
    ...facts.flatMap(fact => {
      const [told] = factTold(fact)
      const at = {input: told?.position.input ?? 0, line: told?.position.line ?? 0}
      return told !== undefined && isNear([told.moment], at, places) ? [told] : []
    }),
  ].filter(({position}) => !own.has(position))
  if (near.length === 0) return undefined
  return near
    .sort((a, b) => compareMoments(a.moment, b.moment) || a.position.byteOffset - b.position.byteOffset)
    .slice(0, MOST_AROUND)
    .map(({moment: _moment, ...told}) => told)
}

/** The context of all inputs that tell of a boot; a minute that two of them tell counts once, the fuller. */
export function uniteContext(
  segments: readonly BootSegment[],
  set: (segment: BootSegment) => (moment: Moment) => Moment,
): ContextMinute[] {
  const united = new Map<string, ContextMinute>()
  for (const segment of segments) {
    const clock = set(segment)
    for (const [what, minutes] of segment.context)
      for (const {aside, count, last} of minutes.values()) {
        const moment = clock(aside.moment)
        const key = `${what} ${minuteOf(moment, aside.line)} ${moment.wallMs === undefined ? segment.input : ''}`
        const known = united.get(key)
        if (known === undefined || known.count < count)
          united.set(key, {aside: {...aside, moment}, count, last: clock(last)})
      }
  }
  return [...united.values()]
}
