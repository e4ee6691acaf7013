import {isRecord, isStatusBlock} from '../cper/sniff.js'
import {defineDocument} from '../define-document.js'

const ID = 'cper-file'

/** Bytes of one file that are read: stores and boot error regions hold kilobytes. */
const MOST_BYTES = 64 * 1024 * 1024

async function join(chunks: AsyncIterable<Uint8Array>): Promise<{readonly whole: Uint8Array; readonly cut: boolean}> {
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

/** Platform error records as bytes: records of an error store, saved ones, a copy of the boot error region. */
export default defineDocument({
  id: ID,
  title: 'Platform error records (CPER, ERST, BERT region) as bytes',
  sniff: head => isRecord(head) || isStatusBlock(head),
  async *read(chunks, {input, name}) {
    const {readCperBytes} = await import('../cper/read-bytes.js')
    const {whole, cut} = await join(chunks)
    yield readCperBytes(whole, {dialect: ID, input})
    if (cut)
      yield {
        notices: [
          {
            code: 'document-truncated',
            message: `${name}: only the first ${MOST_BYTES} bytes were read.`,
            positions: [],
          },
        ],
      }
  },
})
