import {type JournalHeader, OBJECT_HEADER, type ObjectHead, readObjectHead} from './_journal-layout.js'

/** An object of a journal file. */
export interface JournalObject extends ObjectHead {
  readonly offset: number
  /** All of it when it is kept whole, its first bytes otherwise; valid until the next chunk is pushed. */
  readonly bytes: Uint8Array
}

/** How walking over objects went. */
export interface WalkEnd {
  /** Offset behind the last byte. */
  readonly offset: number
  /** True when the input ended inside an object. */
  readonly isCut: boolean
}

/** Takes a file's bytes chunk by chunk and gives its objects. */
export interface ObjectWalk {
  push(chunk: Uint8Array): Iterable<JournalObject>
  end(): WalkEnd
}

/** Objects stand at multiples of 8. */
const ALIGNMENT = 8

/** Larger ones are hash tables, entry arrays or dumps of memory: nothing that a line of a log needs. */
const LARGEST_WHOLE = 1024 * 1024

/** Bytes given of an object that is not kept whole. */
const GLIMPSE = 128

const aligned = (size: number): number => Math.ceil(size / ALIGNMENT) * ALIGNMENT

const firstNonZero = (bytes: Uint8Array, from: number): number => {
  for (let at = from; at < bytes.length; at += 1) if (bytes[at] !== 0) return at
  return bytes.length
}

/**
 * Objects in the order of the file, in which every object stands behind those it needs: no looking back, no index. Where
 * no object stands, the walk goes on at the next place that looks like one; `onDamage` is called once for every such
 * stretch, unless it is zeros only: space not yet written to.
 */
export const createObjectWalk = (
  {headerBytes, arenaEnd}: JournalHeader,
  onDamage: (offset: number) => void,
): ObjectWalk => {
  let buffer: Uint8Array = new Uint8Array(0)
  let base = 0
  let skip = headerBytes
  let isLost = false
  let isCut = false

  const advance = (count: number): void => {
    const taken = Math.min(count, buffer.length)
    buffer = buffer.subarray(taken)
    base += taken
    skip = count - taken
  }

  /** Moves on to where the next object may stand. */
  const seek = (): void => {
    const next = firstNonZero(buffer, 0)
    const toNext = Math.floor((base + next) / ALIGNMENT) * ALIGNMENT - base
    if (toNext <= 0 && !isLost) onDamage(base)
    isLost = isLost || toNext <= 0
    advance(toNext > 0 ? toNext : ALIGNMENT)
  }

  const next = (): JournalObject | undefined => {
    while (buffer.length >= OBJECT_HEADER) {
      const head = readObjectHead(buffer, 0)
      if (!head || base + head.size > arenaEnd) {
        seek()
        continue
      }
      isLost = false
      const needed = head.size > LARGEST_WHOLE ? Math.min(head.size, GLIMPSE) : head.size
      isCut = buffer.length < needed
      if (isCut) return undefined
      const object = {...head, offset: base, bytes: buffer.subarray(0, needed)}
      advance(aligned(head.size))
      return object
    }
    return undefined
  }

  return {
    *push(chunk) {
      buffer = buffer.length === 0 ? chunk : Buffer.concat([buffer, chunk])
      advance(skip)
      for (let object = next(); object; object = next()) yield object
    },
    end: () => ({offset: base + buffer.length, isCut: isCut || skip >= ALIGNMENT}),
  }
}
