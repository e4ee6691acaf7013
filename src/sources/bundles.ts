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
  readonly container: Container
  readonly root: string
  readonly ofName: string | undefined
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

const roleIn = ({errors, facts, skip}: Container, inner: string): Placement['role'] => {
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
  let last: {readonly folder: string; readonly bundle: Bundle | undefined} | undefined

  const recognise = (name: string): void => {
    for (const container of containers) {
      const match = container.root.exec(name)
      if (!match || bundles.size >= MOST_BUNDLES || bundles.has(match[0])) continue
      bundles.set(match[0], {container, root: match[0], ofName: hostIn(match.at(-1)), host: undefined, logs: 0})
      last = undefined
    }
  }

  const bundleOf = (name: string): Bundle | undefined => {
    const folder = name.slice(0, name.lastIndexOf('/') + 1)
    if (last?.folder === folder) return last.bundle
    for (const root of foldersOf(name)) {
      const bundle = bundles.get(root)
      if (bundle) {
        last = {folder, bundle}
        return bundle
      }
    }
    last = {folder, bundle: undefined}
    return undefined
  }

  return {
    recognise,
    roleOf(name) {
      const bundle = bundleOf(name)
      return bundle ? roleIn(bundle.container, name.slice(bundle.root.length)) : 'unknown'
    },
    place(name) {
      recognise(name)
      const bundle = bundleOf(name)
      if (!bundle) return UNKNOWN
      const role = roleIn(bundle.container, name.slice(bundle.root.length))
      if (role === 'errors' && !name.endsWith('/')) bundle.logs += 1
      const skipped = `file that a ${bundle.container.title} holds for other purposes`
      return {role, skipped, host: () => bundle.host ?? bundle.ofName}
    },
    takeHead(name, head) {
      const bundle = bundleOf(name)
      if (bundle?.container.hostFile?.test(name.slice(bundle.root.length))) bundle.host ??= hostOfHead(head)
    },
    gluedOf(head) {
      const container = containers.find(({glued}) => glued?.sniff(head))
      return container?.glued ? {...container.glued, id: container.id, title: container.title, endings: []} : undefined
    },
    notices: () =>
      [...bundles.values()]
        .filter(({logs}) => logs === 0)
        .map(({root, container}) => ({
          name: root === '' ? '.' : root,
          code: 'bundle-without-logs',
          message: `it looks like a ${container.title}, yet none of the logs stands in it where that keeps them: no error here is no proof of none.`,
          lost: false,
        })),
  }
}
