const [FIRST_PRINTABLE, LAST_PRINTABLE] = [0x20, 0x7e]

/** With these pages, mails, trackers and daemons write what they do not write as it is: `&lt;`, `> `, `\[`, `#015`, `^M`. */
const MARKS = '<>&{`\\#^'

const isPlain = Uint8Array.from({length: 256}, (_, byte) =>
  byte >= FIRST_PRINTABLE && byte <= LAST_PRINTABLE && !MARKS.includes(String.fromCharCode(byte)) ? 1 : 0,
)

/**
 * The text of bytes that read as they stand, as most lines of logs do: printable ASCII without marks that something was
 * written another way, nothing at the end to be trimmed. Undefined for all others, which have to be looked at closely.
 */
export const plainTextOf = (bytes: Uint8Array): string | undefined => {
  if (bytes.length === 0 || bytes[bytes.length - 1] === FIRST_PRINTABLE) return undefined
  for (let at = 0; at < bytes.length; at += 1) if (isPlain[bytes[at] ?? 0] === 0) return undefined
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}
