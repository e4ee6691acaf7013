import type {LogLine} from '../logs/log-line.js'
import type {ParseNotice} from '../logs/parse-notice.js'
import type {Dialect, DialectOutput} from './define-dialect.js'
import {createLiteralFinder} from './find-literals.js'
import {createFrameStore, type FrameStore} from './frame-store.js'
import type {HardwareErrorRecord} from './hardware-error-record.js'
import type {PlatformFact} from './platform-fact.js'

/** Reads lines into records, one line at a time; several inputs may be open at once and never mix. */
export interface RecordReader {
  /** What the line finished: records, facts, notices. Frames that stood untouched for too long are closed with it. */
  step(line: LogLine): DialectOutput
  /** End of one input: closes its frames. */
  end(input: number): DialectOutput
  /** A live input fell silent: closes the frames of records that are printed in one go. */
  silence(input: number): DialectOutput
  /** Ids of the dialects that claimed a line of the input, in dialect order. */
  seen(input: number): readonly string[]
}

interface Collected {
  readonly records: HardwareErrorRecord[]
  readonly facts: PlatformFact[]
  readonly notices: ParseNotice[]
}

const collect = (into: Collected, output: DialectOutput): void => {
  for (const record of output.records ?? []) into.records.push(record)
  for (const fact of output.facts ?? []) into.facts.push(fact)
  for (const notice of output.notices ?? []) into.notices.push(notice)
}

const emptyOutput = (): Collected => ({records: [], facts: [], notices: []})

/** A dialect that throws costs its own reading of one line, never the run. */
const failureNotice = (dialect: Dialect, line: LogLine, failure: unknown): ParseNotice => ({
  code: 'dialect-failed',
  message: `Dialect ${dialect.id} failed on this line and was passed over: ${failure instanceof Error ? failure.message : String(failure)}`,
  positions: [line.position],
})

/** Whether a record of the dialect may begin with a line that was only delivered around a hit. */
const mayOpen = ({opensUnmarked}: Dialect, line: LogLine): boolean =>
  !line.hit && opensUnmarked !== undefined && (line.joined !== undefined || opensUnmarked.test(line.text))

/**
 * Whether a dialect may have business with the line: one of its literals stands in it (`marked`), a frame of it is
 * open, or the line is context delivered around a hit, with which a record of this dialect may begin.
 */
const concerns = (dialect: Dialect, marked: boolean, line: LogLine, frames: FrameStore): boolean =>
  marked || (dialect.close !== undefined && (mayOpen(dialect, line) || frames.has(dialect.id, line)))

/** A reader over the given dialects; each line goes to every dialect that it may concern, and several may claim it. */
export const createRecordReader = (dialects: readonly Dialect[]): RecordReader => {
  const frames = createFrameStore(new Map(dialects.map(dialect => [dialect.id, dialect])))
  const claimed = new Map<number, Set<string>>()
  const findLiterals = createLiteralFinder(dialects)

  const claim = (dialect: Dialect, line: LogLine, into: Collected): void => {
    const output = dialect.read(line, frames.open(dialect.id, line))
    if (output === undefined) return
    collect(into, output)
    const ids = claimed.get(line.position.input)
    if (ids) ids.add(dialect.id)
    else claimed.set(line.position.input, new Set([dialect.id]))
  }

  const collectAll = (outputs: readonly DialectOutput[]): Collected => {
    const into = emptyOutput()
    for (const output of outputs) collect(into, output)
    return into
  }

  return {
    step(line) {
      const into = emptyOutput()
      for (const output of frames.expire(line)) collect(into, output)
      const marked = findLiterals(line.text)
      for (const [index, dialect] of dialects.entries()) {
        if (!concerns(dialect, marked[index] === 1, line, frames)) continue
        try {
          claim(dialect, line, into)
        } catch (failure) {
          into.notices.push(failureNotice(dialect, line, failure))
        }
      }
      return into
    },
    end: input => collectAll(frames.closeInput(input)),
    silence: input => collectAll(frames.closeSilent(input)),
    seen: input => dialects.map(dialect => dialect.id).filter(id => claimed.get(input)?.has(id)),
  }
}
