import type {LogLine} from './log-line.js'

/** A line before mending: peeled, and the text it was peeled from, whose width tells where it was broken. */
export interface UnmendedLine {
  readonly line: LogLine
  /** The cleaned line, wrapper included. */
  readonly clean: string
}

/** Joins lines that mails and screens broke; lines come out in order, one behind. */
export interface Mender {
  push(unmended: UnmendedLine): readonly LogLine[]
  flush(): readonly LogLine[]
  /** True once a soft line break was seen: the text is quoted-printable. */
  readonly quotedPrintable: () => boolean
}

/** Physical lines that one message may be broken into. */
const MOST_PARTS = 8

/** A soft break stands at column 76 at most (RFC 2045, 6.7); writers that keep characters whole break a little earlier. */
const SOFT_BREAK = /^.{70,76}=$/

/** Mails wrap at 72 to 78 columns, screens cut at 80; a text with wider stamped lines was not wrapped. */
const NARROWEST_WRAP = 72
const WIDEST_WRAP = 80

/** Shorter lines were not broken: the next word would have fitted, whatever it is. */
const FEWEST_COLUMNS = 40

/** Beginnings of a message of its own: `mce: [Hardware Error]`, `{1}[Hardware Error]`, `EDAC MC0: `. */
const OWN_BEGINNING = /^(?:[\w.-]{1,32}(?:\[\d+\])?: |[\w-]{1,16} [\w-]{1,16}: |\{\d+\}|\[|<\d|-{4}|#\d+)/

/** Digits on both sides of a break: whether a number was cut in two or two numbers stood apart cannot be known. */
const ENDS_IN_NUMBER = /[0-9a-fA-FxX]$/
const BEGINS_WITH_NUMBER = /^[0-9a-fA-FxX]/

interface Held {
  line: LogLine
  /** The last physical line of it as it stood there. */
  last: string
  lastLine: number
}

const isBare = ({line}: UnmendedLine): boolean => line.envelope.id === 'bare'

const isBelow = (held: Held, {line}: UnmendedLine): boolean =>
  line.position.line === held.lastLine + 1 && !line.afterGap && (held.line.joined?.length ?? 0) < MOST_PARTS

const append = (held: Held, {line, clean}: UnmendedLine, text: string): Held => {
  const {unterminated: _, ...above} = held.line
  return {
    line: {
      ...above,
      text,
      hit: above.hit || line.hit,
      joined: [...(above.joined ?? []), {position: line.position, raw: line.raw}],
      ...(line.unterminated ? {unterminated: true} : {}),
    },
    last: clean,
    lastLine: line.position.line,
  }
}

/** Joins over a soft break, when the held line ends in one. */
const joinSoft = (held: Held, below: UnmendedLine): Held | undefined =>
  SOFT_BREAK.test(held.last) && held.line.text.endsWith('=')
    ? append(held, below, held.line.text.slice(0, -1) + below.line.text)
    : undefined

/** Whether a writer that wraps at blanks had to break in front of `next`: it would not have fitted. */
const hadToBreak = (last: string, next: string, widest: number): boolean => {
  const word = /^\S*/.exec(next)?.[0] ?? ''
  return last.length >= FEWEST_COLUMNS && last.length + 1 + word.length > Math.max(widest, NARROWEST_WRAP)
}

/** Joins a stamped line and the bare one below it, when nothing else explains the two. */
const joinWrapped = (held: Held, below: UnmendedLine, widest: number): Held | undefined => {
  const next = below.line.text
  const stamped = held.line.envelope.time.basis !== 'none'
  if (!stamped || widest > WIDEST_WRAP || next === '' || OWN_BEGINNING.test(next)) return undefined
  if (ENDS_IN_NUMBER.test(held.last) && BEGINS_WITH_NUMBER.test(next)) return undefined
  if (!hadToBreak(held.last, next, widest)) return undefined
  return append(held, below, `${held.line.text}${next.startsWith(' ') ? '' : ' '}${next}`)
}

/**
 * Undoes what transport did to the shape of lines. Joined are: quoted-printable soft breaks, always; and, in a text whose
 * stamped lines are all at most 80 columns wide, a bare line below a stamped one when its first word would not have
 * fitted there. Left apart, for dialects to decide: a break between two digits (one number or two?), bare lines in
 * texts without stamps, anything that begins like a message of its own.
 */
export const createMender = (): Mender => {
  let held: Held | undefined
  let soft = false
  /** Columns of the widest stamped line so far. */
  let widest = 0

  const join = (below: UnmendedLine): Held | undefined => {
    if (!held || !isBelow(held, below) || !isBare(below)) return undefined
    const softly = joinSoft(held, below)
    if (softly) soft = true
    return softly ?? joinWrapped(held, below, widest)
  }

  const flush = (): readonly LogLine[] => {
    const lines = held ? [held.line] : []
    held = undefined
    return lines
  }

  return {
    push(unmended) {
      const {line, clean} = unmended
      if (line.envelope.time.basis !== 'none') widest = Math.max(widest, clean.length)
      const joined = join(unmended)
      if (joined) {
        held = joined
        return []
      }
      const lines = flush()
      held = {line, last: clean, lastLine: line.position.line}
      return lines
    },
    flush,
    quotedPrintable: () => soft,
  }
}
