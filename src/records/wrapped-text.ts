import type {LogLine} from '../logs/log-line.js'

/** Text that a mail or a screen broke over several lines, as far as it was read. */
export interface WrappedText {
  readonly text: string
  readonly lines: readonly [LogLine, ...LogLine[]]
}

/** Lines one message may be broken into. */
const MOST_PARTS = 6

/** A number broken inside: digits on both sides of the break, or a mark that only stands inside one. */
const BROKEN_NUMBER = /(?:0x[0-9a-f]*|[0-9a-f]{6,})['\u2019]?$|'$/i

/** A text of one line. */
export const wrapText = (line: LogLine, text: string = line.text): WrappedText => ({text, lines: [line]})

/**
 * The text with the line below it, when that line can be its continuation: right below, without a stamp of its own.
 * `inNumber` says whether two runs of hex digits at the break are one number.
 */
export const joinBelow = (
  above: WrappedText,
  below: LogLine,
  inNumber: (text: string) => boolean = () => false,
): WrappedText | undefined => {
  const last = above.lines.at(-1)
  const next = below.text.trimStart()
  if (!last || below.position.line !== last.position.line + 1 || above.lines.length >= MOST_PARTS) return undefined
  if (below.envelope.time.basis !== 'none' || next === '') return undefined
  const glued = /^[0-9a-f']/i.test(next) && BROKEN_NUMBER.test(above.text) && inNumber(above.text)
  return {text: `${above.text}${glued ? '' : ' '}${next}`, lines: [...above.lines, below]}
}
