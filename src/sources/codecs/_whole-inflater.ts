import {createInflateRaw, type InflateRaw, inflateRawSync} from 'node:zlib'
import {lend} from '../../bits/spent-bytes.js'

/** Inflates short deflate streams whole on another thread, one at a time; what it holds is used again for each. */
export interface WholeInflater {
  /** Texts of `packed`, one behind the other: all of it, or what was made up to a damage or to more than `most` bytes. */
  inflate(packed: Uint8Array, most: number): Promise<readonly Uint8Array[]>
  close(): void
}

/** Text that is inflated at once: another thread would cost more than it takes off this one. */
export const AT_ONCE_BYTES = 64 * 1024

/** Smallest output buffer that zlib takes. */
const SMALLEST_CHUNK = 64

const atOnce = (packed: Uint8Array, most: number): readonly Uint8Array[] => {
  const room = {chunkSize: Math.max(most + 1, SMALLEST_CHUNK), maxOutputLength: most + 1}
  try {
    return [inflateRawSync(packed, room)]
  } catch {
    return []
  }
}

/** Output buffer of the inflater, shared by the texts of short members: where it ends in one, this thread has to ask for more. */
const OUTPUT_BYTES = 4 * 1024 * 1024

interface Lane {
  readonly stream: InflateRaw
  texts: Uint8Array[]
  /** Bytes that may still be made. */
  room: number
  settle: () => void
}

const openLane = (): Lane => {
  const stream = createInflateRaw({chunkSize: OUTPUT_BYTES})
  const lane: Lane = {stream, texts: [], room: 0, settle: () => undefined}
  stream.on('data', (text: Uint8Array) => {
    lend(text)
    lane.texts.push(text)
    lane.room -= text.length
    if (lane.room < 0) stream.destroy()
  })
  stream.on('error', () => undefined).on('close', () => lane.settle())
  return lane
}

/** An inflater that holds nothing before it is used. */
export const createWholeInflater = (): WholeInflater => {
  let lane: Lane | undefined
  return {
    async inflate(packed, most) {
      if (most <= AT_ONCE_BYTES) return atOnce(packed, most)
      lane ??= openLane()
      const own = lane
      const before = own.stream.bytesWritten
      own.texts = []
      own.room = most
      await new Promise<void>(resolve => {
        own.settle = resolve
        own.stream.write(packed, () => resolve())
      })
      // Only a stream that took all it was given can begin anew: at bytes behind its end it closes.
      if (!own.stream.destroyed && own.stream.bytesWritten - before === packed.length) own.stream.reset()
      else {
        own.stream.destroy()
        lane = undefined
      }
      return own.texts
    },
    close: () => void lane?.stream.destroy(),
  }
}
