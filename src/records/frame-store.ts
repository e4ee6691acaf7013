import type {LogLine} from '../logs/log-line.js'
import type {Dialect, DialectOutput, OpenFrames} from './define-dialect.js'

/** Physical lines after which an untouched frame is closed: other programs' lines may stand in a record, but not hundreds. */
export const FRAME_LINES = 400

/** Frames standing open at once, over all inputs, hosts and dialects; beyond it the longest untouched is closed. */
export const OPEN_FRAMES = 4096

interface Standing {
  readonly scope: Scope
  readonly key: string
  readonly frame: unknown
  /** Physical line that touched it last. */
  readonly line: number
}

/** Frames of one dialect in one input and host; in order of touch, oldest first. */
interface Scope {
  readonly id: string
  readonly input: number
  readonly dialect: string
  readonly frames: Map<string, Standing>
}

/** All open frames, closed by age, by number or at the end of an input. */
export interface FrameStore {
  /** The dialect's view for this line's input and host. */
  open(dialect: string, line: LogLine): OpenFrames<unknown>
  has(dialect: string, line: LogLine): boolean
  /** Closes what the line left too far behind, and the oldest beyond the bound. */
  expire(line: LogLine): readonly DialectOutput[]
  closeInput(input: number): readonly DialectOutput[]
  /** Closes what ends when a live log falls silent. */
  closeSilent(input: number): readonly DialectOutput[]
}

/** Names scopes of one dialect by input and host; lines that follow each other mostly share theirs. */
const createScopeNames = (): ((line: LogLine) => string) => {
  let last = {input: -1, host: '', id: ''}
  return ({position: {input}, envelope: {host = ''}}) => {
    if (input !== last.input || host !== last.host) last = {input, host, id: `${input} ${host}`}
    return last.id
  }
}

/** An empty store; `dialects` by id tell how a frame is closed. */
export const createFrameStore = (dialects: ReadonlyMap<string, Dialect>): FrameStore => {
  const scopeId = createScopeNames()
  /** Dialect → its scopes; a dialect without open frames is not in it. */
  const scopes = new Map<string, Map<string, Scope>>()
  /** Every open frame, longest untouched first. */
  const standing = new Set<Standing>()

  const remove = (entry: Standing): void => {
    standing.delete(entry)
    entry.scope.frames.delete(entry.key)
    if (entry.scope.frames.size > 0) return
    const ofDialect = scopes.get(entry.scope.dialect)
    ofDialect?.delete(entry.scope.id)
    if (ofDialect?.size === 0) scopes.delete(entry.scope.dialect)
  }

  const close = (entry: Standing): DialectOutput => {
    remove(entry)
    return dialects.get(entry.scope.dialect)?.close?.(entry.frame, true) ?? {}
  }

  const findScope = (dialect: string, line: LogLine): Scope | undefined => scopes.get(dialect)?.get(scopeId(line))

  const scopeOf = (dialect: string, line: LogLine): Scope => {
    const found = findScope(dialect, line)
    if (found !== undefined) return found
    const scope = {id: scopeId(line), input: line.position.input, dialect, frames: new Map()}
    const ofDialect = scopes.get(dialect) ?? new Map<string, Scope>()
    scopes.set(dialect, ofDialect.set(scope.id, scope))
    return scope
  }

  const isLeftBehind = (entry: Standing, line: LogLine): boolean =>
    standing.size > OPEN_FRAMES ||
    (entry.scope.input === line.position.input && line.position.line - entry.line > FRAME_LINES)

  return {
    open: (dialect, line) => ({
      read: key => findScope(dialect, line)?.frames.get(key)?.frame,
      write(key, frame) {
        const before = findScope(dialect, line)?.frames.get(key)
        if (before) remove(before)
        const scope = scopeOf(dialect, line)
        const entry = {scope, key, frame, line: line.position.line}
        scope.frames.set(key, entry)
        standing.add(entry)
      },
      drop(key) {
        const entry = findScope(dialect, line)?.frames.get(key)
        if (entry) remove(entry)
      },
      newestFirst: () =>
        [...(findScope(dialect, line)?.frames.values() ?? [])]
          .reverse()
          .map(entry => [entry.key, entry.frame] as const),
    }),
    has: (dialect, line) => findScope(dialect, line) !== undefined,
    expire(line) {
      const outputs: DialectOutput[] = []
      for (const entry of standing) {
        if (!isLeftBehind(entry, line)) break
        outputs.push(close(entry))
      }
      return outputs
    },
    closeInput: input => [...standing].filter(({scope}) => scope.input === input).map(close),
    closeSilent: input =>
      [...standing]
        .filter(({scope}) => scope.input === input && dialects.get(scope.dialect)?.endsInSilence === true)
        .map(close),
  }
}
