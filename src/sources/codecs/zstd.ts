import {hasMagic} from '../magic.js'
import {defineCodec, type SourceNotice} from '../source.js'
import {type Failure, type PushDecoder, pushThrough, reasonOf, untilFailure} from './_pushed.js'
import {createFrameWalk, type FramePart, NO_FRAME, TOO_WIDE} from './_zstd-frames.js'

const WRONG_CHECKSUM = 'its checksum does not fit'
const TRAILING = 'bytes behind the last frame'
const ENDED = 'unexpected EOF'

/** One decoder a frame: its text is hashed, because the library passes over checksums. */
const openDecoder = async (): Promise<PushDecoder> => {
  const [{Decompress}, {default: loadHashes}] = await Promise.all([import('fzstd'), import('xxhash-wasm')])
  const {create64} = await loadHashes()
  const walk = createFrameWalk()
  const ready: Uint8Array[] = []
  const open = () => {
    const hash = create64()
    const decoder = new Decompress(chunk => {
      hash.update(chunk)
      if (chunk.length > 0) ready.push(chunk)
    })
    return {hash, decoder}
  }
  let frame: ReturnType<typeof open> | undefined

  const read = ({bytes, ends, skippable, checksum}: FramePart): void => {
    if (skippable) return
    frame ??= open()
    const {hash, decoder} = frame
    decoder.push(bytes, ends)
    if (!ends) return
    frame = undefined
    if (checksum !== undefined && BigInt(checksum) !== (hash.digest() & 0xffff_ffffn)) throw new Error(WRONG_CHECKSUM)
  }

  return {
    push(piece) {
      try {
        for (const part of walk.parts(piece)) read(part)
      } catch (failure) {
        if (walk.frames() > 0 && reasonOf(failure) === NO_FRAME) throw new Error(TRAILING)
        throw failure
      }
    },
    end() {
      if (!walk.isBetween()) throw new Error(ENDED)
    },
    take: () => ready.splice(0),
  }
}

/** Frames one after the other, skippable ones passed over. */
async function* unpack(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  yield* pushThrough(bytes, await openDecoder())
}

const explain = (failure: unknown): Failure => {
  const reason = reasonOf(failure)
  if (reason === TRAILING) return {how: 'trailing', reason}
  if (reason === TOO_WIDE) return {how: 'unsupported', reason}
  return reason === ENDED ? {how: 'cut', reason} : {how: 'damaged', reason}
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
