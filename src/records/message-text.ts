/**
 * Where messages begin inside a line whose wrapper was taken off: consoles glue prompts, quote marks and several stamped
 * messages together, and text copied through web pages keeps their escapes.
 */

/** `[   70.955047] ` or `[   70.955047][ T123] ` in the middle of a line: a kernel message starts behind it. */
const KERNEL_STAMP = /(?:<\d{1,3}>)?\[ {0,6}\d{1,7}\.\d{6}\](?:\[ *[TC]\d+\])? ?/

/** `\[`, `\_`: escapes of the markup language that bug trackers use. */
const MARKUP_ESCAPE = /\\([[\]_*#<>|])/g

/** Quote marks of mails and chats. */
const QUOTE_MARKS = /^(?:[>|] ?)+/

/** `<4>`; `4,1186,51910621,-;` of /dev/kmsg; `kernel:` left by an unknown wrapper, with a date or host before it; `[ma mrt 21 17:17:00 2022]` of `dmesg -T`. */
const WRAPPER_LEFTOVER =
  /^(?:<\d{1,3}>|\d{1,3},\d+,\d+,[-c+][^;]{0,60};|(?:(?:[A-Za-z]{2,5}[.,]? {1,2}){0,2}\d[\w.:,+/-]{0,40}(?: [\w.:,+/-]{1,60}){0,4} |[\w.-]{1,64} )?kernel:|\[[^\]]{0,24}\d\d:\d\d:\d\d[^\]]{0,12}\]|\[ {0,6}\d{1,7}\.\d{1,6}\](?:\[ *[TC]\d+\])?)\s*/

/** The handler's own prefix in the middle of a line, unless somebody quotes it: messages run together. */
const GLUED_PREFIX = /(?<=[^\s"'`\u2018\u201c(]\s?)(?<!\b[a-z]+ )(?=(?:mce|core): \[Hardware Error\]: )/

const unescapeMarkup = (text: string): string => (text.includes('\\[') ? text.replace(MARKUP_ESCAPE, '$1') : text)

const dropLeftovers = (text: string): string => {
  let rest = text.trimStart().replace(QUOTE_MARKS, '').trimStart()
  for (let times = 0; times < 4; times++) {
    const shorter = rest.replace(WRAPPER_LEFTOVER, '')
    if (shorter === rest) return rest
    rest = shorter
  }
  return rest
}

/** A line that may be more or less than one message: it holds a stamp, a mark, an escape or a second prefix. */
const WORTH_A_LOOK = /^[\s<>|\d]|\\\[|\[ {0,6}\d|^\[[^H]|kernel:|\s(?:mce|core): \[Hardware/

const splitMessages = (text: string): readonly string[] =>
  unescapeMarkup(text)
    .split(KERNEL_STAMP)
    .flatMap(piece => piece.split(GLUED_PREFIX))
    .map(dropLeftovers)
    .filter(message => message !== '')

/** The messages of a line, left to right, each from its first word: usually the line itself. */
export const messagesIn = (text: string): readonly string[] =>
  WORTH_A_LOOK.test(text) ? splitMessages(text) : text === '' ? [] : [text]

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
