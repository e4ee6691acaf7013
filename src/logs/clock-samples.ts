import type {Envelope, LogTime, SourcePosition} from './log-line.js'
import {type ClockLimits, clockStep} from './row.js'

/** Proof that the logger was alive: a line with a time, whether or not anything else stands in it. */
export interface ClockSample {
  readonly position: SourcePosition
  readonly time: LogTime
  readonly host?: string
  readonly program?: string
}

/** The samples of one input, in file order. */
export interface ClockSamples {
  /** Adds a clock row; false when it tells no time. */
  add(position: SourcePosition, envelope: Envelope): boolean
  /** Remembers a delivered line: the last of all may come behind the last clock row. */
  noteLine(position: SourcePosition, envelope: Envelope): void
  /** Of an input of so many bytes. */
  samples(bytes: number): readonly ClockSample[]
}

const sampleOf = (position: SourcePosition, {time, host, program}: Envelope): ClockSample => ({
  position,
  time,
  ...(host === undefined ? {} : {host}),
  ...(program === undefined ? {} : {program}),
})

/** As far apart everywhere as at the end, first and last among them: what is dense by its place would pass for a busy time. */
function evenly(samples: readonly ClockSample[], bytes: number, limits: ClockLimits): readonly ClockSample[] {
  const last = samples.at(-1)
  const step = clockStep(bytes, limits)
  const stepOf = ({position}: ClockSample): number => Math.floor(position.byteOffset / step)
  return samples.filter((sample, index) => {
    const before = samples[index - 1]
    return before === undefined || sample === last || stepOf(sample) !== stepOf(before)
  })
}

/** None yet. */
export const createClockSamples = (limits: ClockLimits): ClockSamples => {
  const samples: ClockSample[] = []
  let lastLine: ClockSample | undefined
  const lastOffset = (): number => samples.at(-1)?.position.byteOffset ?? -1
  return {
    add(position, envelope) {
      if (envelope.time.basis === 'none') return false
      if (position.byteOffset > lastOffset()) samples.push(sampleOf(position, envelope))
      return true
    },
    noteLine(position, envelope) {
      if (envelope.time.basis !== 'none') lastLine = sampleOf(position, envelope)
    },
    samples(bytes) {
      const behind = lastLine && lastLine.position.byteOffset > lastOffset() ? [lastLine] : []
      return evenly([...samples, ...behind], bytes, limits)
    },
  }
}
