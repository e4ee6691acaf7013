import {chmod, mkdir, readFile, rename, writeFile} from 'node:fs/promises'
import {dirname} from 'node:path'
import type {RedactMap} from '../report/redact/pseudonyms.js'

/** What the file is known by. */
const SCHEMA = 'mirrorcheck/redact-map/1'

/** Names by kind, each a text with a text: the shape of the file's `names`. */
function isMap(names: unknown): names is RedactMap {
  return (
    typeof names === 'object' &&
    names !== null &&
    Object.values(names).every(
      shelf =>
        typeof shelf === 'object' &&
        shelf !== null &&
        Object.entries(shelf).every(
          ([name, pseudonym]) => name !== '' && typeof pseudonym === 'string' && pseudonym !== '',
        ),
    )
  )
}

/** The private map in a file; undefined when there is no such file. Throws an `Error` that says what is wrong with it. */
export async function readRedactMap(path: string): Promise<RedactMap | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  const json: unknown = JSON.parse(text)
  const isOurs = typeof json === 'object' && json !== null && Reflect.get(json, 'schema') === SCHEMA
  const names: unknown = isOurs ? Reflect.get(json, 'names') : undefined
  if (!isMap(names))
    throw new Error(`it is no map of pseudonyms: {"schema": "${SCHEMA}", "names": {"host": {"name": "pseudonym"}}}`)
  return names
}

/** Writes the private map whole or not at all, readable by its owner alone (mode 0600). */
export async function writeRedactMap(path: string, names: RedactMap): Promise<void> {
  await mkdir(dirname(path), {recursive: true})
  const temporary = `${path}.${process.pid}.tmp`
  const about =
    'Private: tells who is behind the pseudonyms of a redacted report. Names may be added by hand, under any kind.'
  await writeFile(temporary, `${JSON.stringify({schema: SCHEMA, about, names}, undefined, 2)}\n`, {
    mode: 0o600,
    flag: 'w',
  })
  await chmod(temporary, 0o600)
  await rename(temporary, path)
}
