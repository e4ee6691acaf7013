import {decodeLz4Block} from '../../bits/lz4-block.js'
import {readWholeFrame} from '../../bits/zstd/whole-frame.js'
import {COMPRESSION, readNumber} from './_journal-layout.js'

/** Texts beyond this are dumps of memory or attacks, never lines. */
const LARGEST_TEXT = 8 * 1024 * 1024

const tooLarge = (): Error => new Error('it unpacks to more than 8 MiB')

const join = (chunks: readonly Uint8Array[]): Uint8Array => Buffer.concat(chunks)

/** The size of the text stands in front of the block (systemd, `compress_blob_lz4`). */
const unpackLz4 = (payload: Uint8Array): Uint8Array => {
  const size = readNumber(payload, 0)
  if (size > LARGEST_TEXT) throw tooLarge()
  return decodeLz4Block(payload.subarray(8), size)
}

type XzLibrary = {readonly XzReadableStream: new (packed: ReadableStream<Uint8Array>) => ReadableStream<Uint8Array>}

/** The library as a bundler or as Node.js presents its CommonJS exports. */
const loadXz = async (): Promise<XzLibrary> => {
  const library: XzLibrary & {readonly default?: XzLibrary} = await import('xz-decompress')
  return library.default ?? library
}

const unpackXz = async (payload: Uint8Array): Promise<Uint8Array> => {
  const {XzReadableStream} = await loadXz()
  const packed = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(payload)
      controller.close()
    },
  })
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of new XzReadableStream(packed)) {
    size += chunk.length
    if (size > LARGEST_TEXT) throw tooLarge()
    chunks.push(Uint8Array.from(chunk))
  }
  return join(chunks)
}

/** The payload of a compressed data object, unpacked; rejects when it cannot be. The library is loaded when first needed. */
export const unpackPayload = async (payload: Uint8Array, flags: number): Promise<Uint8Array> => {
  if (flags === COMPRESSION.zstd) return readWholeFrame(payload, LARGEST_TEXT)
  return flags === COMPRESSION.lz4 ? unpackLz4(payload) : unpackXz(payload)
}
