import type {Json} from '../plain-json.js'

/** What becomes of a string at a path (`incidents.victimDetail.process.name`; places in lists are not counted). Undefined takes the field out. */
export type ChangeString = (text: string, path: string) => string | undefined

const isList = (json: Json): json is readonly Json[] => Array.isArray(json)

/** Names of fields are ours when they look so; where log text names a field, as layouts do, it is changed too. */
const OWN_NAME = /^[a-z][A-Za-z\d]{0,40}$|^\d{1,6}$/
const NAMED_BY_USER = 'summary.verdicts'

const join = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`)

/** The same JSON with every string changed, names of fields that are not ours among them. */
export function mapStrings(json: Json, change: ChangeString, path = ''): Json | undefined {
  if (typeof json === 'string') return change(json, path)
  if (typeof json !== 'object' || json === null) return json
  if (isList(json)) return json.flatMap(item => mapStrings(item, change, path) ?? [])
  const written = Object.entries(json).flatMap(([name, value]): [string, Json][] => {
    const isOwn = path !== NAMED_BY_USER && OWN_NAME.test(name)
    const told = isOwn ? name : (change(name, join(path, '*')) ?? name)
    const changed = mapStrings(value, change, join(path, isOwn ? name : '*'))
    return changed === undefined ? [] : [[told, changed]]
  })
  return Object.fromEntries(written)
}
