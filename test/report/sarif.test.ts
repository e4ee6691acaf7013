import {describe, expect, it} from 'vitest'
import {FIXTURES} from './fixtures/index.js'
import {panic} from './fixtures/panic.js'
import {render} from './render.js'

/** Fields of the objects this writer uses and which of them are required, from SARIF 2.1.0 sections 3.13–3.54. */
const OBJECTS: Readonly<Record<string, {required: readonly string[]; fields: Readonly<Record<string, string>>}>> = {
  log: {required: ['version', 'runs'], fields: {$schema: 'uri', version: '=2.1.0', runs: 'run[]'}},
  run: {
    required: ['tool'],
    fields: {
      tool: 'tool',
      columnKind: '=utf16CodeUnits|unicodeCodePoints',
      invocations: 'invocation[]',
      artifacts: 'artifact[]',
      results: 'result[]',
      language: 'language',
    },
  },
  tool: {required: ['driver'], fields: {driver: 'component'}},
  component: {
    required: ['name'],
    fields: {name: 'string', version: 'string', rules: 'descriptor[]', notifications: 'descriptor[]'},
  },
  descriptor: {required: ['id'], fields: {id: 'string', name: 'string', shortDescription: 'message'}},
  invocation: {
    required: ['executionSuccessful'],
    fields: {executionSuccessful: 'boolean', toolExecutionNotifications: 'notification[]'},
  },
  notification: {
    required: ['message'],
    fields: {
      level: '=none|note|warning|error',
      message: 'message',
      descriptor: 'descriptor',
      locations: 'location[]',
      properties: 'bag',
    },
  },
  message: {required: ['text'], fields: {text: 'string'}},
  artifact: {required: [], fields: {location: 'place', length: 'number', hashes: 'bag'}},
  place: {required: [], fields: {uri: 'uri-reference', index: 'number'}},
  location: {required: [], fields: {id: 'number', physicalLocation: 'physical'}},
  physical: {required: ['artifactLocation'], fields: {artifactLocation: 'place', region: 'region'}},
  region: {required: ['startLine'], fields: {startLine: 'positive', snippet: 'message'}},
  result: {
    required: ['message'],
    fields: {
      ruleId: 'string',
      level: '=none|note|warning|error',
      message: 'message',
      partialFingerprints: 'bag',
      locations: 'location[]',
      relatedLocations: 'location[]',
      properties: 'bag',
    },
  },
}

const PLAIN: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: value => typeof value === 'string' && value !== '',
  number: value => Number.isInteger(value) && Number(value) >= 0,
  positive: value => Number.isInteger(value) && Number(value) >= 1,
  boolean: value => typeof value === 'boolean',
  language: value => value === 'en' || value === 'zh-CN',
  bag: value => typeof value === 'object' && value !== null && !Array.isArray(value),
  uri: value => typeof value === 'string' && URL.canParse(value),
  'uri-reference': value =>
    typeof value === 'string' && /^(?:[\w\-.~!*'()/]|%[0-9A-F]{2})+$/.test(value) && URL.canParse(value, 'file:///'),
}

/** Where a value departs from the standard's object; empty when it does not. */
function findings(value: unknown, kind: string, path: string): string[] {
  if (kind.endsWith('[]'))
    return Array.isArray(value)
      ? value.flatMap((item, index) => findings(item, kind.slice(0, -2), `${path}[${index}]`))
      : [`${path} is no array`]
  if (kind.startsWith('=')) return kind.slice(1).split('|').includes(String(value)) ? [] : [`${path} is ${value}`]
  const shape = OBJECTS[kind]
  if (shape === undefined)
    return PLAIN[kind]?.(value) === true ? [] : [`${path} is no ${kind}: ${JSON.stringify(value)}`]
  if (typeof value !== 'object' || value === null) return [`${path} is no object`]
  const missing = shape.required.filter(name => !(name in value)).map(name => `${path} has no ${name}`)
  return [
    ...missing,
    ...Object.entries(value).flatMap(([name, field]) =>
      shape.fields[name] === undefined
        ? [`${path}.${name} is not in the standard`]
        : findings(field, shape.fields[name], `${path}.${name}`),
    ),
  ]
}

describe('SARIF', () => {
  it.each(Object.keys(FIXTURES))('%s has the shape of the standard', async name => {
    const analysis = FIXTURES[name]
    if (analysis === undefined) throw new Error(name)
    const log = JSON.parse(await render(analysis, 'sarif'))
    expect(findings(log, 'log', 'log')).toEqual([])
    const [run] = log.runs
    expect(run.results).toHaveLength(analysis.incidents.length)
    const rules = run.tool.driver.rules.map(({id}: {id: string}) => id)
    expect(new Set(rules).size).toBe(rules.length)
    for (const {ruleId} of run.results) expect(rules).toContain(ruleId)
  })

  it('the check itself sees what is wrong', () => {
    expect(findings({version: '2.1.0', runs: [{tool: {}, extra: 1}]}, 'log', 'log')).toEqual([
      'log.runs[0].tool has no name'.replace('name', 'driver'),
      'log.runs[0].extra is not in the standard',
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
