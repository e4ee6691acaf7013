import type {ClockSample} from './clock-samples.js'
import type {LogLine, LogTime} from './log-line.js'

/** How often the clock goes on and back from line to line, and records stand head first or last. */
export interface Direction {
  readonly forward: number
  readonly backward: number
  readonly headFirst: number
  readonly headLast: number
}

/** A step back that is longer turns the year, where stamps tell none. */
const BACK_MS = 91 * 86_400_000
const YEAR_MS = 366 * 86_400_000

/** How long stamps must step back to be more than the disorder of loggers. */
const DISORDER_MS = 0

/** An uptime that falls below this share of itself begins another boot. */
const REBOOT_SHARE = 0.5

type Told = Pick<ClockSample, 'time' | 'host'>

/** 1 when the clock went on from one stamp to the next, -1 when it went back, 0 when neither can be said. */
const stepOf = (above: LogTime, below: LogTime): number => {
  if (above.basis !== below.basis) return 0
  if (above.epochMs !== undefined && below.epochMs !== undefined) {
    const step = below.epochMs - above.epochMs
    const turned = above.basis === 'no-year' && (step < -BACK_MS || step > YEAR_MS - BACK_MS)
    return Math.abs(step) <= DISORDER_MS ? 0 : Math.sign(turned ? -step : step)
  }
  if (above.uptimeSeconds === undefined || below.uptimeSeconds === undefined) return 0
  if (below.uptimeSeconds < above.uptimeSeconds * REBOOT_SHARE) return 0
  return Math.sign(below.uptimeSeconds - above.uptimeSeconds)
}

/** Lines of the kernel's own records; other programs print the same fields in orders of their own. */
const OF_KERNEL = '[Hardware Error]: '

/** The order in which kernels print the lines of one record. */
const STAGES = [
  /Machine Check(?: Exception| Event)?:|Hardware error from APEI|MC\d+_STATUS\[/,
  /\bRIP |event severity: |Error Addr: /,
  /\bTSC |Error \d+, type: |IPID: /,
  /\bPROCESSOR \d|section_type: | Ext\. Error Code: /,
  /Run the above through|error_status: |cache level: /,
] as const

const stageOf = ({text, envelope}: LogLine): number | undefined => {
  if (envelope.time.basis === 'none' || !text.includes(OF_KERNEL)) return undefined
  const stage = STAGES.findIndex(pattern => pattern.test(text))
  return stage < 0 ? undefined : stage
}

/** Steps between stamps of one host and one basis, and between lines of records, in the order of the text. */
export const directionOf = (lines: readonly LogLine[], samples: readonly Told[]): Direction => {
  const counts = {forward: 0, backward: 0, headFirst: 0, headLast: 0}
  const count = (above: Told | undefined, below: Told): void => {
    const step = above === undefined || above.host !== below.host ? 0 : stepOf(above.time, below.time)
    if (step > 0) counts.forward += 1
    if (step < 0) counts.backward += 1
  }
  for (const [index, sample] of samples.entries()) count(samples[index - 1], sample)
  let stage: number | undefined
  for (const [index, line] of lines.entries()) {
    count(lines[index - 1]?.envelope, line.envelope)
    const next = stageOf(line)
    if (stage !== undefined && next === stage + 1) counts.headFirst += 1
    if (stage !== undefined && next === stage - 1) counts.headLast += 1
    stage = next
  }
  return counts
}

/** Steps back to one forward at which a log runs backwards. */
const SURELY = 4

/** Steps back that suffice where no record tells by its lines. */
const FEWEST = 3

/** Whether a log tells the newest first: its clock runs back, and its records do not stand head first. */
export const isNewestFirst = ({forward, backward, headFirst, headLast}: Direction): boolean => {
  if (headFirst > 0 || headLast > 0) return headLast > headFirst && backward >= forward
  return backward >= FEWEST && backward > SURELY * forward
}
