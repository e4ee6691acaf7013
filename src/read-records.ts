import type {Contributions} from './contributions.js'
import type {EnvelopeForm} from './logs/define-envelope.js'
import {isFlipped, unflipped} from './logs/flip-position.js'
import type {ParseNotice} from './logs/parse-notice.js'
import {type ClockSample, readLines} from './logs/read-lines.js'
import {hashOf, type MeasureOptions, measured, measuredFile, openTally, type Tally} from './measure-input.js'
import {readDocument} from './read-document.js'
import type {DialectOutput} from './records/define-dialect.js'
import {DOCUMENT_HEAD_BYTES, type DocumentFormat} from './records/define-document.js'
import type {HardwareErrorRecord} from './records/hardware-error-record.js'
import type {PlatformFact} from './records/platform-fact.js'
import {createRecordReader, type RecordReader} from './records/step-line.js'
import type {AnalysisInput} from './report/analysis.js'
import type {ScanThreads} from './scan-ahead.js'
import {createByteReader, remaining} from './sources/byte-reader.js'
import {openSources} from './sources/open-sources.js'
import type {Source, SourceNotice} from './sources/source.js'
import type {UnpackLimits} from './sources/unpack-limits.js'
import {createRest, type Rest} from './sum-inputs.js'

/** Who receives what was read, in file order. */
export interface RecordSink {
  /** True when it puts positions right that count from an input's end, as those of newest-first logs do on the way. */
  readonly takesFlipped?: boolean
  addFact(fact: PlatformFact): void
  addRecord(record: HardwareErrorRecord): void
  addClock?(sample: ClockSample): void
  /** Takes the machine's name as a support bundle tells it of one of its inputs, for lines that name none. */
  addHost?(input: number, host: string): void
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
  /** True when standard input may never end: what it says is passed on as it comes, at the latest when it falls silent. */
  readonly live?: boolean
  /** Limits to what may come out of archives, where they differ from the built-in ones. */
  readonly limits?: Partial<UnpackLimits>
  /** False where nobody asks for the inputs' hashes, which are then empty. */
  readonly hashes?: boolean
  /** Threads that look ahead in large files; none when absent. What is read is the same. */
  readonly threads?: ScanThreads
}

/** What was read, and what could not be. */
export interface ReadResult {
  readonly inputs: readonly AnalysisInput[]
  readonly notices: readonly ParseNotice[]
  /** True when some input could not be read whole; notices say which. */
  readonly lost: boolean
}

/** Notices of documents and journals that mean that something in the input was not read; sources say so themselves. */
const LOSSES: ReadonlySet<string> = new Set([
  'input-truncated',
  'input-damaged',
  'unreadable',
  'unsupported-format',
  'document-truncated',
])

interface Desk extends MeasureOptions {
  readonly contributions: Contributions
  readonly envelopes: readonly EnvelopeForm[]
  readonly reader: RecordReader
  readonly live: boolean
  readonly sink: RecordSink
  readonly notices: ParseNotice[]
  readonly inputs: AnalysisInput[]
  /** True once a notice said that something in an input was not read. */
  lost: boolean
  /** True once something was told of the input at hand, its moments left aside. */
  told: boolean
  /** Moments that the input at hand tells. */
  clock: readonly ClockSample[]
}

/** Inputs of a run that are listed although they tell nothing but when they were written. */
const MOST_QUIET = 10_000

function note(told: ParseNotice, desk: Desk): void {
  const notice = told.positions.some(isFlipped) ? unflipped(told) : told
  desk.lost ||= LOSSES.has(notice.code)
  desk.told = true
  if (desk.sink.addNotice === undefined) desk.notices.push(notice)
  else desk.sink.addNotice(notice)
}

/** A record or fact as the sink takes it. */
const settled = <T extends HardwareErrorRecord | PlatformFact>(told: T, {sink}: Desk): T =>
  sink.takesFlipped !== true && told.evidence.some(({position}) => isFlipped(position)) ? unflipped(told) : told

function pass(output: DialectOutput, desk: Desk): void {
  if (output.facts?.length || output.records?.length) desk.told = true
  for (const fact of output.facts ?? []) desk.sink.addFact(settled(fact, desk))
  for (const record of output.records ?? []) desk.sink.addRecord(settled(record, desk))
  for (const notice of output.notices ?? []) note(notice, desk)
}

const ofSource = (name: string, {code, message}: SourceNotice): ParseNotice => ({
  code,
  message: `${name}: ${message}`,
  positions: [],
})

/** What reading one source tells of the input, whichever way it was read. */
type Reading = Pick<AnalysisInput, 'lines' | 'envelope' | 'dialects'>

/** An input whose bytes are being read. */
interface OpenInput {
  readonly source: Source
  readonly bytes: AsyncIterable<Uint8Array>
  readonly tally: Tally
  readonly input: number
}

async function readText({source, bytes, tally, input}: OpenInput, desk: Desk): Promise<Reading> {
  const onSilence = (): void => {
    pass(desk.reader.silence(input), desk)
    desk.sink.settle?.()
  }
  const reading = readLines(bytes, {
    input,
    ...(source.plain === undefined ? {} : {plain: () => measuredFile(source, tally, desk)}),
    ...(desk.live && source.name === '-' ? {live: {onSilence}} : {}),
    ...(source.mtimeMs === undefined ? {} : {mtimeMs: source.mtimeMs}),
    ...(source.size === undefined ? {} : {size: source.size}),
    literals: desk.literals,
    envelopes: desk.envelopes,
  })
  for await (const batch of reading.batches) {
    for (const line of batch) pass(desk.reader.step(line), desk)
    await desk.sink.settle?.()
  }
  pass(desk.reader.end(input), desk)
  const {lines, envelope, clock, notices} = reading.summary()
  desk.clock = clock
  for (const notice of notices) note(notice, desk)
  return {lines, ...(envelope === undefined ? {} : {envelope}), dialects: desk.reader.seen(input)}
}

async function readAsDocument(format: DocumentFormat, open: OpenInput, desk: Desk): Promise<Reading> {
  const {source, bytes, input} = open
  const {lines, clock} = await readDocument(format, {
    source,
    bytes,
    input,
    pass: output => pass(output, desk),
    settle: () => desk.sink.settle?.(),
  })
  desk.clock = clock
  return {lines, dialects: [format.id]}
}

/** Bytes of one source, sniffed once → a document's records or lines → the sink. */
async function readSource(source: Source, input: number, desk: Desk): Promise<AnalysisInput> {
  const tally = openTally(desk)
  const reader = createByteReader(measured(source.read(), tally))
  const head = await reader.head(DOCUMENT_HEAD_BYTES)
  const format = desk.contributions.documents.find(({value}) => value.sniff(head))?.value
  const open = {source, bytes: remaining(reader), tally, input}
  const reading = await (format === undefined ? readText(open, desk) : readAsDocument(format, open, desk))
  return {name: source.name, bytes: tally.bytes, sha256: await hashOf(tally), ...reading}
}

/** Members of one archive that are summed up, and where their sum stands among the inputs once it must have a place. */
interface Summed {
  readonly rest: Rest
  place: number | undefined
}

function sumUp(input: AnalysisInput, summed: Summed, desk: Desk): void {
  if (desk.clock.length > 0) summed.place ??= desk.inputs.push(input) - 1
  for (const sample of desk.clock) desk.sink.addClock?.(summed.rest.placed(sample, summed.place ?? 0))
  summed.rest.add(input)
}

/**
 * Reads one stream of an input. Members of archives that tell nothing are summed up, and so are those that tell only when
 * they were written, once there are very many: each would take memory. Those whose bundle names their machine stay apart.
 */
async function readStream(stream: Source, outer: Source, summed: Summed, desk: Desk): Promise<readonly number[]> {
  desk.told = false
  desk.clock = []
  const index = desk.inputs.length
  const input = await readSource(stream, index, desk)
  const isQuiet = stream.name !== outer.name && !desk.told && input.dialects.length === 0
  if (isQuiet && (desk.clock.length === 0 || (index >= MOST_QUIET && stream.host === undefined))) {
    sumUp(input, summed, desk)
    return []
  }
  for (const sample of desk.clock) desk.sink.addClock?.(sample)
  desk.inputs.push(input)
  return [index]
}

/** Reads what is inside one input. Machines' names come last: a bundle may tell its own at its end. */
async function readInside(source: Source, desk: Desk): Promise<readonly (readonly [number, Source])[]> {
  const summed: Summed = {rest: createRest(source.name), place: undefined}
  const kept: (readonly [number, Source])[] = []
  for await (const stream of source.streams?.() ?? [source])
    for (const index of await readStream(stream, source, summed, desk)) if (stream.host) kept.push([index, stream])
  desk.inputs.splice(summed.place ?? desk.inputs.length, summed.place === undefined ? 0 : 1, ...summed.rest.inputs())
  for (const notice of source.notices()) note(ofSource(notice.about ?? source.name, notice), desk)
  return kept
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
    envelopes: contributions.envelopes.map(entry => entry.value),
    literals: [...new Set(dialects.flatMap(dialect => dialect.literals))],
    reader: createRecordReader(dialects),
    live: options.live ?? false,
    hashes: options.hashes ?? true,
    threads: options.threads,
    sink,
    notices: [],
    inputs: [],
    lost: false,
    told: false,
    clock: [],
  }
  const codecs = contributions.codecs.map(entry => entry.value)
  const containers = contributions.containers.map(entry => entry.value)
  const {sources, problems, bundleNotices} = await openSources(options.paths, {codecs, containers, ...options})
  for (const problem of problems) note(ofSource(problem.name, problem), desk)
  const named: (readonly [number, Source])[] = []
  for (const source of sources) named.push(...(await readInside(source, desk)))
  for (const [input, {host}] of named) {
    const name = host?.()
    if (name !== undefined) sink.addHost?.(input, name)
  }
  for (const problem of bundleNotices()) note(ofSource(problem.name, problem), desk)
  const lost =
    problems.some(problem => problem.lost) || sources.some(source => source.notices().some(n => n.lost)) || desk.lost
  return {inputs: desk.inputs, notices: desk.notices, lost}
}
