import {analysisFindings} from '../io/check-json.js'
import type {Analysis} from '../report/analysis.js'
import {printable} from '../report/format.js'
import {readAnalysis} from '../report/json.js'
import type {BaseCommand} from './_base-command.js'

/** Findings told; the rest is counted. */
const TOLD = 5

/** What to do about a file that is no analysis, by what its `schema` says of it. */
function wayOut(json: unknown): string {
  const schema = typeof json === 'object' && json !== null ? Reflect.get(json, 'schema') : undefined
  if (typeof schema !== 'string' || !schema.startsWith('mirrorcheck/analysis/'))
    return 'Give a file that analyze wrote with --json or -o FILE.json.'
  return schema === 'mirrorcheck/analysis/1'
    ? 'It was changed or cut after it was written: write it again with analyze LOG -o FILE.json.'
    : 'Another version of mirrorcheck wrote it: read the logs again with this one.'
}

/** A saved analysis that the user named, checked against the schema; wrong use when the file is none. */
export async function savedAnalysis(command: Pick<BaseCommand, 'askJson' | 'refuse'>, path: string): Promise<Analysis> {
  const json = await command.askJson(path, 'analysis')
  const findings = await analysisFindings(json)
  if (findings.length === 0) return readAnalysis(json)
  const said = findings.slice(0, TOLD).map(line => `  ${printable(line)}`)
  const left = findings.length - TOLD
  return command.refuse(
    [`${path} is no mirrorcheck analysis:`, ...said, ...(left > 0 ? [`  and ${left} more`] : []), wayOut(json)].join(
      '\n',
    ),
  )
}
