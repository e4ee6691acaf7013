import type {MemoryFailureEvent} from '../records/hardware-error-record.js'
import {isInjectionMark} from './boot-segment.js'
import type {BootStory} from './boot-story.js'
import {pageLines} from './incident-lines.js'
import {gapBetween, momentOf} from './moment.js'
import type {Seat} from './seat.js'

/** An injector's own line stands this near the error it makes. */
const MARK_SECONDS = 5
const MARK_LINES = 30
/** A test driver loaded by hand is used soon; one loaded while the machine boots says only that this is a test machine. */
const DRIVER_SECONDS = 600
const BOOT_SECONDS = 60

const isDriver = (text: string): boolean => /EINJ|initiali[sz]ed|injector/i.test(text)

interface Mark {
  readonly text: string
  readonly moment: ReturnType<typeof momentOf>
  readonly input: number
  readonly line: number
}

function marksOf(story: BootStory): Mark[] {
  const facts = story.facts.flatMap(fact => {
    if (fact.fact !== 'error-injection') return []
    const at = fact.evidence[0]?.position
    return [{text: fact.text, moment: momentOf(fact.envelope.time), input: at?.input ?? 0, line: at?.line ?? 0}]
  })
  const lines = story.marks.flatMap(({record, moment, input, line}) =>
    'message' in record && isInjectionMark(record.message ?? '')
      ? [{text: record.message ?? '', moment, input, line}]
      : [],
  )
  return [...facts, ...lines]
}

function explains(mark: Mark, seat: Seat): boolean {
  const gap = gapBetween(mark.moment, seat.cluster.first)
  const [telling] = seat.cluster.tellings
  if (isDriver(mark.text)) {
    const before = mark.moment.uptime !== undefined && (seat.cluster.first.uptime ?? 0) >= mark.moment.uptime
    return before && (mark.moment.uptime ?? 0) > BOOT_SECONDS && gap !== undefined && gap.seconds <= DRIVER_SECONDS
  }
  if (gap !== undefined) return gap.seconds <= MARK_SECONDS
  return telling !== undefined && telling.input === mark.input && Math.abs(telling.line - mark.line) <= MARK_LINES
}

/** Printed for `madvise` with a hardware-poison request only: a test program asked for it. */
const isMadvise = ({reporterSays}: MemoryFailureEvent): boolean =>
  reporterSays?.some(words => /at process virtual address/.test(words)) ?? false

/** True when the log says a test tool made the error: `Injecting memory failure`, mce-inject's words, EINJ loaded just before. */
export function isInjected(seats: readonly Seat[]): boolean {
  if (pageLines(seats).some(line => line.action === 'injection' || isMadvise(line))) return true
  return seats.some(seat => marksOf(seat.story).some(mark => explains(mark, seat)))
}
