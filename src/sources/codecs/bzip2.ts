import {hasMagic} from '../magic.js'
import {defineCodec, type SourceNotice} from '../source.js'
import {type Failure, type PushDecoder, pushThrough, reasonOf, untilFailure} from './_pushed.js'

/** The library's stream answers within `write` and `end`; its errors are kept until then. */
const openDecoder = async (): Promise<PushDecoder> => {
  const {default: openStream} = await import('unbzip2-stream')
  const stream = openStream()
  const ready: Uint8Array[] = []
  let failure: Error | undefined
  stream.on('data', chunk => void ready.push(chunk))
  stream.on('error', error => {
    failure ??= error
  })
  const orThrow = (): void => {
    if (failure) throw failure
  }
  return {
    push(piece) {
      stream.write(piece)
      orThrow()
    },
    end() {
      stream.end()
      orThrow()
    },
    take: () => ready.splice(0),
  }
}

/** Streams one after the other, as parallel compressors write them. */
async function* unpack(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  yield* pushThrough(bytes, await openDecoder())
}

const explain = (failure: unknown): Failure => {
  const reason = reasonOf(failure)
  if (/no magic/i.test(reason)) return {how: 'trailing', reason}
  return /prematurely|unexpected end|undefined/i.test(reason) ? {how: 'cut', reason} : {how: 'damaged', reason}
}

const decode = (bytes: AsyncIterable<Uint8Array>, report: (notice: SourceNotice) => void): AsyncIterable<Uint8Array> =>
  untilFailure('bzip2', unpack(bytes), explain, report)

/** Stream magic and that of the first block, or of the end when the stream is empty. */
export default defineCodec({
  id: 'bzip2',
  title: 'bzip2',
  endings: ['.bz2', '.tbz'],
  sniff: head =>
    hasMagic(head, 'BZh') &&
    (hasMagic(head, [0x31, 0x41, 0x59, 0x26, 0x53, 0x59], 4) ||
      hasMagic(head, [0x17, 0x72, 0x45, 0x38, 0x50, 0x90], 4)),
  decode,
})
