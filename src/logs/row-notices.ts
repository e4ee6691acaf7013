import type {NoticeFolder} from './fold-notices.js'
import type {SourcePosition} from './log-line.js'
import type {Row} from './row.js'

const REPLACEMENT = '\ufffd'
const REPLACEMENT_BYTES = Uint8Array.of(0xef, 0xbf, 0xbd)

/** Whether decoding put in U+FFFD that the bytes do not hold. */
const wasReplaced = (text: string, bytes: Uint8Array): boolean =>
  text.includes(REPLACEMENT) && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(REPLACEMENT_BYTES) < 0

/** Notes that a row is only a piece of its line, or has holes. */
export const noteRow = (row: Row, position: SourcePosition, notices: NoticeFolder): void => {
  if (row.piece)
    notices.add(
      'line-too-long',
      'A line is longer than 64 KiB and was read in pieces: a record that lies across two of them may be incomplete.',
      position,
    )
  if (row.bytes.indexOf(0) >= 0)
    notices.add(
      'nul-bytes',
      'NUL bytes were passed over. After a crash they stand where text did not reach the disk: something may be missing there.',
      position,
    )
}

const REPEATED = /(?:last message|message) repeated \d{1,9} times/

/** Notes that a logger wrote a message about errors once for many. */
export const noteRepeats = (
  raw: string,
  isAboutErrors: boolean,
  position: SourcePosition,
  notices: NoticeFolder,
): void => {
  if (isAboutErrors && raw.includes(' repeated ') && REPEATED.test(raw))
    notices.add(
      'messages-repeated',
      'The logger wrote “message repeated … times” in place of messages about errors: how many there were is a lower bound.',
      position,
    )
}

/** Notes that a text is no UTF-8. */
export const noteText = (text: string, bytes: Uint8Array, position: SourcePosition, notices: NoticeFolder): void => {
  if (wasReplaced(text, bytes))
    notices.add('bad-utf8', 'Bytes that are no UTF-8 were replaced by U+FFFD; the text around them counts.', position)
}
