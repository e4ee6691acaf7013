import type {ClockSample} from './clock-samples.js'
import {flipPosition} from './flip-position.js'
import type {LogLine} from './log-line.js'
import {directionOf, isNewestFirst} from './time-direction.js'

/** Lines after which it is known which way a log runs. */
const ENOUGH_LINES = 400

/** Lines of a log that runs backwards that are kept to be told in order; longer ones are told in pieces, newest first. */
const MOST_LINES = 200_000
const MOST_CHARACTERS = 64 * 1024 * 1024

/** Tells the lines of one input in the order of time, whichever way its text runs. */
export interface Turner {
  push(lines: readonly LogLine[]): readonly LogLine[]
  /** The lines still held, and the clock samples in the order of the lines. */
  end(clock: readonly ClockSample[]): {readonly lines: readonly LogLine[]; readonly clock: readonly ClockSample[]}
}

/** Whether the line goes on with the message above it: parts of one entry, lines below a stamp without one. */
const goesOn = (above: LogLine | undefined, line: LogLine): boolean =>
  above !== undefined &&
  !line.afterGap &&
  (above.position.byteOffset === line.position.byteOffset ||
    (line.envelope.time.basis === 'none' && above.envelope.id !== 'bare'))

/** Messages, each with the lines that belong to it. */
const messagesOf = (lines: readonly LogLine[]): LogLine[][] => {
  const messages: LogLine[][] = []
  for (const [index, line] of lines.entries()) {
    const open = messages.at(-1)
    const first = open?.[0]
    const belongs = goesOn(lines[index - 1], line) && first !== undefined && first.envelope.id !== 'bare'
    if (open !== undefined && belongs) open.push(line)
    else messages.push([line])
  }
  return messages
}

const flipLine = (line: LogLine, afterGap: boolean): LogLine => ({
  ...line,
  position: flipPosition(line.position),
  afterGap,
  ...(line.joined === undefined
    ? {}
    : {joined: line.joined.map(part => ({...part, position: flipPosition(part.position)}))}),
})

/** Lines from the last message to the first; their positions count from the end. */
const turned = (lines: readonly LogLine[]): readonly LogLine[] => {
  const messages = messagesOf(lines)
  return messages
    .map((message, index) =>
      message.map((line, part) => flipLine(line, part === 0 && (messages[index + 1]?.[0]?.afterGap ?? true))),
    )
    .reverse()
    .flat()
}

/**
 * Holds the first lines until it is known which way the log runs. Lines of one that runs forward are passed on as they
 * are; of one that tells the newest first (`journalctl -r`, exports of collectors) all are held, within bounds.
 */
export const createTurner = (onPieces: (line: LogLine) => void): Turner => {
  let held: LogLine[] = []
  let characters = 0
  let way: 'unknown' | 'forward' | 'backward' = 'unknown'

  const release = (): readonly LogLine[] => {
    const lines = held
    held = []
    characters = 0
    return way === 'backward' ? turned(lines) : lines
  }

  const decide = (clock: readonly ClockSample[]): 'forward' | 'backward' => {
    if (way === 'unknown') way = isNewestFirst(directionOf(held, clock)) ? 'backward' : 'forward'
    return way
  }

  return {
    push(lines) {
      if (way === 'forward') return lines
      for (const line of lines) {
        held.push(line)
        characters += line.raw.length
      }
      if (held.length >= ENOUGH_LINES && decide([]) === 'forward') return release()
      const [oldest] = held
      if ((held.length < MOST_LINES && characters < MOST_CHARACTERS) || oldest === undefined) return []
      decide([])
      onPieces(oldest)
      return release()
    },
    end(clock) {
      decide(clock)
      const lines = release()
      const isBack = way === 'backward'
      return {
        lines,
        clock: isBack ? clock.map(sample => ({...sample, position: flipPosition(sample.position)})).reverse() : clock,
      }
    },
  }
}
