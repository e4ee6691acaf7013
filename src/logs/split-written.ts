/** What follows a written-out newline when it is one: a stamp, a level, a syslog header, or the line's end. */
const SURELY_NEXT =
  /\\n(?=\s*(?:<\d|\[ {0,8}\d+\.\d|\[[A-Z][a-z]{2} |\d{10}\.\d{6} |[A-Z][a-z]{2} [ \d]\d \d\d:|\d{4}-\d\d-\d\d[T ])|\s*"?$)/

const ENDS = /(?:(?:\\r)?\\n)+$/

const WRITTEN_BREAK = /(?:\\r)?\\n/g

/** Source code writes newlines too, at the end of formats. */
const CODE = /%[-#0 ]*\d*[a-zA-Z].*\\n"\s*[,)]/

/** JSON is taken apart by its envelope. */
const isJson = (line: string): boolean => {
  if (!/^[[,]?\s*\{"/.test(line) || !/\}\s*[,\]]*$/.test(line)) return false
  try {
    JSON.parse(line.replace(/^[[,]\s*|\s*[,\]]+$/g, ''))
    return true
  } catch {
    return false
  }
}

/** Written-out newlines of which there must be two, where nothing behind one says that it is one. */
const FEWEST = 2

/** Lines joined by a written-out `\n` (a string copied out of JSON or a program), apart again, `\t` undone with them. */
export const splitWritten = (text: string): readonly string[] => {
  const shown = text.includes('\n') ? text.split('\n').filter(line => line.trim() !== '') : [text]
  const lines = shown.length > 0 ? shown : ['']
  return lines.flatMap(line => {
    const breaks = line.includes('\\n') ? (line.match(WRITTEN_BREAK)?.length ?? 0) : 0
    if (breaks === 0 || CODE.test(line) || (breaks < FEWEST && !SURELY_NEXT.test(line)) || isJson(line)) return [line]
    return line
      .replace(ENDS, '')
      .split(WRITTEN_BREAK)
      .map(one => one.replaceAll('\\t', '\t').replaceAll('\\"', '"'))
  })
}
