import {randomBytes} from 'node:crypto'
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

/** What the owner keeps: names with their pseudonyms and, once a dataset was redacted, the key that made them. */
export interface PrivateMap {
  readonly names: RedactMap
  /** 32 hexadecimal digits. */
  readonly key?: string
}

/** The private map in a file; undefined when there is no such file. Throws an `Error` that says what is wrong with it. */
export async function readPrivateMap(path: string): Promise<PrivateMap | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  const json: unknown = JSON.parse(text)
  const isOurs = typeof json === 'object' && json !== null && Reflect.get(json, 'schema') === SCHEMA
  const names: unknown = isOurs ? Reflect.get(json, 'names') : undefined
  const key: unknown = isOurs ? Reflect.get(json, 'key') : undefined
  if (!isMap(names))
    throw new Error(`it is no map of pseudonyms: {"schema": "${SCHEMA}", "names": {"host": {"name": "pseudonym"}}}`)
  return typeof key === 'string' && /^[\da-f]{32}$/.test(key) ? {names, key} : {names}
}

/** A key nobody can guess. */
export const newKey = (): string => randomBytes(16).toString('hex')

/** Writes the private map whole or not at all, readable by its owner alone (mode 0600). */
export async function writePrivateMap(path: string, {names, key}: PrivateMap): Promise<void> {
  await mkdir(dirname(path), {recursive: true})
  const temporary = `${path}.${process.pid}.tmp`
  const about =
    'Private: tells who is behind the pseudonyms of a redacted report. Names may be added by hand, under any kind.'
  const told = {schema: SCHEMA, about, ...(key === undefined ? {} : {key}), names}
  await writeFile(temporary, `${JSON.stringify(told, undefined, 2)}\n`, {mode: 0o600, flag: 'w'})
  await chmod(temporary, 0o600)
  await rename(temporary, path)
}
