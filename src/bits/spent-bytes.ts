import {MessageChannel, type MessagePort} from 'node:worker_threads'

/** Buffers that go to one reader, piece by piece in their order, and are let go when it has read the last. */
const lent = new WeakSet<ArrayBufferLike>()

/** Where buffers go that nobody reads any more: what is sent to a closed port is freed at once. */
let drain: MessagePort | undefined

const openDrain = (): MessagePort => {
  const {port1, port2} = new MessageChannel()
  port2.close()
  return port1
}

/** Lets the reader of `bytes` free the buffer in which they lie; nobody else may keep a part of it. */
export const lend = ({buffer}: Uint8Array): void => void lent.add(buffer)

/**
 * Frees the buffer in which `bytes` lie when it was lent and they are its end; what was read of it is empty from then on.
 * The garbage collector comes to large buffers late: a text of any length would take dozens of MiB more.
 */
export const spend = ({buffer, byteOffset, length}: Uint8Array): void => {
  if (byteOffset + length < buffer.byteLength || !(buffer instanceof ArrayBuffer) || !lent.delete(buffer)) return
  drain ??= openDrain()
  drain.postMessage(undefined, [buffer])
}
