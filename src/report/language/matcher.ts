import {holeKind, type Phrase} from './phrase.js'

/** What a text holds where a phrase has holes; undefined for one that stood in a missing part. */
export type Filled = ReadonlyMap<string, string | undefined>

/** A phrase ready to be held against a text. */
export interface Matcher {
  readonly phrase: Phrase
  /** Fixed characters: the more, the more telling the phrase. */
  readonly weight: number
  /** First character in lower case, or empty where a hole comes first. */
  readonly head: string
  readonly match: (text: string) => Filled | undefined
}

/** A part may not run over the end of a sentence. */
const PART = '(?:(?![.!?] [A-Z\\d\\uE000]).)+?'

const HOLES = {
  number: '[<>]?[-−]?\\d[\\d.,]*(?:e[+-]?\\d+)?',
  moment: '\\d{4}-\\d\\d-\\d\\d(?: \\d\\d:\\d\\d(?::\\d\\d)?)?|\\d\\d:\\d\\d(?::\\d\\d)?',
  share: '(?:[<>] )?\\d+(?:[.,]\\d+)*(?:e-?\\d+)?[ \\u00a0]%',
  quotation: '\\uE000\\d+\\uE001',
  label: '(?=\\S*[\\d_#/-])\\S+',
  item: '[^;]+?',
  kept: '(?:(?![.!?;:] | · ).)+?',
  rest: '.+',
  part: PART,
} as const

const TOKEN = /\{(\w+)\}|\(s\)|[[\]]|[\s\S]/g

const literal = (character: string): string => {
  if (character === '(s)') return 's?'
  if (character === '[') return '(?:'
  if (character === ']') return ')?'
  return character.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** The first letter may be a capital: sentences are built of parts that begin small. */
const eitherCase = (pattern: string): string =>
  pattern.replace(/^[a-z]/i, letter => `[${letter.toLowerCase()}${letter.toUpperCase()}]`)

/** A phrase without its full stop: sentences lose theirs before they are held against it. */
const unstopped = ({english, other}: Phrase): Phrase =>
  english.endsWith('.') ? {english: english.slice(0, -1), other: other.replace(/。$/, '')} : {english, other}

/** Compiles a phrase. */
export function matcherOf(written: Phrase): Matcher {
  const phrase = unstopped(written)
  const names: string[] = []
  const pattern = phrase.english.replace(TOKEN, (token, name: string | undefined) => {
    if (name === undefined) return literal(token)
    names.push(name)
    return `(${HOLES[holeKind(name)]})`
  })
  const expression = new RegExp(`^${eitherCase(pattern)}$`, 'u')
  const first = phrase.english.charAt(0)
  return {
    phrase,
    weight: phrase.english.replace(/\{\w+\}|\(s\)|[[\]]/g, '').length,
    head: first === '{' || first === '[' ? '' : first.toLowerCase(),
    match: text => {
      const found = expression.exec(text)
      return found === null ? undefined : new Map(names.map((name, index) => [name, found[index + 1]]))
    },
  }
}

/** The other half of a phrase with its holes filled; a bracket whose hole is empty disappears. Undefined when a part has no words. */
export function fill(
  other: string,
  filled: Filled,
  put: (name: string, value: string) => string | undefined,
): string | undefined {
  let isWhole = true
  const said = other
    .replace(/\[([^\]]*)\]/g, (_, inner: string) =>
      [...inner.matchAll(/\{(\w+)\}/g)].every(([, name = '']) => filled.get(name) === undefined) ? '' : inner,
    )
    .replace(/\{(\w+)\}/g, (_, name: string) => {
      const part = put(name, filled.get(name) ?? '')
      isWhole &&= part !== undefined
      return part ?? ''
    })
  return isWhole ? said : undefined
}
