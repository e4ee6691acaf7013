import {createReadStream} from 'node:fs'

/** The first bytes of a file on the disk, at most `count`; rejects when the system refuses. */
export async function firstBytes(path: string, count: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of createReadStream(path, {end: count - 1})) chunks.push(chunk)
  return Buffer.concat(chunks)
}
