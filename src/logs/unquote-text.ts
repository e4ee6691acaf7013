/** `\[`, `\_`: escapes of the markup of bug trackers. Undone only where a bracket is escaped, which no log does. */
const MARKUP_ESCAPE = /\\([[\]_*#<>|`~{}()!+.-])/g

/** `> > `: quote marks of mails and chats, in front of something. */
const QUOTE_MARKS = /^ {0,3}(?:> ?)+(?=.)/

const ENTITY = /&(lt|gt|amp|quot|apos|nbsp|#\d{1,5});/g
const ENTITIES: Readonly<Record<string, string>> = {lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' '}

/** `=C3=A9`: bytes of a quoted-printable text (RFC 2045, 6.7). */
const QUOTED_BYTES = /(?:=[0-9A-F]{2})+/g

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

/** A line as it was before a mail, a bug tracker or a web page wrote it its own way. */
export const unquoteText = (line: string, quotedPrintable: boolean): string => {
  let text = line.includes('>') ? line.replace(QUOTE_MARKS, '') : line
  if (quotedPrintable && text.includes('=')) text = decodeQuotedBytes(text)
  if (text.endsWith('`')) text = text.replace(INLINE_CODE, '$1$2')
  if (text.includes('\u00a0')) text = text.replace(FIRM_BLANK, ' ')
  if (text.includes('\\[') || text.includes('\\]')) text = text.replace(MARKUP_ESCAPE, '$1')
  return text.includes('&') ? text.replace(ENTITY, entity) : text
}
