import {readFileSync} from 'node:fs'
import Ajv2020 from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {checkLayout} from '../../src/mirror/check-layout.js'
import {readLayout} from '../../src/mirror/read-layout.js'
import {writeLayout} from '../../src/mirror/write-layout.js'
import {LAYOUT_FILES} from './layout-files.js'

const schema = JSON.parse(readFileSync(new URL('../../schemas/layout.schema.json', import.meta.url), 'utf8'))
const ajv = new Ajv2020.default({strict: true, allowUnionTypes: true})
addFormats.default(ajv)
const valid = ajv.compile(schema)

describe.each(LAYOUT_FILES)('%s', (_name, json) => {
  test('fits the schema and is read without a finding', () => {
    expect(valid(json)).toBe(true)
    expect(readLayout(json).problems).toEqual([])
  })
  test('has no error among its fields', () => {
    const {layout} = readLayout(json)
    expect(layout && checkLayout(layout).filter(({severity}) => severity === 'error')).toEqual([])
  })
  test('comes out as it went in', () => {
    const {layout} = readLayout(json)
    expect(layout && JSON.parse(JSON.stringify(writeLayout(layout)))).toEqual(json)
  })
})

/** Every place in a JSON document, as a path. */
function pathsOf(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  const entries = Array.isArray(value) ? value.map((part, at) => [at, part] as const) : Object.entries(value)
  return [path, ...entries.flatMap(([key, part]) => pathsOf(part, [...path, key]))]
}

function changed(json: unknown, path: readonly (string | number)[], change: (value: unknown) => unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return change(json)
  const copy = structuredClone(json) as Record<string | number, unknown>
  const value = changed(copy[key], rest, change)
  if (value === REMOVED) delete copy[key]
  else copy[key] = value
  return copy
}
const REMOVED = Symbol('removed')

const ODD = fc.constantFrom<unknown>(
  REMOVED,
  null,
  true,
  0,
  1,
  -1,
  1.5,
  7,
  65,
  5001,
  2 ** 60,
  '',
  'x',
  'none',
  '0x0',
  '0X1F',
  '0xfffffffffffffff',
  '1f',
  '2026-02-03T04:05:06Z',
  '2026-02-03T04:05:06',
  [],
  [1],
  {},
  {socket: 0},
  {extra: 1},
)

test('the schema and the reader agree on every damaged layout', () => {
  const damaged = fc
    .constantFrom(...LAYOUT_FILES)
    .chain(([, json]) => fc.record({json: fc.constant(json), path: fc.constantFrom(...pathsOf(json)), odd: ODD}))
  fc.assert(
    fc.property(damaged, ({json, path, odd}) => {
      if (path.length === 0 && odd === REMOVED) return
      const document = changed(json, path, () => odd)
      const {layout, problems} = readLayout(document)
      expect({layout: layout !== undefined, clean: problems.length === 0}).toEqual({
        layout: valid(document),
        clean: valid(document),
      })
    }),
    {numRuns: 2000},
  )
})

test('every word the schema knows is read', () => {
  const enums: (readonly [readonly (string | number)[], unknown])[] = []
  const walk = (node: Record<string, unknown>, path: readonly (string | number)[]): void => {
    if (Array.isArray(node.enum)) for (const word of node.enum) enums.push([path, word])
    const properties = (node.properties ?? {}) as Record<string, Record<string, unknown>>
    for (const [name, part] of Object.entries(properties)) walk(part, [...path, name])
    if (typeof node.items === 'object' && node.items !== null) walk(node.items as Record<string, unknown>, [...path, 0])
  }
  walk(schema, [])
  expect(enums.length).toBeGreaterThan(60)
  const richest = LAYOUT_FILES.find(([name]) => name === 'partial-low-and-ten-percent')?.[1]
  const base = {...richest, pairing: {granularity: 'unknown'}}
  for (const [path, word] of enums)
    expect([path, word, readLayout(changed(base, path, () => word)).problems]).toEqual([path, word, []])
})

test('a finding says what, where and what to change', () => {
  const json = changed(LAYOUT_FILES[0]?.[1], ['regions', 0, 'start'], () => 4096)
  expect(readLayout(json).problems).toEqual([
    {
      rule: 'shape',
      severity: 'error',
      message: 'regions[0].start is 4096, not an address',
      fix: 'write addresses as lower-case hex texts such as "0x100000000"',
    },
  ])
})

test.each([null, undefined, 3, 'text', [], {}])('%j is no layout, and that is said', json => {
  const {layout, problems} = readLayout(json)
  expect(layout).toBeUndefined()
  expect(problems.length).toBeGreaterThan(0)
})

test('names of Object.prototype are no fields', () => {
  const json = JSON.parse('{"__proto__": {"schemaVersion": 1}, "constructor": 1, "toString": 2}')
  const said = readLayout(json).problems.map(({message}) => message)
  expect(said.some(message => message.startsWith('__proto__ is no field'))).toBe(true)
  expect(said.some(message => message.startsWith('constructor is no field'))).toBe(true)
})
