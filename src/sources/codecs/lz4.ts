import {createByteReader} from '../byte-reader.js'
import {defineCodec, type SourceNotice} from '../source.js'
import {isLz4Frame, readFrame} from './_lz4-frame.js'
import {type Failure, reasonOf, untilFailure} from './_until-failure.js'

const CUT = 'the data ends'
const TRAILING = 'bytes behind the last frame'

/** Frames one after the other. */
async function* unpack(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const {default: loadHashes} = await import('xxhash-wasm')
  const {create32} = await loadHashes()
  const reader = createByteReader(bytes)
  for (let next = await reader.next(); next; next = await reader.next()) {
    reader.unread(next)
    const end = yield* readFrame(reader, create32)
    if (end === 'cut') throw new Error(CUT)
    if (end === 'none') throw new Error(TRAILING)
  }
}

const explain = (failure: unknown): Failure => {
  const reason = reasonOf(failure)
  if (reason === CUT) return {how: 'cut', reason}
  if (reason === TRAILING) return {how: 'trailing', reason}
  return {how: /version|dictionary/.test(reason) ? 'unsupported' : 'damaged', reason}
}

const decode = (bytes: AsyncIterable<Uint8Array>, report: (notice: SourceNotice) => void): AsyncIterable<Uint8Array> =>
  untilFailure('LZ4', unpack(bytes), explain, report)

/** LZ4 Frame Format, and the legacy form that kernels and early tools write. */
export default defineCodec({id: 'lz4', title: 'LZ4', endings: ['.lz4'], sniff: isLz4Frame, decode})
