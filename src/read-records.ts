import {createHash} from 'node:crypto'
import type {Contributions} from './contributions.js'
import type {ParseNotice} from './logs/parse-notice.js'
import {type ClockSample, readLines} from './logs/read-lines.js'
import {readDocument} from './read-document.js'
import type {DialectOutput} from './records/define-dialect.js'
import {DOCUMENT_HEAD_BYTES, type DocumentFormat} from './records/define-document.js'
import type {HardwareErrorRecord} from './records/hardware-error-record.js'
import type {PlatformFact} from './records/platform-fact.js'
import {createRecordReader, type RecordReader} from './records/step-line.js'
import type {AnalysisInput} from './report/analysis.js'
import {createByteReader, remaining} from './sources/byte-reader.js'
import {openSources} from './sources/open-sources.js'
import type {Source} from './sources/source.js'

/** Who receives what was read, in file order. */
export interface RecordSink {
  addFact(fact: PlatformFact): void
  addRecord(record: HardwareErrorRecord): void
  addClock?(sample: ClockSample): void
  /** Takes notices as they come up; without it they are kept for `ReadResult`. */
  addNotice?(notice: ParseNotice): void
  /** Asked between pieces of an input: reading waits for the promise, so that a slow taker is not buried. */
  settle?(): Promise<void> | undefined
}

/** What to read. */
export interface ReadOptions {
  readonly paths: readonly string[]
  readonly stdin: AsyncIterable<Uint8Array>
  /** Milliseconds since 1970: the moment of the run, by which year-less stamps from standard input get their year. */
  readonly nowMs?: number
}

/** What was read, and what could not be. */
export interface ReadResult {
  readonly inputs: readonly AnalysisInput[]
  readonly notices: readonly ParseNotice[]
  /** True when some input could not be read whole; notices say which. */
  readonly lost: boolean
}

/** Counts and hashes a byte stream while it is read. */
async function* measured(
  bytes: AsyncIterable<Uint8Array>,
  tally: {bytes: number; hash: ReturnType<typeof createHash>},
) {
  for await (const chunk of bytes) {
    tally.bytes += chunk.length
    tally.hash.update(chunk)
    yield chunk
  }
}

/** Notices of documents and journals that mean that something in the input was not read; sources say so themselves. */
const LOSSES: ReadonlySet<string> = new Set([
  'input-truncated',
  'input-damaged',
  'unreadable',
  'unsupported-format',
  'document-truncated',
])

interface Desk {
  readonly contributions: Contributions
  readonly literals: readonly string[]
  readonly reader: RecordReader
  readonly sink: RecordSink
  readonly notices: ParseNotice[]
  /** True once a notice said that something in an input was not read. */
  lost: boolean
}

function note(notice: ParseNotice, desk: Desk): void {
  desk.lost ||= LOSSES.has(notice.code)
  if (desk.sink.addNotice === undefined) desk.notices.push(notice)
  else desk.sink.addNotice(notice)
}

function pass(output: DialectOutput, desk: Desk): void {
  for (const fact of output.facts ?? []) desk.sink.addFact(fact)
  for (const record of output.records ?? []) desk.sink.addRecord(record)
  for (const notice of output.notices ?? []) note(notice, desk)
}

const ofSource = (source: Source, code: string, message: string): ParseNotice => ({
  code,
  message: `${source.name}: ${message}`,
  positions: [],
})

/** What reading one source tells of the input, whichever way it was read. */
type Reading = Pick<AnalysisInput, 'lines' | 'envelope' | 'dialects'>

async function readText(source: Source, bytes: AsyncIterable<Uint8Array>, input: number, desk: Desk): Promise<Reading> {
  const reading = readLines(bytes, {
    input,
    ...(source.mtimeMs === undefined ? {} : {mtimeMs: source.mtimeMs}),
    literals: desk.literals,
    envelopes: desk.contributions.envelopes.map(entry => entry.value),
  })
  for await (const batch of reading.batches) {
    for (const line of batch) pass(desk.reader.step(line), desk)
    await desk.sink.settle?.()
  }
  pass(desk.reader.end(input), desk)
  const {lines, envelope, clock, notices} = reading.summary()
  for (const sample of clock) desk.sink.addClock?.(sample)
  for (const notice of notices) note(notice, desk)
  return {lines, ...(envelope === undefined ? {} : {envelope}), dialects: desk.reader.seen(input)}
}

async function readAsDocument(
  format: DocumentFormat,
  source: Source,
  bytes: AsyncIterable<Uint8Array>,
  input: number,
  desk: Desk,
): Promise<Reading> {
  const {lines, clock} = await readDocument(format, {
    source,
    bytes,
    input,
    pass: output => pass(output, desk),
    settle: () => desk.sink.settle?.(),
  })
  for (const sample of clock) desk.sink.addClock?.(sample)
  return {lines, dialects: [format.id]}
}

/** Bytes of one source, sniffed once → a document's records or lines → the sink. */
async function readSource(source: Source, input: number, desk: Desk): Promise<AnalysisInput> {
  const tally = {bytes: 0, hash: createHash('sha256')}
  const reader = createByteReader(measured(source.read(), tally))
  const head = await reader.take(DOCUMENT_HEAD_BYTES)
  reader.unread(head)
  const format = desk.contributions.documents.find(({value}) => value.sniff(head))?.value
  const bytes = remaining(reader)
  const reading = await (format === undefined
    ? readText(source, bytes, input, desk)
    : readAsDocument(format, source, bytes, input, desk))
  for (const {code, message} of source.notices()) note(ofSource(source, code, message), desk)
  return {name: source.name, bytes: tally.bytes, sha256: tally.hash.digest('hex'), ...reading}
}

/** Opens every path and hands what it says to the sink. Never throws for what is in the input. */
export async function readRecords(
  options: ReadOptions,
  contributions: Contributions,
  sink: RecordSink,
): Promise<ReadResult> {
  const dialects = contributions.dialects.map(entry => entry.value)
  const desk: Desk = {
    contributions,
    literals: [...new Set(dialects.flatMap(dialect => dialect.literals))],
    reader: createRecordReader(dialects),
    sink,
    notices: [],
    lost: false,
  }
  const codecs = contributions.codecs.map(entry => entry.value)
  const {sources, problems} = await openSources(options.paths, {codecs, ...options})
  for (const {name, code, message} of problems) note({code, message: `${name}: ${message}`, positions: []}, desk)
  const inputs: AnalysisInput[] = []
  for (const [input, source] of sources.entries()) inputs.push(await readSource(source, input, desk))
  const lost =
    problems.some(problem => problem.lost) || sources.some(source => source.notices().some(n => n.lost)) || desk.lost
  return {inputs, notices: desk.notices, lost}
}
