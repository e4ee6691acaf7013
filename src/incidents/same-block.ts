import type {CperRecord} from '../records/hardware-error-record.js'
import {linesBetween, ONE_EVENT_LINES} from './nearness.js'
import type {Telling} from './telling.js'

const BLOCK = /\{(\d+)\}\[?Hardware/

const blockOf = (record: CperRecord): string | undefined => record.evidence.at(-1)?.text.match(BLOCK)?.[1]

/** Trace events and rows of a daemon's list are one event a line, however alike two neighbours are. */
const isPrintedInBlocks = ({reporter, dialect}: CperRecord): boolean =>
  reporter !== 'trace' && dialect !== 'ras-trace' && dialect !== 'ras-mc-ctl' && dialect !== 'rasdaemon-database'

/** Sections of one CPER block: same number in braces, or no number and following lines. */
export function sameBlock(a: Telling, b: Telling): boolean {
  if (a.record.kind !== 'cper' || b.record.kind !== 'cper' || a.input !== b.input) return false
  if (!isPrintedInBlocks(a.record) || !isPrintedInBlocks(b.record)) return false
  const [left, right] = [blockOf(a.record), blockOf(b.record)]
  if (left !== right || linesBetween(a, b) > ONE_EVENT_LINES) return false
  return left !== undefined || linesBetween(a, b) <= 1
}
