import {cleanText} from './clean-text.js'
import {unquoteText} from './unquote-text.js'

/** Takes off what an editor, a search or a terminal put in front of every line of a text. */
export type Margin = (line: string) => string

/** A line as it may stand behind a margin. */
interface Marked {
  readonly text: string
  readonly number?: number
  /** What must be the same on every line: a file, a container, a column. */
  readonly name?: string
}

/** One kind of margin. */
interface MarginKind {
  readonly read: (line: string) => Marked | undefined
  /** Whether the marked lines, in order, are a margin's rather than a coincidence. */
  readonly fits: (marked: readonly Marked[]) => boolean
}

/** Fewer lines tell nothing. */
const FEWEST = 2

const numbersOf = (marked: readonly Marked[]): readonly number[] => marked.flatMap(({number}) => number ?? [])

const rises = (marked: readonly Marked[]): boolean =>
  numbersOf(marked).every((number, index, all) => index === 0 || number > (all[index - 1] ?? 0))

const counts = (marked: readonly Marked[]): boolean =>
  rises(marked) && numbersOf(marked).every((number, index, all) => number === (all[0] ?? 0) + index)

const sameName = (marked: readonly Marked[]): boolean => new Set(marked.map(({name}) => name)).size === 1

const always = (): boolean => true

const byPattern =
  (pattern: RegExp) =>
  (line: string): Marked | undefined => {
    const match = pattern.exec(line)
    if (!match) return undefined
    const {number, name} = match.groups ?? {}
    return {
      text: line.slice(match[0].length),
      ...(number === undefined ? {} : {number: Number(number)}),
      ...(name === undefined ? {} : {name}),
    }
  }

/** A file under some folder, or with a log's name; the kernel's own files are no logs. */
const FILE = String.raw`(?!\/(?:sys|proc)\/)(?:\.{0,2}\/)?(?:[\w.@+-]{1,255}\/){0,32}(?:[\w.@+-]{1,200}\.(?:log|txt|out|gz|xz|\d{1,3})(?:[.-]\w{1,16}){0,3}|(?:messages|syslog|dmesg|kern|warn|mcelog|console)(?:[.-][\w.-]{1,64})?)`

/** Numbers in a column of their own; what goes on with a bar is a table that counts its rows. */
const readColumn = (line: string): Marked | undefined => {
  const [whole, number] = /^(?= \S| {2})([ \d]{2,7}\d|[ \d]{6}\d)(?: (?! *\|)|$)/.exec(line) ?? []
  if (whole === undefined || number === undefined || !/^ *\d+$/.test(number)) return undefined
  return {text: line.slice(whole.length), number: Number(number), name: String(number.length)}
}

/** CloudWatch's `aws logs tail`: time, stream, message. The time stays; `name` says whether a syslog tag follows. */
const STREAM =
  /^(\d{4}-\d\d-\d\dT[\d:.]{8,18}(?:Z|[+-]\d\d:?\d\d) )((?=\S*[\d/])[\w./-]{3,128})(?: |$)(?=(?:[\w./-]{1,64}(?:\[\d+\])?:( |$))?)/

const KINDS: readonly MarginKind[] = [
  // `cat -n`, `nl`: every line, one by one; `less -N`, editors: in a column.
  {read: byPattern(/^ {0,8}(?<number>\d{1,7})(?:\t|$)/), fits: counts},
  {read: readColumn, fits: marked => counts(marked) && sameName(marked)},
  // `grep -n`: lines that were found, and those around them.
  {read: byPattern(/^(?<number>\d{1,8})[:-](?!\d\d[:-])/), fits: rises},
  // `grep -r`, with and without numbers; a file's name is sure enough by itself.
  {read: byPattern(new RegExp(String.raw`^${FILE}[:-](?:\d{1,8}[:-](?!\d\d[:-]))?`)), fits: always},
  // Lines added in a diff, bars, bullets.
  {read: byPattern(/^\+ ?(?![+])/), fits: always},
  {read: byPattern(/^ {0,4}[|\u2502] ?/), fits: always},
  {read: byPattern(/^ {0,4}[*\u2022](?: |$)/), fits: always},
  // `docker compose logs`: a container's name before a bar.
  {read: byPattern(/^(?=[^|]*[a-z]{2})(?<name>[\w.-]{1,64}) {1,40}\|(?: |$)/), fits: sameName},
]

/** The stream behind the time on every line, where on some line no tag follows it: it is no host. */
const streamMargin = (lines: readonly string[]): Margin | undefined => {
  if (!STREAM.test(lines[0] ?? '')) return undefined
  const found = lines.map(line => STREAM.exec(line))
  const names = new Set(found.map(match => match?.[2]))
  const isStream = names.size === 1 && !names.has(undefined) && found.some(match => match?.[3] === undefined)
  return isStream ? line => line.replace(STREAM, '$1') : undefined
}

/** `ts` of moreutils: a time like syslog's, no host behind it; what stands there is the message's first word. */
const TS = /^([A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d)(?: (.*)|$)/

/** So few words may be hosts'; a word with a bracket or a colon behind it is none. */
const MOST_HOSTS = 2

/** Puts `-` where a host would stand, when the words there are too many to be hosts. */
const stampMargin = (lines: readonly string[]): Margin | undefined => {
  const behind = lines.map(line => TS.exec(line)).map(match => match && (match[2] ?? ''))
  const words = new Set(behind.map(text => text?.trimStart().split(' ', 1)[0]))
  const isTagged = behind.some(text => /^\S+ (?:kernel|[\w./-]+\[\d+\]): /.test(text ?? ''))
  const isNoHost = [...words].some(word => word !== undefined && /[^\w.:-]|:$/.test(word))
  if (behind.includes(null) || isTagged || (words.size <= MOST_HOSTS && !isNoHost)) return undefined
  return line => line.replace(TS, (_, stamp: string, text: string | undefined) => `${stamp} - ${text ?? ''}`)
}

/** Blanks in front of a text that is set as code by them. */
const CODE_INDENT = 4

const indentMargin = (lines: readonly string[]): Margin | undefined => {
  const indent = Math.min(...lines.map(line => line.length - line.trimStart().length))
  return indent >= CODE_INDENT ? line => line.slice(Math.min(indent, line.length - line.trimStart().length)) : undefined
}

const isWorn = ({read, fits}: MarginKind, lines: readonly string[]): boolean => {
  // All lines from the first with a margin on have one: most texts are told by their last.
  const last = lines.at(-1)
  if (last === undefined || read(last) === undefined) return false
  const marked = lines.map(read)
  const first = marked.findIndex(one => one !== undefined)
  const run = marked.slice(first).filter(one => one !== undefined)
  if (first < 0 || run.length < FEWEST || run.length < marked.length - first) return false
  return first <= run.length && fits(run)
}

/**
 * The margin of a text, by its first lines: one that all of them wear, but for an introduction above. Lines without it
 * further down stay as they are. Undefined when there is none.
 */
const chooseMargin = (lines: readonly string[]): Margin | undefined => {
  const full = lines.filter(line => line.trim() !== '' && line !== '--')
  const kind = KINDS.find(one => isWorn(one, full))
  if (kind) return line => kind.read(line)?.text ?? line
  return full.length < FEWEST ? undefined : (streamMargin(full) ?? stampMargin(full) ?? indentMargin(full))
}

/** Margins around one another: bars around what `grep` found. */
const MOST_MARGINS = 3

const chooseMargins = (lines: readonly string[], depth = 0): Margin => {
  const outer = depth < MOST_MARGINS ? chooseMargin(lines) : undefined
  if (!outer) return line => line
  const inner = chooseMargins(lines.map(outer), depth + 1)
  return line => inner(outer(line))
}

/** In a text whose every second line is blank: whether odd (1) or even (0) lines are; undefined elsewhere. */
const blankLines = (lines: readonly string[]): 0 | 1 | undefined => {
  const sides = [0, 1] as const
  return sides.find(side => {
    const blank = lines.filter((_, index) => (index + 1) % 2 === side)
    const full = lines.filter((line, index) => (index + 1) % 2 !== side && line !== '')
    return blank.length > FEWEST && blank.every(line => line === '') && full.length > blank.length / 2
  })
}

/** Stands with two blank lines around every message. */
const BROADCAST = /^(?:Message from |Broadcast message from )\S{1,32}@/

/** What a text's beginning tells of all its lines. */
export interface TextShape {
  readonly margin: Margin
  /** In a text whose every second line is blank: whether odd (1) or even (0) lines are. */
  readonly blank?: 0 | 1
  /** Rows to one that says something: 2 in a double-spaced text, 4 among broadcasts to terminals. */
  readonly rowsEach: number
}

/** The shape of the text that begins with these bytes. */
export const shapeOf = (head: Uint8Array): TextShape => {
  const rows = new TextDecoder().decode(head).split('\n')
  const lines = (rows.length > 1 ? rows.slice(0, -1) : rows).map(row => unquoteText(cleanText(row), false))
  const blank = blankLines(lines)
  const rowsEach = lines.some(line => BROADCAST.test(line)) ? 4 : blank === undefined ? 1 : 2
  return {margin: chooseMargins(lines), rowsEach, ...(blank === undefined ? {} : {blank})}
}
