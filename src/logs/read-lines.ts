import {onceFor} from '../bits/once-for.js'
import {SILENCE} from '../bits/silence.js'
import {spend} from '../bits/spent-bytes.js'
import {chooseFraming} from './choose-framing.js'
import type {ClockSample} from './clock-samples.js'
import type {EnvelopeForm} from './define-envelope.js'
import {createCandidateFinder} from './find-candidates.js'
import {createNoticeFolder} from './fold-notices.js'
import {createFramer} from './frame-lines.js'
import newline from './framings/newline.js'
import type {LogLine} from './log-line.js'
import {shapeOf} from './margins.js'
import {createTurner} from './newest-first.js'
import type {ParseNotice} from './parse-notice.js'
import {readEntries} from './read-entries.js'
import {type PlainBytes, readInPlace} from './read-in-place.js'
import {createRowReader} from './read-row.js'
import {FRAME_LIMITS, type FrameLimits} from './row.js'
import {searchTerms} from './search-terms.js'
import {createYearKeeper} from './year-keeper.js'

export type {ClockSample} from './clock-samples.js'

/** What an input came to, besides its lines. */
export interface LineSummary {
  /** Physical lines of the whole input. */
  readonly lines: number
  readonly bytes: number
  /** Id of the envelope that most of the delivered lines wear; absent when all are bare. */
  readonly envelope?: string
  /** The first line with a time, the first at or after each of at most 128 even steps, the last; in file order. */
  readonly clock: readonly ClockSample[]
  readonly notices: readonly ParseNotice[]
}

/** Lines of one input. */
export interface LineReading {
  /** In file order; may be read once. */
  readonly batches: AsyncIterable<readonly LogLine[]>
  /** Complete once `batches` ended. */
  summary(): LineSummary
}

/** How a stream is read that need not end. */
export interface LiveOptions {
  /** Called where the stream fell silent, once the lines before are taken. */
  readonly onSilence: () => void
}

/** What reading lines needs. */
export interface LineOptions {
  /** Index into `Analysis.inputs`. */
  readonly input: number
  /** Milliseconds since 1970 of the file's last change: gives year-less stamps their year. */
  readonly mtimeMs?: number
  /** Set for a stream that need not end: no line waits for what comes behind it. */
  readonly live?: LiveOptions
  readonly literals: readonly string[]
  readonly envelopes: readonly EnvelopeForm[]
  /** Bytes of the input, where they are known before it is read. */
  readonly size?: number
  /** The same bytes without copies, asked for once the input has shown itself to be lines; undefined when there is no way. */
  readonly plain?: () => Promise<PlainBytes | undefined>
  /** For tests: the lines do not depend on `blockBytes`. */
  readonly limits?: Partial<FrameLimits>
}

const PIECES =
  'The log tells the newest first and is very long: it was read in pieces, and what was told across two of them may stand apart. Sort it by time, oldest first (`tac`, `journalctl` without -r), and run again.'

/** Finders by their literals: their tables are made once for all inputs of a run. */
const finderFor = onceFor((literals: readonly string[]) => createCandidateFinder(searchTerms(literals)))

/** Limits where only one of so many rows says something. */
const spaced = (rowsEach: number, limits: Partial<FrameLimits> = {}): FrameLimits => {
  const {before, after, ...rest} = {...FRAME_LIMITS, ...limits}
  return {...rest, before: rowsEach * before, after: rowsEach * after}
}

/**
 * Bytes → lines around literals, mended and peeled, with exact positions. Lines without a literal nearby are never made
 * into strings, but for the clock samples. Never throws for what is in the bytes.
 */
export const readLines = (bytes: AsyncIterable<Uint8Array>, options: LineOptions): LineReading => {
  const notices = createNoticeFolder()
  const noteHeld = ({position}: LogLine): void => notices.add('newest-first-in-pieces', PIECES, position)
  const years = createYearKeeper(options.mtimeMs, options.live !== undefined)
  const turner = options.live === undefined ? createTurner(noteHeld) : undefined
  let summary: Omit<LineSummary, 'notices'> = {lines: 0, bytes: 0, clock: []}

  /** Lines as they stand in the text, stamps without a year not yet dated. */
  async function* undated(): AsyncIterable<readonly LogLine[]> {
    const framed = await chooseFraming(bytes)
    const finder = finderFor(options.literals)
    if ('entryFraming' in framed) {
      const entries = readEntries(framed, finder, options, notices)
      yield* entries.batches
      summary = entries.summary()
      return
    }
    const {framing, start, text, head} = framed
    const shape = shapeOf(head)
    const isPlain = framing === newline && start === 0
    const size = isPlain && options.size !== undefined ? {wholeBytes: options.size} : {}
    const given = {...size, ...options.limits}
    const limits = shape.rowsEach === 1 ? given : spaced(shape.rowsEach, given)
    const reader = createRowReader(options, shape, notices)
    const sink = reader.sinkFor(framing)
    const framer = createFramer({framing, start, finder, limits}, sink)
    const file = isPlain ? await options.plain?.() : undefined
    try {
      if (file)
        for await (const _ of readInPlace(file, framer, limits.before ?? FRAME_LIMITS.before)) yield reader.take()
    } finally {
      await file?.close()
    }
    for await (const chunk of file ? [] : text) {
      if (chunk === SILENCE) {
        framer.settle()
        yield reader.end()
        options.live?.onSilence()
        continue
      }
      framer.push(chunk)
      spend(chunk)
      yield reader.take()
    }
    const totals = framer.end()
    yield reader.end()
    summary = {...totals, ...reader.summary(totals.bytes)}
  }

  async function* batches(): AsyncIterable<readonly LogLine[]> {
    for await (const batch of undated()) {
      const lines = years.push(turner?.push(batch) ?? batch)
      if (lines.length > 0) yield lines
    }
    const last = turner?.end(summary.clock) ?? {lines: [], clock: summary.clock}
    const behind = years.push(last.lines)
    const {lines, clock} = years.end(last.clock)
    summary = {...summary, clock}
    if (behind.length + lines.length > 0) yield [...behind, ...lines]
  }

  return {batches: batches(), summary: () => ({...summary, notices: notices.notices()})}
}
