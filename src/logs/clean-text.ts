const ESCAPE = '\u001b'

/**
 * Terminal control (ECMA-48): `ESC [ … letter`, `ESC ] … BEL`, other two-byte escapes; and the same as programs write it
 * out: `^[[0m` of `cat -v`, `#033[0m` of syslog daemons.
 */
const CONTROL_SEQUENCE =
  /(?:\u001b|\^\[|#033)\[[0-?]{0,32}[ -/]{0,4}[@-~]|\u001b\][^\u0007\u001b]{0,256}(?:\u0007|\u001b\\)|\u001b[ -/]{0,2}[0-~]/g

/** Other control characters, but for the tab. */
const CONTROL = /[\0-\u0008\u000a-\u001f\u007f]/g

const HOLDS_CONTROL = /[\0-\u0008\u000a-\u001f\u007f]/

/** CR and tab as syslog daemons write them out. */
const WRITTEN_CRS = ['#015', '^M']
const WRITTEN_TAB = /#011/g

/** Written-out carriage returns and blanks at the end, taken off in one pass. */
const trimWritten = (text: string): string => {
  let end = text.length
  for (;;) {
    const written = WRITTEN_CRS.find(mark => text.endsWith(mark, end))
    if (written === undefined) return text.slice(0, end).trimEnd()
    end -= written.length
  }
}

/** A line without what only a terminal reads, written-out control characters undone, blanks at its end trimmed. */
export const cleanText = (line: string): string => {
  const marked = line.includes(ESCAPE) || line.includes('^[[') || line.includes('#033')
  let text = marked ? line.replace(CONTROL_SEQUENCE, '') : line
  if (HOLDS_CONTROL.test(text)) text = text.replace(CONTROL, '')
  text = trimWritten(text.trimEnd())
  return text.includes('#011') ? text.replace(WRITTEN_TAB, '\t') : text
}
