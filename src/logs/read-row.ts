import {cleanText} from './clean-text.js'
import type {Framing} from './define-framing.js'
import type {NoticeFolder} from './fold-notices.js'
import type {Row, RowSink} from './frame-lines.js'
import type {Envelope, LogLine, SourcePosition} from './log-line.js'
import {createMender} from './mend-lines.js'
import {createPeeler, mergeEnvelopes} from './peel-envelope.js'
import type {ClockSample, LineOptions, LineSummary} from './read-lines.js'
import {splitGlued} from './split-glued.js'
import {type Segment, splitRow} from './split-row.js'
import {unquoteText} from './unquote-text.js'

/** Turns rows into lines and keeps count of what they say. */
export interface RowReader {
  sinkFor(framing: Framing): RowSink
  /** Lines finished since the last call. */
  take(): readonly LogLine[]
  /** The lines that are left. */
  end(): readonly LogLine[]
  summary(): Pick<LineSummary, 'envelope' | 'clock'>
}

const REPLACEMENT = '\ufffd'
const REPLACEMENT_BYTES = Uint8Array.of(0xef, 0xbf, 0xbd)

/** A stamp's first characters, or its digits where colour codes stand inside it: by them its bytes are found again. */
const STAMP_BEGINNING = /^.{1,16}/
const STAMP_DIGITS = /\d[\d.:]{5,}/

interface Part {
  readonly envelope: Envelope
  readonly text: string
  /** The cleaned text it was peeled from. */
  readonly clean: string
}

/** A reader of one input's rows. */
export const createRowReader = (options: LineOptions, notices: NoticeFolder): RowReader => {
  const {input, literals} = options
  const peeler = createPeeler(options.envelopes, options.mtimeMs)
  /** Clock rows are read ahead of the lines around them: they must not disturb what head lines announce. */
  const clockPeeler = createPeeler(options.envelopes, options.mtimeMs)
  const mender = createMender()
  const decoder = new TextDecoder()
  const worn = new Map<string, number>()
  const clock: ClockSample[] = []
  /** The last delivered line with a time. */
  let lastTold: ClockSample | undefined
  let ready: LogLine[] = []

  const decode = (bytes: Uint8Array): string => decoder.decode(bytes)

  const positionOf = (row: Row, framing: Framing, offset: number): SourcePosition => ({
    input,
    line: row.line,
    byteOffset: row.byteOffset + framing.inputBytes(row.bytes, 0, offset),
  })

  const noteBytes = (row: Row, raw: string, position: SourcePosition): void => {
    if (raw.includes(REPLACEMENT) && Buffer.from(row.bytes).indexOf(REPLACEMENT_BYTES) < 0)
      notices.add('bad-utf8', 'bytes that are no UTF-8 were replaced by U+FFFD; the text around them counts.', position)
    if (row.bytes.indexOf(0) >= 0)
      notices.add(
        'nul-bytes',
        'NUL bytes were passed over: a crash may have kept what stood there from the disk.',
        position,
      )
  }

  const noteRow = (row: Row, framing: Framing): void => {
    if (row.piece)
      notices.add(
        'line-too-long',
        'a line is longer than 64 KiB and was read in pieces: a record that lies across two of them may be incomplete.',
        positionOf(row, framing, 0),
      )
  }

  /** The message and the further stamped ones glued behind it, each with the wrapper's word for who and when. */
  const partsOf = (clean: string): readonly Part[] => {
    const whole = peeler.peel(clean)
    const [first, ...others] = splitGlued(whole.message)
    const {uptimeSeconds: _, ...time} = whole.envelope.time
    const around: Envelope = {...whole.envelope, time: time.basis === 'monotonic' ? {basis: 'none'} : time}
    const inner = others.map(({text}) => {
      const {envelope, message} = peeler.peel(text)
      return {envelope: mergeEnvelopes(around, envelope), text: message.trimEnd(), clean: text}
    })
    return [{envelope: whole.envelope, text: (first?.text ?? '').trimEnd(), clean}, ...inner]
  }

  /** Byte at which a glued part begins; `from` when it cannot be found. */
  const offsetOf = (part: Part, bytes: Uint8Array, from: number): number => {
    const row = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    const marks = [STAMP_BEGINNING, STAMP_DIGITS].flatMap(mark => mark.exec(part.clean) ?? [])
    return marks.map(mark => row.indexOf(mark, from)).find(at => at >= 0) ?? from
  }

  const countEnvelope = ({envelope, position}: LogLine): void => {
    if (envelope.id !== 'bare') worn.set(envelope.id, (worn.get(envelope.id) ?? 0) + 1)
    if (envelope.time.basis !== 'none') lastTold = sampleOf(position, envelope)
  }

  const deliver = (row: Row, framing: Framing, segment: Segment, edges: {first: boolean; last: boolean}): void => {
    const bytes = row.bytes.subarray(segment.from, segment.to)
    const raw = decode(bytes)
    const start = positionOf(row, framing, segment.from)
    noteBytes(row, raw, start)
    const parts = partsOf(unquoteText(cleanText(raw), mender.quotedPrintable()))
    const alone = edges.first && edges.last && parts.length === 1
    let offset = 0
    for (const [index, part] of parts.entries()) {
      if (index > 0) offset = offsetOf(part, bytes, offset + 1)
      const line: LogLine = {
        position: index === 0 ? start : positionOf(row, framing, segment.from + offset),
        text: part.text,
        raw,
        envelope: part.envelope,
        hit: row.hit && (alone || literals.some(literal => part.text.includes(literal))),
        afterGap: row.afterGap && edges.first && index === 0,
        ...(row.unterminated && edges.last && index === parts.length - 1 ? {unterminated: true} : {}),
      }
      countEnvelope(line)
      ready.push(...mender.push({line, clean: part.clean}))
    }
  }

  const readRow = (row: Row, framing: Framing): void => {
    noteRow(row, framing)
    const segments = splitRow(row.bytes)
    for (const [index, segment] of segments.entries())
      deliver(row, framing, segment, {first: index === 0, last: index === segments.length - 1})
  }

  /** Reads only the first segment that tells a time. */
  const readClock = (row: Row, framing: Framing): boolean => {
    for (const segment of splitRow(row.bytes)) {
      const {envelope} = clockPeeler.peel(
        unquoteText(cleanText(decode(row.bytes.subarray(segment.from, segment.to))), false),
      )
      if (envelope.time.basis === 'none') continue
      const position = positionOf(row, framing, segment.from)
      if (clock.at(-1)?.position.byteOffset !== position.byteOffset) clock.push(sampleOf(position, envelope))
      return true
    }
    return false
  }

  const take = (): readonly LogLine[] => {
    const lines = ready
    ready = []
    return lines
  }

  return {
    sinkFor: framing => ({row: row => readRow(row, framing), clock: row => readClock(row, framing)}),
    take,
    end() {
      ready.push(...mender.flush())
      return take()
    },
    summary: () => ({clock: withLast(clock, lastTold), ...mostWorn(worn)}),
  }
}

const sampleOf = (position: SourcePosition, {time, host, program}: Envelope): ClockSample => ({
  position,
  time,
  ...(host === undefined ? {} : {host}),
  ...(program === undefined ? {} : {program}),
})

/** The samples, and the last delivered line with a time when it comes after them. */
const withLast = (clock: readonly ClockSample[], last: ClockSample | undefined): readonly ClockSample[] => {
  const known = clock.at(-1)?.position.byteOffset ?? -1
  return last && last.position.byteOffset > known ? [...clock, last] : clock
}

const mostWorn = (worn: ReadonlyMap<string, number>): {envelope?: string} => {
  const [most] = [...worn].sort(([a, times], [b, others]) => others - times || (a < b ? -1 : 1))
  return most ? {envelope: most[0]} : {}
}
