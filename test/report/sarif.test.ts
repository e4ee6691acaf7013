import {readFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {Ajv} from 'ajv'
import addFormats from 'ajv-formats'
import {describe, expect, it} from 'vitest'
import {FIXTURES} from './fixtures/index.js'
import {panic} from './fixtures/panic.js'
import {render} from './render.js'

const require = createRequire(import.meta.url)

/** The standard's own schema (OASIS, SARIF 2.1.0 rtm.5), as a validator; draft 4, of which this one uses nothing that changed. */
function standard() {
  const file = require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')
  const {id: _id, $schema: _draft, ...schema} = JSON.parse(readFileSync(file, 'utf8'))
  const ajv = new Ajv({strict: false, allErrors: true, unicodeRegExp: false})
  addFormats.default(ajv)
  return ajv.compile(schema)
}

const isSarif = standard()

/** Where a log departs from the standard; empty when it does not. */
const findings = (log: unknown): readonly string[] =>
  isSarif(log) ? [] : (isSarif.errors ?? []).map(({instancePath, message = ''}) => `${instancePath} ${message}`)

describe('SARIF', () => {
  it.each(Object.keys(FIXTURES))('%s has the shape of the standard', async name => {
    const analysis = FIXTURES[name]
    if (analysis === undefined) throw new Error(name)
    const log = JSON.parse(await render(analysis, 'sarif'))
    expect(findings(log)).toEqual([])
    const [run] = log.runs
    expect(run.results).toHaveLength(analysis.incidents.length)
    const rules = run.tool.driver.rules.map(({id}: {id: string}) => id)
    expect(new Set(rules).size).toBe(rules.length)
    for (const {ruleId} of run.results) expect(rules).toContain(ruleId)
  })

  it('the check itself sees what is wrong', () => {
    expect(findings({version: '2.1.0', runs: [{tool: {}, extra: 1}]})).toEqual([
      '/runs/0 must NOT have additional properties',
      "/runs/0/tool must have required property 'driver'",
    ])
  })

  it('an outage is an error with its lines, a corrected error a note', async () => {
    const [run] = JSON.parse(await render(panic, 'sarif')).runs
    const levels = run.results.map(({level, properties}: {level: string; properties: {outcome: string}}) => [
      properties.outcome,
      level,
    ])
    expect(levels).toContainEqual(['panic', 'error'])
    expect(levels).toContainEqual(['logged', 'note'])
    for (const {locations} of run.results) {
      const {artifactLocation, region} = locations[0].physicalLocation
      expect(panic.inputs[artifactLocation.index]?.name).toBe(decodeURIComponent(artifactLocation.uri))
      expect(region.snippet.text).not.toBe('')
    }
  })
})
