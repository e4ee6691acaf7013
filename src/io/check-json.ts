import type {CompiledValidator} from './schema-validators.js'

/** Each finding as one line: where in the document, what is wrong. */
const findingsOf = (validate: CompiledValidator, json: unknown): readonly string[] => {
  if (validate(json)) return []
  return (validate.errors ?? []).map(({instancePath, message, params}) => {
    const extra = typeof params.additionalProperty === 'string' ? ` '${params.additionalProperty}'` : ''
    return `${instancePath === '' ? 'the document' : instancePath} ${message ?? 'is not valid'}${extra}`
  })
}

/** What keeps a document from being an analysis; empty when it is one. */
export async function analysisFindings(json: unknown): Promise<readonly string[]> {
  return findingsOf((await import('./schema-validators.js')).analysis, json)
}
