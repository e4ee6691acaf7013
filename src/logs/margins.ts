/** Takes off what an editor, a search or a terminal put in front of every line of a text. */
export type Margin = (line: string) => string

/** A line as it may stand behind a margin, and the number in it where there is one. */
interface Marked {
  readonly text: string
  readonly number?: number
  /** What must be the same on every line: a file, a container. */
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

const counts = (marked: readonly Marked[]): boolean =>
  numbersOf(marked).every((number, index, all) => index === 0 || number === (all[index - 1] ?? 0) + 1)

const rises = (marked: readonly Marked[]): boolean =>
  numbersOf(marked).every((number, index, all) => index === 0 || number > (all[index - 1] ?? 0))

const sameName = (marked: readonly Marked[]): boolean => new Set(marked.map(({name}) => name)).size === 1

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
const FILE = String.raw`(?<name>(?!\/(?:sys|proc)\/)(?:\.{0,2}\/)?(?:[\w.@+-]{1,255}\/){0,32}(?:[\w.@+-]{1,200}\.(?:log|txt|out|gz|xz|\d{1,3})(?:[.-]\w{1,16}){0,3}|(?:messages|syslog|dmesg|kern|warn|mcelog|console)(?:[.-][\w.-]{1,64})?))`

const KINDS: readonly MarginKind[] = [
  // `cat -n`, `nl`, `less -N`, editors: every line, one by one.
  {read: byPattern(/^ {0,8}(?<number>\d{1,7})(?:\t| ?[:|] ?| {1,2}(?! )|(?= *$)|\. )/), fits: counts},
  // `grep -n`: lines that were found.
  {read: byPattern(/^(?<number>\d{1,8})[:-](?!\d\d[:-])/), fits: rises},
  // `grep -r`, with and without numbers; a file's name is sure enough by itself.
  {read: byPattern(new RegExp(String.raw`^${FILE}[:-](?:\d{1,8}[:-](?!\d\d[:-]))?`)), fits: () => true},
  // Lines added in a diff, bars, bullets.
  {read: byPattern(/^\+ ?(?![+])/), fits: () => true},
  {read: byPattern(/^ {0,4}[|\u2502] ?/), fits: () => true},
  {read: byPattern(/^ {0,4}[*\u2022] /), fits: () => true},
  // `docker compose logs`: a container's name before a bar.
  {read: byPattern(/^(?=[^|]*[a-z]{2})(?<name>[\w.-]{1,64}) {1,40}\| /), fits: sameName},
  // CloudWatch's `aws logs tail`: a stream behind the time. The time stays.
  {
    read: line => {
      const match =
        /^(\d{4}-\d\d-\d\dT[\d:.]{8,18}(?:Z|[+-]\d\d:\d\d) )((?=\S*[\d/])[\w./-]{3,128}) (?![\w./-]{1,64}(?:\[\d+\])?:)/.exec(
          line,
        )
      return match ? {text: `${match[1]}${line.slice(match[0].length)}`, name: match[2] ?? ''} : undefined
    },
    fits: sameName,
  },
]

/** `ts` of moreutils: a time like syslog's, no host behind it; what stands there is the message's first word. */
const TS = /^(?<stamp>[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d )(?<word>\S+)/

const HOSTLESS = 3

/** Puts `-` where a host would stand, when the words there are too many to be hosts. */
const stampMargin = (lines: readonly string[]): Margin | undefined => {
  const found = lines.map(line => TS.exec(line)?.groups?.word)
  const words = new Set(found.filter(word => word !== undefined))
  const tags = lines.filter(line => /^.{15} \S+ (?:kernel|[\w./-]+\[\d+\]): /.test(line))
  if (found.includes(undefined) || tags.length > 0 || words.size < HOSTLESS) return undefined
  return line => line.replace(TS, '$<stamp>- $<word>')
}

/** A text whose every second line is blank. */
export const isDoubleSpaced = (lines: readonly string[]): boolean => {
  const pairs = Math.floor(lines.length / 2)
  const first = lines.findIndex(line => line !== '')
  const [full, blank] = [0, 1].map(side => lines.filter((_, index) => index >= first && (index - first) % 2 === side))
  return pairs > FEWEST && (full ?? []).every(line => line !== '') && (blank ?? []).every(line => line === '')
}

const fit = ({read, fits}: MarginKind, lines: readonly string[]): boolean => {
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
export const chooseMargin = (lines: readonly string[]): Margin | undefined => {
  const full = lines.filter(line => line.trim() !== '' && line !== '--')
  const kind = KINDS.find(one => fit(one, full))
  if (kind) return line => kind.read(line)?.text ?? line
  return full.length >= FEWEST ? stampMargin(full) : undefined
}
