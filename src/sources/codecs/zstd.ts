import {DICTIONARY} from '../../bits/zstd/frame-header.js'
import {TOO_WIDE} from '../../bits/zstd/frame-text.js'
import {createByteReader} from '../byte-reader.js'
import {defineCodec, type SourceNotice} from '../source.js'
import {type Failure, reasonOf, untilFailure} from './_until-failure.js'
import {isZstdFrame, readFrame} from './_zstd-frame.js'

const CUT = 'the data ends'
const TRAILING = 'bytes behind the last frame'

/** Frames one after the other, those without text passed over. */
async function* unpack(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const {default: loadHashes} = await import('xxhash-wasm')
  const {create64} = await loadHashes()
  const reader = createByteReader(bytes)
  for (let next = await reader.next(); next; next = await reader.next()) {
    reader.unread(next)
    const end = yield* readFrame(reader, create64)
    if (end === 'cut') throw new Error(CUT)
    if (end === 'none') throw new Error(TRAILING)
  }
}

const explain = (failure: unknown): Failure => {
  const reason = reasonOf(failure)
  if (reason === CUT) return {how: 'cut', reason}
  if (reason === TRAILING) return {how: 'trailing', reason}
  return {how: reason === TOO_WIDE || reason === DICTIONARY ? 'unsupported' : 'damaged', reason}
}

const decode = (bytes: AsyncIterable<Uint8Array>, report: (notice: SourceNotice) => void): AsyncIterable<Uint8Array> =>
  untilFailure('Zstandard', unpack(bytes), explain, report)

/** RFC 8878. */
export default defineCodec({
  id: 'zstd',
  title: 'Zstandard',
  endings: ['.zst', '.tzst'],
  sniff: isZstdFrame,
  decode,
})
