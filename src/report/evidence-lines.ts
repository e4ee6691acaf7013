import type {SourcePosition} from '../logs/log-line.js'
import type {EvidenceLine} from '../records/hardware-error-record.js'
import type {Analysis} from './analysis.js'
import {byGravity} from './gravest.js'

/** Lines of one incident before the next one gets its share. */
const LINES_PER_INCIDENT = 60

/** Key of a position within an analysis; also the anchor of the line. */
export const positionKey = ({input, line, byteOffset}: SourcePosition): string => `${input}-${line}-${byteOffset}`

/** Log lines that prove something, in file order, and how many were left out. */
export interface GatheredEvidence {
  readonly lines: readonly EvidenceLine[]
  readonly omitted: number
}

const inFileOrder = (a: EvidenceLine, b: EvidenceLine): number =>
  a.position.input - b.position.input ||
  a.position.line - b.position.line ||
  a.position.byteOffset - b.position.byteOffset

const linesOf = (source: {
  readonly errors: readonly {readonly evidence: readonly EvidenceLine[]}[]
  readonly evidence: readonly EvidenceLine[]
}): readonly EvidenceLine[] => [...source.evidence, ...source.errors.flatMap(error => error.evidence)]

/**
 * At most `limit` lines of an analysis, every line once: first the gravest incidents’, each at most its share; then, when
 * `fill`, what is left.
 */
export function gatherEvidence(
  analysis: Pick<Analysis, 'incidents' | 'errors'>,
  limit: number,
  fill = true,
): GatheredEvidence {
  const all = new Map<string, EvidenceLine>()
  const add = (line: EvidenceLine) => {
    const key = positionKey(line.position)
    if (!all.has(key)) all.set(key, line)
  }
  const groups = byGravity(analysis.incidents).map(linesOf)
  for (const lines of groups) for (const line of lines.slice(0, LINES_PER_INCIDENT)) add(line)
  const shared = groups.length === 0 ? limit : all.size
  for (const lines of groups) for (const line of lines.slice(LINES_PER_INCIDENT)) add(line)
  for (const error of analysis.errors) for (const line of error.evidence) add(line)
  const kept = [...all.values()].slice(0, fill ? limit : Math.min(limit, shared))
  return {lines: kept.sort(inFileOrder), omitted: all.size - kept.length}
}
