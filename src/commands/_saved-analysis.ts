import {analysisFindings} from '../io/check-json.js'
import type {Analysis} from '../report/analysis.js'
import {readAnalysis} from '../report/json.js'
import type {BaseCommand} from './_base-command.js'

/** A saved analysis that the user named, checked against the schema; wrong use when the file is none. */
export async function savedAnalysis(command: Pick<BaseCommand, 'askJson' | 'refuse'>, path: string): Promise<Analysis> {
  const json = await command.askJson(path, 'analysis')
  const findings = await analysisFindings(json)
  if (findings.length === 0) return readAnalysis(json)
  const said = findings.slice(0, 5).map(line => `  ${line}`)
  return command.refuse(`${path} is no mirrorcheck analysis:\n${said.join('\n')}`)
}
