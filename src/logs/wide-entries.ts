import type {EntryFraming, EntryTools, EntryTotals, Framing, LogEntry} from './define-framing.js'

/** Chunks that are kept whole; an entry that began before them is placed at its chunk's start. */
const KEPT_CHUNKS = 16

interface Piece {
  /** Offsets of its start, in the text and in the input. */
  readonly inText: number
  readonly inInput: number
  readonly text: Uint8Array
}

/** Offsets in text that was made from an input → offsets in the input. */
const createOffsets = (framing: Framing, start: number) => {
  let pieces: readonly Piece[] = []
  let end = {inText: 0, inInput: start}
  const inputOffset = (offset: number): number => {
    const piece = pieces.findLast(one => one.inText <= offset)
    if (!piece) return pieces[0]?.inInput ?? end.inInput
    return piece.inInput + framing.inputBytes(piece.text, 0, Math.min(offset - piece.inText, piece.text.length))
  }
  return {
    add(text: Uint8Array): void {
      pieces = [...pieces.slice(1 - KEPT_CHUNKS), {...end, text}]
      end = {inText: end.inText + text.length, inInput: end.inInput + framing.inputBytes(text, 0, text.length)}
    },
    inputOffset,
    inputEnd: (): number => end.inInput,
  }
}

/** A framing of entries whose text is written in another way (UTF-16), `start` bytes behind the input's beginning. */
export const wideEntries = (framing: Framing, entryFraming: EntryFraming, start: number): EntryFraming => {
  async function* entries(
    bytes: AsyncIterable<Uint8Array>,
    tools: EntryTools,
  ): AsyncGenerator<readonly LogEntry[], EntryTotals> {
    const offsets = createOffsets(framing, start)
    async function* text(): AsyncGenerator<Uint8Array> {
      for await (const chunk of framing.toText(bytes)) {
        offsets.add(chunk)
        yield chunk
      }
    }
    const note: EntryTools['note'] = (code, message, at) =>
      tools.note(code, message, at && {...at, byteOffset: offsets.inputOffset(at.byteOffset)})
    const narrow = entryFraming.entries(text(), {...tools, note})
    for (let step = await narrow.next(); ; step = await narrow.next()) {
      if (step.done) return {lines: step.value.lines, bytes: offsets.inputEnd()}
      yield step.value.map(entry => ({...entry, byteOffset: offsets.inputOffset(entry.byteOffset)}))
    }
  }
  return {...entryFraming, entries}
}
