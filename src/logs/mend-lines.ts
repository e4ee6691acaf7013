import type {LogLine} from './log-line.js'
import {isNextFragment} from './netconsole-order.js'
import {decodeQuotedBytes} from './unquote-text.js'

/** A line before mending: peeled, and the text it was peeled from, whose width tells where it was broken. */
export interface UnmendedLine {
  readonly line: LogLine
  /** The cleaned line, wrapper included. */
  readonly clean: string
}

/** Joins lines that mails and screens broke; lines come out in order, one behind. */
export interface Mender {
  push(unmended: UnmendedLine): readonly LogLine[]
  /** A stamped line of so many columns that is not handed over. */
  passOver(columns: number): void
  flush(): readonly LogLine[]
  /** True once a soft line break was seen: the text is quoted-printable. */
  readonly quotedPrintable: () => boolean
}

/** Physical lines that one message may be broken into. */
const MOST_PARTS = 8

/** A soft break stands at column 76 at most (RFC 2045, 6.7); writers that keep characters whole break a little earlier. */
const SOFT_BREAK = /^.{70,76}=$/

/** Mails wrap at 68 to 78 columns, editors at 80 to 100; a text with wider stamped lines was cut by a screen or not at all. */
const NARROWEST_WRAP = 68
const WIDEST_WRAP = 100

/** Widths at which screens cut, words and numbers or not. */
const SCREENS: ReadonlySet<number> = new Set([80, 100, 120, 132])

/** Shorter lines were not broken: the next word would have fitted, whatever it is. */
const FEWEST_COLUMNS = 24

/**
 * Beginnings of a message of its own: `mce: [Hardware Error]`, `{1}[Hardware Error]`, `EDAC MC0: `; not the capitalised
 * word of a sentence, as in `CPU 4: Machine` / `Check: 0 Bank 7`.
 */
const OWN_BEGINNING =
  /^(?:(?![A-Z][a-z]+: )[\w.-]{1,32}(?:\[\d+\])?: |(?!Error Source: )[\w-]{1,16} [\w-]{1,16}: |#\d+)/

/**
 * Beginnings of a message of its own, whatever stands above: a stamp, a record's number, a level, a rule, and the words
 * with which the kernel and its tools begin to tell of errors.
 */
const SURELY_OWN =
  /^(?:\{\d+\}|\[|<\d|-{4}|(?:mce|core|kernel|MCE|EDAC \w{1,16}|Memory failure): |CPU ?\d+: Mach|[Kk]ernel panic|MCE \d|HARDWARE ERROR|Hardware e)/

/** Texts that cannot end there: a colon wants a value, an open bracket its end. */
const WANTS_MORE = /:$|\([^()]*$/

/** What a screen cut off inside a module's label: `#0_Chan#1_DIMM#0 (channel:1`. */
const INSIDE_LABEL = /^#\d+[_ ]/

/** A number at a break: whether it was cut in two or another one stood behind it cannot be known. */
const ENDS_IN_NUMBER = /(?:^|[^\w])(?:0x)?(?=[0-9a-f]*\d|[a-f]{6})[0-9a-f]+$/i
const BEGINS_WITH_NUMBER = /^(?!0x)(?=[0-9a-f]*\d|[a-f]{6})[0-9a-f]+(?!\w)/i

/** So many characters of a cut line tell that it began with a stamp like the one above. */
const STAMP_START = 4

interface Held {
  /** The parts joined so far. */
  readonly line: LogLine
  readonly parts: readonly [UnmendedLine, ...UnmendedLine[]]
  /** True when every break was a soft one. */
  readonly soft: boolean
}

const hold = (unmended: UnmendedLine): Held => ({line: unmended.line, parts: [unmended], soft: true})

const lastOf = (held: Held): UnmendedLine => held.parts.at(-1) ?? held.parts[0]

const isBelow = (held: Held, {line}: UnmendedLine): boolean =>
  line.envelope.id === 'bare' &&
  line.position.line === lastOf(held).line.position.line + 1 &&
  !line.afterGap &&
  held.parts.length < MOST_PARTS

const append = (held: Held, below: UnmendedLine, text: string, soft: boolean): Held => {
  const {unterminated: _, ...above} = held.line
  const {position, raw, hit, unterminated} = below.line
  return {
    line: {
      ...above,
      text,
      hit: above.hit || hit,
      joined: [...(above.joined ?? []), {position, raw}],
      ...(unterminated ? {unterminated} : {}),
    },
    parts: [...held.parts, below],
    soft: held.soft && soft,
  }
}

/** Joins over a soft break, when the held line ends in one; the first one tells that bytes of both are still quoted. */
const joinSoft = (held: Held, below: UnmendedLine, isFirst: boolean): Held | undefined => {
  if (!SOFT_BREAK.test(lastOf(held).clean) || !held.line.text.endsWith('=')) return undefined
  const text = held.line.text.slice(0, -1) + below.line.text
  return append(held, below, isFirst ? decodeQuotedBytes(text) : text, true)
}

/** Joins the pieces in which netconsole sent one message. */
const joinFragment = (held: Held, below: UnmendedLine): Held | undefined =>
  isNextFragment(lastOf(held).clean, below.clean)
    ? append(held, below, `${held.line.text}${below.line.text}`, true)
    : undefined

/** Whether a writer that breaks between words had to break in front of `next`: it would not have fitted. */
const hadToBreak = (last: string, next: string, widest: number): boolean => {
  const word = /^\S+/.exec(next.trimStart())?.[0] ?? ''
  const columns = last.length + word.length + 1
  return word !== '' && last.length >= FEWEST_COLUMNS && columns > Math.max(widest, NARROWEST_WRAP)
}

/** What a person writes below a pasted log; no machine asks. */
const QUESTION = /^[A-Z][a-z]+\b.*\?$/

/** Whether a bare line below `above` need not be a message of its own. */
const mayGoOn = (above: string, next: string): boolean =>
  next !== '' && !SURELY_OWN.test(next) && !QUESTION.test(next) && (WANTS_MORE.test(above) || !OWN_BEGINNING.test(next))

/** A break that took a blank with it: behind a comma, between an abbreviation and a capitalised word. */
const BETWEEN_WORDS = /,\n\S|[A-Z]\n[A-Z][a-z]/

/** Whether the line fills a screen to its last column: what follows was cut off, inside a word too. */
const fillsScreen = (last: string, next: string): boolean =>
  SCREENS.has(last.length) && !BETWEEN_WORDS.test(`${last}\n${next}`)

/**
 * Joins a stamped line and the bare one below it, when nothing else explains the two. `cuts` says that lines were cut
 * where the screen ended, not broken between words.
 */
const joinWrapped = (held: Held, below: UnmendedLine, widest: number, cuts: boolean): Held | undefined => {
  const next = below.line.text
  const last = lastOf(held).clean
  const fills = last.length === widest && (SCREENS.has(widest) || SCREENS.has(widest + 1))
  const isWrapped = widest <= WIDEST_WRAP || fills
  if (held.line.envelope.time.basis === 'none' || !isWrapped) return undefined
  if (!mayGoOn(held.line.text, next) && !(cuts && INSIDE_LABEL.test(next))) return undefined
  if (below.line.unterminated && held.parts[0].clean.startsWith(next.slice(0, STAMP_START))) return undefined
  if (!cuts && ENDS_IN_NUMBER.test(last) && BEGINS_WITH_NUMBER.test(next)) return undefined
  if (!hadToBreak(last, next, widest)) return undefined
  const tail = cuts ? next : ` ${next.trimStart()}`
  return append(held, below, `${held.line.text}${tail}`, false)
}

/**
 * Undoes what transport did to the shape of lines. Joined are: quoted-printable soft breaks, always; and, in a text whose
 * stamped lines are all at most 100 columns wide or end at the edge of a screen, bare lines below a stamped one when the first word of each would not
 * have fitted above. Left apart, all of them, for dialects to decide: bare lines of which not every one can be joined, a
 * break between two numbers (one or two?), bare lines in texts without stamps, what begins like a message of its own.
 */
export const createMender = (): Mender => {
  let held: Held | undefined
  let soft = false
  /** Columns of the widest stamped line so far. */
  let widest = 0
  /** True once a line was broken before the screen's last column: a writer that keeps words whole. */
  let ragged = false

  const joinBelow = (above: Held, below: UnmendedLine): Held | undefined => {
    const joinedSoftly = joinSoft(above, below, !soft)
    if (joinedSoftly) soft = true
    if (joinedSoftly) return joinedSoftly
    const last = lastOf(above).clean
    const joined = joinWrapped(above, below, widest, !ragged && fillsScreen(last, below.line.text))
    if (joined && !SCREENS.has(last.length) && !SCREENS.has(last.length + 1)) ragged = true
    return joined
  }

  /** The held line; its parts instead when they are not all there is. */
  const release = (below?: UnmendedLine): readonly LogLine[] => {
    const released = held
    held = undefined
    if (!released) return []
    const goesOn = below !== undefined && isBelow(released, below) && mayGoOn(released.line.text, below.line.text)
    return goesOn && !released.soft ? released.parts.map(part => part.line) : [released.line]
  }

  return {
    push(unmended) {
      const {line, clean} = unmended
      if (line.envelope.time.basis !== 'none') widest = Math.max(widest, clean.length)
      const joined =
        held && (joinFragment(held, unmended) ?? (isBelow(held, unmended) ? joinBelow(held, unmended) : undefined))
      const lines = joined ? [] : release(unmended)
      held = joined ?? hold(unmended)
      return lines
    },
    passOver(columns) {
      widest = Math.max(widest, columns)
    },
    flush: () => release(),
    quotedPrintable: () => soft,
  }
}
