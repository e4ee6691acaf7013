import {commandLineSecrets} from './command-line.js'
import {isName, isPerson} from './known-words.js'
import {PROCESS_RECOGNISERS, RECOGNISERS, type Recogniser} from './recognisers.js'
import type {Secret} from './secret.js'

/** Parameters of a kernel stand behind these words until the line ends. */
const COMMAND_LINE = /\bcommand ?line["']?\s?[:=]\s?/i

/** Marks that belong to the sentence around a name. */
const TRAILING = /[.:!?…]+$/

/** A sentence of ours may end in `machine: processes`; a name in it that is quoted from a log is no plain word. */
const isPlainWord = (name: string): boolean => /^\p{L}?\p{Ll}*$/u.test(name)

/** A processor's number without what its printers put around it. */
const bare = (digits: string): string => digits.toLowerCase().replace(/^(?:0x)?0*(?=.)/, '')

function inText(text: string, {kind, pattern, accepts = () => true}: Recogniser, isProse: boolean): readonly Secret[] {
  // Most texts hold none of a kind, and `search` tells that at a fraction of the cost.
  if (text.search(pattern) < 0) return []
  return [...text.matchAll(pattern)].flatMap((match): readonly Secret[] => {
    const [start, end] = match.indices?.groups?.name ?? match.indices?.[0] ?? [0, 0]
    if (isProse && isPlainWord(text.slice(start, end))) return []
    if (kind === undefined) return [{start, end}]
    const name = text.slice(start, end).replace(TRAILING, '').trimEnd()
    if (!isName(name) || !accepts(name) || (kind === 'user' && !isPerson(name))) return []
    return [{kind, start, end: start + name.length, name: kind === 'ppin' ? bare(name) : name}]
  })
}

/** What to look for, and in what. */
interface Search {
  readonly processes: boolean
  readonly isProse: boolean
}

/** A name that a password reaches into is taken out with it and not kept. */
function withoutPasswords(secrets: readonly Secret[]): readonly Secret[] {
  const passwords = secrets.filter(({kind}) => kind === undefined)
  if (passwords.length === 0) return secrets
  return secrets.map(secret => {
    const {start, end} = secret
    return passwords.some(password => password.start < end && start < password.end) ? {start, end} : secret
  })
}

/** Texts whose names are remembered. */
const MOST_REMEMBERED = 200_000

/** Finds the names in a text; `isProse` for a sentence of ours that may quote a log. */
export type SecretFinder = (text: string, isProse?: boolean) => readonly Secret[]

/** A finder that looks through each log text once, however often it is asked. */
export function createSecretFinder(processes: boolean): SecretFinder {
  const known = new Map<string, readonly Secret[]>()
  return (text, isProse = false) => {
    const before = isProse ? undefined : known.get(text)
    if (before !== undefined) return before
    const secrets = findSecrets(text, {processes, isProse})
    if (!isProse && known.size < MOST_REMEMBERED) known.set(text, secrets)
    return secrets
  }
}

/** Every name in a text that is known by its looks or by the words before it; processes too where that was asked. */
function findSecrets(text: string, {processes, isProse}: Search): readonly Secret[] {
  const recognisers = processes ? [...RECOGNISERS, ...PROCESS_RECOGNISERS] : RECOGNISERS
  const parameters = COMMAND_LINE.exec(text)
  const from = parameters === null ? text.length : parameters.index + parameters[0].length
  return withoutPasswords([
    ...recognisers.flatMap(recogniser => inText(text, recogniser, isProse)),
    ...commandLineSecrets(text.slice(from), from),
  ])
}
