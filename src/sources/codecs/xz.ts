import {hasMagic} from '../magic.js'
import {defineCodec, type SourceNotice} from '../source.js'
import {type Failure, reasonOf, untilFailure} from './_until-failure.js'

const toStream = (bytes: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> => {
  const chunks = bytes[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const step = await chunks.next()
      if (step.done) controller.close()
      else controller.enqueue(step.value)
    },
  })
}

type Library = {readonly XzReadableStream: new (packed: ReadableStream<Uint8Array>) => ReadableStream<Uint8Array>}

/** The library as a bundler or as Node.js presents its CommonJS exports. */
const loadLibrary = async (): Promise<Library> => {
  const library: Library & {readonly default?: Library} = await import('xz-decompress')
  return library.default ?? library
}

/** Streams one after the other, each of any number of blocks; what comes out may be written over by the next chunk. */
async function* unpack(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const {XzReadableStream} = await loadLibrary()
  for await (const chunk of new XzReadableStream(toStream(bytes))) yield Uint8Array.from(chunk)
}

/** Results of the decoder (xz-embedded, `enum xz_ret`). */
const MEMORY_LIMIT = /error code 4$/
const OPTIONS_ERROR = /error code 6$/
const INPUT_ENDED = /error code 8$/

const explain = (failure: unknown): Failure => {
  const reason = reasonOf(failure)
  if (MEMORY_LIMIT.test(reason)) return {how: 'unsupported', reason: 'a dictionary of more than 64 MiB'}
  if (OPTIONS_ERROR.test(reason)) return {how: 'unsupported', reason: 'a filter or a check other than CRC'}
  return INPUT_ENDED.test(reason) ? {how: 'cut', reason} : {how: 'damaged', reason}
}

const decode = (bytes: AsyncIterable<Uint8Array>, report: (notice: SourceNotice) => void): AsyncIterable<Uint8Array> =>
  untilFailure('xz', unpack(bytes), explain, report)

/** The .xz file format. */
export default defineCodec({
  id: 'xz',
  title: 'xz',
  endings: ['.xz', '.txz'],
  sniff: head => hasMagic(head, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]),
  decode,
})
