import {describe, expect, test} from 'vitest'
import {builtIns} from '../../src/built-ins.js'
import {judgeIncident} from '../../src/mirror/judge.js'
import {readConfidence} from '../../src/mirror/read-confidence.js'
import {errorWith, incidentWith} from './incident-builder.js'
import {bareLayout} from './layout-builder.js'

const rules = builtIns.rules.map(({value}) => value)
const judged = (json: unknown, flags = {}) => {
  const {overrides, problems} = readConfidence(json)
  expect(problems).toEqual([])
  const context = {
    layout: bareLayout('none'),
    layoutName: 'actual',
    conflicts: [],
    guest: false,
    earlier: [],
    observed: [],
  }
  const incident = incidentWith({errors: [errorWith({flags: {uncorrected: true, ...flags}})]})
  return judgeIncident(incident, {...context, ...(overrides === undefined ? {} : {confidence: overrides})}, rules)
}

describe('a user’s numbers', () => {
  test('replace those of the table, and nothing else', () => {
    expect(judged({version: 1}).confidence).toBe(0.98)
    expect(judged({version: 1, confidence: {'no-mirror': 0.4}})).toMatchObject({rule: 'no-mirror', confidence: 0.4})
    expect(judged({version: 1, confidence: {'full-absorbs': 0.1}}).confidence).toBe(0.98)
  })
  test('go down the chain like the built-in ones, whose links can be replaced too', () => {
    expect(judged({version: 1, confidence: {'no-mirror': 0.5}}, {overflow: true}).confidence).toBe(0.3)
    expect(judged({version: 1, chain: {overflow: 0.1}}, {overflow: true}).confidence).toBe(0.1)
    expect(judged({version: 1, confidence: {'no-mirror': 0}, chain: {floor: 0.2}}).confidence).toBe(0.2)
  })
})

test.each([
  [[], /no object/],
  [{}, /version is missing: .* version 1/],
  [{version: 2}, /version is 2/],
  [{version: 1, confidence: {'no-miror': 0.5}}, /no-miror is no number of the table/],
  [{version: 1, confidence: {'whole-controller': 0.5}}, /write whole-controller\.paired or whole-controller\.unknown/],
  [{version: 1, confidence: {'no-mirror': 2}}, /is 2: give a number from 0 to 1/],
  [{version: 1, confidence: {'no-mirror': '0.5'}}, /is "0\.5"/],
  [{version: 1, chain: {speed: 1}}, /chain\.speed/],
  [{version: 1, rules: {}}, /rules is no field/],
])('%j is refused, and why is said', (json, says) => {
  const {overrides, problems} = readConfidence(json)
  expect(overrides).toBeUndefined()
  expect(problems.join('\n')).toMatch(says)
})
