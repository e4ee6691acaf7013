import {fill, type Matcher, matcherOf} from './matcher.js'
import {type HoleKind, holeKind, type Phrase} from './phrase.js'

/** Puts a text of the report into the reader's language; what it has no words for stays as it is. */
export type Say = (text: string) => string

/** The voice of the language in which everything is written. */
export const asWritten: Say = text => text

/** A language's voice, and what it had no words for. */
export interface Speaker {
  readonly say: Say
  /** The text in the language; undefined, and nothing noted, where there are no words for it. */
  readonly known: (text: string) => string | undefined
  /** Texts of three words and more that stayed English, each once. */
  readonly missing: ReadonlySet<string>
}

/** Marks of a language that stand between parts. */
export interface Marks {
  readonly stop: string
  readonly colon: string
  readonly semicolon: string
  readonly comma: string
  /** Between the members of a list. */
  readonly list: string
}

/** Beyond this many characters a text is not held against phrases: no sentence of ours is that long. */
const LONGEST = 1500
/** Depth of parts within parts. */
const DEEPEST = 8

const SPEECH = /[A-Za-z][a-z’']+(?:,? [A-Za-z][a-z’']*){2,}/
const WORD = /[A-Za-z]/
/** Two plain words: no name of anything. */
const PHRASE = /(?:^|[ :])[a-z’]{2,} [a-z’]{2,}/
/** One word with a digit, a capital inside or a mark: the name of something, the same in every language. */
const NAME = /^(?=\S*[\d_./@#=-])\S+$|^\S*[a-z]\S*[A-Z]\S*$|^[A-Z]{2,}$/
const QUOTES = /`[^`]*`|“[^”]*”|‘[^’ ]*’/g
const QUOTED = /\uE000(\d+)\uE001/g

/** Phrases by the first letter they fit, the most telling first; those that begin with a hole fit every letter. */
function shelve(phrases: readonly Phrase[]): (letter: string) => readonly Matcher[] {
  const all = phrases.map(matcherOf).sort((a, b) => b.weight - a.weight)
  const shelves = new Map<string, readonly Matcher[]>()
  return letter => {
    const shelf = shelves.get(letter) ?? all.filter(({head}) => head === '' || head === letter)
    shelves.set(letter, shelf)
    return shelf
  }
}

/** Holes whose filling is itself put into the language. */
const isPart = (kind: HoleKind): boolean => kind === 'part' || kind === 'item'

const PERCENT = /(\d)[ \u00a0]%/g

/** Blanks beside a full-width mark are one blank too many. */
const tidy = (text: string): string =>
  text
    .replace(/ ?([（），。：；、]) ?/g, '$1')
    .replace(PERCENT, '$1%')
    .replace(/(?<=[\u4e00-\u9fff\uE001\uE003])[ \u00a0]?\(([<>\d][^()]*)\)/g, '（$1）')

/** The parts of a text between separators that stand in no brackets. */
function apart(text: string, separator: string): readonly string[] {
  const parts: string[] = []
  let [open, from] = [0, 0]
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at)
    if (character === '(') open += 1
    else if (character === ')') open -= 1
    else if (open === 0 && character === separator.charAt(0) && text.startsWith(separator, at)) {
      parts.push(text.slice(from, at))
      from = at + separator.length
    }
  }
  return [...parts, text.slice(from)]
}

/** A text before and after the first separator that stands in no brackets. */
function halves(text: string, separator: string): readonly string[] {
  const [first = '', ...others] = apart(text, separator)
  return others.length === 0 ? [first] : [first, text.slice(first.length + separator.length)]
}

/** Opens a language: its phrases, and its marks. */
export function openSpeaker(phrases: readonly Phrase[], marks: Marks): Speaker {
  const shelf = shelve(phrases)
  const memory = new Map<string, string | undefined>()
  const missing = new Set<string>()

  const whole = (text: string, depth: number): string | undefined => {
    for (const {match, phrase} of shelf(text.charAt(0).toLowerCase())) {
      const filled = match(text)
      const said =
        filled &&
        fill(phrase.other, filled, (name, value) => {
          const part = isPart(holeKind(name)) ? put(value, depth + 1) : value
          return part ?? (PHRASE.test(value) || SPEECH.test(value) ? undefined : value)
        })
      if (said !== undefined) return said
    }
    return undefined
  }

  /** Parts of a text, each put; undefined when one of them has words that nobody knows. */
  const each = (parts: readonly string[], between: string, depth: number): string | undefined => {
    if (parts.length < 2) return undefined
    const said = parts.map(part => put(part, depth + 1))
    return said.every(part => part !== undefined) ? said.join(between) : undefined
  }

  /** A text without the mark at its end, or at its beginning. */
  const ended = (text: string, depth: number): string | undefined => {
    const ending = /^(.+?)([.:])$/s.exec(text)
    const body = ending?.[1] === undefined ? undefined : put(ending[1], depth + 1)
    if (body !== undefined) return body + (ending?.[2] === '.' ? marks.stop : marks.colon)
    const lead = /^([,;:·]) (.+)$/s.exec(text)
    const rest = lead?.[2] === undefined ? undefined : put(lead[2], depth + 1)
    if (rest === undefined) return undefined
    const [, mark = ''] = lead ?? []
    return ({',': marks.comma, ';': marks.semicolon, ':': marks.colon}[mark] ?? ` ${mark} `) + rest
  }

  const bracketed = (text: string, depth: number): string | undefined => {
    const [, before, inner, after] = /^(.+?)[ \u00a0]\(([^()]+)\)(.*)$/s.exec(text) ?? []
    if (before === undefined || inner === undefined || after === undefined) return undefined
    const parts = [before, inner, after].map(part => put(part, depth + 1))
    return parts.some(part => part === undefined) ? undefined : `${parts[0]}（${parts[1]}）${parts[2]}`
  }

  /** Several sentences: as many of the first ones as one phrase holds, then the rest. */
  const sentences = (text: string, depth: number): string | undefined => {
    const all = text.split(/(?<=[.!?]) (?=[A-Z\d\uE000\uE002“])/)
    for (let size = all.length - 1; size > 0; size -= 1) {
      const first = all.slice(0, size).join(' ')
      const said = size === 1 ? put(first, depth + 1) : told(first, depth + 1)
      const rest = said === undefined ? undefined : put(all.slice(size).join(' '), depth)
      if (rest !== undefined) return `${said}${rest}`
    }
    return undefined
  }

  /** What comes after the mark that stands for a run of another kind. */
  const afterRun = (text: string, depth: number): string | undefined => {
    const [, run, rest] = /^(\uE002\d+\uE003)(.+)$/s.exec(text) ?? []
    const said = rest === undefined ? undefined : put(rest, depth)
    return said === undefined ? undefined : `${run}${said}`
  }

  /** A text that one phrase holds, its full stop aside. */
  const told = (text: string, depth: number): string | undefined => {
    if (!text.endsWith('.')) return whole(text, depth)
    const said = whole(text.slice(0, -1), depth)
    return said === undefined ? undefined : said + marks.stop
  }

  const divided = (text: string, depth: number): string | undefined =>
    sentences(text, depth) ??
    ended(text, depth) ??
    each(apart(text, '; '), marks.semicolon, depth) ??
    each(apart(text, ' · '), ' · ', depth) ??
    each(halves(text, ': '), marks.colon, depth) ??
    each(apart(text, ', '), marks.list, depth) ??
    bracketed(text, depth) ??
    afterRun(text, depth)

  /** A text in the language, the blanks around it kept; undefined when it has words that nobody knows. */
  const put = (text: string, depth: number): string | undefined => {
    const [, before = '', body = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? []
    if (!WORD.test(body) || NAME.test(body)) return text
    if (!memory.has(body)) {
      memory.set(body, undefined)
      if (depth < DEEPEST && body.length <= LONGEST) memory.set(body, told(body, depth) ?? divided(body, depth))
    }
    const said = memory.get(body)
    return said === undefined ? undefined : blank(before, said) + said + blank(after, said)
  }

  const spoken = (text: string): string | undefined => {
    const quotes: string[] = []
    const masked = text.replace(QUOTES, quote => `\uE000${quotes.push(quote) - 1}\uE001`)
    const said = put(masked, 0)
    if (said === undefined) return undefined
    if (said === masked) return text.replace(PERCENT, '$1%')
    return tidy(said).replace(QUOTED, (mark, index: string) => quotes[Number(index)] ?? mark)
  }

  const say: Say = text => {
    const said = spoken(text)
    if (said === undefined && SPEECH.test(text.replace(QUOTES, ''))) missing.add(text)
    return said ?? text
  }
  return {say, known: spoken, missing}
}

/** No blank beside a full-width mark or character. */
const blank = (space: string, said: string): string => (/[\u3000-\u9fff\uff00-\uffef]/.test(said) ? '' : space)
