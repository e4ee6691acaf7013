import type {ParseNotice} from '../logs/parse-notice.js'
import type {MemoryFailureEvent} from '../records/hardware-error-record.js'
import type {Aside} from './boot-segment.js'
import type {BootStory} from './boot-story.js'
import {gapBetween} from './moment.js'
import type {Seat} from './seat.js'
import type {Telling} from './telling.js'

/** What the notices of a host are drawn from. */
export interface HostNotices {
  readonly id: string
  readonly stories: readonly BootStory[]
  readonly seats: readonly Seat[]
  readonly orphans: readonly Aside<MemoryFailureEvent>[]
}

const MOST_POSITIONS = 20
/** The record stands near its `Machine check events logged`, where it was printed at all. */
const EVENT_SECONDS = 3
const EVENT_LINES = 30
const ACROSS_CLOCKS_SECONDS = 60

const positionsOf = (asides: readonly Aside[]) =>
  asides.slice(0, MOST_POSITIONS).flatMap(({record}) => record.evidence.slice(0, 1).map(line => line.position))

/** A record of the event: told within seconds of it in the same boot, or by lines nearby, which a later boot may have printed. */
function tellsOf(telling: Telling, event: Aside, sameBoot: boolean): boolean {
  const nearby = telling.input === event.input && Math.abs(telling.line - event.line) <= EVENT_LINES
  const gap = sameBoot || nearby ? gapBetween(telling.moment, event.moment) : undefined
  return gap === undefined ? nearby : gap.seconds <= (gap.loose ? ACROSS_CLOCKS_SECONDS : EVENT_SECONDS)
}

const isExplained = (event: Aside, story: BootStory, seats: readonly Seat[]): boolean =>
  seats.some(seat => {
    if (seat.storm !== undefined) return seat.story === story
    return seat.cluster.tellings.some(telling => tellsOf(telling, event, seat.story === story))
  })

function unexplained({stories, seats, id}: HostNotices): ParseNotice[] {
  const events = stories.flatMap(story => story.eventsLogged.filter(event => !isExplained(event, story, seats)))
  if (events.length === 0) return []
  const many =
    events.length === 1
      ? 'a machine-check event whose record is'
      : `${events.length} machine-check events whose records are`
  return [
    {
      code: 'records-not-in-log',
      message: `${id}: the kernel logged ${many} not in this log. Look for mcelog, rasdaemon or a serial console of the same time.`,
      positions: positionsOf(events),
      count: events.length,
    },
  ]
}

function lost({stories, id}: HostNotices): ParseNotice[] {
  const lines = stories.flatMap(story => story.recordsLost)
  const [first] = lines
  if (first === undefined) return []
  const words = 'message' in first.record ? ` (${first.record.message})` : ''
  return [
    {
      code: 'records-suppressed',
      message: `${id}: the kernel says that it left out or lost records of errors${words}: all counts are lower bounds.`,
      positions: positionsOf(lines),
      count: lines.length,
    },
  ]
}

function collected({stories, id}: HostNotices): ParseNotice[] {
  const lines = stories.flatMap(story => story.collected)
  if (lines.length === 0) return []
  const pages = lines.length === 1 ? 'a page' : `${lines.length} pages`
  return [
    {
      code: 'pages-given-up',
      message: `${id}: the kernel's collector of corrected errors gave up ${pages} to which such errors kept coming back. While it is at work, corrected errors of memory reach neither EDAC nor the log.`,
      positions: positionsOf(lines),
      count: lines.length,
    },
  ]
}

function killed({orphans, id}: HostNotices): ParseNotice[] {
  if (orphans.length === 0) return []
  return [
    {
      code: 'kill-unexplained',
      message: `${id}: ${orphans.length === 1 ? 'a task was' : `${orphans.length} tasks were`} killed for touching poisoned memory, and no line tells which page it was.`,
      positions: positionsOf(orphans),
      count: orphans.length,
    },
  ]
}

function folded({stories, id}: HostNotices): ParseNotice[] {
  return stories.flatMap(({storms}) =>
    storms.map(storm => ({
      code: 'errors-folded',
      message: `${id}: ${storm.records} further error records of one place (${storm.place}) were counted, not kept one by one; the count holds, their times and addresses are left out.`,
      positions: [storm.firstPosition, storm.lastPosition].flatMap(position => position ?? []),
      count: storm.records,
    })),
  )
}

function dropped({stories, id}: HostNotices): ParseNotice[] {
  const lines = stories.flatMap(story => story.united.segments).reduce((sum, segment) => sum + segment.dropped, 0)
  if (lines === 0) return []
  const message = `${id}: ${lines} lines about the machine, panics or pages were left out because so many of their kind were kept already.`
  return [{code: 'lines-left-out', message, positions: [], count: lines}]
}

/** What a reader must know of one host's log: missing records, folded errors, lines left out. */
export const noticesOf = (host: HostNotices): ParseNotice[] => [
  ...unexplained(host),
  ...lost(host),
  ...collected(host),
  ...killed(host),
  ...folded(host),
  ...dropped(host),
]
