import type {MemoryError} from '../errors/memory-error.js'
import {writeTime} from '../logs/write-time.js'
import type {Aside} from './boot-segment.js'
import type {BootStory} from './boot-story.js'
import {type Cluster, startCluster} from './cluster.js'
import {composeError} from './compose-error.js'
import type {Storm} from './fold-storm.js'
import {compareMoments, gapBetween} from './moment.js'
import {proseError, tellingOf} from './telling.js'

/** A finished error with what it was made of and the lines that belong to its end. */
export interface Seat {
  readonly error: MemoryError
  readonly cluster: Cluster
  readonly story: BootStory
  readonly bootIndex: number
  readonly storm?: Storm
  /** Panic, kill and other lines that tell how it ended. */
  readonly asides: Aside[]
}

const seatOf = (error: MemoryError, cluster: Cluster, story: BootStory, bootIndex: number): Seat => ({
  error,
  cluster,
  story,
  bootIndex,
  asides: [],
})

/** What a storm's errors have in common, with their number; one error for all that were counted only. */
function composeStorm(storm: Storm, host: string, bootIndex: number): MemoryError | undefined {
  const sample = composeError(storm.sample, {host, bootIndex})
  if (sample === undefined) return undefined
  const {address: _address, ...rest} = sample
  const end = writeTime(storm.last.wallMs ?? storm.last.utcMs, storm.last.basis)
  const positions = [storm.firstPosition, storm.lastPosition].flatMap(position => position ?? [])
  return {
    ...rest,
    occurrences: {count: storm.count, exact: false},
    remarks: [
      ...(sample.remarks ?? []),
      `Stands for ${storm.records} further error records of this place, counted only${end === undefined ? '' : `; the last at ${end}`}.`,
    ],
    positions,
  }
}

/** Seats of one boot in time order: distinct errors, then what was only counted. */
export function seatErrors(story: BootStory, host: string, bootIndex: number): Seat[] {
  const seats = story.clusters.flatMap(cluster => {
    const error = composeError(cluster, {host, bootIndex})
    return error === undefined ? [] : [seatOf(error, cluster, story, bootIndex)]
  })
  const storms = story.storms.flatMap(storm => {
    const error = composeStorm(storm, host, bootIndex)
    return error === undefined ? [] : [{...seatOf(error, storm.sample, story, bootIndex), storm}]
  })
  return [...seats, ...storms]
}

/** An error that only its end tells of: a panic or a kill without any record. */
export function seatAside(
  aside: Aside,
  story: BootStory,
  host: string,
  bootIndex: number,
  told: Pick<MemoryError, 'severity' | 'unit'> & {readonly remark: string},
): Seat | undefined {
  const {severity, unit, remark} = told
  const error = proseError(aside.record, {severity, unit, remarks: [remark]})
  const telling = {...tellingOf('page', aside.record, error), moment: aside.moment}
  const cluster = startCluster(telling)
  const composed = composeError(cluster, {host, bootIndex})
  return composed === undefined ? undefined : seatOf(composed, cluster, story, bootIndex)
}

/** Two inputs may stamp one line this far apart. */
const CLOCK_JITTER_SECONDS = 2

/**
 * How long before an aside the cluster was last told, in seconds (lines where no clock is shared), by its nearest
 * telling; undefined when only told after it or too far away.
 */
export function lead(cluster: Cluster, aside: Aside, seconds: number, lines: number): number | undefined {
  const found = cluster.tellings.flatMap(telling => {
    const sameInput = telling.input === aside.input
    const order = compareMoments(telling.moment, aside.moment)
    // Parts of a saved log may stand in reverse order: then the kernel's own clock tells what came first.
    if (sameInput && telling.line > aside.line && !(order < 0 && telling.moment.uptime !== undefined)) return []
    const gap = gapBetween(telling.moment, aside.moment)
    if (gap !== undefined && !sameInput && order > 0 && gap.seconds > CLOCK_JITTER_SECONDS) return []
    if (gap !== undefined) return gap.seconds <= Math.max(seconds, gap.loose ? 60 : 0) ? [gap.seconds] : []
    const distance = aside.line - telling.line
    return sameInput && distance <= lines ? [distance] : []
  })
  return found.length === 0 ? undefined : Math.min(...found)
}
