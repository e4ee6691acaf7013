/**
 * Where messages begin inside a line whose wrapper was taken off: consoles glue prompts, quote marks and several stamped
 * messages together, and text copied through web pages keeps their escapes.
 */

/**
 * Where a message starts inside a line: behind `[   70.955047] ` or `[   70.955047][ T123] `, and at the handler's own
 * prefix, messages run together.
 */
const START =
  /(?:<\d{1,3}>)?\[ {0,6}\d{1,7}\.\d{6} ?\](?:\[ *[TC]\d+\])? ?|(?<=\S\s?)(?<!\b(?!logged )[a-z]+ )(?=(?:mce|core): \[Hardware Error\]: )/g

/** Quotation marks, apostrophes inside words excluded. */
const QUOTATION = /["`\u201c\u201d]|(?<!\w)'|'(?!\w)/g

/** The starts that do not stand inside quotation marks. */
const unquoted = (text: string, starts: readonly RegExpExecArray[]): readonly RegExpExecArray[] => {
  let marks = 0
  let counted = 0
  return starts.filter(({index}) => {
    marks += text.slice(counted, index).match(QUOTATION)?.length ?? 0
    counted = index
    return marks % 2 === 0
  })
}

/** `\[`, `\_`: escapes of the markup language that bug trackers use. */
const MARKUP_ESCAPE = /\\([[\]_*#<>|])/g

/** Quote marks of mails and chats. */
const QUOTE_MARKS = /^(?:[>|] ?)+/

/** `<4>`; `4,1186,51910621,-;` of /dev/kmsg; `kernel:` left by an unknown wrapper, with a date or host before it; `[ma mrt 21 17:17:00 2022]` of `dmesg -T`, also behind `node7:`; `[...]` where a writer left the stamp out. */
const WRAPPER_LEFTOVER =
  /^(?:<\d{1,3}>|\[\.{3}\]|[\w.-]{1,64}:(?=\[[A-Z][a-z]{2} [A-Z][a-z]{2} )|\d{1,3},\d+,\d+,[-c+][^;]{0,60};|(?:(?:[A-Za-z]{2,5}[.,]? {1,2}){0,2}\d[\w.:,+/-]{0,40}(?: [\w.:,+/-]{1,60}){0,4} |[\w.-]{1,64} )?kernel:|\[[^\]]{0,24}\d\d:\d\d:\d\d[^\]]{0,12}\]|\[ {0,6}\d{1,7}\.\d{1,6} ?\](?:\[ *[TC]\d+\])?|\[[A-Z]{4,10}\])\s*/

const unescapeMarkup = (text: string): string => (text.includes('\\[') ? text.replace(MARKUP_ESCAPE, '$1') : text)

/** A line without the quote marks of the mail it stands in. */
export const dropQuoteMarks = (text: string): string => text.trimStart().replace(QUOTE_MARKS, '').trimStart()

const dropLeftovers = (text: string): string => {
  let rest = dropQuoteMarks(text)
  for (let times = 0; times < 4; times++) {
    const shorter = rest.replace(WRAPPER_LEFTOVER, '')
    if (shorter === rest) return rest
    rest = shorter
  }
  return rest
}

/** A line that may be more or less than one message: it holds a stamp, a mark, an escape or a second prefix. */
const WORTH_A_LOOK = /^[\s<>|\d]|\\\[|\[ {0,6}\d|^\[[^H]|^[\w.-]{1,64}:\[[A-Z]|kernel:|\s(?:mce|core): \[Hardware/

const splitMessages = (text: string): readonly string[] => {
  const plain = unescapeMarkup(text)
  const starts = unquoted(plain, [...plain.matchAll(START)])
  const ends = [...starts.map(match => match.index), plain.length]
  const begins = [0, ...starts.map(match => match.index + match[0].length)]
  return begins.map((begin, index) => dropLeftovers(plain.slice(begin, ends[index]))).filter(message => message !== '')
}

/** The last text that was asked about: several dialects ask about the same line, one behind the other. */
let last: {readonly text: string; readonly messages: readonly string[]} = {text: '', messages: []}

/** The messages of a line, left to right, each from its first word: usually the line itself. */
export const messagesIn = (text: string): readonly string[] => {
  if (text === '') return []
  if (text !== last.text) last = {text, messages: WORTH_A_LOOK.test(text) ? splitMessages(text) : [text]}
  return last.messages
}

/**
 * `mce: [Hardware Error]: `, `core: [Hardware Error]: ` (4.18), `[Hardware Error]: ` (el6, AMD), `mce: ` alone. A
 * firmware record's `{1}[Hardware Error]: ` is not among them: its number belongs to the record.
 */
const HARDWARE_PREFIX = /^(?:(?:mce|core|MCE): *)?(?:\[?[Hh]ardware [Ee]rror\]?: *)?/

/** A message without the handler's prefix, and whether it wore one (`mce: ` alone counts). */
export const dropHardwarePrefix = (message: string): {readonly body: string; readonly prefixed: boolean} => {
  const length = HARDWARE_PREFIX.exec(message)?.[0].length ?? 0
  return {body: message.slice(length), prefixed: length > 0}
}
