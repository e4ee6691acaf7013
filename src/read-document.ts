import type {LogTime} from './logs/log-line.js'
import type {ClockSample} from './logs/read-lines.js'
import type {DialectOutput} from './records/define-dialect.js'
import type {DocumentFormat} from './records/define-document.js'
import type {RecordOrigin} from './records/hardware-error-record.js'
import type {Source} from './sources/source.js'
import {createSpool} from './sources/spool-file.js'

/** What a document came to, besides its records. */
export interface DocumentSummary {
  /** Rows of the document as its records count them: the highest position told. */
  readonly lines: number
  /** The first and the last moment that a record tells. */
  readonly clock: readonly ClockSample[]
}

/** Records of one document, handed on as they are read. */
export interface DocumentOptions {
  readonly source: Source
  /** The source's bytes, decompressed. */
  readonly bytes: AsyncIterable<Uint8Array>
  readonly input: number
  readonly pass: (output: DialectOutput) => void
  /** Asked after each piece: a promise makes reading wait. */
  readonly settle?: () => Promise<void> | undefined
}

const isTold = ({basis}: LogTime): boolean => basis !== 'none'

const failure = (format: DocumentFormat, reason: unknown): DialectOutput => ({
  notices: [
    {
      code: 'input-damaged',
      message: `This ${format.title} could not be read to its end: ${reason instanceof Error ? reason.message : String(reason)}`,
      positions: [],
    },
  ],
})

/** A reader of one document: whatever goes wrong inside costs the rest of the document, never the run. */
export const readDocument = async (format: DocumentFormat, options: DocumentOptions): Promise<DocumentSummary> => {
  const {source, bytes, input, pass} = options
  const spool = createSpool()
  const clock: ClockSample[] = []
  let lines = 0
  const note = ({evidence, envelope}: RecordOrigin): void => {
    for (const {position} of evidence) lines = Math.max(lines, position.line)
    const [first] = evidence
    if (!first || !isTold(envelope.time)) return
    const {time, host, program} = envelope
    const sample = {position: first.position, time, ...(host ? {host} : {}), ...(program ? {program} : {})}
    clock.splice(1, 1, sample)
  }
  try {
    const context = {
      input,
      name: source.name,
      ...(source.mtimeMs === undefined ? {} : {mtimeMs: source.mtimeMs}),
      spool: (stream: AsyncIterable<Uint8Array>, suffixes: readonly string[]) => spool.copy(stream, source, suffixes),
    }
    for await (const output of format.read(bytes, context)) {
      for (const record of output.records ?? []) note(record)
      for (const fact of output.facts ?? []) note(fact)
      pass(output)
      await options.settle?.()
    }
    for await (const _ of bytes);
  } catch (reason) {
    pass(failure(format, reason))
  } finally {
    await spool.remove()
  }
  return {lines, clock}
}
