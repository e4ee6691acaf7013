import {cleanText} from './clean-text.js'
import type {Envelope} from './log-line.js'
import {mergeEnvelopes, type Peeler} from './peel-envelope.js'
import {splitGlued} from './split-glued.js'

/** One message of a line that may hold several. */
export interface LinePart {
  readonly envelope: Envelope
  readonly text: string
  /** The cleaned text it was peeled from. */
  readonly clean: string
  /** True when it is a line of a message that was written as one string. */
  readonly inner?: true
}

/** What a wrapper says of the further messages behind its own: all but the uptime, which is the first one's. */
const around = (envelope: Envelope): Envelope => {
  const {uptimeSeconds: _, ...time} = envelope.time
  return {...envelope, time: time.basis === 'monotonic' ? {basis: 'none'} : time}
}

/** Lines of a message that a structured wrapper kept whole; the message itself when it is one line. */
const linesOf = (message: string): readonly string[] =>
  message.includes('\n') ? message.split('\n').filter(line => line.trim() !== '') : [message]

/** The message of a cleaned line, and the further stamped ones that are glued behind it. */
export const peelParts = (clean: string, peeler: Peeler): readonly [LinePart, ...LinePart[]] => {
  const {envelope, message} = peeler.peel(clean)
  const [head = '', ...below] = linesOf(message)
  const [first, ...others] = splitGlued(head)
  const inner = others.map(({text}) => {
    const peeled = peeler.peel(text)
    const merged = mergeEnvelopes(around(envelope), peeled.envelope)
    return {envelope: merged, text: peeled.message.trimEnd(), clean: text}
  })
  const further = below.map(cleanText).map(text => {
    const peeled = peeler.peel(text)
    const merged = peeled.envelope.id === 'bare' ? envelope : mergeEnvelopes(peeled.envelope, around(envelope))
    return {envelope: merged, text: peeled.message.trimEnd(), clean: text, inner: true} as const
  })
  return [{envelope, text: (first?.text ?? '').trimEnd(), clean}, ...inner, ...further]
}

/** A stamp's first characters, or its digits where colour codes stand inside it: by them its bytes are found again. */
const STAMP_BEGINNING = /^.{1,16}/
const STAMP_DIGITS = /\d[\d.:]{5,}/

/** Byte of `bytes` at which a glued part begins, looked for from `from` on; `from` when it cannot be found. */
export const offsetOfPart = (part: LinePart, bytes: Uint8Array, from: number): number => {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const marks = [STAMP_BEGINNING, STAMP_DIGITS].flatMap(mark => mark.exec(part.clean) ?? [])
  return marks.map(mark => view.indexOf(mark, from)).find(at => at >= 0) ?? from
}
