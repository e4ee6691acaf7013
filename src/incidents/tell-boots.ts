import {writeTime} from '../logs/write-time.js'
import type {BootStory} from './boot-story.js'
import type {Boot} from './incident.js'
import {type Moment, onWallClock} from './moment.js'
import {bootStart, endOf} from './unite-boots.js'

const panicOf = (story: BootStory) => story.panics.find(({record}) => record.what === 'panic')

/** The crash kernel starts within seconds of the panic and saves the dump: the machine is not back yet. */
const isCrashKernel = ({commandLine, facts}: BootStory): boolean =>
  /\belfcorehdr=/.test(commandLine ?? '') ||
  facts.some(fact => fact.fact === 'kernelcore' && fact.message === 'kdump-kernel')

function endedBy(story: BootStory, isLast: boolean): Boot['endedBy'] {
  if (panicOf(story) !== undefined) return 'panic'
  const word = story.facts.findLast(fact => fact.fact === 'shutdown')
  if (word?.fact === 'shutdown') return /power ?(?:down|off)|halt/i.test(word.text) ? 'shutdown' : 'reboot'
  if (story.restarted) return 'reboot'
  return isLast ? 'log-end' : 'unknown'
}

const startMoment = (story: BootStory): Moment | undefined => {
  if (story.epoch !== undefined) return {wallMs: Math.round(story.epoch.ms), basis: story.epoch.basis}
  const ms = bootStart(story.united)
  const basis = story.united.segments.find(segment => segment.firstMoment?.wallMs !== undefined)?.firstMoment?.basis
  return ms === undefined || basis === undefined ? undefined : {wallMs: ms, basis}
}

/** One boot as the analysis shows it. */
export function tellBootLine(story: BootStory, index: number, isLast: boolean): Boot {
  const begin = startMoment(story)
  const ends = story.united.segments.flatMap(segment => {
    const last = segment.lastMoment === undefined ? undefined : onWallClock(segment.lastMoment, story.epoch)
    return last?.wallMs ?? endOf(segment) ?? []
  })
  const endMs = ends.length === 0 ? undefined : Math.round(Math.max(...ends))
  const basis = begin?.basis ?? story.united.segments[0]?.firstMoment?.basis ?? 'none'
  const start = writeTime(begin?.wallMs, basis)
  const end = writeTime(endMs, basis)
  return {
    index,
    ...(start === undefined || begin?.wallMs === undefined ? {} : {start, startMs: begin.wallMs}),
    ...(end === undefined || endMs === undefined ? {} : {end, endMs}),
    timeBasis: basis,
    ...(story.release === undefined ? {} : {kernel: story.release}),
    ...(story.commandLine === undefined ? {} : {commandLine: story.commandLine}),
    endedBy: endedBy(story, isLast),
  }
}

/** Seconds from a boot's panic to the start of the next real boot; undefined unless one clock shows both. */
export function downtimeAfter(index: number, stories: readonly BootStory[]): number | undefined {
  const story = stories[index]
  const panic = story === undefined ? undefined : panicOf(story)
  const next = stories.slice(index + 1).find(later => later.release !== undefined && !isCrashKernel(later))
  const back = next === undefined ? undefined : startMoment(next)
  const down = panic?.moment
  if (down?.wallMs === undefined || back?.wallMs === undefined) return undefined
  if ((down.basis === 'zoned') !== (back.basis === 'zoned') || back.wallMs < down.wallMs) return undefined
  return Math.round((back.wallMs - down.wallMs) / 1000)
}
