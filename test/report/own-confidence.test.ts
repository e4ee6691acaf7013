import {describe, expect, it} from 'vitest'
import {readConfidence} from '../../src/mirror/read-confidence.js'
import type {Analysis} from '../../src/report/analysis.js'
import {analysisToJson, readAnalysis} from '../../src/report/json.js'
import {inLanguage} from '../../src/report/language/in-language.js'
import {redactAnalysis} from '../../src/report/redact/redact-analysis.js'
import {analyzeText} from '../analyze-text.js'
import {panic} from './fixtures/panic.js'
import {documentOf, OPTIONS, render} from './render.js'

const NUMBERS = [
  {number: 'whole-controller.paired', from: 0.8, to: 0.5},
  {number: 'no-mirror', from: 0.98, to: 0.4},
  {number: 'chain.overflow', from: 0.6, to: 0.1},
]
const own: Analysis = {...panic, replacedConfidence: {file: 'site/ours.json', numbers: NUMBERS}}

describe('confidence numbers of the user', () => {
  it('are found by what they change: a number given as it is built in changes nothing', async () => {
    const {overrides} = readConfidence({
      version: 1,
      confidence: {'no-mirror': 0.4, injected: 0.9, 'whole-controller': {paired: 0.5}},
      chain: {overflow: 0.1},
    })
    if (overrides === undefined) throw new Error('refused')
    const {analysis} = await analyzeText('', [], {confidence: {...overrides, file: 'ours.json'}})
    expect(analysis.replacedConfidence).toEqual({file: 'ours.json', numbers: NUMBERS})
    expect((await analyzeText('')).analysis.replacedConfidence).toBeUndefined()
  })

  it.each(['html', 'markdown'])('stand in the %s, with the file they came from', async face => {
    const [told, usual] = [await render(own, face), await render(panic, face)]
    expect(told).toContain('site/ours.json')
    expect(told).toContain('whole-controller.paired 0.8 → 0.5, no-mirror 0.98 → 0.4, chain.overflow 0.6 → 0.1')
    expect(usual).not.toContain('not all built in')
  })

  it('stand one by one in the method', () => {
    const method = documentOf(own).sections.find(({id}) => id === 'method')
    expect(JSON.stringify(method?.blocks)).toContain('[[{"code":"chain.overflow"}],["0.6"],["0.1"]]')
  })

  it('are counted where there are many', async () => {
    const numbers = Array.from({length: 9}, (_, index) => ({number: `rule-${index}`, from: 0.5, to: 0.25}))
    const told = await render({...panic, replacedConfidence: {numbers}}, 'markdown')
    expect(told).toContain('rule-5 0.5 → 0.25')
    expect(told).toContain('and 3 numbers more')
    expect(told).not.toContain('rule-6')
  })

  it('come back with a saved analysis, and are told in Chinese', async () => {
    const saved = readAnalysis(JSON.parse(JSON.stringify(analysisToJson(own))))
    expect(saved.replacedConfidence).toEqual(own.replacedConfidence)
    const {missing} = await inLanguage(documentOf(own), {...OPTIONS, lang: 'zh-CN'})
    expect([...missing].filter(text => /onfidence number|Built in|Used here/.test(text))).toEqual([])
  })

  it('name nobody once redacted', () => {
    const file = '/home/jane.doe/customers/acme-bank.json'
    const {analysis} = redactAnalysis({...panic, replacedConfidence: {file, numbers: NUMBERS}}, {processes: false})
    expect(analysis.replacedConfidence?.file).not.toMatch(/jane|acme/)
    expect(analysis.replacedConfidence?.numbers).toEqual(NUMBERS)
  })
})
