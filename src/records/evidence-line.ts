import type {LogLine} from '../logs/log-line.js'
import type {EvidenceLine} from './hardware-error-record.js'

/** Characters of a raw line kept as proof; longer lines are cut, their position still leads to the rest. */
export const EVIDENCE_CHARACTERS = 400

/** The line as proof: its position and the head of its raw text. */
export const quoteLine = (line: LogLine): EvidenceLine => ({
  position: line.position,
  text: line.raw.slice(0, EVIDENCE_CHARACTERS),
})

/** Proof in file order, each line once, however many parts of a record were read from it. */
export const sortEvidence = (lines: readonly EvidenceLine[]): readonly EvidenceLine[] => {
  const byOffset = new Map(lines.map(line => [`${line.position.line}:${line.position.byteOffset}`, line]))
  return [...byOffset.values()].sort(
    (a, b) => a.position.byteOffset - b.position.byteOffset || a.position.line - b.position.line,
  )
}
