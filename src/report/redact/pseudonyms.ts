/** What a name names; also the stem of its pseudonym, `host-1`. */
export type SecretKind =
  | 'host'
  | 'ip'
  | 'mac'
  | 'user'
  | 'mail'
  | 'serial'
  | 'asset'
  | 'ppin'
  | 'uuid'
  | 'storage'
  | 'volume'
  | 'name'
  | 'process'
  | 'value'
  | 'file'
  | 'folder'
  | 'layout'

/**
 * The owner's private map: kind → name as first seen → pseudonym. Names may be added by hand, under any kind, with any
 * pseudonym: they are then replaced wherever they stand.
 */
export type RedactMap = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Makes a pseudonym of its own accord; the name comes folded, a machine's without its domain. */
export type Mint = (kind: string, name: string) => string

/** Pseudonyms of one run: equal names get equal ones, in the order in which they are met. */
export interface Pseudonyms {
  readonly of: (kind: SecretKind, name: string) => string
  /** Every name with its pseudonym. */
  readonly entries: () => readonly (readonly [string, string])[]
  readonly map: () => RedactMap
}

const folded = (name: string): string => name.toLowerCase()

const shortName = (host: string): string => folded(host).split('.', 1)[0] ?? ''

interface Shelf {
  readonly names: Map<string, string>
  /** Folded name → pseudonym; hosts also by their short name. */
  readonly known: Map<string, string>
  count: number
}

function enter(shelf: Shelf, kind: string, name: string, pseudonym: string): void {
  shelf.names.set(name, pseudonym)
  shelf.known.set(folded(name), pseudonym)
  if (kind === 'host' && !shelf.known.has(shortName(name))) shelf.known.set(shortName(name), pseudonym)
  // A map that was edited or written by an earlier run goes on where it ended.
  const number = /-(\d{1,9})$/.exec(pseudonym)?.[1]
  if (number !== undefined) shelf.count = Math.max(shelf.count, Number(number))
}

/** Pseudonyms that go on from an earlier run's map, counted up unless they are minted. A machine's short and full name share one. */
export function createPseudonyms(before: RedactMap = {}, mint?: Mint): Pseudonyms {
  const shelves = new Map<string, Shelf>()
  const shelfOf = (kind: string): Shelf => {
    const shelf = shelves.get(kind) ?? {names: new Map<string, string>(), known: new Map<string, string>(), count: 0}
    shelves.set(kind, shelf)
    return shelf
  }
  for (const [kind, names] of Object.entries(before))
    for (const [name, pseudonym] of Object.entries(names)) enter(shelfOf(kind), kind, name, pseudonym)
  return {
    of(kind, name) {
      const shelf = shelfOf(kind)
      const known = shelf.known.get(folded(name)) ?? (kind === 'host' ? shelf.known.get(shortName(name)) : undefined)
      const own = kind === 'host' ? shortName(name) : folded(name)
      const pseudonym = known ?? mint?.(kind, own) ?? `${kind}-${shelf.count + 1}`
      if (!shelf.known.has(folded(name))) enter(shelf, kind, name, pseudonym)
      return pseudonym
    },
    entries: () => [...shelves.values()].flatMap(({names}) => [...names]),
    map: () => Object.fromEntries([...shelves].map(([kind, {names}]) => [kind, Object.fromEntries(names)])),
  }
}
