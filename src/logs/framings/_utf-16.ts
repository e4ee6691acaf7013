import {defineFraming, type Framing} from '../define-framing.js'

const FOUR_BYTE_LEAD = 0xf0
const CONTINUATION = 0x80
const LEAD_BITS = 0xc0

/** UTF-16 code units that UTF-8 text stands for: one a character, two for those beyond the first plane. */
const codeUnits = (text: Uint8Array, from: number, to: number): number => {
  let units = 0
  for (let at = from; at < to; at += 1) {
    const byte = text[at] ?? 0
    if ((byte & LEAD_BITS) !== CONTINUATION) units += byte >= FOUR_BYTE_LEAD ? 2 : 1
  }
  return units
}

async function* transcode(bytes: AsyncIterable<Uint8Array>, encoding: string): AsyncIterable<Uint8Array> {
  const decoder = new TextDecoder(encoding, {ignoreBOM: true})
  const encoder = new TextEncoder()
  for await (const chunk of bytes) {
    const text = encoder.encode(decoder.decode(chunk, {stream: true}))
    if (text.length > 0) yield text
  }
  const rest = encoder.encode(decoder.decode())
  if (rest.length > 0) yield rest
}

/** Units that a head without a mark must show to be taken for UTF-16: ASCII on one side, zero on the other. */
const FEWEST_UNITS = 16
const MOST_UNITS = 256
const ASCII_SHARE = 0.9

/** ASCII text in two bytes a letter: Windows exports that lost their mark. */
const looksWide = (head: Uint8Array, textSide: 0 | 1): boolean => {
  const units = Math.min(MOST_UNITS, head.length >> 1)
  if (units < FEWEST_UNITS) return false
  let ascii = 0
  for (let unit = 0; unit < units; unit += 1) {
    const [letter, above] = [head[2 * unit + textSide] ?? 0, head[2 * unit + 1 - textSide] ?? 0]
    if (letter === 0 && above === 0) return false
    if (above === 0 && letter <= 126) ascii += 1
  }
  return ascii >= units * ASCII_SHARE
}

/** UTF-16 with a byte-order mark, or without one where the first text is ASCII. */
export const defineUtf16 = (
  id: string,
  encoding: string,
  mark: readonly [number, number],
  textSide: 0 | 1,
): Framing => {
  const isMarked = (head: Uint8Array): boolean => head[0] === mark[0] && head[1] === mark[1]
  return defineFraming({
    id,
    title: encoding.toUpperCase(),
    sniff: head => isMarked(head) || looksWide(head, textSide),
    markBytes: head => (isMarked(head) ? 2 : 0),
    toText: bytes => transcode(bytes, encoding),
    inputBytes: (text, from, to) => 2 * codeUnits(text, from, to),
  })
}
