import type {ByteReader} from '../byte-reader.js'
import type {Archive, Member} from '../source.js'
import {createLineReader, drain, left, takeLine} from './_line-pieces.js'

/** Begins a section, at the beginning of a line. */
const MARK = Buffer.from('#==[ ')
const MARK_BELOW = Buffer.from('\n#==[ ')

const TEXT = new TextDecoder()

const markIn = (piece: Uint8Array): number => {
  const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.length)
  if (bytes.subarray(0, MARK.length).equals(MARK)) return 0
  const above = bytes.indexOf(MARK_BELOW)
  return above < 0 ? -1 : above + 1
}

async function* untilMark(lines: ByteReader): AsyncGenerator<Uint8Array> {
  for (let piece = await lines.next(); piece; piece = await lines.next()) {
    const at = markIn(piece)
    if (at < 0) yield piece
    else {
      lines.unread(piece.subarray(at))
      if (at > 0) yield piece.subarray(0, at)
      return
    }
  }
}

/** What the section at hand shows: the path or the command on the line below its mark, else the mark's own word. */
const takeHeading = async (lines: ByteReader): Promise<string | undefined> => {
  const mark = await takeLine(lines)
  if (!mark) return undefined
  const below = await takeLine(lines)
  const text = TEXT.decode(below).trimEnd()
  if (text.startsWith('# ')) return text.slice(2)
  if (below) lines.unread(below)
  return /^#==\[ (.{0,60}?) \]/.exec(TEXT.decode(mark))?.[1] ?? 'text'
}

/** Sections of a supportconfig text, in order; what stands before the first is one of its own. */
export async function* sectionsOf({bytes}: Archive): AsyncIterable<Member> {
  const lines = createLineReader(bytes)
  for (let name: string | undefined = 'beginning'; name !== undefined; name = await takeHeading(lines)) {
    const text = untilMark(lines)
    yield {name, kind: 'file', read: () => left(text)}
    await drain(text)
  }
}
