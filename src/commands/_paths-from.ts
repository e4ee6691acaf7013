import {createReadStream} from 'node:fs'
import type {BaseCommand} from './_base-command.js'

/** Paths one a line, or apart by NUL bytes as `find -print0` writes them; empty ones are passed over. */
const splitPaths = (text: string): readonly string[] =>
  text.split(text.includes('\0') ? '\0' : /\r?\n/).filter(path => path !== '')

/** The paths that a file or standard input (`-`) lists; wrong use when it cannot be read. */
export async function pathsFrom(asker: Pick<BaseCommand, 'refuse'>, file: string): Promise<readonly string[]> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of file === '-' ? process.stdin : createReadStream(file)) chunks.push(Buffer.from(chunk))
  } catch {
    return asker.refuse(`--from ${file}: cannot be read; is the path right?`)
  }
  return splitPaths(Buffer.concat(chunks).toString())
}
