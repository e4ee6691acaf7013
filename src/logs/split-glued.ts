/** One of several stamped texts on a physical line. */
export interface GluedPart {
  readonly text: string
  /** Index of its first character. */
  readonly at: number
}

/**
 * Where a stamped line begins behind something that lost its newline: `login: [  123.456789] mce: …`,
 * `…done.Nov 23 04:12:09 db7 kernel: …`. Only stamps that nothing but a logger writes: six decimals, or `kernel:` behind.
 */
const LATER_STAMP =
  /(?:<\d{1,3}>)?\[ {0,6}\d{1,7}\.\d{6}\](?= |\[)|(?:<\d{1,3}>)?[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \S{1,64} kernel: |\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S{0,20} \S{1,64} kernel: /g

const MARKS = /["`\u201c\u201d]/g

/** Those of the places that do not stand inside quotation marks: there a stamp is quoted, not written. */
const unquoted = (text: string, places: readonly number[]): readonly number[] => {
  let marks = 0
  let counted = 0
  return places.filter(at => {
    marks += text.slice(counted, at).match(MARKS)?.length ?? 0
    counted = at
    return marks % 2 === 0
  })
}

/** A quick look: most messages hold no stamp at all. */
const mayHoldStamp = (message: string): boolean =>
  message.includes('] ') || message.includes('][') || message.includes(' kernel: ')

/** A message taken apart where further stamped lines begin in it; the message itself when there are none. */
export const splitGlued = (message: string): readonly GluedPart[] => {
  if (!mayHoldStamp(message)) return [{at: 0, text: message}]
  const starts = [...message.matchAll(LATER_STAMP)].map(match => match.index)
  const inner = unquoted(message, starts).filter(at => at > 0)
  return [0, ...inner].map((at, index) => ({at, text: message.slice(at, inner[index])}))
}
