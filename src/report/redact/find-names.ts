/** A stretch of text and what stands for it. */
export interface Replacement {
  readonly start: number
  readonly end: number
  readonly by: string
}

/** Finds every known name in a text, in one pass over its words. */
export type NameFinder = (text: string) => readonly Replacement[]

const WORD = /[\p{L}\p{N}]+/gu
const IN_WORD = /[\p{L}\p{N}]/u

/** Where a host name goes on into its domain, `.corp.example.com`; a file's ending is none. */
const DOMAIN = /(?:\.[a-z][a-z\d-]{0,62}){1,8}(?![\w-])/iy
const FILE_ENDING = /\.(?:log|txt|gz|xz|zst|bz2|zip|tar|tgz|json|ndjson|html?|md|csv|out|old|service|conf|db|raw|bin)$/i

/** Characters of a name that a text cut off at its end must still show to be known by. */
const LEAST_OF_CUT_NAME = 4
/** Texts shorter than this were not cut. */
const CUT_LENGTH = 60

interface Entry {
  readonly name: string
  readonly by: string
  /** Characters before the first letter or digit. */
  readonly lead: number
}

const isBoundary = (text: string, at: number): boolean => at >= text.length || !IN_WORD.test(text.charAt(at))

function domainEnd(text: string, from: number): number {
  DOMAIN.lastIndex = from
  const tail = DOMAIN.exec(text)?.[0]
  return tail === undefined || FILE_ENDING.test(tail) ? from : from + tail.length
}

function lengthAt(text: string, folded: string, at: number, {name}: Entry): number {
  if (folded.startsWith(name, at))
    return isBoundary(text, at + name.length) || !IN_WORD.test(name.slice(-1)) ? name.length : 0
  const left = text.length - at
  const isCut = text.length >= CUT_LENGTH && left >= LEAST_OF_CUT_NAME && left < name.length
  return isCut && name.startsWith(folded.slice(at)) ? left : 0
}

/** Names with Chinese characters in them stand in texts without blanks: they are found anywhere. */
const isHan = ({name}: Entry): boolean => /\p{Script=Han}/u.test(name)

function* placesOf(folded: string, {name}: Entry): Iterable<number> {
  for (let at = folded.indexOf(name); at >= 0; at = folded.indexOf(name, at + name.length)) yield at
}

/** Lower case without a change of length, so that places stay. */
const foldInPlace = (text: string): string => {
  const folded = text.toLowerCase()
  return folded.length === text.length ? folded : text.replace(/[A-Z]/g, letter => letter.toLowerCase())
}

function indexed(names: readonly (readonly [string, string])[]): ReadonlyMap<string, readonly Entry[]> {
  const byHead = new Map<string, Entry[]>()
  for (const [spelling, by] of names) {
    const name = foldInPlace(spelling)
    const head = /[\p{L}\p{N}]+/u.exec(name)
    if (head === null) continue
    const entry = {name, by, lead: head.index}
    byHead.set(head[0], [...(byHead.get(head[0]) ?? []), entry])
  }
  for (const entries of byHead.values()) entries.sort((a, b) => b.name.length - a.name.length)
  return byHead
}

/**
 * A finder for these names and their pseudonyms: whole words, in any case, the longest name first, a machine with its
 * domain behind it. A name cut off by the end of a long text is found too when the text shows four characters of it.
 */
export function createNameFinder(names: readonly (readonly [string, string])[]): NameFinder {
  const byHead = indexed(names)
  const cut = [...byHead.values()].flat()
  const han = cut.filter(isHan)
  return text => {
    const found: Replacement[] = []
    const folded = foldInPlace(text)
    for (const {0: word, index} of folded.matchAll(WORD)) {
      const isLast = index + word.length === text.length && text.length >= CUT_LENGTH
      for (const entry of byHead.get(word) ?? (isLast ? cut : [])) {
        const start = index - entry.lead
        const length = start < 0 ? 0 : lengthAt(text, folded, start, entry)
        if (length === 0) continue
        const end = entry.by.startsWith('host-') ? domainEnd(text, start + length) : start + length
        found.push({start, end, by: entry.by})
        break
      }
    }
    for (const entry of han)
      for (const start of placesOf(folded, entry)) found.push({start, end: start + entry.name.length, by: entry.by})
    return found
  }
}
