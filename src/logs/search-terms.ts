/** What markup escapes in text that went through a bug tracker: `\[Hardware Error\]`, `MC5\_STATUS`. */
const ESCAPED_ALWAYS = /[[\]]/g
const ESCAPED_OFTEN = /[[\]_*#<>|]/g

/** Where journalctl writes a message as an array of its bytes: what stands in it is known once it is decoded. */
export const BYTE_ARRAY = '"MESSAGE":['

/**
 * The byte strings to look for: every literal, and as text looks whose escapes were not undone yet. Literals too short
 * to be looked for are a mistake of their dialect.
 */
export const searchTerms = (literals: readonly string[]): readonly string[] => [
  ...new Set([
    BYTE_ARRAY,
    ...literals.flatMap(literal => [
      literal,
      literal.replace(ESCAPED_ALWAYS, '\\$&'),
      literal.replace(ESCAPED_OFTEN, '\\$&'),
      literal.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
      literal.replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
      literal.replaceAll('"', '\\"'),
      literal.replaceAll('=', '=3D'),
      literal.replaceAll('  ', '&nbsp; '),
      literal.replaceAll(' ', '\u00a0'),
    ]),
  ]),
]
