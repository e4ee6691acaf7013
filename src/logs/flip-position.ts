import type {SourcePosition} from './log-line.js'

/** Beyond any line or offset of a file, and small enough that differences stay exact. */
const FLIP = 2 ** 52
const FLIPPED = 2 ** 51

/** True of a position that counts from the end of its input. */
export const isFlipped = ({line}: SourcePosition): boolean => line > FLIPPED

/**
 * A position as an input that is read from its end counts it, so that what is told later stands behind what is told
 * earlier; and the other way round: flipped twice it is as it was.
 */
export const flipPosition = ({input, line, byteOffset}: SourcePosition): SourcePosition => ({
  input,
  line: FLIP - line,
  byteOffset: FLIP - byteOffset,
})

const isPosition = (value: object): value is SourcePosition =>
  'input' in value && 'line' in value && 'byteOffset' in value

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !(value instanceof Uint8Array || value instanceof Map)

/** Values put right so far, so that what was one object stays one. */
type Known = WeakMap<object, unknown>

const partsRight = (value: object, known: Known): unknown => {
  if (Array.isArray(value)) {
    const parts = value.map(part => putRight(part, known))
    return parts.some((part, index) => part !== value[index]) ? parts : value
  }
  const parts = Object.entries(value).map(([name, part]) => [name, putRight(part, known), part] as const)
  return parts.some(([, now, before]) => now !== before)
    ? Object.fromEntries(parts.map(([name, now]) => [name, now]))
    : value
}

const putRight = (value: unknown, known: Known): unknown => {
  if (!isPlain(value)) return value
  if (isPosition(value)) return isFlipped(value) ? flipPosition(value) : value
  if (known.has(value)) return known.get(value)
  const right = partsRight(value, known)
  known.set(value, right)
  return right
}

/** A value of which every flipped position was put right; parts without any are the same objects, and one object stays one. */
export function unflipped<T>(value: T): T
export function unflipped(value: unknown): unknown {
  return putRight(value, new WeakMap())
}
