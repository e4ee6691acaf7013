import {defineCodec, type SourceNotice} from '../source.js'
import {hasMagic} from './_magic.js'
import {type Failure, type PushDecoder, pushThrough, reasonOf, untilFailure} from './_pushed.js'

const openDecoder = async (): Promise<PushDecoder> => {
  const {Decompress} = await import('fzstd')
  const ready: Uint8Array[] = []
  const decoder = new Decompress(chunk => void ready.push(chunk))
  return {
    push: piece => void decoder.push(piece),
    end: () => void decoder.push(new Uint8Array(0), true),
    take: () => ready.splice(0),
  }
}

/** Frames one after the other, skippable ones passed over. */
async function* unpack(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  yield* pushThrough(bytes, await openDecoder())
}

const explain = (failure: unknown): Failure => {
  const reason = reasonOf(failure)
  return /unexpected EOF/i.test(reason) ? {how: 'cut', reason} : {how: 'damaged', reason}
}

const decode = (bytes: AsyncIterable<Uint8Array>, report: (notice: SourceNotice) => void): AsyncIterable<Uint8Array> =>
  untilFailure('Zstandard', unpack(bytes), explain, report)

/** RFC 8878. */
export default defineCodec({
  id: 'zstd',
  title: 'Zstandard',
  endings: ['.zst', '.tzst'],
  sniff: head => hasMagic(head, [0x28, 0xb5, 0x2f, 0xfd]),
  decode,
})
