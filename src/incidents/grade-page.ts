import type {Severity} from '../errors/memory-error.js'
import type {BootStory} from './boot-story.js'
import type {Cluster} from './cluster.js'
import {gapBetween, type Moment} from './moment.js'

/** Page handling starts from a work queue soon after `Machine check events logged`. */
const EVENT_SECONDS = 10
/** CPUs print their empty records within this time of the exception. */
const ECHO_SECONDS = 2
/** The kernel prints `Machine check events logged` at most twice a minute (`mce_notify_irq`). */
const EVENTS_PER_MINUTE = 2
const MINUTE_SECONDS = 60
const NEAR_LINES = 20
/** From 5.10 on polled UCNA and deferred records reach memory failure handling too. */
const UCNA_HANDLED_SINCE = [5, 10] as const

const isPageOnly = (cluster: Cluster): boolean => cluster.tellings.every(({voice}) => voice === 'page')

const injectedBySoftware = (cluster: Cluster): boolean =>
  cluster.tellings.some(
    ({record}) =>
      record.kind === 'memory-failure' && (record.action === 'injection' || record.action === 'soft-offline'),
  )

const near = (moment: Moment, cluster: Cluster, seconds: number): boolean => {
  const gap = gapBetween(moment, cluster.first)
  return gap !== undefined && gap.seconds <= seconds
}

/** True when the kernel said, or for its own limit could not say, that machine checks were logged just before. */
function followsMachineCheck(cluster: Cluster, story: BootStory): boolean {
  const [telling] = cluster.tellings
  const printed = story.eventsLogged.some(({moment, input, line}) => {
    const gap = gapBetween(moment, cluster.first)
    if (gap !== undefined) return gap.seconds <= EVENT_SECONDS
    return telling !== undefined && input === telling.input && Math.abs(line - telling.line) <= NEAR_LINES
  })
  const spent = story.eventsLogged.filter(({moment}) => near(moment, cluster, MINUTE_SECONDS)).length
  return printed || spent >= EVENTS_PER_MINUTE
}

/** True when release `6.1.0-56` is at or past 5.10; undefined when no number can be read. */
function isSince(release: string | undefined, [major, minor]: readonly [number, number]): boolean | undefined {
  const found = release?.match(/^(\d+)\.(\d+)/)
  if (!found) return undefined
  const [have, haveMinor] = [Number(found[1]), Number(found[2])]
  return have > major || (have === major && haveMinor >= minor)
}

const exceptionNear = (cluster: Cluster, story: BootStory): boolean =>
  cluster.echoes > 0 ||
  story.echoes.some(moment => near(moment, cluster, ECHO_SECONDS)) ||
  story.marks.some(
    mark =>
      'message' in mark.record && /taint/.test(mark.record.message ?? '') && near(mark.moment, cluster, ECHO_SECONDS),
  )

interface PageClass {
  readonly severity: Severity
  readonly remark: string
}

const NO_RECORD = 'Only lines about its page were logged, not the record.'

function classOf(cluster: Cluster, story: BootStory, kernel: string | undefined): PageClass | undefined {
  if (exceptionNear(cluster, story))
    return {
      severity: 'srao',
      remark: `${NO_RECORD} It was handled beside a machine-check exception that no task had to answer for: action optional.`,
    }
  if (!followsMachineCheck(cluster, story)) return undefined
  if (isSince(kernel, UCNA_HANDLED_SINCE) === true)
    return {
      severity: 'ucna',
      remark: `${NO_RECORD} A machine check was logged, no exception shows and no task was accused, so polling found it: UCNA; a scrub error (SRAO) is handled in the same words.`,
    }
  return {
    severity: 'srao',
    remark: `${NO_RECORD} A machine check was logged and no task was accused; on every kernel that handles pages action-optional errors are, UCNA only from 5.10 on.`,
  }
}

/** Grades errors known only by their page: what the lines around them show, or unknown. Software poison stays unknown. */
export function gradePages(story: BootStory, fallbackKernel: string | undefined): void {
  for (const cluster of story.clusters) {
    if (!isPageOnly(cluster) || injectedBySoftware(cluster)) continue
    const stated = cluster.tellings.some(({error}) => error.severity !== 'unknown')
    const found = stated ? undefined : classOf(cluster, story, story.release ?? fallbackKernel)
    if (found === undefined) continue
    cluster.inferred = found.severity
    cluster.remarks.push(found.remark)
  }
}
