import type {FileHandle} from 'node:fs/promises'

/** Bytes read from the disk at once. */
const PIECE_BYTES = 256 * 1024

/** `length` bytes of an open file from `start` on, or as many as there are. */
export async function* rangeOf(file: FileHandle, start: number, length: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < length; ) {
    const piece = Buffer.allocUnsafe(Math.min(PIECE_BYTES, length - at))
    const {bytesRead} = await file.read(piece, 0, piece.length, start + at)
    if (bytesRead === 0) return
    at += bytesRead
    yield piece.subarray(0, bytesRead)
  }
}
