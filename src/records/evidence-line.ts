import type {LogLine} from '../logs/log-line.js'
import type {EvidenceLine} from './hardware-error-record.js'

/** Characters of a raw line kept as proof; longer lines are cut, their position still leads to the rest. */
export const EVIDENCE_CHARACTERS = 400

const quote = ({position, raw}: Pick<LogLine, 'position' | 'raw'>): EvidenceLine => ({
  position,
  text: raw.slice(0, EVIDENCE_CHARACTERS),
})

/** The line as proof, its position and the head of its raw text, with the physical lines below it whose text is part of its own. */
export const quoteLines = (line: LogLine): readonly EvidenceLine[] => [quote(line), ...(line.joined ?? []).map(quote)]

/** Whether the input ended inside this line's last word, which may then lack characters. */
export const endsInsideWord = (line: LogLine): boolean => line.unterminated === true && !/\s$/.test(line.raw)

const isBefore = (a: EvidenceLine, b: EvidenceLine): boolean =>
  a.position.line < b.position.line ||
  (a.position.line === b.position.line && a.position.byteOffset < b.position.byteOffset)

/** As nearly all of it is: in file order, nothing twice. */
function isSorted(lines: readonly EvidenceLine[]): boolean {
  let before: EvidenceLine | undefined
  for (const line of lines) {
    if (before !== undefined && !isBefore(before, line)) return false
    before = line
  }
  return true
}

/** Proof in file order, each line once, however many parts of a record were read from it. */
export const sortEvidence = (lines: readonly EvidenceLine[]): readonly EvidenceLine[] =>
  isSorted(lines)
    ? [...lines]
    : lines
        .toSorted((a, b) => (isBefore(a, b) ? -1 : isBefore(b, a) ? 1 : 0))
        .filter((line, index, sorted) => {
          const before = sorted[index - 1]
          return before === undefined || isBefore(before, line)
        })
