import type {SourceNotice} from '../source.js'

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
