/** `\[`, `\_`: escapes of the markup of bug trackers. Undone only where what no log escapes is escaped. */
const MARKUP_ESCAPE = /\\([[\]_*#<>|`~{}()!+.\\-])/g
const IS_ESCAPED = /\\[[\]_#<>|*]/

/** `> > `: quote marks of mails and chats, in front of something. */
const QUOTE_MARKS = /^ {0,3}(?:> ?)+/

const ENTITY = /&(lt|gt|amp|quot|apos|nbsp|#\d{1,5});/g
const ENTITIES: Readonly<Record<string, string>> = {lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' '}

/** `=C3=A9`: bytes of a quoted-printable text (RFC 2045, 6.7). */
const QUOTED_BYTES = /(?:=[0-9A-F]{2})+/g

/** Tags of web pages around text; what ends a line there ends one here. */
const TAG =
  /<(\/?)(br|p|pre|div|span|code|tt|samp|kbd|li|ul|ol|td|tr|table|tbody|font|strong|em|blockquote|body|html)(?: [^<>]{0,512})?\/?>/gi
const ENDS_LINE = /^(?:br|p|pre|div|li|tr|blockquote)$/i

/** Macros of issue trackers and fences of chats at a line's beginning and end. */
const OPENING_MACRO = /^\s*(?:\{(?:noformat|code|quote|panel)(?::[^}\n]{0,128})?\}|`{3}(?!\w*$)|\{\{(?=.*\}\}$))/
const CLOSING_MACRO = /(?:\{(?:noformat|code|quote|panel)\}|`{3}|\}\})\s*$/

/** A line set as code by itself. */
const INLINE_CODE = /^(\s*)`([^`]+)`$/

/** Blanks that do not break, as web pages and word processors write them. */
const FIRM_BLANK = /\u00a0/g

const entity = (whole: string, name: string): string =>
  name.startsWith('#') ? String.fromCharCode(Number(name.slice(1))) : (ENTITIES[name] ?? whole)

const quotedBytes = (run: string): string =>
  new TextDecoder().decode(Uint8Array.from(run.slice(1).split('='), code => Number.parseInt(code, 16)))

/** Text with its `=3D` decoded, bytes of a character together. */
export const decodeQuotedBytes = (text: string): string => text.replace(QUOTED_BYTES, quotedBytes)

const untagged = (text: string): string =>
  text.replace(TAG, (_, closing: string, name: string) =>
    ENDS_LINE.test(name) && (closing !== '' || /^br$/i.test(name)) ? '\n' : '',
  )

const withoutMacros = (text: string): string => {
  const inner = text.replace(OPENING_MACRO, '')
  const isBraced = inner !== text && text.trimStart().startsWith('{{')
  return isBraced || !inner.endsWith('}}') ? inner.replace(CLOSING_MACRO, '') : inner
}

/** A line, or the lines a web page shows it as, before a mail, a bug tracker or a page wrote it its own way. */
export const unquoteText = (line: string, quotedPrintable: boolean): string => {
  let text = line.includes('>') ? line.replace(QUOTE_MARKS, '') : line
  if (quotedPrintable && text.includes('=')) text = decodeQuotedBytes(text)
  if (text.includes('</') || /<[bdlp]/i.test(text)) text = untagged(text)
  if (text.includes('{') || text.includes('```')) text = withoutMacros(text)
  if (text.endsWith('`')) text = text.replace(INLINE_CODE, '$1$2')
  if (text.includes('\u00a0')) text = text.replace(FIRM_BLANK, ' ')
  if (text.includes('\\') && IS_ESCAPED.test(text)) text = text.replace(MARKUP_ESCAPE, '$1')
  return text.includes('&') ? text.replace(ENTITY, entity) : text
}
