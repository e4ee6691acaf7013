import {cleanText} from './clean-text.js'
import {createClockSamples} from './clock-samples.js'
import type {Framing} from './define-framing.js'
import type {NoticeFolder} from './fold-notices.js'
import {offsetOfPart, peelParts} from './line-parts.js'
import type {LogLine, SourcePosition} from './log-line.js'
import type {Margin, TextShape} from './margins.js'
import {createMender, type Mender} from './mend-lines.js'
import {createSequenceWatch} from './netconsole-order.js'
import {createPeeler, type Peeler} from './peel-envelope.js'
import {plainTextOf} from './plain-text.js'
import type {LineOptions, LineSummary} from './read-lines.js'
import {FRAME_LIMITS, type Row, type RowSink} from './row.js'
import {noteRepeats, noteRow, noteText} from './row-notices.js'
import {createRowSieve, type RowSieve} from './row-sieve.js'
import {BYTE_ARRAY} from './search-terms.js'
import {splitFrames} from './split-frames.js'
import {type Segment, splitRow} from './split-row.js'
import {splitWritten} from './split-written.js'
import {unquoteText} from './unquote-text.js'

/** Turns rows into lines and keeps count of what they say. */
export interface RowReader {
  sinkFor(framing: Framing): RowSink
  /** Lines finished since the last call. */
  take(): readonly LogLine[]
  /** Those, and the one held back because another might go on with it: at the end, and where a live stream falls silent. */
  end(): readonly LogLine[]
  /** Of an input of so many bytes. */
  summary(bytes: number): Pick<LineSummary, 'envelope' | 'clock'>
}

const decoder = new TextDecoder()

const LONGEST_PROMPT = 128
const PROMPT = /(?:login|[Pp]assword): *$|[\w~\])][#$] *$/

/** A row and how its bytes are to be read. */
interface Reading {
  readonly row: Row
  readonly framing: Framing
  readonly input: number
}

const positionAt = ({row, framing, input}: Reading, offset: number): SourcePosition => ({
  input,
  line: row.line,
  byteOffset: row.byteOffset + framing.inputBytes(row.bytes, 0, offset),
})

const bytesOf = ({row}: Reading, {from, to}: Segment): Uint8Array => row.bytes.subarray(from, to)

/** Where a segment stands among its row's. */
interface Edges {
  readonly isFirst: boolean
  readonly isLast: boolean
}

/** The tools of one input. */
interface Desk {
  readonly literals: readonly string[]
  readonly notices: NoticeFolder
  readonly peeler: Peeler
  readonly mender: Mender
  readonly margin: Margin
}

const holdsAny = (text: string, literals: readonly string[]): boolean =>
  literals.some(literal => text.includes(literal))

/** The lines as which a page, a mail or a program that wrote them its own way shows a text. */
const shownIn = (raw: string, isQuoted: boolean): readonly string[] =>
  splitFrames(raw).flatMap(one => splitWritten(unquoteText(cleanText(one), isQuoted)))

/** The lines of a segment, each beside the cleaned text it was peeled from. */
function* linesOf(reading: Reading, segment: Segment, {isFirst, isLast}: Edges, desk: Desk) {
  const {row} = reading
  const bytes = bytesOf(reading, segment)
  const isQuoted = desk.mender.quotedPrintable()
  const plain = isQuoted ? undefined : plainTextOf(bytes)
  const raw = plain ?? decoder.decode(bytes)
  if (plain === undefined) noteText(raw, bytes, positionAt(reading, segment.from), desk.notices)
  const shown = plain === undefined ? shownIn(raw, isQuoted) : [plain]
  const parts = shown.flatMap(text => peelParts(desk.margin(text), desk.peeler))
  const isSplit = shown.length > 1
  const isAlone = isFirst && isLast && parts.length === 1
  let offset = 0
  for (const [index, {text, envelope, clean, inner}] of parts.entries()) {
    if (index > 0) offset = offsetOfPart({text, envelope, clean}, bytes, offset + 1)
    const line: LogLine = {
      position: positionAt(reading, segment.from + offset),
      text,
      raw: isSplit || inner ? clean : raw,
      envelope,
      hit: row.hit && ((isAlone && !raw.includes(BYTE_ARRAY)) || holdsAny(text, desk.literals)),
      afterGap: row.afterGap && isFirst && index === 0,
      ...(row.unterminated && isLast && index === parts.length - 1 ? {unterminated: true} : {}),
    }
    yield {line, clean}
  }
}

/** A prompt that the terminal wrote over: nothing of it was to be seen behind a longer text. */
const isOverwritten = (bytes: Uint8Array, next: Segment | undefined): boolean =>
  next !== undefined &&
  bytes.length <= LONGEST_PROMPT &&
  bytes.length <= next.to - next.from &&
  PROMPT.test(decoder.decode(bytes))

const isBlank = (bytes: Uint8Array): boolean => bytes.every(byte => byte === 32 || byte === 13)

/** Id of the envelope that most lines wear. */
const mostWorn = (worn: ReadonlyMap<string, number>): {envelope?: string} => {
  const [most] = [...worn].sort(([a, times], [b, others]) => others - times || (a < b ? -1 : 1))
  return most ? {envelope: most[0]} : {}
}

/** A reader of one input's rows. */
export const createRowReader = (options: LineOptions, shape: TextShape, notices: NoticeFolder): RowReader => {
  const {margin, blank, rowsEach} = shape
  const {input, literals, envelopes} = options
  const desk: Desk = {literals, notices, margin, peeler: createPeeler(envelopes), mender: createMender()}
  const clock = createClockSamples({...FRAME_LIMITS, ...options.limits})
  /** Whether the line above held a literal. */
  let aboveHit = false
  const contextRows = rowsEach * (options.limits?.before ?? FRAME_LIMITS.before)
  let sieve: RowSieve | undefined
  const watchSequence = createSequenceWatch(notices)
  const worn = new Map<string, number>()
  let ready: LogLine[] = []

  const readRow = (reading: Reading): void => {
    noteRow(reading.row, positionAt(reading, 0), notices)
    if (reading.row.line % 2 === blank && isBlank(reading.row.bytes)) return
    const segments = splitRow(reading.row.bytes)
    const shown = segments.filter((segment, index) => !isOverwritten(bytesOf(reading, segment), segments[index + 1]))
    for (const [index, segment] of shown.entries()) {
      const edges = {isFirst: index === 0, isLast: index === shown.length - 1}
      for (const unmended of linesOf(reading, segment, edges, desk)) {
        const {envelope, position} = unmended.line
        if (envelope.id !== 'bare') worn.set(envelope.id, (worn.get(envelope.id) ?? 0) + 1)
        clock.noteLine(position, envelope)
        if (envelope.id !== 'bare') watchSequence(unmended.line, unmended.clean)
        noteRepeats(unmended.line.raw, unmended.line.hit || aboveHit, position, notices)
        aboveHit = unmended.line.hit
        ready.push(...desk.mender.push(unmended))
      }
    }
  }

  const readClock = (reading: Reading): boolean =>
    splitRow(reading.row.bytes).some(segment => {
      const bytes = bytesOf(reading, segment)
      const first = plainTextOf(bytes) ?? splitWritten(unquoteText(cleanText(decoder.decode(bytes)), false))[0] ?? ''
      return clock.add(positionAt(reading, segment.from), desk.peeler.peelApart(margin(first)))
    })

  /** A stamped row that is none of a record's still tells how wide the text is. */
  const passOver = ({bytes}: Row): void => {
    aboveHit = false
    desk.mender.passOver(bytes.length)
  }

  const take = (): readonly LogLine[] => {
    const lines = ready
    ready = []
    return lines
  }

  return {
    sinkFor(framing) {
      sieve = createRowSieve(contextRows, {keep: row => readRow({row, framing, input}), passOver})
      return {row: sieve.take, clock: row => readClock({row, framing, input})}
    },
    take,
    end() {
      sieve?.settle()
      ready.push(...desk.mender.flush())
      return take()
    },
    summary: bytes => ({clock: clock.samples(bytes), ...mostWorn(worn)}),
  }
}
