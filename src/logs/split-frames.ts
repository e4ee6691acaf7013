/** A syslog frame behind its length in bytes (RFC 6587, 3.4.1). */
const COUNT = /^(\d{1,5}) (?=<\d{1,3}>1 )/

/** Frames that stand one behind the other without a newline, apart; the text itself when it is none. */
export const splitFrames = (text: string): readonly string[] => {
  const frames: string[] = []
  let rest = text
  for (let match = COUNT.exec(rest); match; match = COUNT.exec(rest)) {
    const bytes = Buffer.from(rest.slice(match[0].length))
    const frame = bytes.subarray(0, Number(match[1])).toString()
    frames.push(frame)
    rest = rest.slice(match[0].length + frame.length)
  }
  return rest === '' && frames.length > 0 ? frames : [...frames, rest]
}
