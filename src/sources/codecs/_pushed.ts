import type {SourceNotice} from '../source.js'

/** A decompressor that is given pieces and answers at once. */
export interface PushDecoder {
  /** Throws on damage. */
  push(piece: Uint8Array): void
  /** Throws when the data is not whole. */
  end(): void
  /** What is ready since the last call, also after a failure. */
  take(): readonly Uint8Array[]
}

/** Compressed bytes given to a decompressor at once: bounds what it holds ready. */
const PIECE_BYTES = 16 * 1024

function* piecesOf(chunk: Uint8Array): Iterable<Uint8Array> {
  for (let at = 0; at < chunk.length; at += PIECE_BYTES) yield chunk.subarray(at, at + PIECE_BYTES)
}

/** What a step made ready, then its failure. */
function* taken(decoder: PushDecoder, step: () => void): Iterable<Uint8Array> {
  try {
    step()
  } catch (failure) {
    yield* decoder.take()
    throw failure
  }
  yield* decoder.take()
}

/** Everything a decompressor makes of the bytes; rejects where it throws, after what came before. */
export async function* pushThrough(bytes: AsyncIterable<Uint8Array>, decoder: PushDecoder): AsyncIterable<Uint8Array> {
  for await (const chunk of bytes) for (const piece of piecesOf(chunk)) yield* taken(decoder, () => decoder.push(piece))
  yield* taken(decoder, () => decoder.end())
}

/** Why decompressing stopped. */
export type Failure = {readonly how: 'cut' | 'damaged' | 'unsupported' | 'trailing'; readonly reason: string}

const noticeOf = (name: string, {how, reason}: Failure, made: number): SourceNotice => {
  if (how === 'cut')
    return {
      code: 'input-truncated',
      message: `the ${name} data ends in the middle: the ${made} bytes before the cut were read. Fetch the file again if you can.`,
      lost: true,
    }
  if (how === 'trailing')
    return {
      code: 'trailing-bytes',
      message: `bytes behind the end of the ${name} data are not ${name} and were passed over.`,
      lost: false,
    }
  if (how === 'unsupported')
    return {
      code: 'unsupported-format',
      message: `the ${name} data uses an option that is not read (${reason}): decompress it with its own tool first.`,
      lost: true,
    }
  return {
    code: 'input-damaged',
    message: `the ${name} data is damaged (${reason}): ${made} bytes could be read. Fetch the file again if you can.`,
    lost: true,
  }
}

/** The text of `chunks` as far as it goes; a failure is reported, never thrown. */
export async function* untilFailure(
  name: string,
  chunks: AsyncIterable<Uint8Array>,
  explain: (failure: unknown) => Failure,
  report: (notice: SourceNotice) => void,
): AsyncIterable<Uint8Array> {
  let made = 0
  try {
    for await (const chunk of chunks) {
      made += chunk.length
      yield chunk
    }
  } catch (failure) {
    report(noticeOf(name, explain(failure), made))
  }
}

/** A failure in words. */
export const reasonOf = (failure: unknown): string => (failure instanceof Error ? failure.message : String(failure))
