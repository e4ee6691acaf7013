import type {LogLine} from '../logs/log-line.js'

/** One step through JSON text; keys and strings unescaped, numbers and words as printed. */
export type JsonToken =
  | {readonly kind: 'open'; readonly key?: string; readonly array: boolean}
  | {readonly kind: 'close'; readonly array: boolean}
  | {readonly kind: 'scalar'; readonly key: string; readonly value: string}
  | {readonly kind: 'element'; readonly value: string}

const STRING = String.raw`"((?:[^"\\]|\\.)*)"`
const TOKEN = new RegExp(
  String.raw`${STRING}\s*:\s*(?:([{[])|${STRING}|(-?\d[\d.eE+-]*|true|false|null)(?![\w.]))|([{}[\]])|${STRING}(?!\s*:)`,
  'g',
)

/** Characters of a value that are kept. */
const MOST_CHARACTERS = 16_384

const ESCAPES: Readonly<Record<string, string>> = {n: '\n', t: '\t', r: '\r', b: '', f: ''}

const unescaped = (text: string): string =>
  text.includes('\\')
    ? text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_, code: string | undefined, letter = '') =>
        code ? String.fromCharCode(Number.parseInt(code, 16)) : (ESCAPES[letter] ?? letter),
      )
    : text

const tokenOf = ([, key, opening, text, word, bracket, element]: RegExpMatchArray): JsonToken => {
  if (key !== undefined && opening) return {kind: 'open', key: unescaped(key), array: opening === '['}
  if (key !== undefined)
    return {kind: 'scalar', key: unescaped(key), value: word ?? unescaped((text ?? '').slice(0, MOST_CHARACTERS))}
  if (bracket === '{' || bracket === '[') return {kind: 'open', array: bracket === '['}
  if (bracket) return {kind: 'close', array: bracket === ']'}
  return {kind: 'element', value: unescaped((element ?? '').slice(0, MOST_CHARACTERS))}
}

/** The end of a piece of a long line, which may be the head of a token. */
export interface JsonRest {
  readonly line: number
  readonly text: string
}

/** Shorter lines are whole. */
const PIECE_CHARACTERS = 32_768

/** Tokens of one line, or of one piece of a line that is too long to come whole; what a cut left over goes with the next piece. */
export const readJsonTokens = (
  line: LogLine,
  before: JsonRest | undefined,
): {readonly tokens: readonly JsonToken[]; readonly rest?: JsonRest} => {
  const carried = before?.line === line.position.line ? before.text : ''
  const text = carried + line.text
  const matches = [...text.matchAll(TOKEN)]
  const last = matches.at(-1)
  const end = last ? last.index + last[0].length : 0
  const rest = text.slice(end)
  const keeps = line.text.length >= PIECE_CHARACTERS && rest.length <= MOST_CHARACTERS && /\S/.test(rest)
  const tokens = matches.map(tokenOf)
  return keeps ? {tokens, rest: {line: line.position.line, text: rest}} : {tokens}
}
