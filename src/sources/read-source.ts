import {createByteReader, remaining} from './byte-reader.js'
import type {Codec, SourceNotice} from './source.js'

/** Wrappers inside one another that are opened; more than any honest file has. */
const MOST_LAYERS = 4

/** Bytes at the beginning that tell a format: a tar archive names itself at 257. */
const HEAD_BYTES = 512

const ofSystem = (failure: unknown): string =>
  failure instanceof Error && 'code' in failure ? `${failure.code}` : String(failure)

/** What to say when the system refuses to read on. */
export const refusal = (failure: unknown): SourceNotice => ({
  code: 'unreadable',
  message: `reading stopped (${ofSystem(failure)}); what was read before counts. Check permissions and the disk, then run again.`,
  lost: true,
})

/** Bytes until the system refuses more; the refusal is a notice. */
export async function* untilRefused(
  bytes: AsyncIterable<Uint8Array>,
  report: (notice: SourceNotice) => void,
): AsyncIterable<Uint8Array> {
  try {
    yield* bytes
  } catch (failure) {
    report(refusal(failure))
  }
}

/** Takes off compression, as often as the first bytes say that there is some. Formats that are only known end in a notice. */
export async function* uncompressed(
  bytes: AsyncIterable<Uint8Array>,
  codecs: readonly Codec[],
  report: (notice: SourceNotice) => void,
  layer = 0,
): AsyncIterable<Uint8Array> {
  const reader = createByteReader(bytes)
  const head = await reader.take(HEAD_BYTES)
  const codec = codecs.find(one => one.sniff(head))
  reader.unread(head)
  if (!codec) yield* remaining(reader)
  else if (codec.decode && layer < MOST_LAYERS)
    yield* uncompressed(codec.decode(remaining(reader), report), codecs, report, layer + 1)
  else
    report({
      code: 'unsupported-format',
      message: codec.decode
        ? `it is compressed more than ${MOST_LAYERS} times over: unpack it first.`
        : `it is ${codec.title}: ${codec.unsupported ?? 'unpack it first.'}`,
      lost: true,
    })
}
