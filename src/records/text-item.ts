import type {LogLine} from '../logs/log-line.js'
import {EVIDENCE_CHARACTERS, endsInsideWord, quoteLine, sortEvidence} from './evidence-line.js'
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
const SCREEN_COLUMNS: ReadonlySet<number> = new Set([79, 80])

/** Beginnings of a message of its own. */
const OWN_BEGINNING =
  /^(?:\{\d+\}|\[|<\d|-{3}|#\d|=>|(?:EDAC|mce|core|BERT|GHES|ERST|HEST|ACPI|Memory failure|Kernel panic|Internal error|CPU|Call Trace|RIP)\b[^_(]|Code: (?:[0-9a-f]{2} |<)|Message from )/i

/** A program's or driver's name in front of its message; fields of a record carry such names too. */
const NAMED = /^[\w./-]{1,32}(?:\[\d+\])?: /

/** Ends that want more. */
const UNFINISHED = /[:,=]$/

const glueOf = (raw: string): string => (SCREEN_COLUMNS.has(raw.length) && !/\s$/.test(raw) ? '' : ' ')

/**
 * The item with a physical line that goes on with it; undefined when the line stands elsewhere, has a clock of its own or
 * begins like a message. `isField` knows names that may begin a continuation although they look like a program's; `wants`
 * says that the item's own grammar lacks something at its end.
 */
export function continueItem(
  item: TextItem,
  line: LogLine,
  isField: (name: string) => boolean,
  wants = UNFINISHED.test(item.text),
): TextItem | undefined {
  const last = item.lines.at(-1) ?? item.lines[0]
  const next = line.text.trim()
  const isBelow =
    line.position.line === last.position.line + 1 && !line.afterGap && last.position.input === line.position.input
  if (!isBelow || next === '' || line.envelope.time.basis !== 'none' || item.lines.length >= MOST_LINES)
    return undefined
  const name = NAMED.exec(next)?.[0].replace(/(?:\[\d+\])?: $/, '')
  if (OWN_BEGINNING.test(next) || (name !== undefined && !wants && !isField(name))) return undefined
  if (last.raw.trimEnd().length < FEWEST_COLUMNS && !wants) return undefined
  const soft = item.text.endsWith('=')
  const text = soft ? `${item.text.slice(0, -1)}${line.text}` : `${item.text.trimEnd()}${glueOf(last.raw)}${next}`
  return {text, lines: [...item.lines, line]}
}

/** The lines of items as proof, those that were joined below them included, in file order. */
export const evidenceOf = (items: readonly TextItem[]): readonly EvidenceLine[] =>
  sortEvidence(
    items.flatMap(({lines}) =>
      lines.flatMap(line => [
        quoteLine(line),
        ...(line.joined ?? []).map(({position, raw}) => ({position, text: raw.slice(0, EVIDENCE_CHARACTERS)})),
      ]),
    ),
  )

/** Whether the input ended inside the item, whose last word may then be cut. */
export const isCut = ({lines}: TextItem): boolean => {
  const last = lines.at(-1)
  return last !== undefined && endsInsideWord(last)
}
