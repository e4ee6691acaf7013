import type {LogLine} from '../logs/log-line.js'
import {endsInsideWord, quoteLines, sortEvidence} from './evidence-line.js'
import type {EvidenceLine} from './hardware-error-record.js'

/** A message and the physical lines it was read from: one, or several where a screen or a mail broke it. */
export interface TextItem {
  readonly text: string
  readonly lines: readonly [LogLine, ...LogLine[]]
}

/** Physical lines one message may be broken into. */
const MOST_LINES = 8

/** Shorter lines were not broken: the next word would have fitted. */
const FEWEST_COLUMNS = 40

/** Columns at which screens cut, through the middle of words. */
const SCREEN_COLUMNS = 80

/** Beginnings of a message of its own. */
const OWN_BEGINNING =
  /^(?:\{\d+\}|\[|<\d|-{3}|#\d|=>|(?:EDAC|mce|core|BERT|GHES|ERST|HEST|ACPI|Memory failure|Kernel panic|Internal error|CPU|Call Trace|RIP)\b[^_(]|Code: (?:[0-9a-f]{2} |<)|Message from )/i

/** A program's or driver's name in front of its message; fields of a record carry such names too. */
const NAMED = /^[\w./-]{1,32}(?:\[\d+\])?: /

/** Ends that want more. */
const UNFINISHED = /[:,=]$/

/** What stood at the break: a blank where mails wrap; nothing where a screen of 80 columns cut; the likelier one first. */
function gluesOf(raw: string): readonly string[] {
  if (/^\s*>/.test(raw) || /\s$/.test(raw)) return [' ']
  return raw.length === SCREEN_COLUMNS ? ['', ' '] : [' ', '']
}

/**
 * A line that was joined from pieces, as it read when a screen had cut it through its words; undefined when some piece
 * does not fill the screen.
 */
export function screenText({raw, text, joined = []}: LogLine): string | undefined {
  const pieces = [raw, ...joined.map(piece => piece.raw)]
  let head = text
  let tail = ''
  for (const [before, piece] of pieces
    .slice(1)
    .map((piece, index) => [pieces[index] ?? '', piece] as const)
    .toReversed()) {
    const words = piece.trim()
    if (before.trimEnd().length !== SCREEN_COLUMNS || !head.endsWith(` ${words}`)) return undefined
    head = head.slice(0, -words.length - 1)
    tail = `${piece.startsWith(' ') ? ' ' : ''}${words}${tail}`
  }
  return joined.length === 0 ? undefined : head + tail
}

const goesOn = (item: TextItem, line: LogLine, isField: (name: string) => boolean, wants: boolean): boolean => {
  const last = item.lines.at(-1) ?? item.lines[0]
  const next = line.text.trim()
  const {line: at, input} = line.position
  const isBelow = at === last.position.line + 1 && !line.afterGap && last.position.input === input
  if (!isBelow || !/\w/.test(next) || line.envelope.time.basis !== 'none' || item.lines.length >= MOST_LINES)
    return false
  const name = NAMED.exec(next)?.[0].replace(/(?:\[\d+\])?: $/, '')
  if (OWN_BEGINNING.test(next) || (name !== undefined && !wants && !isField(name))) return false
  return wants || last.raw.trimEnd().length >= FEWEST_COLUMNS
}

/** What tells a continuation from another program's line. */
export interface ContinuationRule {
  /** Names that may begin a continuation although they look like a program's. */
  readonly isField: (name: string) => boolean
  /** The item's own grammar lacks something at its end. */
  readonly wants?: boolean
}

/**
 * The item with a physical line that goes on with it, as it may have read before it was broken, the likeliest first; none
 * when the line stands elsewhere, has a clock of its own or begins like a message.
 */
export function continueItem(item: TextItem, line: LogLine, rule: ContinuationRule): readonly TextItem[] {
  const {isField, wants = UNFINISHED.test(item.text)} = rule
  if (!goesOn(item, line, isField, wants)) return []
  const last = item.lines.at(-1) ?? item.lines[0]
  const lines: TextItem['lines'] = [...item.lines, line]
  if (item.text.endsWith('=')) return [{text: `${item.text.slice(0, -1)}${line.text}`, lines}]
  return gluesOf(last.raw).map(glue => ({text: `${item.text.trimEnd()}${glue}${line.text.trim()}`, lines}))
}

/** The lines of items as proof, those that were joined below them included, in file order. */
export const evidenceOf = (items: readonly TextItem[]): readonly EvidenceLine[] =>
  sortEvidence(items.flatMap(({lines}) => lines.flatMap(quoteLines)))

/** Whether the input ended inside the item, whose last word may then be cut. */
export const isCut = ({lines}: TextItem): boolean => {
  const last = lines.at(-1)
  return last !== undefined && endsInsideWord(last)
}
