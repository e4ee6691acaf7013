import type {MemoryFailureEvent} from '../records/hardware-error-record.js'
import type {Aside} from './boot-segment.js'
import type {BootStory} from './boot-story.js'
import {frameOf} from './error-span.js'
import {compareMoments} from './moment.js'
import {lead, type Seat, seatAside} from './seat.js'
import {natureOf} from './telling.js'

/** A task touches a poisoned page soon, or much later: beyond a minute only the page itself would prove it. */
const KILL_SECONDS = 60
const KILL_LINES = 60

const isPoisoned = (seat: Seat): boolean =>
  seat.storm === undefined &&
  (seat.cluster.tellings.some(({voice}) => voice === 'page') || natureOf(seat.error.severity) === 'uncorrected')

/** True when the page was given back before the line: what happened afterwards is not of it. */
function wasReleased(seat: Seat, story: BootStory, kill: Aside): boolean {
  const frame = frameOf(seat.error)
  return story.loose.some(
    other =>
      other.record.action === 'unpoison' &&
      other.record.address !== undefined &&
      other.record.address >> 12n === frame &&
      (other.input === kill.input ? other.line < kill.line : compareMoments(other.moment, kill.moment) < 0),
  )
}

function poisonBefore(kill: Aside, seats: readonly Seat[], story: BootStory): Seat | undefined {
  const found = seats.filter(isPoisoned).flatMap(seat => {
    const before = wasReleased(seat, story, kill) ? undefined : lead(seat.cluster, kill, KILL_SECONDS, KILL_LINES)
    return before === undefined ? [] : [{seat, before}]
  })
  return found.sort((a, b) => a.before - b.before)[0]?.seat
}

const endsTask = ({record}: Aside<MemoryFailureEvent>): boolean =>
  record.action === 'kill' || record.action === 'forced-kill' || record.action === 'not-recovered'

/**
 * Attaches kills that name no page to the poison told just before. One that nothing explains becomes an error of its
 * own when the boot tells of no page at all (a page poisoned before the log began, or in a guest); the rest is returned.
 */
export function attachKills(
  story: BootStory,
  seats: Seat[],
  host: string,
  bootIndex: number,
): Aside<MemoryFailureEvent>[] {
  const orphans: Aside<MemoryFailureEvent>[] = []
  for (const kill of story.loose.filter(endsTask)) {
    const seat = poisonBefore(kill, seats, story)
    if (seat === undefined) orphans.push(kill)
    else seat.asides.push(kill)
  }
  const [first] = orphans
  if (first === undefined || seats.some(isPoisoned)) return orphans
  const remark = 'Only the kill tells of it: neither the page nor a record of the error is in this log.'
  const own = seatAside(first, story, host, bootIndex, {severity: 'unknown', unit: 'dram', remark})
  if (own === undefined) return orphans
  own.asides.push(...orphans)
  seats.push(own)
  return []
}
