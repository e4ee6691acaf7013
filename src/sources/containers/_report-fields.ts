import type {ByteReader} from '../byte-reader.js'
import type {Archive, Member} from '../source.js'
import {createLineReader, drain, left, takeLine} from './_line-pieces.js'

const BLANK = 32
const TEXT = new TextDecoder()

/** Lines below a key, the blank before each taken off. */
async function* linesBelow(lines: ByteReader): AsyncGenerator<Uint8Array> {
  for (let line = await takeLine(lines); line; line = await takeLine(lines)) {
    if (line[0] !== BLANK) {
      lines.unread(line)
      return
    }
    yield line.subarray(1)
  }
}

/** Base64 by lines; what comes out is gzip, and recognised as such. */
async function* decoded(lines: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const line of lines) yield Buffer.from(TEXT.decode(line), 'base64')
}

async function* withFirst(value: string, below: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (value !== '') yield Buffer.from(`${value}\n`)
  yield* below
}

/** Fields of an apport report, in order: `Key: value`, further lines behind a blank, `base64` for what is packed. */
export async function* fieldsOf({bytes}: Archive): AsyncIterable<Member> {
  const lines = createLineReader(bytes)
  for (let line = await takeLine(lines); line; line = await takeLine(lines)) {
    const text = TEXT.decode(line).trimEnd()
    const colon = text.indexOf(':')
    const name = colon > 0 ? text.slice(0, colon) : 'text'
    const value = text.slice(colon + 1).trim()
    const below = linesBelow(lines)
    const field = value === 'base64' ? decoded(below) : withFirst(value, below)
    yield {name, kind: 'file', read: () => left(field)}
    await drain(field)
  }
}
