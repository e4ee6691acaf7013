import type {ParseNotice} from '../logs/parse-notice.js'
import type {EvidenceLine} from './hardware-error-record.js'

/** Characters of log text that a message quotes. */
const QUOTED = 160

const short = (text: string): string => (text.length <= QUOTED ? text : `${text.slice(0, QUOTED)}…`)

/** Notices all dialects share; `what` names the record, `CPU 3 bank 8`. */
const noticeOf =
  (code: string, message: (what: string) => string) =>
  (what: string, evidence: readonly EvidenceLine[]): ParseNotice => ({
    code,
    message: message(short(what)),
    positions: evidence.map(line => line.position),
  })

/** The record has parts that the log does not show. */
export const recordTruncated = noticeOf(
  'record-truncated',
  what => `The record of ${what} is incomplete: the log ended, was cut or moved on before it was whole.`,
)

/** Fields were printed whose first line is not in the log. */
export const recordHeadless = noticeOf(
  'record-headless',
  what => `The head of a record is missing (${what}): its status is unknown.`,
)

/** A value has too few digits, was trimmed with dots or mistyped; it is left out, not read as a smaller number. */
export const valueTruncated = noticeOf(
  'value-truncated',
  what => `A value was cut, trimmed or mistyped and is left out: ${what}.`,
)

/** Lines of several records stood between each other and carried no CPU. */
export const recordsInterleaved = noticeOf(
  'records-interleaved',
  what =>
    `Lines of several records are woven into each other (${what}); lines without a CPU number were joined in printing order.`,
)

/** Words inside a record's line that are no part of a record. */
export const textUnread = noticeOf('text-unread', what => `Text inside a record was not understood: ${what}`)
