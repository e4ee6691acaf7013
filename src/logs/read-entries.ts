import type {FramedEntries} from './choose-framing.js'
import {cleanText} from './clean-text.js'
import {createClockSamples} from './clock-samples.js'
import type {EntryTotals, LogEntry} from './define-framing.js'
import type {CandidateFinder} from './find-candidates.js'
import type {NoticeFolder} from './fold-notices.js'
import type {Envelope, LogLine, SourcePosition} from './log-line.js'
import {createMender} from './mend-lines.js'
import {createPeeler, mayStandInside, mergeEnvelopes, type Peeler} from './peel-envelope.js'
import type {LineOptions, LineSummary} from './read-lines.js'
import {clockBoundary, FRAME_LIMITS} from './row.js'
import {unquoteText} from './unquote-text.js'

/** Lines of an input that holds entries. */
export interface EntryReading {
  readonly batches: AsyncIterable<readonly LogLine[]>
  /** Complete once `batches` ended. */
  summary(): Omit<LineSummary, 'notices'>
}

/** An entry that stays as it is when others are read. */
const held = (entry: LogEntry): LogEntry => {
  const [message, envelope] = [entry.message(), entry.envelope()]
  return {...entry, message: () => message, envelope: () => envelope}
}

/** The entry's wrapper and, where a program put one into the message itself (a relay's stamp), that too. */
const unwrap = (outer: Envelope, text: string, peeler: Peeler): {envelope: Envelope; message: string} => {
  const {envelope, message} = peeler.peel(text)
  if (envelope.id === 'bare' || !mayStandInside(outer, envelope)) return {envelope: outer, message: text}
  return {envelope: mergeEnvelopes(outer, envelope), message}
}

/** Chooses the entries with a literal and those around them, and tells the time by others now and then. */
const createEntryLines = (options: LineOptions, isText: boolean) => {
  const {input, literals} = options
  const {before, after, clockBytes} = {...FRAME_LIMITS, ...options.limits}
  const peeler = createPeeler(options.envelopes)
  const mender = isText ? createMender() : undefined
  const clock = createClockSamples({clockBytes})
  /** The latest entries, none of them delivered. */
  let waiting: LogEntry[] = []
  let seen = 0
  let delivered = 0
  let owed = 0
  let nextClock = 0
  let last: LogEntry | undefined

  const positionOf = ({line, byteOffset}: LogEntry): SourcePosition => ({input, line, byteOffset})

  const linesOf = (number: number, entry: LogEntry): readonly LogLine[] => {
    const whole = entry.message()
    if (whole === undefined) return []
    const outer = entry.envelope()
    const position = positionOf(entry)
    const texts = isText ? [whole] : whole.split('\n').filter(text => text.trim() !== '')
    const afterGap = delivered !== number - 1
    delivered = number
    clock.noteLine(position, outer)
    return texts.flatMap((raw, index): readonly LogLine[] => {
      const clean = isText ? unquoteText(cleanText(raw), false) : cleanText(raw)
      const {envelope, message} = unwrap(outer, clean, peeler)
      if (isText) clock.noteLine(position, envelope)
      const line: LogLine = {
        position,
        text: message,
        raw,
        envelope,
        hit: entry.hit && (texts.length === 1 || literals.some(literal => message.includes(literal))),
        afterGap: afterGap && index === 0,
        ...(entry.unterminated && index === texts.length - 1 ? {unterminated: true} : {}),
      }
      return mender ? mender.push({line, clean}) : [line]
    })
  }

  const readClock = (entry: LogEntry): void => {
    if (entry.byteOffset < nextClock || !clock.add(positionOf(entry), entry.envelope())) return
    nextClock = clockBoundary(entry.byteOffset, {clockBytes})
  }

  return {
    push(entry: LogEntry): readonly LogLine[] {
      seen += 1
      last = entry
      readClock(entry)
      if (entry.hit) {
        const around = [...waiting, entry]
        const first = seen - waiting.length
        waiting = []
        owed = after
        return around.flatMap((one, index) => linesOf(first + index, one))
      }
      if (owed > 0) {
        owed -= 1
        return linesOf(seen, entry)
      }
      waiting.push(entry)
      if (waiting.length > before) waiting.shift()
      return []
    },
    /** Keeps what is still needed of entries that are let go. */
    hold(): void {
      waiting = waiting.map(held)
      last = waiting.at(-1) ?? (last && held(last))
    },
    end: (): readonly LogLine[] => mender?.flush() ?? [],
    samples() {
      if (last) clock.add(positionOf(last), last.envelope())
      return clock.samples(last?.byteOffset ?? 0)
    },
  }
}

/** The lines around literals of an input whose bytes hold entries; positions are the entries'. */
export const readEntries = (
  {entryFraming, bytes}: FramedEntries,
  finder: CandidateFinder,
  options: LineOptions,
  notices: NoticeFolder,
): EntryReading => {
  const reader = createEntryLines(options, entryFraming.isText ?? false)
  let totals: EntryTotals = {lines: 0, bytes: 0}

  async function* batches(): AsyncIterable<readonly LogLine[]> {
    const entries = entryFraming.entries(bytes, {
      finder,
      note: (code, message, at) => notices.add(code, message, at && {input: options.input, ...at}),
    })
    for (let step = await entries.next(); ; step = await entries.next()) {
      if (step.done) {
        totals = step.value
        yield reader.end()
        return
      }
      const lines = step.value.flatMap(entry => reader.push(entry))
      if (step.value.length > 0) reader.hold()
      if (lines.length > 0) yield lines
    }
  }

  return {batches: batches(), summary: () => ({...totals, envelope: entryFraming.id, clock: reader.samples()})}
}
