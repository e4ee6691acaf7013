import type {LogLine} from '../../logs/log-line.js'
import type {JsonRest, JsonToken} from '../json-tokens.js'

/** An object of a Redfish document: its scalars by name, those of objects inside it as `Status.Health`. */
export interface RedfishObject {
  readonly key?: string
  readonly array: boolean
  readonly values: Readonly<Record<string, string>>
  readonly lines: readonly LogLine[]
}

/** Objects standing open, outermost first; bounded. */
export interface RedfishFrame {
  readonly stack: readonly RedfishObject[]
  readonly rest?: JsonRest
}

const MOST_DEPTH = 24
const MOST_VALUES = 160
const MOST_LINES = 60

/** Of the hundreds of set-up attributes those that say how memory is protected. */
export const MEMORY_SETTING =
  /mirror|adddc|spar(?:e|ing)|mem(?:ory)?_?(?:op(?:erating)?)?_?mode|memopmode|\bppr\b|postpackage|patrol|ecc|redundan|\bfrm\b|memoryras|ras_?mode/i

const isKept = (object: RedfishObject, key: string): boolean => {
  if (Object.keys(object.values).length >= MOST_VALUES && !(key in object.values)) return false
  return object.key !== 'Attributes' || MEMORY_SETTING.test(key)
}

const withValue = (object: RedfishObject, line: LogLine, key: string, value: string): RedfishObject => {
  if (!isKept(object, key)) return object
  const full = object.lines.length >= MOST_LINES || object.lines.at(-1) === line
  return {
    ...object,
    values: {...object.values, [key]: object.values[key] ?? value},
    lines: full ? object.lines : [...object.lines, line],
  }
}

/** iDRAC writes single words as `[{"Member": "Deassert"}]`. */
const foldMember = (parent: RedfishObject, child: RedfishObject): RedfishObject => {
  const member = child.values.Member
  if (member === undefined || (!parent.array && child.key === undefined)) return parent
  const name = parent.array ? 'Member' : (child.key ?? 'Member')
  return {...parent, values: {...parent.values, [name]: parent.values[name] ?? member}}
}

/** The parent with what its child said; members of arrays stand for themselves. */
const fold = (parent: RedfishObject, child: RedfishObject): RedfishObject => {
  if (parent.array || child.key === undefined || child.array) return foldMember(parent, child)
  const values: Record<string, string> = {...parent.values}
  for (const [name, value] of Object.entries(child.values)) {
    if (Object.keys(values).length >= MOST_VALUES) break
    values[`${child.key}.${name}`] ??= value
  }
  const lines = [...new Set([...parent.lines, ...child.lines])].slice(0, MOST_LINES)
  return {...parent, values, lines}
}

/** A step: the objects open afterwards, and those that were closed, innermost first. */
export interface RedfishStep {
  readonly stack: readonly RedfishObject[]
  readonly closed: readonly RedfishObject[]
}

const open = (stack: readonly RedfishObject[], token: JsonToken & {kind: 'open'}): readonly RedfishObject[] =>
  stack.length >= MOST_DEPTH
    ? stack
    : [...stack, {...(token.key === undefined ? {} : {key: token.key}), array: token.array, values: {}, lines: []}]

const close = (stack: readonly RedfishObject[]): RedfishStep => {
  const [top, parent] = [stack.at(-1), stack.at(-2)]
  if (!top) return {stack, closed: []}
  const rest = stack.slice(0, -1)
  return {stack: parent ? [...rest.slice(0, -1), fold(parent, top)] : rest, closed: top.array ? [] : [top]}
}

/** Takes one token; a document whose beginning was not seen starts with an object without a name. */
export const stepObjects = (stack: readonly RedfishObject[], line: LogLine, token: JsonToken): RedfishStep => {
  if (token.kind === 'open') return {stack: open(stack, token), closed: []}
  if (token.kind === 'close') return close(stack)
  const top: RedfishObject = stack.at(-1) ?? {array: false, values: {}, lines: []}
  const below = stack.slice(0, -1)
  if (token.kind === 'scalar') return {stack: [...below, withValue(top, line, token.key, token.value)], closed: []}
  return {stack, closed: []}
}

/** Everything that stands open, closed: the text ended or lines are missing. */
export const closeAll = (stack: readonly RedfishObject[]): readonly RedfishObject[] => {
  const closed: RedfishObject[] = []
  for (let rest = stack; rest.length > 0; ) {
    const step = close(rest)
    closed.push(...step.closed)
    rest = step.stack
  }
  return closed
}
