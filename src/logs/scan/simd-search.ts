import {KEY_FACTOR} from './fingerprints.js'
import {placeWindows} from './place-windows.js'
import {BARE_AT, KEY_BYTES, KEYS_AT, LED_AT, SLACK, scanModule, TEXT_AT, WIDTH} from './scan-module.js'
import {type NextLiteral, verified} from './verify-window.js'

/** A stretch of WebAssembly memory for text, and what searches it. */
interface Room {
  readonly next: (from: number, to: number) => number
  readonly newlines: (from: number, to: number) => number
}

/** Searches text that lies in its own memory. */
export interface SimdSearch {
  /** A room for at least so many bytes of text; its content is left over from whoever had it before. */
  take(bytes: number): Uint8Array
  giveBack(text: Uint8Array): void
  /** True for a room or a part of one. */
  owns(bytes: Uint8Array): boolean
  /** Of texts that it owns. */
  readonly next: NextLiteral
  /** LFs of a text that it owns. */
  newlines(bytes: Uint8Array, from: number, to: number): number
}

const PAGE = 65536

/** Smallest room. */
const ROOM_BYTES = 1024 * 1024

/** The scan, compiled; undefined when this engine has no SIMD. */
export const compileScan = (): WebAssembly.Module | undefined => {
  const bytes = scanModule(KEY_FACTOR)
  return WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : undefined
}

type Exported = (from: number, to: number) => number

const isExported = (value: unknown): value is Exported => typeof value === 'function'

/** A search by SIMD; undefined when the engine lacks it or a literal is shorter than four bytes. */
export const simdSearch = (literals: readonly Uint8Array[]): SimdSearch | undefined => {
  const compiled = literals.some(({length}) => length < WIDTH) ? undefined : compileScan()
  if (!compiled) return undefined
  const {windows, keys, led, bare} = placeWindows(literals)
  const rooms = new WeakMap<ArrayBufferLike, Room>()
  const free: Uint8Array[] = []
  /** The room that was asked for last, by its memory: mostly it is asked for again. */
  let last: {readonly memory: ArrayBufferLike; readonly room: Room | undefined} | undefined

  const roomOf = ({buffer}: Uint8Array): Room | undefined => {
    if (last?.memory !== buffer) last = {memory: buffer, room: rooms.get(buffer)}
    return last.room
  }

  const build = (bytes: number): Uint8Array => {
    const memory = new WebAssembly.Memory({initial: Math.ceil((TEXT_AT + bytes + SLACK) / PAGE)})
    const {next, newlines} = new WebAssembly.Instance(compiled, {host: {memory}}).exports
    const text = new Uint8Array(memory.buffer, TEXT_AT, bytes)
    new Uint8Array(memory.buffer).set(keys, KEYS_AT)
    new Uint8Array(memory.buffer).set(led, LED_AT)
    new Uint8Array(memory.buffer).set(bare, BARE_AT)
    if (isExported(next) && isExported(newlines)) rooms.set(memory.buffer, {next, newlines})
    return text
  }

  return {
    take(bytes) {
      const at = free.findIndex(room => room.length >= bytes)
      return (at < 0 ? undefined : free.splice(at, 1)[0]) ?? build(Math.max(ROOM_BYTES, bytes))
    },
    giveBack: text => void free.push(text),
    owns: bytes => rooms.has(bytes.buffer),
    next: verified(windows, KEY_BYTES, (bytes, from, to) => {
      const at = roomOf(bytes)?.next(bytes.byteOffset + from, bytes.byteOffset + to) ?? -1
      return at < 0 ? -1 : at - bytes.byteOffset
    }),
    newlines: (bytes, from, to) => roomOf(bytes)?.newlines(bytes.byteOffset + from, bytes.byteOffset + to) ?? 0,
  }
}
