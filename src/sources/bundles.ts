import type {Container} from './container.js'
import type {Codec, SourceProblem} from './source.js'

/** Where a name stands: in which bundle, and for what. */
export interface Placement {
  readonly role: 'errors' | 'facts' | 'skip' | 'unknown'
  /** What a member with the role `skip` counts as. */
  readonly skipped: string
  /** The machine's name, once the bundle has told it. */
  readonly host?: () => string | undefined
}

/** The support bundles of a run, recognised as their members' names go by. */
export interface Bundles {
  /** Recognises bundles by a name, and places the name in the innermost. Folders end in `/`. */
  place(name: string): Placement
  /** Recognises bundles by a name. */
  recognise(name: string): void
  /** What a name in a bundle that was recognised is for. */
  roleOf(name: string): Placement['role']
  /** Takes the first bytes of a member, which may tell the machine's name. */
  takeHead(name: string, head: Uint8Array): void
  /** How a file that is many glued together is taken apart; undefined for any other. */
  gluedOf(head: Uint8Array): Codec | undefined
  /** Bundles that held no log, complete once everything was read. */
  notices(): readonly SourceProblem[]
}

interface Bundle {
  container: Container
  readonly root: string
  ofName: string | undefined
  host: string | undefined
  logs: number
}

/** Bundles told apart in one run. */
const MOST_BUNDLES = 20_000

/** What names a machine: no address, nothing that every machine is called. */
const HOST = /^(?!localhost\b)(?=[^.]*[a-z])[a-z0-9](?:[a-z0-9._-]{0,250}[a-z0-9])?$/i

const hostIn = (text: string | undefined): string | undefined =>
  text !== undefined && HOST.test(text) ? text : undefined

const LETTERS = new TextDecoder()

/** `rx01`, or `Linux rx01 6.1.0-56-amd64 …`. */
const hostOfHead = (head: Uint8Array): string | undefined => {
  const [first = ''] = LETTERS.decode(head).split('\n')
  const words = first.trim().split(/\s+/)
  return hostIn(words.length === 1 ? words[0] : words[0] === 'Linux' ? words[1] : undefined)
}

const UNKNOWN: Placement = {role: 'unknown', skipped: 'file'}

/** Endings of what is looked at, not read: pictures, films and the dress of pages. */
const SEEN = /\.(?:png|jpe?g|gif|bmp|svg|ico|mp4|avi|css|js|woff2?|ttf)$/i

const roleIn = ({errors, facts, skip}: Container, inner: string): Placement['role'] => {
  if (SEEN.test(inner)) return 'skip'
  if (errors.test(inner)) return 'errors'
  if (facts?.test(inner)) return 'facts'
  return skip?.test(inner) ? 'skip' : 'unknown'
}

/** Folders of a name from the innermost out, each with its slash, and at last nothing. */
function* foldersOf(name: string): Iterable<string> {
  for (let end = name.lastIndexOf('/'); end >= 0; end = end === 0 ? -1 : name.lastIndexOf('/', end - 1))
    yield name.slice(0, end + 1)
  yield ''
}

/** No bundle seen yet. */
export const createBundles = (containers: readonly Container[]): Bundles => {
  const bundles = new Map<string, Bundle>()
  /** Bundle by folder: members of one folder come together. */
  let last: {readonly folder: string; readonly around: readonly Bundle[]} | undefined

  /** Takes in that `container` recognised a folder; one that knows it better takes the place of a fallback. */
  const note = (container: Container, root: string, ofName: string | undefined): void => {
    const known = bundles.get(root)
    if (known) {
      known.ofName ??= ofName
      if (known.container.isFallback && !container.isFallback) known.container = container
      return
    }
    if (bundles.size >= MOST_BUNDLES) return
    bundles.set(root, {container, root, ofName, host: undefined, logs: 0})
    last = undefined
  }

  const recognise = (name: string): void => {
    for (const container of containers) {
      const match = container.root.exec(name)
      if (match) note(container, match[0], match.length > 1 ? hostIn(match.at(-1)) : undefined)
    }
  }

  /** The bundles a name stands in, the innermost first. */
  const around = (name: string): readonly Bundle[] => {
    const folder = name.slice(0, name.lastIndexOf('/') + 1)
    if (last?.folder !== folder) last = {folder, around: [...foldersOf(name)].flatMap(root => bundles.get(root) ?? [])}
    return last.around
  }

  const roleOf = (name: string): {readonly bundle: Bundle; readonly role: Placement['role']} | undefined => {
    for (const bundle of around(name)) {
      const role = roleIn(bundle.container, name.slice(bundle.root.length))
      if (role !== 'unknown') return {bundle, role}
    }
    return undefined
  }

  return {
    recognise,
    roleOf: name => roleOf(name)?.role ?? 'unknown',
    place(name) {
      recognise(name)
      const own = around(name)
      if (own.length === 0) return UNKNOWN
      const {bundle, role} = roleOf(name) ?? {bundle: own[0], role: 'unknown' as const}
      if (role === 'errors' && !name.endsWith('/')) for (const one of own) one.logs += 1
      const skipped = `file that a ${bundle?.container.title ?? 'bundle'} holds for other purposes`
      return {role, skipped, host: () => own.map(one => one.host ?? one.ofName).find(host => host !== undefined)}
    },
    takeHead(name, head) {
      for (const bundle of around(name))
        if (bundle.container.hostFile?.test(name.slice(bundle.root.length))) bundle.host ??= hostOfHead(head)
    },
    gluedOf(head) {
      const container = containers.find(({glued}) => glued?.sniff(head))
      return container?.glued ? {...container.glued, id: container.id, title: container.title, endings: []} : undefined
    },
    notices: () =>
      [...bundles.values()]
        .filter(({logs, container}) => logs === 0 && !container.mayLackLogs)
        .map(({root, container}) => ({
          name: root === '' ? '.' : root,
          code: 'bundle-without-logs',
          message: `it looks like a ${container.title}, yet none of the logs stands in it where that keeps them: no error here is no proof of none.`,
          lost: false,
        })),
  }
}
