import {SILENCE} from '../bits/silence.js'

/** Milliseconds without a byte after which a stream counts as silent: what one event prints comes faster. */
const SILENCE_MS = 400

/**
 * A live stream with its silences: `SILENCE` whenever nothing has come for so long, again and again, so that every reader
 * passes on what it holds instead of waiting for an end that never comes.
 */
export async function* withPauses(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const chunks = bytes[Symbol.asyncIterator]()
  let next: Promise<IteratorResult<Uint8Array>> | undefined
  for (;;) {
    next ??= chunks.next()
    let timer: ReturnType<typeof setTimeout> | undefined
    const silence = new Promise<undefined>(resolve => {
      timer = setTimeout(() => resolve(undefined), SILENCE_MS)
    })
    const step = await Promise.race([next, silence])
    clearTimeout(timer)
    if (step?.done) return
    if (step) next = undefined
    yield step ? step.value : SILENCE
  }
}
