import type {Codec, SourceNotice} from '../../src/sources/source.js'

/** The bytes in chunks of `size`. */
export async function* inChunks(bytes: Uint8Array, size = 65536): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** Everything of a stream as one buffer. */
export const collect = async (bytes: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const chunks: Uint8Array[] = []
  for await (const chunk of bytes) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Decodes with a codec and keeps what it reports. */
export const decodeWith = async (codec: Codec, bytes: Uint8Array, size?: number) => {
  const notices: SourceNotice[] = []
  const decoded = codec.decode?.(inChunks(bytes, size), notice => notices.push(notice))
  if (!decoded) throw new Error(`${codec.id} decodes nothing`)
  return {bytes: await collect(decoded), notices}
}
