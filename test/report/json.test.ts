import {readFileSync} from 'node:fs'
import {Ajv2020} from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {analysisToJson, analysisToTexts, errorToJson, errorToJsonText, readAnalysis} from '../../src/report/json.js'
import {plainJson} from '../../src/report/plain-json.js'
import {FIXTURES} from './fixtures/index.js'
import {panic} from './fixtures/panic.js'
import {render} from './render.js'

const schema = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8'))

const ajv = new Ajv2020({strict: true, allErrors: true, allowUnionTypes: true})
addFormats.default(ajv)
for (const name of ['layout', 'memory-error', 'analysis']) ajv.addSchema(schema(name))
const findings = (id: string, json: unknown) => {
  const validate = ajv.getSchema(id)
  if (validate === undefined) throw new Error(`no schema ${id}`)
  validate(json)
  return (validate.errors ?? []).map(error => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`)
}

const saved = (analysis: (typeof FIXTURES)[string]) => JSON.parse(JSON.stringify(analysisToJson(analysis)))

describe('the JSON of an analysis', () => {
  it.each(Object.entries(FIXTURES))('%s is valid against the schema', (_name, analysis) => {
    expect(findings('mirrorcheck:analysis/1', saved(analysis))).toEqual([])
  })

  it('refuses unknown fields, retyped fields and decimal registers', () => {
    const json = saved(panic)
    expect(findings('mirrorcheck:analysis/1', {...json, extra: 1})).not.toEqual([])
    expect(findings('mirrorcheck:analysis/1', {...json, summary: {...json.summary, outages: '1'}})).not.toEqual([])
    const error = {...json.errors[0], registers: {status: '12345'}}
    expect(findings('mirrorcheck:memory-error/1', error)).not.toEqual([])
  })

  it('leaves out the sorting clocks and the lines, and names errors of incidents by id', () => {
    const json = saved(panic)
    expect(json.errors[0]).not.toHaveProperty('epochMs')
    expect(json.errors[0]).not.toHaveProperty('evidence')
    expect(json.incidents[1]).not.toHaveProperty('startMs')
    expect(json.incidents[1].errors).toEqual(['e13'])
    expect(json.errors[12].registers.status).toBe('0xbd80000000100134')
    expect(json.hosts[0].layout.regions[1].start).toBe('0x100000000')
    expect(json.evidence).toContainEqual(
      expect.objectContaining({line: 258, text: expect.stringContaining('Kernel panic')}),
    )
  })

  it.each(['panic', 'killed', 'failover', 'quiet', 'storm'])(
    '%s renders the same after being saved and read',
    async name => {
      const analysis = FIXTURES[name]
      if (analysis === undefined) throw new Error(name)
      const read = readAnalysis(saved(analysis))
      expect(saved(read)).toEqual(saved(analysis))
      for (const id of ['html', 'markdown', 'text', 'csv'])
        expect(await render(read, id)).toBe(await render(analysis, id))
    },
  )

  it('counts what a limited copy leaves out, and that copy is valid and readable', () => {
    const {tenThousand} = FIXTURES
    if (tenThousand === undefined) throw new Error('fixture')
    const json = JSON.parse(JSON.stringify(analysisToJson(tenThousand, {errors: 500, evidence: 100})))
    expect(json.omitted).toEqual({errors: 9500, evidence: 9900})
    expect(json.errors).toHaveLength(500)
    expect(json.errors.filter((error: {severity: string}) => error.severity !== 'corrected').length).toBe(
      tenThousand.errors.filter(error => error.severity !== 'corrected').length,
    )
    expect(json.summary.errors.corrected).toBe(tenThousand.summary.errors.corrected)
    expect(findings('mirrorcheck:analysis/1', json)).toEqual([])
    expect(readAnalysis(json).errors).toHaveLength(500)
  })

  it.each(Object.entries(FIXTURES))('%s is the same made of texts, whole and cut', (_name, analysis) => {
    for (const limits of [
      {errors: 10_000, evidence: 500},
      {errors: 1, evidence: 1},
    ]) {
      const {whole, textOf} = analysisToTexts(analysis, limits)
      expect([...whole].join('')).toBe(JSON.stringify(analysisToJson(analysis, limits)))
      expect(analysis.errors.map(textOf)).toEqual(analysis.errors.map(errorToJsonText))
    }
  })

  it('refuses JSON that is something else', () => {
    expect(() => readAnalysis({schema: 'other'})).toThrow(TypeError)
    expect(() => readAnalysis(null)).toThrow(TypeError)
  })

  it('writes every 64-bit value so that it comes back', () => {
    fc.assert(
      fc.property(fc.bigInt({min: 0n, max: 2n ** 64n - 1n}), value => {
        const json = plainJson({value})
        expect(json).toEqual({value: `0x${value.toString(16)}`})
      }),
    )
  })

  it('omits what is absent or no number', () => {
    expect(plainJson({a: undefined, b: Number.NaN, c: 0, d: null})).toEqual({c: 0, d: null})
    const [first] = panic.errors
    expect(first && errorToJson({...first, epochMs: 5})).not.toHaveProperty('epochMs')
  })
})
