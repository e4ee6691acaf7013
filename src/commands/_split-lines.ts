import {StringDecoder} from 'node:string_decoder'

/** One line of a stream; `cut` when it was longer than a register set may be, and its text is not kept. */
export interface InputLine {
  readonly text: string
  readonly cut: boolean
}

/** Characters of the longest line that is kept: a register set has some hundreds. */
const LONGEST = 1 << 16

/** Lines of a UTF-8 stream, one at a time, in bounded memory; a last line without an end counts. */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncIterable<InputLine> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let cut = false
  for await (const chunk of chunks) {
    const parts = (rest + decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))).split('\n')
    rest = parts.pop() ?? ''
    for (const part of parts) {
      yield cut || part.length > LONGEST ? {text: '', cut: true} : {text: part, cut: false}
      cut = false
    }
    if (rest.length > LONGEST) {
      rest = ''
      cut = true
    }
  }
  rest += decoder.end()
  if (cut || rest !== '') yield cut ? {text: '', cut: true} : {text: rest, cut: false}
}
