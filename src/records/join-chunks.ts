import type {ParseNotice} from '../logs/parse-notice.js'

/** Bytes of one file that are read: stores, boot error regions and buffers of the kernel hold kilobytes. */
const MOST_BYTES = 64 * 1024 * 1024

/** A stream's bytes in one piece; `cut` when it held more than are read. */
export async function joinChunks(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{readonly whole: Uint8Array; readonly cut: boolean}> {
  const parts: Uint8Array[] = []
  let size = 0
  let cut = false
  for await (const chunk of chunks) {
    if (size + chunk.length <= MOST_BYTES) parts.push(chunk)
    else cut = true
    size += chunk.length
  }
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return {whole, cut}
}

/** The notice of a stream that was cut. */
export const onlyFirstBytes = (name: string): ParseNotice => ({
  code: 'document-truncated',
  message: `${name}: only the first ${MOST_BYTES} bytes were read.`,
  positions: [],
})
