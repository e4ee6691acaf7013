import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'

/** Every file below a folder with its bytes, by name. */
export function treeOf(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
  return new Map(names.map(name => [name.slice(folder.length + 1), readFileSync(name, 'latin1')]))
}

/** Rows of one table of a dataset. */
export const rowsOf = (folder: string, kind: string): readonly Record<string, unknown>[] =>
  [...treeOf(folder)]
    .filter(([name]) => name.startsWith(`${kind}/`))
    .flatMap(([, text]) => text.trimEnd().split('\n'))
    .map(line => JSON.parse(line))
