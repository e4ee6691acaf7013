import type {CompiledValidator} from './schema-validators.js'

type Finding = NonNullable<CompiledValidator['errors']>[number]

/** `/errors/0/severity` as `errors[0].severity`. */
const placeIn = (pointer: string): string =>
  pointer
    .replace(/\/(\d+)(?=\/|$)/g, '[$1]')
    .replace(/\//g, '.')
    .replace(/^\./, '')

/** The value at a JSON pointer; undefined where there is none. */
const valueAt = (json: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'))
    .reduce<unknown>((at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined), json)

/** Characters of a value, or of a list of choices, that are shown. */
const MOST = 120

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text
}

const listed = (values: unknown): string =>
  Array.isArray(values) ? values.map(value => JSON.stringify(value)).join(', ') : shown(values)

/** What is wrong with a value, in the terms of JSON. */
function wrongWith({keyword, params, message}: Finding, value: unknown): string {
  if (keyword === 'required') return `has no field ${shown(params.missingProperty)}`
  if (keyword === 'additionalProperties') return `has a field that is not known: ${shown(params.additionalProperty)}`
  if (keyword === 'enum') return `is ${shown(value)}, none of: ${listed(params.allowedValues)}`
  if (keyword === 'const') return `is ${shown(value)}, not ${shown(params.allowedValue)}`
  if (keyword === 'type') return `is ${shown(value)}, not of the type ${String(params.type)}`
  if (keyword === 'pattern') return `is ${shown(value)}, not of the form ${String(params.pattern)}`
  return `is ${shown(value)}: it ${message ?? 'is not valid'}`
}

/** Each finding as one line: which field, what stands there, what should. */
const findingsOf = (validate: CompiledValidator, json: unknown): readonly string[] => {
  if (validate(json)) return []
  return (validate.errors ?? []).map(finding => {
    const place = placeIn(finding.instancePath)
    return `${place === '' ? 'the document' : place} ${wrongWith(finding, valueAt(json, finding.instancePath))}`
  })
}

/** What keeps a document from being an analysis; empty when it is one. */
export async function analysisFindings(json: unknown): Promise<readonly string[]> {
  return findingsOf((await import('./schema-validators.js')).analysis, json)
}
